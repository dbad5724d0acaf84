"""One at a time: how far each factor alone moves an outcome from where the base has it, with paired intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..statistics import Interval, interval
from .holes import refuse_holes


@dataclass(frozen=True)
class Swing:
    """A factor at one end of its range: its value there, and the paired change of the outcome from the base."""

    factor: str
    value: float
    change: Interval


def swings(
    names: Sequence[str], points: np.ndarray, values: np.ndarray, replicates: Sequence[int], what: str = "outcome"
) -> list[Swing]:
    """Changes of an outcome ``values`` (point, replicate); the first of ``points`` (point, factor) is the base.

    Raises InvalidInputError where a value is missing.
    """
    refuse_holes(values, replicates, what)
    found = []
    for number in range(1, len(points)):
        (moved,) = np.nonzero(points[number] != points[0])
        found.append(Swing(names[moved[0]], float(points[number, moved[0]]), interval(values[number] - values[0])))
    return found
