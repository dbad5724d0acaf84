"""How surprising a paired difference would be if there were none: the test that belongs to the interval shown."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr

from .intervals import RESAMPLES, finite, is_skewed, standard_error, studentised


def p_value(sample: np.ndarray) -> float:
    """Two-sided p value of a zero mean: Student's, or the larger of Student's and the bootstrap's for a skewed sample.

    The bootstrap's smallest value is 2 / (resamples + 1). NaN with fewer than two replicates; 1 where every
    difference is zero, (next to) 0 where all are equal and not zero.
    """
    kept = finite(sample)
    if kept.size < 2:
        return math.nan
    error, mean = standard_error(kept), float(kept.mean())
    if error == 0.0:
        return 1.0 if mean == 0.0 else 0.0
    statistic = mean / error
    student = float(2.0 * stdtr(kept.size - 1, -abs(statistic)))
    pivots = studentised(kept) if is_skewed(kept) else np.empty(0)
    if pivots.size < RESAMPLES / 2:
        return student
    tail = min(int((pivots >= statistic).sum()), int((pivots <= statistic).sum()))
    return max(student, min(1.0, 2.0 * (tail + 1) / (pivots.size + 1)))
