"""Panels, evaluation, inventors' shares, licence terms, state-owned results, local protection."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.processes.selection_panels import PROPOSED_BY_INDUSTRY
from model.world import World
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import baseline, by_weight, each_quarter, history, series, summed, under

SEEDS = (1, 2, 3)
DEMAND_LED = under({"demand_led_selection.industry_weight": 0.6})
EVALUATED = under({"evaluation.transfer_weight": 0.5})
FOR_INVENTORS = under({"inventor.share": 0.9})


def total(outcome: str, policy, quarters: int) -> float:
    return float(sum(np.nansum(series(ran_on(history(s), policy, quarters), outcome)) for s in SEEDS))


def born_since(world: World) -> np.ndarray:
    """Results of universities and institutes born under the policy and still in the array."""
    rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
    return rows[(rows["born"] >= int(history().state["clock"]["quarter"][0])) & (rows["origin"] > 0)]


def test_panels_with_more_industry_choose_topics_nearer_to_need() -> None:
    world = ran_on(history(), DEMAND_LED, 20)
    results = born_since(world)
    chosen = results["n"] > PROPOSED_BY_INDUSTRY
    assert 0.02 < chosen.mean() < 0.5
    assert results["fit"][chosen].mean() > results["fit"][~chosen].mean()


def test_panels_narrow_exploration() -> None:
    """Topics that industry proposes vary less in potential than those they replace would."""
    fits, spread = [], []
    for policy in (baseline(), DEMAND_LED):
        results = [born_since(ran_on(history(s), policy, 24)) for s in SEEDS]
        fits.append(np.concatenate([r["fit"] for r in results]).mean())
        spread.append(np.log(np.concatenate([r["potential"] for r in results])).std())
    assert fits[1] > fits[0]
    assert spread[1] < spread[0]


def test_a_topic_not_chosen_anew_is_the_same_technology() -> None:
    plain, led = (born_since(ran_on(history(), policy, 12)) for policy in (baseline(), DEMAND_LED))
    by_key = {int(t["key"]): t for t in plain}
    common = [t for t in led if int(t["key"]) in by_key]
    assert len(common) > 0.5 * len(led)
    for t in common:
        assert (t["potential"], t["fit"], t["sector"]) == tuple(by_key[int(t["key"])][["potential", "fit", "sector"]])


def test_what_leaders_run_is_what_units_go_without() -> None:
    for led, plain in zip(each_quarter(history(), DEMAND_LED, 1), each_quarter(history(), baseline(), 1), strict=True):
        to_leaders = by_weight(led, "project_money")
        assert to_leaders > 0.0
        assert to_leaders == pytest.approx(float(led.state["flows"][FLOW_CODE["leaders_projects"]]), rel=1e-9)
        lost = by_weight(plain, "public_funding", "universities") - by_weight(led, "public_funding", "universities")
        assert lost == pytest.approx(to_leaders, rel=1e-6)
        firms = led.state["firms"]
        assert (firms["leader"][(firms["project_money"] > 0.0) & (firms["active"] == 1)] == 1).all()


def test_evaluation_moves_time_and_money_and_costs_results() -> None:
    assert total("transfer_effort", EVALUATED, 12) > total("transfer_effort", baseline(), 12)
    assert total("technologies_born", EVALUATED, 12) < total("technologies_born", baseline(), 12)
    units = ran_on(history(), EVALUATED, 4).state["universities"]
    money = units["competitive_funding"] * units["weight"]
    assert (money * units["record_shift"]).sum() == pytest.approx(0.0, abs=1e-9 * money.sum())
    assert units["record_shift"].max() > 0.0 > units["record_shift"].min()


def test_what_inventors_take_units_cannot_spend() -> None:
    for world in each_quarter(history(), FOR_INVENTORS, 4):
        taken, income = (by_weight(world, field, "universities") for field in ("inventor_shares", "licence_income"))
        assert taken == pytest.approx(0.9 * income, rel=1e-9)
    assert total("transfer_effort", FOR_INVENTORS, 12) > total("transfer_effort", baseline(), 12)


def test_the_weakest_of_effort_share_and_exemption_binds() -> None:
    """Rewards on top of each other add less than they do alone: time is limited."""
    both = {"evaluation.transfer_weight": 0.5, "inventor.share": 0.9}
    alone = [total("transfer_effort", under({name: value}), 8) for name, value in both.items()]
    rest = total("transfer_effort", baseline(), 8)
    assert total("transfer_effort", under(both), 8) - rest < sum(alone) - 2.0 * rest


def test_milestones_are_paid_before_the_market() -> None:
    policy = under({"licence_terms.milestone_share": 0.8})
    due = 0.0
    for world in each_quarter(history(), policy, 12):
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        due = max(due, float(rows["milestone"].sum()))
        waiting = rows[rows["milestone"] > 0.0]
        assert (waiting["sponsor"] >= 0).all()
        assert (waiting["origin"] > 0).all()
    assert due > 0.0
    assert total("contract_income_ratio", policy, 32) > total("contract_income_ratio", baseline(), 32)


@pytest.mark.parametrize("lever", ["state_results.exemption", "state_results.separate_management"])
def test_freer_deals_are_more_and_some_are_too_cheap(lever: str) -> None:
    policy = under({lever: 0.95})
    assert total("entered_proof_of_concept", policy, 16) > total("entered_proof_of_concept", baseline(), 16)
    assert total("state_assets_lost", baseline(), 16) == 0.0 < total("state_assets_lost", policy, 16)


def test_open_doors_let_technologies_travel_to_a_line() -> None:
    opened, closed = (under({"local_protection.strength": strength}) for strength in (0.0, 1.0))
    assert total("pilot_guests", closed, 12) < total("pilot_guests", baseline(), 12) < total("pilot_guests", opened, 12)
    assert total("waiting_pilot", closed, 12) > total("waiting_pilot", opened, 12)


def test_open_regions_order_more_from_the_same_budget() -> None:
    """Where bidders of other regions are kept out, slots stay empty."""

    def wins(strength: float) -> float:
        scarce = under({"scenario_opening.orders": 8.0, "local_protection.strength": strength})
        return sum(
            summed(history(seed), scarce, 16, lambda world: by_weight(world, "orders_received"))[0] for seed in SEEDS
        )

    assert wins(0.0) > wins(1.0) > 0.0
