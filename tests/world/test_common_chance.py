"""Common chance: under one seed two policies meet the same luck, so their difference is far less noisy than either."""

from __future__ import annotations

import numpy as np
import pytest

from tests.performance.common_chance import OUTCOMES, means, settings, variance_ratios

PAIRS = 40


@pytest.mark.slow
def test_a_small_step_keeps_most_of_the_luck() -> None:
    scenarios = settings(large=False, firms=500, until="2030-Q4")
    ratios = variance_ratios(means(list(scenarios.values()), range(100, 100 + PAIRS)))
    assert (ratios <= 0.2).all(), dict(zip(list(scenarios)[1:], ratios.round(3).tolist(), strict=True))
    assert ratios.shape == (len(scenarios) - 1, len(OUTCOMES))


def test_independent_pairs_have_no_such_gain() -> None:
    generator = np.random.default_rng(1)
    ratios = variance_ratios(generator.normal(size=(2, 4000, 1)))
    assert ratios == pytest.approx(1.0, abs=0.1)
