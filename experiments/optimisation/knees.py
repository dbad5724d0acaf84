"""Where a front bends: the points beyond which more of one objective costs much of the other."""

from __future__ import annotations

import numpy as np

from .front import non_dominated


def knees(cost: np.ndarray, gain: np.ndarray, most: int = 2) -> list[int]:
    """Positions of the knees of a front of ``cost`` (less is better) and ``gain`` (more is better), sharpest first.

    A knee is a corner of the upper hull of the front, farther above the line between the front's ends than its
    neighbours, both axes by their range (Das 1999, Structural Optimization 18). A straight front has none.
    """
    front = non_dominated(np.column_stack([cost, -gain]))
    front = front[np.argsort(cost[front], kind="stable")]
    if len(front) < 3:
        return []
    x, y = (_scaled(values[front]) for values in (cost, gain))
    above = y - x  # the line between the ends is y = x in these units
    corners = [
        place
        for place in range(1, len(front) - 1)
        if above[place] > 1e-9 and above[place] >= above[place - 1] and above[place] >= above[place + 1]
    ]
    corners.sort(key=lambda place: -above[place])
    return [int(front[place]) for place in corners[:most]]


def _scaled(values: np.ndarray) -> np.ndarray:
    return (values - values.min()) / (float(np.ptp(values)) or 1.0)
