"""Consortia, large firms as first customers, tiers, joint laboratories, missions: first effect, money, side effects."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import LARGE
from model.processes import first_orders, missions
from model.world import World
from tests.mechanism.freezing import ran_on, replaced
from tests.mechanism.policies import (
    FUNDED_MISSIONS,
    OPEN_STATE_FIRMS,
    account,
    baseline,
    by_weight,
    each_quarter,
    history,
    series,
    summed,
    under,
)

SEEDS = (1, 2, 3)
MATCHED = under({"consortia.matching": 2.0})
PARTNERS = under({"sme_partnership.coverage": 1.0})
OPEN_STATE = under(OPEN_STATE_FIRMS)
TIERS = under({"sme_tiers.support": 80.0})
LABORATORIES = under({"joint_laboratories.support": 0.7})
MISSIONS = under(FUNDED_MISSIONS)


def flow(world: World, kind: str) -> float:
    return float(world.state["flows"][FLOW_CODE[kind]])


def change(outcome: str, policy, quarters: int) -> float:
    """Sum over seeds and quarters of what a policy changes in an outcome."""
    return float(sum(
        series(ran_on(history(s), policy, quarters), outcome).sum()
        - series(ran_on(history(s), baseline(), quarters), outcome).sum()
        for s in SEEDS
    ))  # fmt: skip


def test_a_match_brings_members_and_costs_what_they_received() -> None:
    assert change("consortium_members", MATCHED, 24) > 0.0
    for world in each_quarter(history(), MATCHED, 8):
        paid = account(world, "consortia", "cash")
        assert paid == pytest.approx(by_weight(world, "matching_received"), rel=1e-9)
        assert paid == pytest.approx(flow(world, "consortium_matching"), rel=1e-9)
    assert paid > 0.0


def test_most_of_the_match_ends_with_leaders() -> None:
    for world in each_quarter(history(), MATCHED, 12):
        firms = world.state["firms"]
        received = firms["matching_received"] * firms["weight"]
    assert received[firms["leader"] == 1].sum() > 0.5 * received.sum() > 0.0


@pytest.mark.parametrize(
    ("policy", "outcome"), [(PARTNERS, "trial_orders_partners"), (OPEN_STATE, "trial_orders_state")]
)
def test_first_orders_of_large_firms_are_paid_by_them(policy, outcome: str) -> None:
    ordered = 0.0
    for world in each_quarter(history(), policy, 8):
        firms = world.state["firms"]
        paid = (firms["trial_orders_paid"] * firms["weight"]).sum()
        assert paid == pytest.approx((firms["trial_orders_received"] * firms["weight"]).sum(), rel=1e-9)
        assert paid == pytest.approx(flow(world, "trial_orders"), rel=1e-9)
        buyers = (firms["trial_orders_paid"] > 0.0) & (firms["active"] == 1)
        assert (firms["leader"][buyers] == 1).all()
        if outcome == "trial_orders_state":
            assert (firms["state_owned"][buyers] == 1).all()
        ordered += paid
    assert ordered > 0.0
    assert series(world, outcome).sum() > 0.0
    assert (firms["order_cost"][buyers] > 0.0).all()  # trying a product nobody has used disrupts


def test_a_short_horizon_orders_little() -> None:
    def ordered(years: float) -> float:
        policy = under({**OPEN_STATE_FIRMS, "state_firms.horizon": years})
        return sum(series(ran_on(history(s), policy, 12), "trial_orders_state").sum() for s in SEEDS)

    assert ordered(1.0) < ordered(12.0)
    assert first_orders.worth_a_trial(0.05, 12.0, history().state["parameters"][0])
    assert not first_orders.worth_a_trial(0.05, 1.0, history().state["parameters"][0])


def test_closed_regions_order_from_fewer() -> None:
    def ordered(strength: float) -> float:
        policy = under({**OPEN_STATE_FIRMS, "local_protection.strength": strength})
        return sum(series(ran_on(history(s), policy, 12), "trial_orders_state").sum() for s in SEEDS)

    assert ordered(1.0) < ordered(0.0)


def test_open_state_lines_take_guests_within_their_places() -> None:
    for world in each_quarter(history(), OPEN_STATE, 12):
        firms = world.state["firms"]
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        lines = (firms["state_owned"] * firms["active"] * firms["weight"]).sum()
        room = lines * float(world.state["parameters"]["state_line_places"][0])
        guests = rows[(rows["guest"] == 1) & (rows["running"] == 1) & (rows["stage"] == 2) & (rows["state"] == 0)]
        assert guests["weight"].sum() <= room + rows["weight"].max() * 10
    assert series(world, "state_line_guests").sum() > 0.0


def test_tiers_pay_those_above_the_threshold_and_tempt_those_below() -> None:
    for world in each_quarter(history(), TIERS, 8):
        firms = world.state["firms"]
        awarded = firms["tier_award"] > 0.0
        if awarded.any():
            break
    else:
        pytest.fail("no award in two years")
    assert account(world, "sme_tiers", "cash") == pytest.approx(by_weight(world, "tier_award"), rel=1e-9)
    assert (firms["size_class"][awarded] != LARGE).all()
    assert (firms["leader"][awarded] == 0).all()
    padded = awarded & (firms["tier_padding"] > 0.0)
    assert 0 < padded.sum() < awarded.sum()
    reported = (firms["reported_rd"] > 0.0) & padded
    real = firms["research_basic"] + firms["research_applied"] + firms["development"]
    assert (firms["reported_rd"][reported] > real[reported]).all()


def test_tiers_lifted_leave_nobody_padding() -> None:
    lifted = baseline().with_levers({"sme_tiers": {"support": {"2026-Q1": 80.0, "2028-Q1": 0.0}}})
    world = ran_on(history(), lifted, 12)
    assert series(world, "tier_firms")[:8].sum() > 0.0
    assert not world.state["firms"]["tier"].any()
    assert not world.state["firms"]["tier_padding"].any()


def test_laboratories_teach_and_take_people() -> None:
    before = history().state["firms"]
    for world in each_quarter(history(), LABORATORIES, 12):
        paid = account(world, "joint_laboratories", "cash")
        assert paid == pytest.approx(by_weight(world, "laboratory_support", "universities"), rel=1e-9)
        income = by_weight(world, "laboratory_income", "universities")
        assert income == pytest.approx(by_weight(world, "laboratory_paid"), rel=1e-9)
    firms, units = world.state["firms"], world.state["universities"]
    same = (firms["id"] == before["id"]) & (firms["laboratory"] > 0)
    assert same.any()
    assert (firms["absorptive"][same] > before["absorptive"][same]).all()
    assert paid > 0.0
    assert units["lent_share"].max() > 0.0
    without = ran_on(history(), baseline(), 12).state["universities"]
    lenders = (units["lent_share"] > 0.0) & np.isclose(units["researchers"], without["researchers"], rtol=0.05)
    assert lenders.any()
    assert units["effort"][lenders].sum() < without["effort"][lenders].sum()


def test_missions_cost_what_firms_and_units_received_and_touch_listed_fields_only() -> None:
    for world in each_quarter(history(), MISSIONS, 12):
        received = by_weight(world, "mission_received") + by_weight(world, "mission_funding", "universities")
        assert account(world, "missions", "cash") == pytest.approx(received, rel=1e-9)
    listed = np.argsort(-world.state["sectors"]["import_share"], kind="stable")[:3]
    rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
    assert (rows["mission"] == 1).any()
    assert set(rows["sector"][rows["mission"] == 1]) <= set(listed)
    funded = world.state["universities"]["mission_funding"] > 0.0
    assert set(world.state["universities"]["sector"][funded]) <= set(listed)


def test_a_mission_carries_what_its_sponsor_would_drop() -> None:
    """Breadth is paid for: with the money frozen fewer results of units find a firm."""
    assert change("conversion_rate_university", MISSIONS, 24) > 0.0
    with replaced({missions.mission_money: lambda policy, row: 0.0}):
        world = ran_on(history(), MISSIONS, 6)
    assert series(world, "mission_stages").sum() == 0.0
    assert series(world, "cost_missions_cash").sum() == 0.0


def test_more_fields_spend_more_of_the_same_budget() -> None:
    broad = under({**FUNDED_MISSIONS, "missions.breadth": 8.0})

    def spent(world: World) -> float:
        return account(world, "missions", "cash")

    assert summed(history(), broad, 8, spent)[0] > summed(history(), MISSIONS, 8, spent)[0]
