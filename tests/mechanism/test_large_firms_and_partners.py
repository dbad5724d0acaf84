"""Consortia, large firms as first customers, tiers, joint laboratories, missions: first effect, money, side effects."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import FIRST_USE, INDUSTRIALISATION, LARGE
from model.levers import INSTRUMENTS
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
    setting,
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
        received = by_weight(world, "matching_received") + by_weight(world, "consortium_match", "universities")
        assert paid == pytest.approx(received, rel=1e-9)
        assert paid == pytest.approx(flow(world, "consortium_matching") + flow(world, "consortium_research"), rel=1e-9)
    assert paid > 0.0


def test_a_match_is_spent_on_joint_work_but_for_what_leaders_and_members_capture() -> None:
    """Of every matched yuan the cut less its cost stays with leaders, and what members would have done anyway."""
    terms = history().state["parameters"][0]
    pairs = zip(each_quarter(history(), baseline(), 2), each_quarter(history(), MATCHED, 2), strict=True)
    for without, world in pairs:
        paid = account(world, "consortia", "cash")
        if paid > 0.0:
            break
    joint = (1.0 - terms["consortium_leader_cut"]) * paid
    partners = terms["consortium_partner_share"] * joint
    assert by_weight(world, "consortium_match", "universities") == pytest.approx(partners, rel=1e-9)
    spent = by_weight(world, "development") - by_weight(without, "development")
    assert spent == pytest.approx(terms["consortium_additional"] * (joint - partners), rel=1e-6)
    coordination = by_weight(world, "order_cost") - by_weight(without, "order_cost")
    assert coordination == pytest.approx(terms["consortium_coordination"] * paid, rel=1e-6)
    effort = by_weight(world, "contract_effort") - by_weight(without, "contract_effort")
    assert effort > spent  # with the partner's part, for the next results


def test_what_stays_with_leaders_does_not_pay_for_research() -> None:
    """A larger cut costs the same and leaves less for joint work."""
    def joint_work(cut: float) -> tuple[float, float]:
        with setting("consortium_leader_cut", cut):
            world = ran_on(history(), MATCHED, 4)
        return account(world, "consortia", "cash"), by_weight(world, "consortium_match", "universities")

    (cost, small), (same, large) = joint_work(0.5), joint_work(0.1)
    assert cost == pytest.approx(same, rel=0.1)  # with a larger cut other firms found
    assert 0.0 < small < 0.7 * large


@pytest.mark.parametrize("firms", [60, 500, 2000])
def test_leaders_stand_in_the_first_rows(firms: int) -> None:
    """Loops over leaders stop at as many rows as there is room for consortia."""
    world = World(baseline(firms), 7)
    room = len(world.state["consortia"])
    for _ in range(9):
        rows = np.flatnonzero(world.state["firms"]["leader"] == 1)
        assert 0 < len(rows) <= room
        assert rows.max() < room
        world.run(world.quarter + 4)
    assert world.state["firms"]["active"][room:].sum() > 0


@pytest.mark.parametrize(
    ("policy", "outcome"), [(PARTNERS, "trial_orders_partners"), (OPEN_STATE, "trial_orders_state")]
)
def test_first_orders_of_large_firms_are_paid_by_them(policy, outcome: str) -> None:
    disrupted = 0.0
    ordered = 0.0
    for world in each_quarter(history(), policy, 8):
        firms = world.state["firms"]
        paid = (firms["trial_orders_paid"] * firms["weight"]).sum()
        assert paid == pytest.approx((firms["trial_orders_received"] * firms["weight"]).sum(), rel=1e-9)
        assert paid == pytest.approx(flow(world, "trial_orders"), rel=1e-9)
        buyers = (firms["trial_orders_paid"] > 0.0) & (firms["active"] == 1)
        assert (firms["leader"][buyers] == 1).all()
        disrupted += (firms["order_cost"] * firms["leader"]).sum()
        if outcome == "trial_orders_state":
            assert (firms["state_owned"][buyers] == 1).all()
        ordered += paid
    assert ordered > 0.0
    assert series(world, outcome).sum() > 0.0
    assert disrupted > 0.0  # trying a product nobody has used


def test_partners_pay_on_acceptance_and_nothing_for_a_failed_trial() -> None:
    """A trial takes a quarter: what passed it is owed at its end and paid later, what failed was ordered in vain."""
    for seed in SEEDS:
        due, paid, accepted = 0.0, 0.0, 0.0
        for world in each_quarter(history(seed), PARTNERS, 12):
            assert flow(world, "trial_orders") <= due * (1.0 + 1e-9)
            paid += flow(world, "trial_orders")
            rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
            rows = rows[(rows["order_due"] > 0.0) & (rows["stage"] == INDUSTRIALISATION)]
            due = float((rows["order_due"] * rows["weight"]).sum()) + by_weight(world, "partner_claims")
            accepted += rows["weight"].sum()
        ordered = series(world, "trial_orders_partners").sum()
        assert paid > 0.0
        assert 0.5 * ordered < accepted < ordered


def test_a_buyer_short_of_liquidity_makes_its_suppliers_wait() -> None:
    def paid_and_owed(buffer: float) -> tuple[float, float]:
        world = history().branch(PARTNERS)
        world.step()
        with setting("cash_buffer", buffer):
            world.step()
        return flow(world, "trial_orders"), by_weight(world, "partner_claims")

    (nothing, all_of_it), (promptly, left) = paid_and_owed(1.0e3), paid_and_owed(0.0)
    assert nothing == 0.0 <= left < all_of_it
    assert promptly + left == pytest.approx(all_of_it, rel=1e-9)


def test_arrears_are_paid_when_liquidity_returns() -> None:
    world = history().branch(PARTNERS)
    world.step()
    with setting("cash_buffer", 1.0e3):
        world.step()
    suppliers = world.state["firms"]["partner_claims"] > 0.0
    before = world.state["firms"]["partner_claims"][suppliers].copy()
    with setting("trial_disruption", 1.0e3):  # no new orders
        world.run(world.quarter + 2)
    assert world.state["firms"]["partner_claims"][suppliers].sum() < before.sum()


def test_partners_order_only_what_pays_in_their_own_calculation() -> None:
    """A costlier trial is placed less often, down to none."""
    def ordered(disruption: float) -> float:
        with setting("trial_disruption", disruption):
            return float(series(ran_on(history(), PARTNERS, 4), "trial_orders_partners").sum())

    usual, dear = ordered(0.4), ordered(0.8)
    assert 0.0 == ordered(1.0e3) < dear < usual


def test_buyers_bound_to_partners_leave_fewer_for_others() -> None:
    """Leaders' own technologies, which no partner orders, find customers less often."""
    def waiting(world: World) -> float:
        firms, rows = world.state["firms"], world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        of_leaders = (rows["sponsor"] >= 0) & (firms["leader"][rows["sponsor"]] == 1) & (rows["state"] == 0)
        return float((of_leaders & (rows["stage"] == FIRST_USE)).sum())

    more = 0.0
    for seed in SEEDS:
        (bound, with_partners), (free, without) = (
            summed(history(seed), policy, 12, lambda world: world.state["sectors"]["trials_bound"].max(), waiting)
            for policy in (PARTNERS, baseline())
        )
        assert bound > 0.0 == free
        more += with_partners - without
    assert more > 0.0


def test_a_budget_bound_to_partners_is_lost_to_open_procurement() -> None:
    def from_state_firms(coverage: float) -> float:
        policy = under({**OPEN_STATE_FIRMS, "sme_partnership.coverage": coverage})
        return sum(series(ran_on(history(s), policy, 6), "trial_orders_state").sum() for s in SEEDS)

    assert from_state_firms(1.0) < from_state_firms(0.0)


def test_a_short_horizon_orders_little() -> None:
    def ordered(years: float) -> float:
        policy = under({**OPEN_STATE_FIRMS, "state_firms.horizon": years})
        return sum(series(ran_on(history(s), policy, 12), "trial_orders_state").sum() for s in SEEDS)

    assert ordered(1.0) < ordered(12.0)
    terms = history().state["parameters"][0]
    assert first_orders.least_gain_worth_a_trial(12.0, 0.0, terms) < 0.05
    assert first_orders.least_gain_worth_a_trial(1.0, 0.0, terms) > 0.05
    assert first_orders.least_gain_worth_a_trial(1.0, 1.0, terms) < 0.05


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


def test_a_diluted_award_tempts_fewer_and_hiding_costs() -> None:
    """Firms count on the part of the award that was paid last year, and pay for hiding what they pad."""
    def padding(expected: float) -> tuple[float, float]:
        world = ran_on(history(), TIERS, 3)
        world.state["instruments"]["part_paid"][INSTRUMENTS.index("sme_tiers")] = expected
        world.step()
        firms = world.state["firms"]
        padded = firms["tier_padding"] > 0.0
        assert (firms["order_cost"][padded] > 0.0).all()
        return float(firms["weight"][padded].sum()), float(world.state["instruments"]["part_paid"].max())

    (few, _), (many, paid) = padding(0.02), padding(1.0)
    assert few < many
    assert paid == 1.0  # so much money is not asked for


def test_scarce_money_is_shared_and_remembered() -> None:
    """Padding takes from those who earned their tier."""
    world = ran_on(history(), under({"sme_tiers.support": 1.0}), 4)
    firms, account_ = world.state["firms"], world.state["instruments"][INSTRUMENTS.index("sme_tiers")]
    awarded = firms["tier_award"] > 0.0
    assert 0.0 < account_["part_paid"] < 1.0
    assert account(world, "sme_tiers", "cash") == pytest.approx(account_["budget"], rel=1e-9)
    padded = awarded & (firms["tier_padding"] > 0.0)
    assert 0 < padded.sum() < awarded.sum()


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
