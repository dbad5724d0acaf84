"""Intervals for paired differences and for ratios, and how much common chance sharpens them.

Every function takes one row per replicate and, where it says so, one column per outcome. A replicate in which an
outcome is not defined (NaN) is left out of that outcome only.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

LEVEL = 0.95
FEWEST_FOR_BOOTSTRAP = 10  # a studentised bootstrap of fewer has resamples almost without spread
SKEWED = 1.0  # sample skewness beyond which the t interval undercovers and the bootstrap takes over
RESAMPLES = 999
_BOOTSTRAP_SEED = 20210331  # fixed, so that the same differences always give the same interval


@dataclass(frozen=True)
class Interval:
    """Estimate with its bounds; ``method`` is *t*, *bootstrap* or *none* (fewer than two replicates)."""

    estimate: float
    low: float
    high: float
    replicates: int
    method: str


@dataclass(frozen=True)
class Ratio:
    """A ratio of means; ``bounded`` is False where the denominator cannot be told from zero."""

    estimate: float
    low: float
    high: float
    bounded: bool


def t_interval(sample: np.ndarray, level: float = LEVEL) -> Interval:
    """Student's interval for the mean of ``sample`` (NaN left out)."""
    kept = _finite(sample)
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
    kept = _finite(sample)
    n = kept.size
    plain = t_interval(kept, level)
    if n < 3 or float(kept.std(ddof=1)) == 0.0:
        return plain
    resampled = kept[_draws(n, resamples)]
    error = resampled.std(axis=1, ddof=1) / math.sqrt(n)
    spread = error > 0.0
    if spread.sum() < resamples / 2:
        return plain
    pivot = (resampled.mean(axis=1)[spread] - plain.estimate) / error[spread]
    below, above = np.quantile(pivot, [0.5 - level / 2, 0.5 + level / 2])
    own_error = float(kept.std(ddof=1)) / math.sqrt(n)
    return Interval(
        plain.estimate, plain.estimate - above * own_error, plain.estimate - below * own_error, n, "bootstrap"
    )


def skewness(sample: np.ndarray) -> float:
    """Third standardised moment of ``sample``; 0 where there is no spread."""
    kept = _finite(sample)
    if kept.size < 3:
        return 0.0
    centred = kept - kept.mean()
    variance = float((centred**2).mean())
    return float((centred**3).mean()) / variance**1.5 if variance > 0.0 else 0.0


def interval(sample: np.ndarray, level: float = LEVEL) -> Interval:
    """The interval shown to the user: Student's, or the studentised bootstrap for a skewed sample."""
    kept = _finite(sample)
    skewed = kept.size >= FEWEST_FOR_BOOTSTRAP and abs(skewness(kept)) > SKEWED
    return bootstrap_interval(kept, level) if skewed else t_interval(kept, level)


def variance_reduction(baseline: np.ndarray, value: np.ndarray) -> float:
    """How many times independent replicates would inflate the variance of the difference.

    (Var(value) + Var(baseline)) / Var(value - baseline) over the pairs; infinite where the difference does not
    vary, NaN with fewer than two pairs or where nothing varies at all.
    """
    pairs = np.isfinite(baseline) & np.isfinite(value)
    if pairs.sum() < 2:
        return math.nan
    unpaired = float(baseline[pairs].var(ddof=1) + value[pairs].var(ddof=1))
    paired = float((value[pairs] - baseline[pairs]).var(ddof=1))
    if paired == 0.0:
        return math.inf if unpaired > 0.0 else math.nan
    return unpaired / paired


def fieller(numerator: np.ndarray, denominator: np.ndarray, level: float = LEVEL) -> Ratio:
    """Fieller's interval for mean(numerator) / mean(denominator) of paired samples.

    The set of ratios r for which the mean of ``numerator - r * denominator`` is not significantly different from
    zero; bounded only if the denominator's own mean differs from zero at ``level``.
    """
    pairs = np.isfinite(numerator) & np.isfinite(denominator)
    x, y = numerator[pairs], denominator[pairs]
    n = x.size
    mean_y = float(y.mean()) if n else 0.0
    ratio = float(x.mean()) / mean_y if mean_y != 0.0 else math.nan
    if n < 2 or mean_y == 0.0:
        return Ratio(ratio, math.nan, math.nan, False)
    variance = np.cov(x, y, ddof=1) / n
    var_x, var_y, covariance = float(variance[0, 0]), float(variance[1, 1]), float(variance[0, 1])
    critical = float(stdtrit(n - 1, 0.5 + level / 2)) ** 2
    # quadratic a r^2 - 2 b r + c <= 0 in the ratio r
    a = mean_y**2 - critical * var_y
    b = float(x.mean()) * mean_y - critical * covariance
    c = float(x.mean()) ** 2 - critical * var_x
    if a <= 0.0:
        return Ratio(ratio, math.nan, math.nan, False)
    root = math.sqrt(max(b * b - a * c, 0.0))
    return Ratio(ratio, (b - root) / a, (b + root) / a, True)


@functools.lru_cache(maxsize=8)
def _draws(n: int, resamples: int) -> np.ndarray:
    return np.random.default_rng(_BOOTSTRAP_SEED).integers(0, n, size=(resamples, n))


def _finite(sample: np.ndarray) -> np.ndarray:
    sample = np.asarray(sample, dtype=np.float64)
    return sample[np.isfinite(sample)]
