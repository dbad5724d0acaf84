"""Grants and funds: who gets the money, what it replaces, and how long it waits."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import ENGINEERING
from model.processes import grants
from model.world import World
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import account, baseline, by_weight, history, series, summed, under

SEEDS = (1, 2, 3, 4)
MORE_GRANTS = {"direct_subsidy.budget": 200.0}
MORE_CAPITAL = {"guidance_fund.capital": 300.0}


def grants_received(world: World) -> float:
    return by_weight(world, "grants_received")


def own_projects(world: World) -> float:
    """What firms spend on research and on stages."""
    return sum(by_weight(world, field) for field in ("research_paid", "stages_paid", "pilot_fees"))


def commitments(world: World) -> float:
    return by_weight(world, "callable_public", "funds")


def test_grants_crowd_out() -> None:
    """Firms receive more, and spend more, but by less than they received."""
    measures = (grants_received, own_projects)
    gained = np.sum([
        np.subtract(summed(history(s), under(MORE_GRANTS), 8, *measures), summed(history(s), baseline(), 8, *measures))
        for s in SEEDS
    ], axis=0)  # fmt: skip
    received, spent = gained
    assert received > 0.0
    assert 0.0 < spent < received


def test_crowding_out_shows_in_what_is_recorded() -> None:
    """More public money, less own money beside each yuan of it, and more of it where sponsors had their own."""
    for seed in SEEDS:
        without, policy = (ran_on(history(seed), one, 8) for one in (baseline(), under(MORE_GRANTS)))
        assert series(policy, "public_project_money").sum() > series(without, "public_project_money").sum()
        assert series(policy, "own_per_public")[-1] < series(without, "own_per_public")[-1]
        replaced = [
            np.nansum(series(world, "grants_replacing_own") * series(world, "cost_direct_subsidy_cash"))
            for world in (without, policy)
        ]
        assert replaced[1] > replaced[0]  # bn yuan


def test_grants_cost_what_firms_received() -> None:
    world = ran_on(history(), under(MORE_GRANTS), 4)
    assert grants_received(world) == pytest.approx(account(world, "direct_subsidy", "cash"), rel=1e-9)
    assert 1000.0 * series(world, "cost_direct_subsidy_cash")[-1] == pytest.approx(grants_received(world), rel=1e-9)


def test_an_agency_stretches_its_terms_only_when_money_is_left() -> None:
    stretch = plain(grants.generosity)
    assert stretch(100.0, 50.0) == 2.0
    assert stretch(50.0, 100.0) == stretch(100.0, 0.0) == stretch(0.0, 0.0) == 1.0


def test_a_grant_everybody_obtains_is_reckoned_with() -> None:
    """Where money is left over, projects go on that would not be worth it without the grant, and they are worse."""
    plenty = under({"direct_subsidy.budget": 1000.0})

    def in_engineering(world: World) -> float:
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        return float(rows["weight"][(rows["stage"] == ENGINEERING) & (rows["running"] == 1)].sum())

    def gains(world: World) -> float:
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        rows = rows[(rows["stage"] == ENGINEERING) & (rows["running"] == 1)]
        return float((rows["weight"] * rows["potential"] * rows["fit"]).sum())

    def measured() -> np.ndarray:
        return np.sum([summed(history(s), plenty, 12, in_engineering, gains) for s in SEEDS], axis=0)

    with replaced({grants.grant_counted_on: lambda stage_cost, generosity, parameters: 0.0}):
        modest = measured()
    eager = measured()
    assert eager[0] > modest[0]
    assert eager[1] / eager[0] < modest[1] / modest[0]


def test_rationed_grants_are_not_reckoned_with() -> None:
    counted = plain(grants.grant_counted_on)
    parameters = history().state["parameters"].view(np.recarray)[0]
    assert counted(10.0, 0.0, parameters) == counted(10.0, 1.0, parameters) == 0.0
    assert counted(10.0, 2.0, parameters) == pytest.approx(min(0.6, parameters.grant_share_highest) * 10.0)
    assert counted(10.0, 50.0, parameters) == pytest.approx(parameters.grant_share_highest * 10.0)
    assert plain(grants.beyond_today)(80.0, 80.0) == plain(grants.beyond_today)(0.0, 80.0) == 0.0
    assert plain(grants.beyond_today)(160.0, 80.0) == 0.5
    assert account(ran_on(history(), baseline(), 8), "direct_subsidy", "generosity") == 0.0


def test_nobody_applies_nothing_is_paid() -> None:
    with replaced({grants.applies_for_grant: lambda technology: False}):
        world = ran_on(history(), under(MORE_GRANTS), 4)
    assert series(world, "cost_direct_subsidy_cash").sum() == 0.0


def test_public_money_is_committed_first_and_paid_when_a_deal_calls_it() -> None:
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under(MORE_CAPITAL)))
    assert commitments(policy) > 1.5 * commitments(without)
    paid = policy.state["flows"][FLOW_CODE["public_commitments"]]
    assert account(policy, "guidance_fund", "cash") == pytest.approx(paid, rel=1e-9)
    assert series(policy, "cost_guidance_fund_cash").sum() < 0.5 * commitments(policy) / 1000.0


def test_patience_lets_funds_wait_for_later_exits() -> None:
    def invested(world: World) -> float:
        return by_weight(world, "invested", "funds")

    patient = under({"guidance_fund.patience": 20.0})
    before, after = (sum(summed(history(s), one, 12, invested)[0] for s in SEEDS) for one in (baseline(), patient))
    assert after > before
    without, policy = (ran_on(history(), one, 8).state["funds"] for one in (baseline(), patient))
    public = policy["public"] == 1
    assert (policy["life"][public] == 80).all()
    assert (policy["life"][~public] == without["life"][~public]).all()


def test_early_share_moves_commitments_to_early_funds() -> None:
    def committed(world: World, early: int) -> float:
        """Public money called and still to be called (a lumpy deal may overdraw the latter for a while)."""
        funds = world.state["funds"]
        money = (funds["callable_public"] + funds["public_paid"]) * funds["weight"]
        return float(money[funds["early"] == early].sum())

    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under({"guidance_fund.early_share": 0.9})))
    assert committed(policy, 1) > committed(without, 1)
    assert committed(policy, 0) < committed(without, 0)
