"""Shapley values against what theory says of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from experiments.measures.shapley import coalitions, exact, permutations, sampled, shares, synergies, widened
from experiments.statistics import Interval

ALL = frozenset(range(3))


def game(value, parts: int, replicates: int = 4) -> dict:
    """Every coalition's value, a little different in each replicate."""
    noise = np.linspace(0.9, 1.1, replicates)
    return {c: value(c) * noise for c in coalitions(parts, None)}


def test_gloves() -> None:
    """Two own a left glove, one a right one: 1/6, 1/6, 4/6 (a textbook game)."""
    values = game(lambda c: 1.0 if 2 in c and len(c) > 1 else 0.0, 3)
    assert exact(values, 3).mean(axis=1) == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_an_additive_package_gives_each_part_its_own_effect() -> None:
    worth = [3.0, -1.0, 0.5, 2.0]
    values = game(lambda c: sum(worth[part] for part in c), 4)
    found = shares(values, 4, None)
    for part, share in enumerate(found):
        for interval in (share.shapley, share.alone, share.last):
            assert interval.estimate == pytest.approx(worth[part])
    assert all(pair.estimate == pytest.approx(0.0) for pair in synergies(values, 4).values())


@pytest.mark.parametrize("parts", [2, 5])
def test_shares_add_up_to_the_whole_in_every_replicate(parts: int) -> None:
    draws = np.random.default_rng(1)
    values = {c: draws.normal(size=6) for c in coalitions(parts, None)}
    whole = values[frozenset(range(parts))] - values[frozenset()]
    np.testing.assert_allclose(exact(values, parts).sum(axis=0), whole, atol=1e-12)


def test_sampling_every_order_is_exact() -> None:
    draws = np.random.default_rng(2)
    values = {c: draws.normal(size=5) for c in coalitions(3, None)}
    orders = [order for one in itertools.permutations(range(3)) for order in (one, one[::-1])]
    estimate, _ = sampled(values, 3, orders)
    np.testing.assert_allclose(estimate, exact(values, 3), atol=1e-12)


def test_sampled_shares_add_up_and_say_how_far_off_they_may_be() -> None:
    draws = np.random.default_rng(3)
    orders = permutations(8, 20)
    asked = coalitions(8, orders)
    value = {c: draws.normal(size=6) + 2.0 * len(c) for c in asked}
    estimate, error = sampled(value, 8, orders)
    np.testing.assert_allclose(estimate.sum(axis=0), value[frozenset(range(8))] - value[frozenset()], atol=1e-12)
    assert (error > 0.0).all()
    assert estimate.mean(axis=1) == pytest.approx([2.0] * 8, abs=6.0 * error.max())


def test_orders_are_always_the_same_and_come_with_their_reverse() -> None:
    orders = permutations(7, 10)
    assert orders == permutations(7, 10)
    assert all(one == other[::-1] for one, other in zip(orders[0::2], orders[1::2], strict=True))


def test_sampling_asks_for_singles_pairs_and_what_is_needed_for_the_last_place() -> None:
    asked = set(coalitions(8, permutations(8, 4)))
    everyone = frozenset(range(8))
    for part in range(8):
        assert {frozenset({part}), everyone - {part}} <= asked
    assert all(frozenset(pair) in asked for pair in itertools.combinations(range(8), 2))
    assert len(asked) < 2**8


def test_synergy_of_complements() -> None:
    values = game(lambda c: 5.0 if {0, 1} <= c else 0.0, 3, replicates=2)
    pairs = synergies(values, 3)
    assert pairs[(0, 1)].estimate == pytest.approx(5.0)
    assert pairs[(0, 2)].estimate == 0.0


def test_an_error_of_sampling_widens_an_interval() -> None:
    found = widened(Interval(1.0, 0.5, 1.5, 10, "t"), 0.2)
    assert found.low < 0.5
    assert found.high > 1.5
    assert widened(found, 0.0) is found
