"""Latin hypercube: every factor's range is cut into as many equal parts as there are points, each used once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .design import Factor

SAMPLING_SEED = 20260101  # fixed: the seed of a design chooses worlds, never points


def latin_hypercube(factors: Sequence[Factor], points: int) -> np.ndarray:
    """Points (point, factor)."""
    from scipy.stats import qmc  # here: listing and checking designs needs no scipy

    shares = qmc.LatinHypercube(len(factors), rng=SAMPLING_SEED).random(points)
    return np.column_stack([factor.at(shares[:, column]) for column, factor in enumerate(factors)])
