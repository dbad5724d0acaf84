"""From a design to a study of all its points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .description import describe
from .design import Design
from .points import base_values, points_at

if TYPE_CHECKING:
    from ..study import StudyPlan


def study_plan(design: Design, values: np.ndarray, verb: str, arguments: Sequence[str] = (), **more: Any) -> StudyPlan:
    """The plan of a study over factor values (point, factor); ``more`` is kept with the design in the manifest."""
    from ..study import Recorder, StudyPlan

    reference = reference_point(design, values)
    return StudyPlan(
        id=design.id,
        verb=verb,
        bases=(design.base,),
        points=points_at(design, values, reference),
        replicates=design.replicates,
        seed=design.seed,
        recorder=Recorder(design.outcomes, "year"),
        question=dict(design.base.question),
        arguments=tuple(arguments),
        design=describe(design, reference=reference, **more),
    )


def reference_point(design: Design, values: np.ndarray) -> int:
    """The point that changes are counted from: the one nearest to the base, each factor by its range."""
    ranges = np.array([(factor.high - factor.low) or 1.0 for factor in design.factors])
    distance = (np.abs(values - base_values(design)) / ranges).sum(axis=1)
    return int(distance.round(9).argmin())  # of two equally near ones the first, whatever their last bits
