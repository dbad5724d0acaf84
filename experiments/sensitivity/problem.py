"""Factors in the form that SALib asks for: all of them from 0 to 1, so that listed values can be factors too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..designs import Factor

SAMPLING_SEED = 20260101  # fixed: the seed of a design chooses worlds, never points


def problem_of(names: Sequence[str]) -> dict[str, Any]:
    """SALib's problem for factors with these names."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def values_of(factors: Sequence[Factor], shares: np.ndarray) -> np.ndarray:
    """Factor values (point, factor) at shares of their ranges."""
    return np.column_stack([factor.at(shares[:, column]) for column, factor in enumerate(factors)])
