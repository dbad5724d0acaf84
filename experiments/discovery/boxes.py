"""A box of the uncertain space, and how well it tells failures from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom


@dataclass(frozen=True)
class Restriction:
    """A factor is kept between ``low`` and ``high``; an end that is not restricted is infinite.

    ``p_value`` is the chance of at least as many failures in the box if this restriction told nothing (one-sided
    binomial test; Bryant and Lempert 2010, Technological Forecasting and Social Change 77).
    """

    factor: str
    low: float
    high: float
    p_value: float


@dataclass(frozen=True)
class Box:
    """Cases inside, and failures among them.

    ``coverage``: share of all failures inside. ``density``: share of failures among the cases inside. ``mass``:
    share of all cases inside.
    """

    restrictions: tuple[Restriction, ...]
    cases: int
    failures: int
    coverage: float
    density: float
    mass: float


def box_of(names: Sequence[str], x: np.ndarray, failed: np.ndarray, low: np.ndarray, high: np.ndarray) -> Box:
    """The box between ``low`` and ``high`` (factor) of cases ``x`` (case, factor); restricted ends are finite."""
    inside = within(x, low, high)
    cases, failures = int(inside.sum()), int(failed[inside].sum())
    restricted = np.nonzero(np.isfinite(low) | np.isfinite(high))[0]
    restrictions = tuple(
        Restriction(
            names[place], float(low[place]), float(high[place]), _p_value(x, failed, low, high, place, cases, failures)
        )
        for place in restricted
    )
    every = int(failed.sum())
    return Box(
        restrictions, cases, failures, failures / every if every else 0.0, failures / cases if cases else 0.0,
        cases / len(x),
    )  # fmt: skip


def within(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Which cases lie inside."""
    return ((x >= low) & (x <= high)).all(axis=1)


def _p_value(
    x: np.ndarray, failed: np.ndarray, low: np.ndarray, high: np.ndarray, place: int, cases: int, failures: int
) -> float:
    wider_low, wider_high = low.copy(), high.copy()
    wider_low[place], wider_high[place] = -np.inf, np.inf
    without = within(x, wider_low, wider_high)
    return float(binom.sf(failures - 1, cases, float(failed[without].mean())))
