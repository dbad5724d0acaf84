"""Which trials no other trial beats in everything."""

from __future__ import annotations

import numpy as np


def non_dominated(minimised: np.ndarray) -> np.ndarray:
    """Positions of rows (trial, objective; less is better) that no other row dominates; of equal rows the first."""
    kept = []
    for place, row in enumerate(minimised):
        no_worse = (minimised <= row).all(axis=1)
        better = no_worse & (minimised < row).any(axis=1)
        twin_before = (minimised[:place] == row).all(axis=1).any()
        if not better.any() and not twin_before:
            kept.append(place)
    return np.array(kept, dtype=np.int64)
