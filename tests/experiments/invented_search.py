"""A search made up: mixes that stand, are beaten or cost too much, a knee, and greedy rounds, one not confirmed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from experiments.designs import Factor
from experiments.optimisation.greedy import Option, Round
from experiments.optimisation.objectives import CONVERSION, COST, MARGIN, RECORDED, Trial
from experiments.optimisation.search import Search
from experiments.optimisation.study import Knee, Optimisation, Part
from experiments.statistics import interval

LEVERS = (
    Factor("levers", "re_deduction", "share of engineering-stage cost that qualifies", 0.1, 1.0),
    Factor("levers", "scenario_opening.orders", "bn yuan a year", 0.0, 60.0),
)
BUDGET = 50.0
STANDS, BEATEN, BEYOND, UNCLEAR = range(4)
"""Places of the tested mixes."""


def trial(setting: tuple[float, float], gain: float, margin: float, cost: float, noise: float = 0.1) -> Trial:
    """Gains around these means in eight draws, the same draws for every trial."""
    draws = np.random.default_rng(7).normal(size=8)
    draws = (draws - draws.mean()) / draws.std(ddof=1)
    gains = {CONVERSION: gain + 0.01 * noise * draws, MARGIN: margin + 0.001 * noise * draws}
    return Trial(setting, {**gains, COST: cost + noise * draws, RECORDED[3]: 1000.0 * gain + draws}, 2)


def option(lever: str, gain: float, cost: float, spread: float) -> Option:
    """A move whose gain has this mean and half-width of its 95 % interval, about."""
    noise = np.linspace(-1.0, 1.0, 8)
    return Option(lever, 0.0, 1.0, interval(cost + 0.1 * noise), interval(gain + 1.8 * spread * noise), True)


def searched(folder: Path, confirmed: bool = True) -> Optimisation:
    """The made-up search; without ``confirmed`` the interval of the lever taken covers zero."""
    tested = (
        trial((0.4, 0.0), 0.010, 0.0010, 20.0),
        trial((0.3, 20.0), 0.006, 0.0005, 35.0),
        trial((0.8, 50.0), 0.030, 0.0030, 80.0),
        trial((0.6, 10.0), 0.011, 0.0011, 45.0, noise=20.0),
    )
    taken = option("levers.re_deduction", 0.004, 8.0, 0.001 if confirmed else 0.02)
    rounds = (
        Round((taken, option("levers.scenario_opening.orders", 0.001, 9.0, 0.002)), taken, (1.0, 0.0)),
        Round((option("levers.scenario_opening.orders", 0.0, 9.0, 0.001),), None, (1.0, 0.0)),
    )
    knee = Knee(CONVERSION, STANDS, (Part("levers.re_deduction", 0.1, 0.4, trial((0.1, 0.0), 0.0, 0.0, 0.0)),))
    search = Search(tested[:2], (0, 0), BUDGET)
    return Optimisation(folder, LEVERS, (0.1, 0.0), BUDGET, search, tested, (knee,), rounds)
