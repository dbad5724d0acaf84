"""What a policy mix is judged by: gains over the base in the same draws and worlds.

Cost, and the budget, is ``public_cost``: spending less its own recoveries. Charges and fines pay for nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..statistics import Interval, interval

CONVERSION, MARGIN, COST = "conversion_rate", "margin", "public_cost"
OBJECTIVES = (CONVERSION, MARGIN, COST)
RECORDED = (*OBJECTIVES, "technologies_industrialised")
SIGNS = {CONVERSION: -1.0, MARGIN: -1.0, COST: 1.0}  # a search makes everything small
QUARTERS_A_YEAR = 4.0


@dataclass(frozen=True)
class Trial:
    """A lever setting with its gains over the base by outcome, one number for each draw; cost in bn yuan a year.

    A number is the mean of ``per_draw`` worlds: replicates of one parameter draw are not independent.
    """

    setting: tuple[float, ...]
    gains: dict[str, np.ndarray]
    per_draw: int = 1

    @property
    def draws(self) -> int:
        return self.gains[CONVERSION].size

    @property
    def worlds(self) -> int:
        return self.draws * self.per_draw

    @property
    def complete(self) -> bool:
        """Whether every run of the setting gave a number."""
        return all(bool(np.isfinite(self.gains[outcome]).all()) for outcome in OBJECTIVES)

    def mean(self, outcome: str) -> float:
        return float(self.gains[outcome].mean())

    def interval(self, outcome: str) -> Interval:
        """95 % interval over draws of the mean gain."""
        return interval(self.gains[outcome])

    def minimised(self) -> list[float]:
        """Objectives as a search sees them."""
        return [SIGNS[outcome] * self.mean(outcome) for outcome in OBJECTIVES]


def gains_of(
    settings: np.ndarray, values: dict[str, np.ndarray], base: dict[str, np.ndarray], per_draw: int = 1
) -> list[Trial]:
    """Trials of ``settings`` (setting, lever) whose outcomes are ``values`` (setting, draw) against the ``base``."""
    trials = []
    for place, setting in enumerate(settings):
        gains = {outcome: values[outcome][place] - base[outcome] for outcome in values}
        gains[COST] = QUARTERS_A_YEAR * gains[COST]
        trials.append(Trial(tuple(map(float, setting)), gains, per_draw))
    return trials
