"""Opened scenarios and pilot platforms: orders for prototypes that exist, places after a building time, idle cost."""

from __future__ import annotations

import numpy as np
import pytest

from model.classifications import FIRST_USE, PILOT
from model.processes import tenders
from model.world import World
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import account, baseline, by_weight, each_quarter, history, series, summed, under

SEEDS = (1, 2, 3, 4)
OPENED = under({"scenario_opening.orders": 60.0})
DENSE = under({"pilot_platforms.places": 7200.0})


def deployments(world: World) -> float:
    return float(world.state["sectors"]["deployments"].sum())


def test_scenarios_place_orders_for_technologies_that_are_ready() -> None:
    without, policy = (ran_on(history(), one, 12) for one in (baseline(), OPENED))
    filled, offered = (series(policy, name).sum() for name in ("slots_filled", "slots_offered"))
    assert 0.0 < filled < offered
    assert deployments(policy) > deployments(without)
    assert series(without, "slots_offered").sum() == series(without, "slots_filled").sum() == 0.0


def test_orders_cost_what_firms_received() -> None:
    for world in each_quarter(history(), OPENED, 8):
        received = by_weight(world, "orders_received")
        assert account(world, "scenario_opening", "cash") == pytest.approx(received, rel=1e-9)
    assert received > 0.0


def test_a_winner_needs_no_other_first_customer() -> None:
    def waiting(world: World) -> float:
        return float(series(world, "waiting_first_use")[-1])

    gain = [summed(history(s), OPENED, 12, waiting)[0] - summed(history(s), baseline(), 12, waiting)[0] for s in SEEDS]
    assert sum(gain) < 0.0


def test_frozen_slots_place_no_orders() -> None:
    with replaced({tenders.sector_orders: lambda *_: 0.0}):
        world = ran_on(history(), OPENED, 8)
    assert series(world, "slots_offered").sum() == 0.0
    assert series(world, "cost_scenario_opening_cash").sum() == 0.0


def test_slots_without_a_prototype_stay_unfilled() -> None:
    """Everything that waits for a first customer is taken off the shelf before the tender."""
    with replaced({tenders.bids: lambda technology: False}):
        world = ran_on(history(), OPENED, 8)
    assert series(world, "slots_offered").sum() > 0.0
    assert series(world, "slots_filled").sum() == 0.0
    assert series(world, "cost_scenario_opening_cash").sum() == 0.0


def test_openness_raises_the_outsiders_share_of_wins() -> None:
    insiders_share = float(history().state["parameters"]["insider_share"][0])
    is_insider = plain(tenders.is_insider)

    def outsiders_part(openness: float) -> float:
        inside = outside = 0.0
        scarce = under({"scenario_opening.orders": 4.0, "scenario_opening.openness": openness})
        for seed in SEEDS:
            for world in each_quarter(history(seed), scarce, 20):
                firms = world.state["firms"].view(np.recarray)
                for row in np.flatnonzero(firms.orders_received > 0.0):
                    won = firms[row].orders_received * firms[row].weight
                    if is_insider(firms[row], insiders_share, seed):
                        inside += won
                    else:
                        outside += won
        return outside / (inside + outside)

    assert outsiders_part(1.0) > outsiders_part(0.0)


def test_more_places_shorten_the_queue_after_the_building_time() -> None:
    lag = int(history().state["parameters"]["pilot_building_quarters"][0])
    first = ran_on(history(), DENSE, lag - 1)
    places, before = (by_weight(world, "places", "pilots") for world in (first, history()))
    assert places == before  # money goes into building
    change = np.sum([
        series(ran_on(history(s), DENSE, 30), "waiting_pilot")
        - series(ran_on(history(s), baseline(), 30), "waiting_pilot")
        for s in SEEDS
    ], axis=0)  # fmt: skip
    assert (change[:2] == 0.0).all()  # no technology has noticed yet
    assert change[lag + 4 :].sum() < 0.0


def test_idle_lines_cost() -> None:
    """Three times the places are used less and need more support."""
    without, policy = (ran_on(history(), one, 30) for one in (baseline(), DENSE))
    assert series(policy, "pilot_load")[-4:].mean() < series(without, "pilot_load")[-4:].mean()
    cost = "cost_pilot_platforms_cash"
    assert series(policy, cost)[-4:].sum() > 1.5 * series(without, cost)[-4:].sum()


def test_platforms_cost_what_they_and_users_were_paid() -> None:
    for world in each_quarter(history(), DENSE, 8):
        paid = by_weight(world, "support", "pilots") + by_weight(world, "fee_support", "pilots")
        assert account(world, "pilot_platforms", "cash") == pytest.approx(paid, rel=1e-9)


def test_fee_support_lowers_firms_fees_by_what_government_pays() -> None:
    """In the first quarter it is felt the same technologies run, so what one side saves the other pays."""
    supported = under({"pilot_platforms.fee_support": 0.7})
    pairs = zip(each_quarter(history(), baseline(), 12), each_quarter(history(), supported, 12), strict=True)
    for without, policy in pairs:
        saved = by_weight(without, "pilot_fees") - by_weight(policy, "pilot_fees")
        if saved == 0.0:
            continue
        running = [
            world.state["technologies"][["key", "running", "stage"]][: world.state["clock"]["n_technologies"][0]]
            for world in (without, policy)
        ]
        paid = by_weight(policy, "fee_support", "pilots") - by_weight(without, "fee_support", "pilots")
        at_pilot = [{int(t["key"]) for t in rows if t["running"] == 1 and t["stage"] == PILOT} for rows in running]
        if at_pilot[0] == at_pilot[1]:
            assert saved == pytest.approx(paid, rel=1e-6)
        assert saved > 0.0
        assert paid > 0.0
        return
    pytest.fail("fee support was never felt")


def test_first_use_is_where_tenders_look() -> None:
    """The rule that bids must not let a technology jump a stage."""
    technologies = history().state["technologies"][: history().state["clock"]["n_technologies"][0]].view(np.recarray)
    bidders = [t.stage for t in technologies if plain(tenders.bids)(t)]
    assert bidders
    assert set(bidders) == {FIRST_USE}
