"""How much common chance sharpens a paired difference."""

from __future__ import annotations

import math

import numpy as np


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
