"""One at a time: each factor at each of its values while the others stay at the base."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .design import Factor


def one_at_a_time(factors: Sequence[Factor], base: np.ndarray) -> np.ndarray:
    """Points (point, factor) other than the base; a factor without listed values goes to both ends."""
    points = []
    for column, factor in enumerate(factors):
        for value in factor.steps(levels=2):
            if value != base[column]:
                point = base.copy()
                point[column] = value
                points.append(point)
    return np.array(points).reshape(-1, len(factors))
