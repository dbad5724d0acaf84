"""Intervals for the mean over replicates: Student's, and a studentised bootstrap for skewed samples.

A replicate in which an outcome is not defined (NaN) is left out.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

LEVEL = 0.95
FEWEST_FOR_BOOTSTRAP = 20  # a studentised bootstrap of fewer has resamples almost without spread, and wild pivots
SKEWED = 0.5  # sample skewness beyond which Student's interval may undercover and the bootstrap widens it
RESAMPLES = 999
_ROUNDING = 1e-12  # relative spread below which values count as equal
_BOOTSTRAP_SEED = 20210331  # fixed, so that the same differences always give the same interval


@dataclass(frozen=True)
class Interval:
    """Estimate with its bounds; ``method`` is *t*, *bootstrap* or *none* (fewer than two replicates)."""

    estimate: float
    low: float
    high: float
    replicates: int
    method: str


def t_interval(sample: np.ndarray, level: float = LEVEL) -> Interval:
    """Student's interval for the mean of ``sample`` (NaN left out)."""
    kept = finite(sample)
    n = kept.size
    if n == 0:
        return Interval(math.nan, math.nan, math.nan, 0, "none")
    mean = float(kept.mean())
    if n == 1:
        return Interval(mean, math.nan, math.nan, 1, "none")
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * float(kept.std(ddof=1)) / math.sqrt(n)
    return Interval(mean, mean - half, mean + half, n, "t")


def bootstrap_interval(sample: np.ndarray, level: float = LEVEL, resamples: int = RESAMPLES) -> Interval:
    """Studentised bootstrap interval for the mean; falls back to Student's where resamples have no spread."""
    kept = finite(sample)
    n = kept.size
    plain = t_interval(kept, level)
    if n < 3 or float(kept.std(ddof=1)) == 0.0:
        return plain
    pivots = studentised(kept, resamples)
    if pivots.size < resamples / 2:
        return plain
    below, above = np.quantile(pivots, [0.5 - level / 2, 0.5 + level / 2])
    error = standard_error(kept)
    return Interval(plain.estimate, plain.estimate - above * error, plain.estimate - below * error, n, "bootstrap")


def studentised(kept: np.ndarray, resamples: int = RESAMPLES) -> np.ndarray:
    """(mean of a resample - mean) / standard error of the resample, of resamples that have a spread."""
    resampled = kept[_draws(kept.size, resamples)]
    error = resampled.std(axis=1, ddof=1) / math.sqrt(kept.size)
    spread = error > _ROUNDING * float(np.abs(kept).max())  # equal values differ by rounding: no spread, wild pivots
    return (resampled.mean(axis=1)[spread] - float(kept.mean())) / error[spread]


def standard_error(kept: np.ndarray) -> float:
    """Standard error of the mean of a sample without holes."""
    return float(kept.std(ddof=1)) / math.sqrt(kept.size)


def skewness(sample: np.ndarray) -> float:
    """Third standardised moment of ``sample``; 0 where there is no spread beyond rounding."""
    kept = finite(sample)
    if kept.size < 3 or float(np.ptp(kept)) <= _ROUNDING * float(np.abs(kept).max()):
        return 0.0
    centred = kept - kept.mean()
    return float((centred**3).mean()) / float((centred**2).mean()) ** 1.5


def is_skewed(kept: np.ndarray) -> bool:
    """Whether Student alone is not to be trusted."""
    return kept.size >= FEWEST_FOR_BOOTSTRAP and abs(skewness(kept)) > SKEWED


def interval(sample: np.ndarray, level: float = LEVEL) -> Interval:
    """The interval shown to the user: Student's; for a skewed sample widened to hold the studentised bootstrap's.

    On differences of this model either of the two alone covers less (docs/statistics.md).
    """
    kept = finite(sample)
    student = t_interval(kept, level)
    if not is_skewed(kept):
        return student
    other = bootstrap_interval(kept, level)
    return Interval(
        student.estimate, min(student.low, other.low), max(student.high, other.high), kept.size, other.method
    )


def finite(sample: np.ndarray) -> np.ndarray:
    """The defined values of ``sample``."""
    sample = np.asarray(sample, dtype=np.float64)
    return sample[np.isfinite(sample)]


@functools.lru_cache(maxsize=8)
def _draws(n: int, resamples: int) -> np.ndarray:
    return np.random.default_rng(_BOOTSTRAP_SEED).integers(0, n, size=(resamples, n))
