"""Morris screening: the mean size of the change an outcome shows when one factor takes one large step.

Source: Morris (1991), Technometrics 33; mean absolute effects after Campolongo, Cariboni and Saltelli (2007).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .problem import SAMPLING_SEED, problem_of

LEVELS = 4


def morris_sample(names: Sequence[str], trajectories: int) -> np.ndarray:
    """Shares (point, factor): ``trajectories`` walks of one step for each factor."""
    from SALib.sample import morris

    return morris.sample(problem_of(names), trajectories, num_levels=LEVELS, seed=SAMPLING_SEED)


def elementary_effects(
    names: Sequence[str], shares: np.ndarray, outcome: np.ndarray, resamples: int = 100
) -> dict[str, np.ndarray]:
    """``mu_star`` (mean absolute effect), ``mu`` (mean effect) and ``sigma`` (its spread) of every factor.

    Effects are in the outcome's unit for the whole range of the factor; ``mu_star_conf`` is the half-width of
    the 95 % interval over trajectories.
    """
    from SALib.analyze import morris

    found = morris.analyze(
        problem_of(names), shares, outcome, num_levels=LEVELS, num_resamples=resamples, seed=SAMPLING_SEED
    )
    return {key: np.asarray(found[key], dtype=np.float64) for key in ("mu_star", "mu", "sigma", "mu_star_conf")}
