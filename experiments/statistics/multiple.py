"""Several outcomes looked at together: p values corrected so that one false alarm among all is rare."""

from __future__ import annotations

import numpy as np


def holm(p_values: np.ndarray) -> np.ndarray:
    """Holm's step-down correction; the chance of any false alarm stays below the level asked for.

    The k-th smallest of m values is multiplied by m - k + 1 and never falls below a smaller one. NaN (no test) is
    left out of m and stays NaN. Source: Holm (1979), Scandinavian Journal of Statistics 6.
    """
    p_values = np.asarray(p_values, dtype=np.float64)
    corrected = np.full(p_values.shape, np.nan)
    tested = np.nonzero(np.isfinite(p_values))[0]
    order = tested[np.argsort(p_values[tested], kind="stable")]
    steps = p_values[order] * (tested.size - np.arange(tested.size))
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected
