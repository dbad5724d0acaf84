"""Intervals for a ratio of means, such as cost per additional technology."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from .intervals import LEVEL


@dataclass(frozen=True)
class Ratio:
    """A ratio of means; ``bounded`` is False where the denominator cannot be told from zero."""

    estimate: float
    low: float
    high: float
    bounded: bool


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
