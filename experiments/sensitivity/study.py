"""``sensitivity``: a screening, a Sobol study or one factor at a time, simulated and analysed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import OUTCOMES

from ..designs import Design, points_at, sample
from ..designs.explained import explain_tables
from ..designs.keys import MORRIS, ONE_AT_A_TIME, SOBOL
from ..designs.response import Response, response_of
from ..designs.studies import against_reference, study_plan
from ..designs.verbs import unsuited_to_indices
from ..errors import InvalidInputError, UsageError
from .common_seeds import Index, Method, indices
from .morris import elementary_effects, morris_sample
from .problem import values_of
from .sobol import sobol_indices, sobol_sample
from .swings import swings

if TYPE_CHECKING:
    import pandas as pd

    from ..study import Point, Study, StudyOptions, StudyPlan

FEWEST_WORLDS = 8  # fewer give no useful interval between worlds
INDEX_COLUMNS = {
    "outcome, label_en, label_zh, unit": "which outcome, averaged over the dates of the policy",
    "factor": "what is varied",
    "measure": "mu_star, mu, sigma: mean absolute effect, mean effect and spread of effects over the factor's whole "
    "range (Morris); S1, ST: share of the outcome's variance by the factor alone, and with all others (Sobol)",
    "value": "index of the outcome averaged over worlds, the same at every point",
    "low, high": "95 % interval between worlds (delete-one jackknife)",
    "sampling": "half-width of the 95 % interval over points; empty where the method gives none",
    "smallest, largest": "the same index in single worlds",
    "worlds": "replicates",
}
SWING_COLUMNS = {
    "outcome, label_en, label_zh, unit": "which outcome, averaged over the dates of the policy",
    "factor, value": "the one factor that was moved, and to what",
    "change, low, high": "paired change from the base, with its 95 % interval",
    "replicates, method": "worlds, and the method of the interval",
}
HEADLINE_MEASURE = {MORRIS: "mu_star", SOBOL: "ST"}


@dataclass(frozen=True)
class Sensitivity:
    """A study, the rows of ``indices.csv`` or ``swings.csv``, and why outcomes are missing from them."""

    study: Study
    response: Response | None
    indices: dict[str, list[Index]]
    rows: list[dict[str, Any]]
    refused: list[str]

    @property
    def table(self) -> pd.DataFrame:
        """Indices, or changes one at a time, with their intervals; for notebooks."""
        import pandas as pd

        return pd.DataFrame(self.rows)


def sensitivity_plan(design: Design, arguments: Sequence[str] = ()) -> StudyPlan:
    """Every run of the study; raises UsageError with every reason why no method of sensitivity fits a design."""
    reasons = unsuited_to_indices(design)
    if reasons:
        raise UsageError(*reasons)
    return study_plan(design, _points(design), "sensitivity", arguments)


def sensitivity(design: Design, options: StudyOptions, arguments: Sequence[str] = (), lang: str = "en") -> Sensitivity:
    """Run the study, or what is left of it; write ``indices.csv`` (``swings.csv``) and figure 9.

    An outcome with a missing value has no rows and is named in ``refused``.
    """
    from ..study import run_study

    study = run_study(sensitivity_plan(design, arguments), options)
    if not study.complete:
        return Sensitivity(study, None, {}, [], [])
    response = response_of(study)
    if design.method == ONE_AT_A_TIME:
        rows, refused = _swing_rows(response)
        found: dict[str, list[Index]] = {}
    else:
        found, refused = _indices(design, response)
        rows = [_row(outcome, index) for outcome, every in found.items() for index in every]
    if rows:
        file = "swings.csv" if design.method == ONE_AT_A_TIME else "indices.csv"
        study.write_rows(rows, file)
        explain_tables(study.folder, {file: SWING_COLUMNS if file == "swings.csv" else INDEX_COLUMNS})
        _draw(design, response, found, study, lang)
    return Sensitivity(study, response, found, rows, refused)


def warnings_of(design: Design) -> list[str]:
    """What makes the answer weak."""
    if design.replicates >= FEWEST_WORLDS:
        return []
    return [f"{design.replicates} worlds give a poor interval between worlds; 8 to 16 are better (--replicates)"]


def _points(design: Design) -> tuple[Point, ...]:
    """Points of the study; indices compare points among themselves and need no reference."""
    if design.method == ONE_AT_A_TIME:
        return against_reference(design, sample(design))
    return points_at(design, values_of(design.factors, _shares(design)))


def _shares(design: Design) -> np.ndarray:
    names = [factor.column for factor in design.factors]
    samplers = {MORRIS: morris_sample, SOBOL: sobol_sample}
    assert design.points is not None  # methods that sample have them
    return samplers[design.method](names, design.points)


def _indices(design: Design, response: Response) -> tuple[dict[str, list[Index]], list[str]]:
    names, shares = [factor.column for factor in design.factors], _shares(design)
    method: Method = elementary_effects if design.method == MORRIS else sobol_indices
    found, refused = {}, []
    for outcome, values in response.values.items():
        try:
            found[outcome] = indices(names, shares, values, range(values.shape[1]), method, outcome)
        except InvalidInputError as error:
            refused += error.problems
    return found, refused


def _swing_rows(response: Response) -> tuple[list[dict[str, Any]], list[str]]:
    names = [factor.column for factor in response.factors]
    rows, refused = [], []
    for outcome, values in response.values.items():
        try:
            found = swings(names, response.settings, values, range(values.shape[1]), outcome)
        except InvalidInputError as error:
            refused += error.problems
            continue
        for swing in found:
            change = asdict(swing.change)
            rows.append({**_labels(outcome), "factor": swing.factor, "value": swing.value,
                         "change": change.pop("estimate"), **change})  # fmt: skip
    return rows, refused


def _row(outcome: str, index: Index) -> dict[str, Any]:
    return {**_labels(outcome), **asdict(index)}


def _labels(outcome: str) -> dict[str, str]:
    label = OUTCOMES[outcome].label
    return {"outcome": outcome, "label_en": label["en"], "label_zh": label["zh"], "unit": OUTCOMES[outcome].unit}


def _draw(design: Design, response: Response, found: dict[str, list[Index]], study: Study, lang: str) -> None:
    from ..figures.ranking import Ranking
    from ..figures.response import source
    from ..figures.studies import draw_rankings, draw_response
    from ..figures.wording import words

    if design.method == ONE_AT_A_TIME:
        draw_response(response, study.folder, lang)
        return
    measure, footer = HEADLINE_MEASURE[design.method], source(response, words(lang))
    rankings = [
        Ranking(outcome, measure, [index for index in every if index.measure == measure], design.factors,
                response.period, footer)
        for outcome, every in found.items()
        if any(not math.isnan(index.value) for index in every)
    ]  # fmt: skip
    draw_rankings(rankings, study.folder, lang)
