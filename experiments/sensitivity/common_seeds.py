"""Indices of a stochastic model: the same worlds at every point, averaged, with the spread between worlds.

With a seed of its own for every point, the noise between points would count as effect of whichever factor has
changed, and rank them wrongly. Here replicate r is one world at all points, so a factor's effect is seen within a
world; averaging over worlds takes out what is peculiar to each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from .holes import refuse_holes

Method = Callable[[Sequence[str], np.ndarray, np.ndarray, int], dict[str, np.ndarray]]
LEVEL = 0.95
_RESAMPLES, _NO_RESAMPLES = 100, 2  # of points, for the interval over points, which single worlds need not have


@dataclass(frozen=True)
class Index:
    """One index of one factor for the outcome averaged over worlds.

    ``low`` to ``high`` is the 95 % interval between worlds (delete-one jackknife); ``sampling`` is the half-width
    of the interval over points; ``smallest`` and ``largest`` are the indices of single worlds.
    """

    factor: str
    measure: str
    value: float
    low: float
    high: float
    sampling: float
    smallest: float
    largest: float
    worlds: int


def indices(
    names: Sequence[str],
    shares: np.ndarray,
    values: np.ndarray,
    replicates: Sequence[int],
    method: Method,
    what: str = "outcome",
) -> list[Index]:
    """Indices of an outcome ``values`` (point, replicate) by ``method``, for each measure and factor.

    Raises InvalidInputError where a value is missing. An outcome that does not vary has indices NaN.
    """
    refuse_holes(values, replicates, what)
    worlds = values.shape[1]
    average = _measured(method, names, shares, values.mean(axis=1), _RESAMPLES)
    single = [_measured(method, names, shares, values[:, world]) for world in range(worlds)]
    without = [
        _measured(method, names, shares, np.delete(values, world, axis=1).mean(axis=1)) for world in range(worlds)
    ] if worlds > 1 else []  # fmt: skip
    found = []
    for measure in average:
        if measure.endswith("_conf"):
            continue
        for place, factor in enumerate(names):
            value = float(average[measure][place])
            left_out = np.array([one[measure][place] for one in without])
            own = [float(one[measure][place]) for one in single]
            half = _jackknife_half_width(left_out)
            sampling = average.get(f"{measure}_conf")
            found.append(
                Index(
                    factor, measure, value, value - half, value + half,
                    math.nan if sampling is None else float(sampling[place]), min(own), max(own), worlds,
                )
            )  # fmt: skip
    return found


def _measured(
    method: Method, names: Sequence[str], shares: np.ndarray, outcome: np.ndarray, resamples: int = _NO_RESAMPLES
) -> dict[str, np.ndarray]:
    """The method's measures, NaN throughout where the outcome does not vary (libraries answer zero)."""
    if float(np.ptp(outcome)) <= 1e-12 * float(np.abs(outcome).max()):
        varied = np.linspace(0.0, 1.0, outcome.size)  # only for the names of the measures
        return {key: np.full(len(names), math.nan) for key in method(names, shares, varied, resamples)}
    return method(names, shares, outcome, resamples)


def _jackknife_half_width(left_out: np.ndarray) -> float:
    """Half-width of the interval between worlds, from the indices with one world left out each."""
    worlds = left_out.size
    if worlds < 2:
        return math.nan
    error = math.sqrt((worlds - 1) / worlds * float(((left_out - left_out.mean()) ** 2).sum()))
    return float(stdtrit(worlds - 1, 0.5 + LEVEL / 2)) * error
