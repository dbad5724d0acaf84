"""From a design to a study of its points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .description import describe
from .design import Design
from .points import points_at, reference_points

if TYPE_CHECKING:
    from ..study import Point, StudyPlan


def against_reference(design: Design, values: np.ndarray) -> tuple[Point, ...]:
    """The reference, then the points with these factor values (point, factor)."""
    reference = reference_points(design)
    return (*reference, *points_at(design, values, first=len(reference)))


def study_plan(design: Design, points: Sequence[Point], verb: str, arguments: Sequence[str] = ()) -> StudyPlan:
    """The plan of a study of ``points`` in the worlds of a design."""
    from ..study import Recorder, StudyPlan

    return StudyPlan(
        id=design.id,
        verb=verb,
        bases=(design.base,),
        points=tuple(points),
        replicates=design.replicates,
        seed=design.seed,
        recorder=Recorder(design.outcomes, "year"),
        question=dict(design.base.question),
        arguments=tuple(arguments),
        design=describe(design),
    )
