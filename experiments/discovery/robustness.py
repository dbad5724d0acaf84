"""How robust policies are over an ensemble of parameter draws: regret and satisficing, with bootstrap intervals.

Regret of a policy in a draw: how much worse it does there than the policy that is best there (Savage 1951).
Satisficing: the share of draws in which it does well enough (Simon 1956). Draws are resampled, worlds within a draw
are averaged before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RESAMPLES = 999
_SEED = 20210331  # fixed, so that the same study always gives the same intervals
REGRET_QUANTILE = 0.9


@dataclass(frozen=True)
class Robustness:
    """One policy: mean regret, regret exceeded in a tenth of draws, share of draws that satisfy; 95 % intervals."""

    policy: int
    mean_regret: tuple[float, float, float]
    high_regret: tuple[float, float, float]
    satisfied: tuple[float, float, float]


def robustness(values: np.ndarray, satisfied: np.ndarray) -> list[Robustness]:
    """Regret of ``values`` (policy, draw; more is better) and satisficing of ``satisfied`` (policy, draw).

    Each figure comes with the low and high end of its percentile bootstrap interval over draws.
    """
    regret = values.max(axis=0) - values
    picks = np.random.default_rng(_SEED).integers(0, values.shape[1], (RESAMPLES, values.shape[1]))
    return [
        Robustness(
            policy,
            _with_interval(regret[policy], picks, np.mean),
            _with_interval(regret[policy], picks, _high),
            _with_interval(satisfied[policy].astype(np.float64), picks, np.mean),
        )
        for policy in range(len(values))
    ]


def _with_interval(sample: np.ndarray, picks: np.ndarray, figure) -> tuple[float, float, float]:
    low, high = np.quantile(figure(sample[picks], axis=1), [0.025, 0.975])
    return float(figure(sample, axis=0)), float(low), float(high)


def _high(sample: np.ndarray, axis: int) -> np.ndarray:
    return np.quantile(sample, REGRET_QUANTILE, axis=axis)
