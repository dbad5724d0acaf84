"""Lever settings simulated in every draw and world of a design, the base beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..designs import Design, base_values, points_at
from ..designs.points import crossed, reference_points
from ..designs.response import response_of
from ..designs.studies import study_plan
from ..designs.verbs import unsuited_to_search
from ..errors import ReplicatesFailedError, UsageError
from .objectives import RECORDED, Trial, gains_of

if TYPE_CHECKING:
    from ..study import Point, StudyOptions, StudyPlan


class Trials:
    """Simulates settings of a design's levers; each batch is a study in a folder of its own, so it is never repeated.

    Batches of the same settings in the same folder are read back; the base is simulated once.
    """

    def __init__(self, design: Design, folder: Path, options: StudyOptions, arguments: Sequence[str] = ()) -> None:
        self.design = replace(design, outcomes=RECORDED)
        self.folder = folder
        self._options = options
        self._arguments = tuple(arguments)
        self._base: dict[str, np.ndarray] | None = None
        self.failures: list[str] = []  # a line for each run that failed

    @property
    def base_setting(self) -> np.ndarray:
        """The levers as the base has them."""
        return base_values(replace(self.design, factors=self.design.levers))

    def run(self, settings: np.ndarray, name: str) -> list[Trial]:
        """Gains of ``settings`` (setting, lever); raises ReplicatesFailedError if the base itself cannot be run."""
        return gains_of(settings, self._simulated(self.plan(settings, name)), self.base(), self.design.replicates)

    def base(self) -> dict[str, np.ndarray]:
        """Outcomes of the base by parameter draw."""
        if self._base is None:
            found = self._simulated(self.base_plan())
            if not all(np.isfinite(values).all() for values in found.values()):
                raise ReplicatesFailedError(f"some runs of the base failed; see {self.folder / 'base' / 'failures'}")
            self._base = {outcome: values[0] for outcome, values in found.items()}
        return self._base

    def plan(self, settings: np.ndarray, name: str) -> StudyPlan:
        """The study of a batch."""
        return self._plan_of(points_at(self.design, crossed(self.design, settings)), name)

    def base_plan(self) -> StudyPlan:
        """The study of the base with no lever of the design set."""
        return self._plan_of(reference_points(self.design), "base")

    def _plan_of(self, points: Sequence[Point], name: str) -> StudyPlan:
        return replace(study_plan(self.design, points, "optimise", self._arguments), id=name)

    def _simulated(self, plan: StudyPlan) -> dict[str, np.ndarray]:
        from ..study import run_study

        study = run_study(plan, replace(self._options, out=self.folder / plan.id, quiet=True))
        self.failures += [f"{one.error}\n  reproduce: {one.reproduce}" for one in study.failures.itertuples()]
        return response_of(study).values


def refuse_unsuitable(design: Design) -> None:
    """Raise UsageError with every reason why a design gives no search."""
    reasons = unsuited_to_search(design)
    if reasons:
        raise UsageError(*reasons)
