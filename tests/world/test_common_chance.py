"""Common chance: under one seed two policies meet the same luck, so their difference is far less noisy than either."""

from __future__ import annotations

import numpy as np
import pytest

from tests.performance.common_chance import OUTCOMES, SMALL_STEPS, means, settings, variance_ratios

PAIRS = 200


@pytest.fixture(scope="module")
def found() -> np.ndarray:
    """Means over the three years after the policy: a year before it, so that half a minute is enough for all pairs."""
    scenarios = settings(large=False, firms=300, start="2025-Q1", until="2028-Q4")
    return means(list(scenarios.values()), range(100, 100 + PAIRS))


@pytest.mark.slow
@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("lever", SMALL_STEPS)
def test_a_small_step_keeps_most_of_the_luck(found: np.ndarray, lever: str, outcome: str) -> None:
    place, column = list(SMALL_STEPS).index(lever), OUTCOMES.index(outcome)
    differences = found[1 + place, :, column] - found[0, :, column]
    assert len(differences) == PAIRS
    assert np.isfinite(differences).all()
    assert (differences != 0.0).mean() > 0.1, "a step without effect keeps all of the luck and proves nothing"
    assert variance_ratios(found)[place, column] <= 0.2


def test_independent_pairs_have_no_such_gain() -> None:
    generator = np.random.default_rng(1)
    ratios = variance_ratios(generator.normal(size=(2, 4000, 1)))
    assert ratios == pytest.approx(1.0, abs=0.1)


def test_a_step_without_effect_has_a_ratio_of_zero() -> None:
    """Which is why the differences themselves are looked at."""
    same = np.random.default_rng(1).normal(size=(1, 50, 1)).repeat(2, axis=0)
    assert variance_ratios(same) == pytest.approx(0.0)
