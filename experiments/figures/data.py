"""A results folder as arrays: what the figures read instead of a table of millions of rows."""

from __future__ import annotations

import csv
import json
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class MainTarget:
    """A main target beside the baseline; ``distance`` is relative to the target, 0 inside a range, NaN if undefined."""

    row: str  # of the evidence table
    quantity: str
    outcome: str
    period: tuple[str, str]
    target: str
    unit: str
    simulated: float
    distance: float
    within: bool

    @property
    def is_range(self) -> bool:
        return "-" in self.target[1:]


@dataclass(frozen=True)
class Comparison:
    """Series of a comparison: ``values[scenario, replicate, date, outcome]``; the first scenario is the baseline."""

    scenarios: tuple[str, ...]
    labels: tuple[str, ...]
    dates: tuple[str, ...]
    outcomes: tuple[str, ...]
    values: np.ndarray
    first_policy_quarter: int  # position of the first date at which any policy may differ
    experiment: str
    version: str
    firms: int
    targets: tuple[MainTarget, ...] = ()  # none where the run reaches no target's period

    @property
    def policies(self) -> range:
        """Positions of the scenarios that are compared with the baseline."""
        return range(1, len(self.scenarios))

    @property
    def replicates(self) -> int:
        return self.values.shape[1]

    @cached_property
    def years(self) -> np.ndarray:
        """Middle of each quarter as a decimal year."""
        return np.array([int(date[:4]) + (int(date[-1]) - 0.5) / 4 for date in self.dates])

    def series(self, outcome: str, scenario: int) -> np.ndarray:
        """Array (replicate, date) of an outcome under the scenario at position ``scenario``."""
        return self.values[scenario, :, :, self.outcomes.index(outcome)]

    def difference(self, outcome: str, scenario: int) -> np.ndarray:
        """Paired difference from the baseline (replicate, date)."""
        return self.series(outcome, scenario) - self.series(outcome, 0)

    def last_year(self, outcome: str, scenario: int) -> np.ndarray:
        """Mean of the last four quarters, one number per replicate."""
        return mean(self.series(outcome, scenario)[:, -4:], axis=1)

    def policy_years_total(self, outcome: str, scenario: int) -> np.ndarray:
        """Sum over the quarters from the first policy on, one number per replicate."""
        return np.nansum(self.series(outcome, scenario)[:, self.first_policy_quarter :], axis=1)


_AS_CODES = ds.ParquetFileFormat(
    read_options=ds.ParquetReadOptions(dictionary_columns=["scenario", "date", "outcome"])
)
"""Millions of rows repeat a few hundred words: told so, the reader takes a sixth of the time."""


def load(folder: Path, outcomes: tuple[str, ...], lang: str) -> Comparison:
    """Read ``outcomes`` from the tidy table, the manifest and, where there is one, ``calibration.csv`` of ``folder``.

    Raises
    ------
    FileNotFoundError
        If the folder holds no table or no manifest.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    table = ds.dataset(folder / "outcomes.parquet", format=_AS_CODES).to_table(
        filter=pc.field("outcome").isin(list(outcomes))
    )
    wanted = {scenario["id"]: scenario["name"] for scenario in manifest["scenarios"]}
    recorded = set(table["outcome"].unique().to_pylist())
    found = tuple(outcome for outcome in outcomes if outcome in recorded)
    numbers = sorted(table["replicate"].unique().to_pylist())
    dates = sorted(table["date"].unique().to_pylist())
    values = np.full((len(wanted), len(numbers), len(dates), len(found)), np.nan)
    values[
        _positions(table["scenario"], list(wanted)),
        _positions(table["replicate"], numbers),
        _positions(table["date"], dates),
        _positions(table["outcome"], list(found)),
    ] = table["value"].to_numpy()
    return Comparison(
        scenarios=tuple(wanted),
        labels=tuple(name.get(lang, scenario) for scenario, name in wanted.items()),
        dates=tuple(dates),
        outcomes=found,
        values=values,
        first_policy_quarter=dates.index(manifest["window"]["first"]),
        experiment=manifest["experiment"],
        version=manifest["versions"]["lab2market"],
        firms=manifest["firms"],
        targets=_main_targets(folder / "calibration.csv", lang),
    )


def _main_targets(file: Path, lang: str) -> tuple[MainTarget, ...]:
    """Main rows of ``calibration.csv``, rows of one outcome together; an empty cell is an undefined number."""
    if not file.exists():
        return ()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == "main"]
    order = list(dict.fromkeys(row["outcome"] for row in rows))
    rows.sort(key=lambda row: (order.index(row["outcome"]), row["period"]))
    return tuple(
        MainTarget(
            row=row["id"],
            quantity=row["quantity_zh" if lang == "zh" else "quantity"],
            outcome=row["outcome"],
            period=tuple(row["period"].split(" to ")),
            target=row["target"],
            unit=row["unit"],
            simulated=float(row["simulated"] or "nan"),
            distance=float(row["distance"] or "nan"),
            within=row["within_15"] == "True",
        )
        for row in rows
    )


def _positions(column: pa.ChunkedArray, order: list[str] | list[int]) -> np.ndarray:
    """Position in ``order`` of every entry of a table's column."""
    encoded = column.combine_chunks()
    if not hasattr(encoded, "dictionary"):
        encoded = encoded.dictionary_encode()
    place = {entry: position for position, entry in enumerate(order)}
    by_code = np.array([place.get(entry, -1) for entry in encoded.dictionary.to_pylist()])  # -1: no row has it
    return by_code[encoded.indices.to_numpy()]


def mean(sample: np.ndarray, axis: int = 0) -> np.ndarray:
    """Mean over what is defined; NaN where nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmean(sample, axis=axis)


def bands(sample: np.ndarray) -> np.ndarray:
    """Quantiles ``BANDS`` over replicates of what is defined, NaN where nothing is: (quantile, date)."""
    if not np.isnan(sample).any():
        return np.quantile(sample, BANDS, axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanquantile(sample, BANDS, axis=0)
