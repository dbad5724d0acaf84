"""What each method chooses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from experiments.designs import base_values, design_from_mapping, sample
from experiments.designs.design import Factor

OVER = {"levers.re_deduction": {"low": 0.2, "high": 1.0}, "parameters.discount_rate": {"low": 0.06, "high": 0.14}}


def chosen(**keys) -> np.ndarray:
    return sample(design_from_mapping({"over": OVER, **keys}))


def shares(points: np.ndarray) -> np.ndarray:
    return (points - [0.2, 0.06]) / [0.8, 0.08]


def test_a_grid_is_every_combination():
    over = {"levers.re_deduction": [0.1, 0.4, 1.0], "levers.risk_pool.cover": {"low": 0.3, "high": 0.9, "n": 3}}
    points = sample(design_from_mapping({"over": over}))
    assert points.tolist() == [[a, b] for a in (0.1, 0.4, 1.0) for b in (0.3, 0.6, 0.9)]


@given(st.integers(2, 60))
@settings(max_examples=20, deadline=None)
def test_a_latin_hypercube_uses_each_part_of_each_range_once(points):
    cells = np.floor(shares(chosen(method="lhs", points=points)) * points).astype(int)
    for column in cells.T:
        assert sorted(column) == list(range(points))


def test_a_sobol_sequence_is_more_even_than_chance_and_extends_itself():
    few, many = shares(chosen(method="sobol", points=64)), shares(chosen(method="sobol", points=128))
    assert (many[:64] == few).all()
    chance = np.median([qmc.discrepancy(np.random.default_rng(seed).uniform(size=(64, 2))) for seed in range(20)])
    assert qmc.discrepancy(few) < 0.3 * chance


def test_the_seed_of_worlds_does_not_move_the_points():
    assert (chosen(method="lhs", points=9) == chosen(method="lhs", points=9, seed=5)).all()


def test_listed_values_are_drawn_equally_often():
    over = {"levers.re_deduction": [0.1, 0.4, 1.0], "parameters.discount_rate": {}}
    points = sample(design_from_mapping({"over": over, "method": "lhs", "points": 30}))
    assert {value: int((points[:, 0] == value).sum()) for value in (0.1, 0.4, 1.0)} == {0.1: 10, 0.4: 10, 1.0: 10}


def test_one_at_a_time_moves_one_factor_from_the_base():
    design = design_from_mapping({"over": OVER, "method": "one_at_a_time"})
    assert base_values(design).tolist() == [0.1, 0.1]
    assert sample(design).tolist() == [[0.2, 0.1], [1.0, 0.1], [0.1, 0.06], [0.1, 0.14]]


def test_a_value_of_the_base_is_not_run_twice():
    design = design_from_mapping({"over": {"levers.re_deduction": [0.1, 0.5]}, "method": "one_at_a_time"})
    assert sample(design).tolist() == [[0.5]]


def test_draws_are_the_same_for_every_setting_of_the_levers():
    over = {"parameters.discount_rate": {}, "levers.re_deduction": [0.1, 0.5, 1.0], "parameters.market_confidence": {}}
    points = sample(design_from_mapping({"over": over, "draws": 6}))
    by_setting = points.reshape(3, 6, 3)  # lever columns first, as the file is grouped
    column = 1 if len(set(points[:, 1])) == 3 else int(np.argmin([len(set(c)) for c in points.T]))
    assert (by_setting[:, :, column] == by_setting[:, :1, column]).all()
    others = [place for place in range(3) if place != column]
    assert (by_setting[:, :, others] == by_setting[:1][:, :, others]).all()


def test_morris_is_no_sweep():
    with pytest.raises(ValueError, match="sensitivity"):
        chosen(method="morris", points=4)


def test_a_lever_that_is_counted_takes_whole_numbers_only() -> None:
    breadth = Factor("levers", "missions.breadth", "fields", 1.0, 10.0, levels=4)
    assert breadth.steps() == (1.0, 4.0, 7.0, 10.0)
    assert all(float(value).is_integer() for value in breadth.at(np.linspace(0.0, 1.0, 23)))
