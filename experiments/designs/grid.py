"""Full factorial: every combination of the factors' values, the last factor running fastest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from .design import Factor


def grid(factors: Sequence[Factor]) -> np.ndarray:
    """Points (point, factor)."""
    return np.array(list(product(*(factor.steps() for factor in factors))), dtype=np.float64)
