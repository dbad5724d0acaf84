"""The best within a budget: a cut by score, and expected spending equal to the budget when applicants are lumps."""

import numpy as np
import pytest

from model.processes.competition import BINS, bin_of, is_served, last_bin_served, left_for_last

pytestmark = pytest.mark.python_lane


def spent(scores: np.ndarray, amounts: np.ndarray, budget: float, luck: float) -> float:
    low, high = scores.min(), scores.max()
    asked = np.zeros((1, BINS))
    places = [bin_of(score, low, high) for score in scores]
    np.add.at(asked[0], places, amounts)
    last = last_bin_served(asked, 0, budget)
    left = left_for_last(asked, 0, last, budget)
    before = total = 0.0
    for place, amount in zip(places, amounts, strict=True):
        total += amount * is_served(place, last, before, amount, left, luck)
        before += amount if place == last else 0.0
    return total


def test_everyone_is_served_when_money_suffices_and_nobody_without() -> None:
    scores, amounts = np.arange(50.0), np.full(50, 2.0)
    assert spent(scores, amounts, 100.0, 0.99) == 100.0
    assert spent(scores, amounts, 0.0, 0.01) == 0.0
    assert bin_of(1.0, 1.0, 1.0) == 0
    assert bin_of(3.0, 1.0, 3.0) == BINS - 1


@pytest.mark.parametrize("budget", [0.7, 3.0, 17.5, 60.0])
def test_expected_spending_equals_the_budget(budget: float) -> None:
    chance = np.random.default_rng(2)
    scores, amounts = chance.normal(size=30), chance.uniform(1.0, 6.0, 30)
    mean = np.mean([spent(scores, amounts, budget, (k + 0.5) / 400) for k in range(400)])
    assert mean == pytest.approx(min(budget, amounts.sum()), rel=0.02)
