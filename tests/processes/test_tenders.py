"""Opened scenarios: budget, list, insiders, delivery, and slots that stay empty."""

import numpy as np
import pytest

from model.accounts import SCENARIO_ORDERS
from model.classifications import FIRST_USE
from model.indicators import COLUMN
from model.processes.administration import SCENARIO_OPENING, ministries_enrol_firms
from model.processes.tenders import sector_orders, tender_score, tender_slots, tenders_held
from tests.processes.public_world import call, residuals, small_world

pytestmark = pytest.mark.python_lane


def tendered(orders: float, openness: float = 0.3, quarters: int = 1, **changed: float):
    state = small_world(**changed)
    state["policy"]["scenario_opening_orders"] = orders
    state["policy"]["scenario_opening_openness"] = openness
    state["policy"]["scenario_permits_places"] = 20_000.0  # neither permits nor closed regions stand in the way
    state["policy"]["local_protection_strength"] = 0.0
    state["technologies"]["stage"] = FIRST_USE
    call(ministries_enrol_firms, state)
    for quarter in range(quarters):
        state["clock"]["quarter"] = quarter
        state["firms"]["orders_received"] = state["firms"]["orders_received"] if quarter == 0 else 0.0
        call(tenders_held, state)
    return state


def test_closed_scenarios_change_nothing_but_fading() -> None:
    state = small_world()
    before = {name: array.copy() for name, array in state.items()}
    call(tenders_held, state)
    assert all(np.array_equal(before[name], state[name]) for name in state)


def test_winner_delivers_is_paid_and_becomes_known() -> None:
    state = tendered(60.0)
    technologies, firms = state["technologies"], state["firms"]
    won = technologies["public_order"] == 1
    assert won.any()
    assert (technologies["customer"][won] == 1).all()
    assert (technologies["verified"][won] == 1).all()
    assert residuals(state) == {}
    paid = state["flows"][SCENARIO_ORDERS]
    assert state["instruments"]["cash"][SCENARIO_OPENING] == pytest.approx(paid)
    assert (firms["order_cost"] * firms["weight"]).sum() == pytest.approx(0.85 * paid)
    assert state["sectors"]["deployments"].sum() == pytest.approx(technologies["weight"][won].sum())
    enrolled = (firms["enrolled"][technologies["sponsor"]] >> SCENARIO_OPENING) & 1
    assert (enrolled[won] == 1).all()


def test_spending_follows_the_budget_over_the_quarters() -> None:
    budget, twice = (12 * orders * 1000 * 0.01 / 4 for orders in (40.0, 80.0))
    spent, more = (float(tendered(orders, quarters=12)["flows"][SCENARIO_ORDERS]) for orders in (40.0, 80.0))
    assert 0.5 * budget < spent < budget  # slots without a ripe technology lapse
    assert 0.5 * twice < more < twice
    assert more / spent == pytest.approx(2.0, rel=0.35)


def test_a_slot_without_a_ready_technology_stays_empty_and_lapses() -> None:
    state = small_world()
    state["policy"]["scenario_opening_orders"] = 60.0
    state["technologies"]["stage"] = 1
    call(ministries_enrol_firms, state)
    call(tenders_held, state)
    assert state["tally"][COLUMN["slots_offered"]] > 0.0
    assert state["tally"][COLUMN["slots_filled"]] == 0.0
    assert state["flows"][SCENARIO_ORDERS] == 0.0
    assert tender_slots(100.0, 8.0) == pytest.approx(12.5)


def test_orders_can_be_targeted_at_a_sector() -> None:
    state = small_world()
    state["policy"]["scenario_opening_orders"][:, :16] = 1000.0  # every cell of sector 0
    assert sector_orders(state["policy"], 0, 0, state["regions"]) == pytest.approx(1000.0)
    assert sector_orders(state["policy"], 0, 1, state["regions"]) == 0.0
    state["technologies"]["stage"] = FIRST_USE
    call(ministries_enrol_firms, state)
    call(tenders_held, state)
    won = state["technologies"]["public_order"] == 1
    assert won.any()
    assert (state["technologies"]["sector"][won] == 0).all()


def test_openness_removes_the_insiders_advantage() -> None:
    def advantage(openness: float) -> float:
        state = small_world()
        state["policy"]["scenario_opening_openness"] = openness
        p = state["parameters"][0]
        inside = tender_score(state["policy"], 0, 0, -3.0, 0.5, 0.0, 1.0, p, 0.0)
        return float(inside - tender_score(state["policy"], 0, 0, -3.0, 0.5, 0.0, 0.0, p, 0.0))

    assert advantage(0.0) == pytest.approx(1.5)
    assert advantage(1.0) == 0.0

    def insiders(openness: float) -> float:
        state = tendered(100.0, openness, insider_advantage=3.0, insider_share=0.0)
        won = state["technologies"]["public_order"] == 1
        return float(state["firms"]["leader"][state["technologies"]["sponsor"]][won].mean())

    assert insiders(0.0) > insiders(1.0)
