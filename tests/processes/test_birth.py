"""Results: the same technology under every policy, skewed values, honest signals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.kernel import JIT, zeros
from model.populations.economy import CLOCK
from model.populations.technologies import TECHNOLOGY
from model.processes.birth import (
    beliefs_before_looking,
    create_technology,
    draw_fit,
    draw_potential,
    next_threshold,
    refine_signal,
    technology_key,
)
from tests.processes.knowledge_world import parameters_with

pytestmark = pytest.mark.python_lane


def births(n: int, quarter: int = 0, need: float = 0.5, seed: int = 5) -> np.ndarray:
    technologies, clock = zeros(n, TECHNOLOGY), zeros(1, CLOCK)
    clock["quarter"] = quarter
    parameters = parameters_with()
    beliefs = beliefs_before_looking(parameters[0])
    for k in range(n):
        create_technology(technologies, clock, seed, 1, 4, 4, k, 2.0, 3, 1, need, 0.5, 1.0, beliefs, parameters[0])
    assert clock["n_technologies"][0] == n
    return technologies


def test_the_nth_result_is_the_same_whenever_it_is_born() -> None:
    early, late = births(20), births(20, quarter=33)
    for field in TECHNOLOGY.names:
        if field != "born":
            assert np.array_equal(early[field], late[field]), field
    assert late["born"].tolist() == [33] * 20


def test_every_field_is_written_over_an_old_row() -> None:
    fresh = births(1)
    used = zeros(1, TECHNOLOGY)
    for field in TECHNOLOGY.names:
        used[field] = 7
    clock = zeros(1, CLOCK)
    parameters = parameters_with()[0]
    create_technology(
        used, clock, 5, 1, 4, 4, 0, 2.0, 3, 1, 0.5, 0.5, 1.0, beliefs_before_looking(parameters), parameters
    )
    assert used.tobytes() == fresh.tobytes()


def test_keys_differ_and_are_not_negative() -> None:
    keys = {int(technology_key(origin, actor, n)) for origin in range(3) for actor in range(40) for n in range(20)}
    assert len(keys) == 3 * 40 * 20
    assert min(keys) >= 0
    assert max(keys) < 2**62


def test_values_are_as_skewed_as_innovations_are() -> None:
    record = parameters_with()[0]
    values = np.sort([draw_potential(1, key, 0.5, record) for key in range(20_000)])[::-1]
    assert 0.48 <= values[:2000].sum() / values.sum() <= 0.93
    assert values[0] <= record["potential_cap"]


def test_curiosity_spreads_potential_and_need_raises_fit() -> None:
    record = parameters_with()[0]
    keys = range(1500 if JIT else 200)
    curious, needed = ([math.log(draw_potential(1, k, need, record)) for k in keys] for need in (0.0, 1.0))
    assert np.std(curious) > np.std(needed)
    assert np.mean([draw_fit(1, k, 1.0, record) for k in keys]) > 0.15 + np.mean(
        [draw_fit(1, k, 0.0, record) for k in keys]
    )


def test_each_gate_makes_the_signal_sharper() -> None:
    record = parameters_with()[0]
    technologies = births(1500 if JIT else 150)
    truth = np.log(technologies["potential"])
    errors = [np.mean((technologies["signal"] - truth) ** 2)]
    for stage in range(4):
        before = technologies["precision"].copy()
        for technology in technologies:
            refine_signal(technology, 5, stage, 1.0, record)
        assert (technologies["precision"] > before).all()
        errors.append(np.mean((technologies["signal"] - truth) ** 2))
    assert errors == sorted(errors, reverse=True)


def test_thresholds_are_exponential_with_mean_one() -> None:
    steps = [next_threshold(3, 11, n) for n in range(2000)]
    assert min(steps) > 0.0
    assert np.mean(steps) == pytest.approx(1.0, abs=0.08)
    assert steps[:5] != [next_threshold(4, 11, n) for n in range(5)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**62 - 1), st.floats(0.0, 1.0), st.integers(0, 2**31))
def test_draws_stay_in_range(key: int, need: float, seed: int) -> None:
    record = parameters_with()[0]
    assert 0.0 < draw_potential(seed, key, need, record) <= record["potential_cap"]
    assert 0.0 <= draw_fit(seed, key, need, record) <= 1.0
