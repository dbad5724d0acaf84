"""Sobol indices: the share of an outcome's variance that a factor causes, alone (S1) and with all others (ST).

Source: Saltelli et al. (2010), Computer Physics Communications 181.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .problem import SAMPLING_SEED, problem_of


def sobol_sample(names: Sequence[str], base: int) -> np.ndarray:
    """Shares (point, factor): ``base`` x (factors + 2) points; ``base`` is best a power of 2."""
    import warnings

    from SALib.sample import sobol

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # not a power of 2: the design has said so
        return sobol.sample(problem_of(names), base, calc_second_order=False, seed=SAMPLING_SEED)


def sobol_indices(
    names: Sequence[str], shares: np.ndarray, outcome: np.ndarray, resamples: int = 100
) -> dict[str, np.ndarray]:
    """``S1`` and ``ST`` of every factor, with the half-widths of their 95 % intervals over points."""
    from SALib.analyze import sobol

    found = sobol.analyze(
        problem_of(names), outcome, calc_second_order=False, num_resamples=resamples, seed=SAMPLING_SEED
    )
    return {key: np.asarray(found[key], dtype=np.float64) for key in ("S1", "ST", "S1_conf", "ST_conf")}
