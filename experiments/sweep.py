"""``sweep``: every point of a design in the same worlds; tables, changes from the reference, and figure 8 or 9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .designs import Design, sample
from .designs.explained import explain_tables
from .designs.response import COLUMNS, Response, response_of, response_rows
from .designs.studies import against_reference, study_plan
from .designs.verbs import unsuited_to_sweep
from .errors import UsageError

if TYPE_CHECKING:
    from .study import Study, StudyOptions, StudyPlan


@dataclass(frozen=True)
class Sweep:
    """A swept study, what it says, and the rows of ``response.csv``; a shard has no tables and so no response."""

    study: Study
    response: Response | None
    rows: list[dict[str, Any]]


def sweep_plan(design: Design, arguments: Sequence[str] = ()) -> StudyPlan:
    """Every run of a design; raises UsageError for a method that is no sweep, and for what a sweep would not use."""
    reasons = unsuited_to_sweep(design)
    if reasons:
        raise UsageError(*reasons)
    try:
        values = sample(design)
    except ValueError as error:
        raise UsageError(f"{design.id}: {error}") from None
    return study_plan(design, against_reference(design, values), "sweep", arguments)


def sweep(design: Design, options: StudyOptions, arguments: Sequence[str] = (), lang: str = "en") -> Sweep:
    """Run a design, or what is left of it, and write ``response.csv`` and the figure."""
    from .study import run_study

    study = run_study(sweep_plan(design, arguments), options)
    if not study.complete or not np.isfinite(study.values().array).any():
        return Sweep(study, None, [])
    response = response_of(study)
    rows = response_rows(response)
    study.write_rows(rows, "response.csv")
    explain_tables(study.folder, {"response.csv": COLUMNS})
    from .figures.studies import draw_response

    draw_response(response, study.folder, lang)
    return Sweep(study, response, rows)
