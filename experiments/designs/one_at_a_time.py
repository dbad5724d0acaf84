"""One at a time: the base, then each factor at each of its values while the others stay at the base."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .design import Factor


def one_at_a_time(factors: Sequence[Factor], base: np.ndarray) -> np.ndarray:
    """Points (point, factor), the base first; a factor without listed values goes to both ends."""
    points = [base]
    for column, factor in enumerate(factors):
        for value in factor.steps(levels=2):
            if value != base[column]:
                point = base.copy()
                point[column] = value
                points.append(point)
    return np.array(points)
