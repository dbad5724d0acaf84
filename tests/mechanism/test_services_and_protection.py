"""Transfer staff, incubators, laboratories, standards and courts: who is served, who pays, who loses."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.levers import INSTRUMENTS
from model.world import World
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import account, baseline, by_weight, each_quarter, history, series, under

SEEDS = (1, 2, 3)
QUARTERS = 16


def change(levers: dict[str, float], *outcomes: str, quarters: int = QUARTERS) -> list[float]:
    """What a policy changes in the sums of outcomes, over the seeds."""
    total = np.zeros(len(outcomes))
    for seed in SEEDS:
        policy, without = (ran_on(history(seed), one, quarters) for one in (under(levers), baseline()))
        total += [np.nansum(series(policy, name)) - np.nansum(series(without, name)) for name in outcomes]
    return [float(one) for one in total]


def flow(world: World, kind: str) -> float:
    return float(world.state["flows"][FLOW_CODE[kind]])


def test_transfer_staff_bring_licences_with_falling_returns() -> None:
    some, many = (change({"technology_market.services": share}, "licence_deals")[0] for share in (0.55, 0.833))
    assert 0.0 < many < 2.0 * some * 1.2  # twice the staff, hardly more than twice the licences
    closed = change({"technology_market.services": 0.0}, "licence_deals", "cost_technology_market_cash")
    assert closed[0] < 0.0 == closed[1]


def test_a_national_platform_makes_deals_cross_regions() -> None:
    across, cost = change({"technology_market.reach": 1.0}, "deals_across_regions", "cost_technology_market_cash")
    assert across > 0.0
    assert cost > 0.0


def test_incubators_house_no_more_than_their_places_and_keep_weak_start_ups() -> None:
    housing = under({"incubators.places": 3000.0})
    largest = 0.0
    for world in each_quarter(history(), housing, 24):
        firms = world.state["firms"]
        inside = (firms["active"] == 1) & (firms["incubated"] == 1)
        assert (world.state["clock"]["quarter"][0] - firms["born"][inside] <= 12).all()
        housed = float(firms["weight"][inside].sum())
        largest = max(largest, float(firms["weight"][inside].max(initial=0.0)))
        assert housed < 3000.0 + largest
        paid = by_weight(world, "incubator_support") + float(world.state["governments"]["incubator_places"].sum())
        assert account(world, "incubators", "cash") == pytest.approx(paid, rel=1e-9)
    assert series(world, "startups_housed").sum() > 0.0


def test_founders_on_results_come_before_micro_firms() -> None:
    """Young micro firms fill every place that founders leave, and founders are introduced to funds all the same."""
    world = ran_on(history(), under({"incubators.places": 3000.0}), 6)
    row = world.state["instruments"][INSTRUMENTS.index("incubators")]
    assert row["served"] >= 0.9 * 3000.0
    firms = world.state["firms"]
    inside = (firms["active"] == 1) & (firms["incubated"] == 1)
    founders = inside & (firms["startup_of"] >= 0)
    assert (inside & ~founders).any()
    assert row["free_share"] == pytest.approx(1.0 - firms["weight"][founders].sum() / 3000.0, abs=0.2)
    assert row["free_share"] > 0.0


def test_more_laboratories_certify_sooner_and_idle_ones_cost() -> None:
    served, cost = change({"certification.capacity": 2.0}, "certified_at_once", "cost_certification_cash")
    twice, more = change({"certification.capacity": 4.0}, "certified_at_once", "cost_certification_cash")
    assert served > 0.0
    assert more == pytest.approx(3.0 * cost, rel=1e-9)
    assert twice < 3.0 * served


def test_independent_tests_take_customers_from_what_fails() -> None:
    tested, no_customer = change({"certification.scope": 1.0}, "products_tested", "died_first_use_no_first_customer")
    assert tested > 0.0
    assert no_customer > 0.0


def test_setters_of_standards_receive_what_rivals_pay_and_some_technologies_are_lost() -> None:
    ruled = under({"standards.first_mover": 1.0})
    paid = 0.0
    for world in each_quarter(history(), ruled, 32):
        received = by_weight(world, "standard_licences_received")
        assert flow(world, "standard_licences") == pytest.approx(received, rel=1e-9)
        firms, sectors = world.state["firms"], world.state["sectors"]
        holders = sectors["standard_holder"]
        assert (sectors["standard_guard"][holders < 0] == 0.0).all()
        assert (firms["standard_licences_received"] > 0.0).sum() <= len(holders)
        paid += flow(world, "standard_licences")
    assert series(world, "standards_set").sum() > 0.0
    assert paid > 0.0
    assert series(world, "technologies_incompatible").sum() > 0.0


def test_strong_protection_raises_research_and_slows_diffusion() -> None:
    born, productivity = change({"ip_protection.strength": 0.8}, "technologies_born", "productivity")
    assert born > 0.0
    assert productivity < 0.0


def test_damages_go_from_copiers_to_holders_and_deter() -> None:
    strict = under({"ip_protection.damages": 5.0})
    moved = 0.0
    for world in each_quarter(history(), strict, QUARTERS):
        moved += flow(world, "infringement_damages")
        received = by_weight(world, "damages_received")
        assert flow(world, "infringement_damages") == pytest.approx(received, rel=1e-9)
    assert moved > 0.0
    assert series(world, "infringement_damages").sum() == pytest.approx(0.001 * moved, rel=1e-9)
    assert change({"ip_protection.damages": 5.0}, "productivity")[0] < 0.0


def test_technicians_of_their_own_keep_lines_open_and_cost() -> None:
    world = ran_on(history(), under({"pilot_platforms.technicians": 1.0}), 6)
    without = ran_on(history(), baseline(), 6)
    assert (world.state["pilots"]["tied"] > 0.0).all()
    asked, usual = (float(one.state["regions"]["engineers_wanted"].sum()) for one in (world, without))
    assert asked > usual
    extra = account(world, "pilot_platforms", "cash") - account(without, "pilot_platforms", "cash")
    assert extra > 0.0


def test_platforms_of_one_sector_can_be_built() -> None:
    targeted = {"path": {"2026-Q1": 2400.0}, "targets": [{"sector": "energy", "path": {"2026-Q1": 7200.0}}]}
    world = ran_on(history(), under({"pilot_platforms.places": targeted}), 12)
    pilots = world.state["pilots"]
    energy, others = pilots["sector"] == 2, (pilots["sector"] != 2) & (pilots["sector"] >= 0)
    assert pilots["places"][energy] == pytest.approx(3.0 * pilots["founded"][energy])
    assert (pilots["places"][others] == pilots["founded"][others]).all()
