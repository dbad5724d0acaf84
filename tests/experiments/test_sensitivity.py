"""Indices against the Ishigami function's analytic ones, and against a stochastic function that misleads own seeds."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.errors import InvalidInputError
from experiments.sensitivity import (
    elementary_effects,
    indices,
    morris_sample,
    refuse_holes,
    sobol_indices,
    sobol_sample,
    swings,
)

X = ("x1", "x2", "x3")


def ishigami(shares: np.ndarray, a: float = 7.0, b: float = 0.1) -> np.ndarray:
    x = math.pi * (2.0 * shares - 1.0)
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


def analytic(a: float = 7.0, b: float = 0.1) -> dict[str, list[float]]:
    """Ishigami and Homma (1990): partial variances of the function."""
    v1, v2 = 0.5 * (1.0 + b * math.pi**4 / 5.0) ** 2, a**2 / 8.0
    v13 = b**2 * math.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    total = v1 + v2 + v13
    return {"S1": [v1 / total, v2 / total, 0.0], "ST": [(v1 + v13) / total, v2 / total, v13 / total]}


def by_factor(found, measure: str) -> dict[str, float]:
    return {index.factor: index.value for index in found if index.measure == measure}


def test_sobol_indices_of_ishigami_are_the_analytic_ones():
    shares = sobol_sample(X, 2048)
    assert len(shares) == 2048 * (len(X) + 2)
    found = indices(X, shares, ishigami(shares)[:, None], [0], sobol_indices)
    for measure, wanted in analytic().items():
        assert list(by_factor(found, measure).values()) == pytest.approx(wanted, abs=0.02)


def test_morris_on_ishigami_sees_that_the_third_factor_only_interacts():
    shares = morris_sample(X, 200)
    found = elementary_effects(X, shares, ishigami(shares))
    assert found["sigma"][2] > 5.0 * abs(found["mu"][2]) or abs(found["mu"][2]) < 1.0
    assert found["mu_star"][2] > 3.0


def test_morris_of_a_linear_function_is_its_slopes():
    shares = morris_sample(X, 10)
    found = elementary_effects(X, shares, shares @ np.array([3.0, -2.0, 0.0]))
    assert found["mu"] == pytest.approx([3.0, -2.0, 0.0], abs=1e-9)
    assert found["mu_star"] == pytest.approx([3.0, 2.0, 0.0], abs=1e-9)
    assert found["sigma"] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def noisy(shares: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """Small effects of three factors, in this order, under noise of a world ten times their size."""
    world = np.array([np.random.default_rng(int(seed)).normal(0.0, 10.0) for seed in seeds])
    tilt = np.array([np.random.default_rng(int(seed) + 10**6).normal(0.0, 0.1) for seed in seeds])
    return 3.0 * shares[:, 0] + 2.0 * shares[:, 1] + (1.0 + tilt) * shares[:, 2] + world


def test_common_seeds_rank_rightly_where_independent_seeds_rank_wrongly():
    shares, worlds = sobol_sample(X, 64), 8
    points = len(shares)
    common = np.column_stack([noisy(shares, np.full(points, world)) for world in range(worlds)])
    own = np.column_stack([noisy(shares, np.arange(points) + points * (world + 1)) for world in range(worlds)])
    right = by_factor(indices(X, shares, common, range(worlds), sobol_indices), "ST")
    assert ranked(right) == list(X)
    assert list(right.values()) == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.03)
    studies = [by_factor(indices(X, shares, own[:, [world]], [0], sobol_indices), "ST") for world in range(worlds)]
    assert sum(ranked(wrong) != list(X) for wrong in studies) >= 5, "own seeds rank by noise"
    assert np.mean([wrong["x3"] for wrong in studies]) > 5.0 * right["x3"], "and noise counts as an effect"


def ranked(found: dict[str, float]) -> list[str]:
    return sorted(found, key=lambda factor: -found[factor])


def test_interval_between_worlds_covers_worlds_that_differ():
    shares, worlds = sobol_sample(X, 64), 12
    rng = np.random.default_rng(1)
    slopes = rng.normal([3.0, 2.0, 1.0], 0.5, (worlds, 3))
    values = np.column_stack([shares @ slopes[world] + rng.normal(0.0, 10.0) for world in range(worlds)])
    found = [index for index in indices(X, shares, values, range(worlds), sobol_indices) if index.measure == "ST"]
    truth = np.array([9.0, 4.0, 1.0]) / 14.0
    for index, value in zip(found, truth, strict=True):
        assert index.low <= value <= index.high
        assert index.smallest < index.value < index.largest
        assert index.worlds == worlds


def test_a_single_world_has_no_interval_between_worlds():
    shares = sobol_sample(X, 32)
    found = indices(X, shares, ishigami(shares)[:, None], [0], sobol_indices)
    assert all(math.isnan(index.low) and math.isnan(index.high) for index in found)


def test_missing_and_infinite_values_are_refused_with_their_place():
    values = np.ones((40, 3))
    values[7, 1], values[9, 2] = np.nan, np.inf
    with pytest.raises(InvalidInputError, match=r"margin: 2 of 120 .* \(point 7 replicate 11, point 9 replicate 12\)"):
        refuse_holes(values, [10, 11, 12], "margin")
    with pytest.raises(InvalidInputError):
        indices(X, sobol_sample(X, 8), values, [10, 11, 12], sobol_indices)


def test_an_outcome_that_does_not_vary_has_no_indices_rather_than_zeros():
    shares = sobol_sample(X, 8)
    found = indices(X, shares, np.full((len(shares), 2), 0.3), [0, 1], sobol_indices)
    assert all(math.isnan(index.value) for index in found)


def test_swings_are_paired_changes_from_the_base():
    points = np.array([[0.1, 5.0], [0.9, 5.0], [0.1, 6.0]])
    noise = np.random.default_rng(2).normal(0.0, 50.0, 15)
    values = np.vstack([noise, noise + 2.0, noise - 1.0])
    found = swings(("a", "b"), points, values, range(15))
    assert [(swing.factor, swing.value) for swing in found] == [("a", 0.9), ("b", 6.0)]
    assert [swing.change.estimate for swing in found] == pytest.approx([2.0, -1.0])
    assert found[0].change.low == pytest.approx(2.0, abs=1e-9)
