"""Talent: wages move first, people later, and nobody is lost between regions."""

import math

import pytest

from model.processes.talent import movers, people_move, researchers_wanted, stock_after, talent_moves, wage_after
from tests.processes.public_world import call, small_world

pytestmark = pytest.mark.python_lane


def run(state, first: int, last: int) -> None:
    for quarter in range(first, last):
        state["clock"]["quarter"] = quarter
        call(talent_moves, state)


def test_wage_moves_towards_the_one_that_clears() -> None:
    assert wage_after(1.0, 120.0, 100.0, 0.4, 0.2, 3.0) == pytest.approx(1.0 + 0.2 * (math.pow(1.2, 0.4) - 1.0))
    assert wage_after(1.0, 100.0, 100.0, 0.4, 0.2, 3.0) == 1.0
    assert wage_after(2.9, 1e9, 1.0, 0.4, 0.9, 3.0) == 3.0
    assert wage_after(1.0, 0.0, 0.0, 0.4, 0.2, 3.0) > 0.0


def test_people_follow_the_wage_within_what_schools_can_do() -> None:
    assert stock_after(100.0, 1.0, 0.01, 0.03, 0.03) == pytest.approx(101.0)
    assert stock_after(100.0, 3.0, 0.01, 0.03, 0.03) == pytest.approx(103.0)
    assert stock_after(100.0, 0.1, 0.0, 1.0, 0.03) == pytest.approx(97.0)


def test_a_dearer_researcher_means_fewer_researchers() -> None:
    assert researchers_wanted(0.48, 0.48, 1.0) == pytest.approx(4.0)
    assert researchers_wanted(0.48, 0.48, 2.0) == pytest.approx(2.0)


def test_moves_keep_the_number_of_people() -> None:
    state = small_world()
    regions = state["regions"]
    regions["scientist_wage"][0] = 1.5
    before = regions["scientists"].copy()
    people_move(regions, 0.05, 0.5, 1.0)
    assert regions["scientists"].sum() == pytest.approx(before.sum())
    assert regions["scientists"][0] > before[0]
    assert (regions["scientists"][1:] < before[1:]).all()
    assert movers(100.0, 1.2, 1.0, 0.05) == 0.0


def test_supply_follows_demand_while_settling_then_new_money_raises_wages_first() -> None:
    state = small_world()
    run(state, 0, 24)
    regions = state["regions"]
    assert regions["scientist_wage"] == pytest.approx(1.0)
    assert regions["scientists"] == pytest.approx(regions["scientists_wanted"], rel=1e-9)
    stock = regions["scientists"].copy()
    state["firms"]["research_budget"] *= 1.5
    run(state, 24, 28)
    wages, growth = regions["scientist_wage"].copy(), regions["scientists"] / stock - 1.0
    assert (wages > 1.03).all()
    assert (growth < 0.1).all()
    run(state, 28, 70)
    assert (regions["scientists"] / stock - 1.0 > growth).all()
    assert regions["scientist_wage"].max() < wages.max()
