"""Adoption of AI: by expected return and example, paid every quarter, its gain taken once."""

import numpy as np
import pytest

from model.accounts import AI_SERVICES
from model.processes.ai import adoption_hazard, cost_cut, expected_return, firms_adopt_ai, running_cost, willingness
from tests.processes.public_world import call, residuals, small_world


def run(state, quarters: int) -> list[float]:
    path = []
    for quarter in range(quarters):
        state["clock"]["quarter"] = quarter
        call(firms_adopt_ai, state)
        path.append(float(state["firms"]["ai"].mean()))
    return path


def test_return_comes_from_cost_saved_and_complements() -> None:
    assert cost_cut(0.0, 0.012) == 0.0
    cost = running_cost(100.0, 0.02, 0.005)
    assert cost == pytest.approx(0.52)
    assert expected_return(0.0104, 100.0, cost) == pytest.approx(1.0)
    assert expected_return(0.0104, 1.0, running_cost(1.0, 0.02, 0.005)) < 0.0
    assert expected_return(0.01, 10.0, 0.0) == -1.0


def test_willingness_and_example_raise_the_hazard() -> None:
    assert willingness(0.1, 0.1, 0.2) == pytest.approx(0.5)
    assert willingness(0.5, 0.1, 0.2) > willingness(0.0, 0.1, 0.2)
    assert 0.0 <= willingness(-1e9, 0.1, 0.2) < willingness(1e9, 0.1, 0.2) <= 1.0
    assert adoption_hazard(0.01, 0.5, 0.2, 0.5) == pytest.approx((0.01 + 0.1) / 4 * 0.5)


def test_diffusion_is_s_shaped_and_larger_firms_lead() -> None:
    state = small_world(4000, 10)
    state["firms"]["research_active"] = 0
    path = run(state, 80)
    steps = np.diff(path)
    assert path[-1] > path[40] > path[10]
    assert steps[40:60].mean() > steps[:20].mean()
    adopters = state["firms"]["ai"] == 1
    large = state["firms"]["revenue_trend"] > np.median(state["firms"]["revenue_trend"])
    assert adopters[large].mean() > adopters[~large].mean()
    assert state["sectors"]["ai_share"].max() <= 1.0


def test_adopters_pay_every_quarter_and_gain_once() -> None:
    state = small_world(ai_innovation=0.03, ai_hurdle=-0.1)
    state["sectors"]["ai_share"] = 0.5
    call(firms_adopt_ai, state)
    firms = state["firms"]
    adopters = firms["ai"] == 1
    assert adopters.any()
    gain_at_best = state["parameters"]["ai_gain"][0]
    assert firms["process_gain"][adopters] == pytest.approx(gain_at_best * firms["absorptive"][adopters])
    assert (firms["ai_paid"][~adopters] == 0.0).all()
    assert residuals(state) == {}
    first = state["flows"][AI_SERVICES]
    gain = firms["process_gain"][adopters].copy()
    call(firms_adopt_ai, state)
    assert state["flows"][AI_SERVICES] > 1.9 * first
    assert (firms["process_gain"][adopters] == gain).all()
