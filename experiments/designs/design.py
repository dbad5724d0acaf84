"""A design, typed: factors, method, replicates, outcomes, and the scenario they are laid over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import Quarter
from model.levers import LEVERS

if TYPE_CHECKING:
    from model.scenario import Scenario

LEVER, PARAMETER = "levers", "parameters"


@dataclass(frozen=True)
class Factor:
    """One quantity that is varied: between ``low`` and ``high``, or over listed ``values``.

    ``kind`` is *levers* (a policy: somebody chooses it) or *parameters* (an uncertainty: nobody does). ``levels`` is
    the number of equal steps a grid takes between the bounds.
    """

    kind: str
    name: str
    unit: str
    low: float
    high: float
    values: tuple[float, ...] = ()
    levels: int | None = None

    @property
    def column(self) -> str:
        """Name in plans and tables, such as ``levers.re_deduction``."""
        return f"{self.kind}.{self.name}"

    def steps(self, levels: int = 2) -> tuple[float, ...]:
        """Listed values, or ``levels`` equal steps where the design names none."""
        if self.values:
            return self.values
        steps = np.linspace(self.low, self.high, self.levels or levels)
        rounded = (float(f"{value:.12g}") for value in steps)  # 0.3 rather than 0.30000000000000004
        return tuple(dict.fromkeys(self._whole(min(max(value, self.low), self.high)) for value in rounded))

    def at(self, shares: np.ndarray) -> np.ndarray:
        """Values at ``shares`` (0 to 1) of the way; listed values are equally likely."""
        if self.values:
            places = np.minimum((shares * len(self.values)).astype(np.int64), len(self.values) - 1)
            return np.array(self.values)[places]
        values = self.low + shares * (self.high - self.low)
        return np.floor(values + 0.5) if self.counted else values

    @property
    def counted(self) -> bool:
        """Whether it is a lever that takes whole numbers only."""
        lever = LEVERS.get(self.name) if self.kind == LEVER else None
        return lever is not None and lever.integer

    def _whole(self, value: float) -> float:
        return float(math.floor(value + 0.5)) if self.counted else value


@dataclass(frozen=True)
class Design:
    """What a design file says; ``base`` is the scenario that every point changes."""

    id: str
    base: Scenario
    factors: tuple[Factor, ...]
    method: str
    points: int | None
    replicates: int
    seed: int
    outcomes: tuple[str, ...]
    policy_start: Quarter | None  # quarter from which varied levers hold; None: from the start of the run
    budget: float | None = None  # bn yuan a year, for a search
    draws: int | None = None  # parameter draws in each of which every setting of the levers is tried
    ensemble: np.ndarray | None = None  # (draw, uncertainty), where the draws are not sampled
    warnings: tuple[str, ...] = ()

    @property
    def levers(self) -> tuple[Factor, ...]:
        return tuple(factor for factor in self.factors if factor.kind == LEVER)

    @property
    def uncertainties(self) -> tuple[Factor, ...]:
        return tuple(factor for factor in self.factors if factor.kind == PARAMETER)

    @property
    def window_first(self) -> int:
        """First recorded quarter that averages are taken over: the start of the policy."""
        return 0 if self.policy_start is None else max(self.policy_start - self.base.start, 0)
