"""Indices are differences between chosen points: one that is missing makes all of them wrong, so it is refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import InvalidInputError

_SHOWN = 5


def refuse_holes(values: np.ndarray, replicates: Sequence[int], what: str) -> None:
    """Raise InvalidInputError if an outcome (point, replicate) has an undefined or infinite value."""
    holes = np.argwhere(~np.isfinite(values))
    if holes.size == 0:
        return
    named = ", ".join(f"point {point} replicate {replicates[replicate]}" for point, replicate in holes[:_SHOWN])
    more = f" and {len(holes) - _SHOWN} more" if len(holes) > _SHOWN else ""
    raise InvalidInputError(
        f"{what}: {len(holes)} of {values.size} values are missing or not finite ({named}{more}); indices need every "
        "run. Run the same command again to complete the study, or choose an outcome that is always defined"
    )
