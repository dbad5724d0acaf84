"""Scrambled Sobol sequence: low discrepancy in all factors together; more points extend fewer."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from .design import Factor
from .latin_hypercube import SAMPLING_SEED


def sobol_sequence(factors: Sequence[Factor], points: int) -> np.ndarray:
    """Points (point, factor)."""
    from scipy.stats import qmc  # here: listing and checking designs needs no scipy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # not a power of 2: the design has said so
        shares = qmc.Sobol(len(factors), rng=SAMPLING_SEED).random(points)
    return np.column_stack([factor.at(shares[:, column]) for column, factor in enumerate(factors)])
