"""``summary.csv`` of a study: one row for each point and outcome, for reading in a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtrit

from model.indicators import OUTCOMES

from .files import write_atomically
from .plan import StudyPlan
from .tables import Find, design_columns

SUMMARY_COLUMNS = {
    "point, scenario, the design's columns": "what the row is about",
    "outcome, label_en, label_zh, unit": "which outcome",
    "first, last": "dates averaged over",
    "mean": "mean over the dates and over replicates",
    "low, high": "95 % interval of the mean over replicates (Student); empty with one replicate",
    "end_mean": "mean over replicates at the last date (last four quarters where quarters are recorded)",
    "replicates": "replicates in which the outcome is defined",
}


def write_summary(plan: StudyPlan, find: Find, path: Path) -> None:
    """One row for each point and outcome, in UTF-8 with a byte order mark so that Excel in China opens it."""
    text = io.StringIO(newline="")
    writer: Any = None
    for row in _summary_rows(plan, find):
        if writer is None:
            writer = csv.DictWriter(text, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({key: "" if value != value else value for key, value in row.items()})
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def _summary_rows(plan: StudyPlan, find: Find) -> Iterator[dict[str, Any]]:
    nothing = np.full(plan.shape, np.nan)
    last = 1 if plan.recorder.frequency == "year" else 4
    labels = [(OUTCOMES[outcome].label, OUTCOMES[outcome].unit) for outcome in plan.recorder.outcomes]
    columns = {name: column.to_pylist() for name, column in design_columns(plan).items()}
    for point in plan.points:
        runs = range(point.number * plan.replicates, (point.number + 1) * plan.replicates)
        values = np.array([nothing if (found := find(run)) is None else found for run in runs])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nothing is NaN, which is what is meant
            means = np.nanmean(values, axis=1)
            mean, ends = np.nanmean(means, axis=0), np.nanmean(values[:, -last:], axis=(0, 1))
        half = _half_width(means)
        for place, outcome in enumerate(plan.recorder.outcomes):
            label, unit = labels[place]
            yield {
                "point": point.number,
                "scenario": plan.bases[point.base].id,
                **{name: column[point.number] for name, column in columns.items()},
                "outcome": outcome,
                "label_en": label["en"],
                "label_zh": label["zh"],
                "unit": unit,
                "first": plan.dates[0],
                "last": plan.dates[-1],
                "mean": mean[place],
                "low": mean[place] - half[place],
                "high": mean[place] + half[place],
                "end_mean": ends[place],
                "replicates": int(np.isfinite(means[:, place]).sum()),
            }


def _half_width(means: np.ndarray) -> np.ndarray:
    """Half-width of Student's 95 % interval of each column; NaN with fewer than two replicates."""
    count = np.isfinite(means).sum(axis=0)
    if (count < 2).all():
        return np.full(means.shape[1], math.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return stdtrit(count - 1.0, 0.975) * np.nanstd(means, axis=0, ddof=1) / np.sqrt(count)
