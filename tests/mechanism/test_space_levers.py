"""Levers on space: facilities take years, openness has two sides, distance keeps deals and people at home."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes import distance, facilities, open_innovation
from model.world import World
from tests.mechanism.freezing import plain, ran_on
from tests.mechanism.policies import DATE, account, baseline, by_weight, history, series, under

HOURS = {"science_clusters.hours": 3000.0}
ACCESS = {"science_clusters.access": 0.7}
NEAR = {"regional_distance.cost": 0.05}
OPEN = {"open_innovation.inflow": 0.8}
SEEDS = (1, 2, 3, 4)


def gains(world: World) -> np.ndarray:
    return np.asarray(world.state["regions"]["instrument_gain"])


def test_a_facility_costs_before_it_serves() -> None:
    early, late = (ran_on(history(), under(HOURS), quarters) for quarters in (8, 24))
    assert not gains(early).any()
    assert (gains(late) > 0.0).all()
    for world in (early, late):
        cash = account(world, "science_clusters", "cash")
        assert cash > 0.0
        assert cash == pytest.approx(by_weight(world, "facilities", "governments"), rel=1e-9)
    assert series(late, "research_time_waiting")[-1] < series(early, "research_time_waiting")[-1]


def test_hours_in_one_region_serve_its_own_units_first() -> None:
    west = {"targets": [{"region": "west", "path": {DATE: 3000.0}}]}
    gained = gains(ran_on(history(), under({"science_clusters.hours": west}), 24))
    assert gained[2] == gained.max() > 0.0


def test_access_helps_outsiders_at_the_expense_of_neighbours() -> None:
    policy = ran_on(history(), under(ACCESS), 4)
    assert gains(policy)[0] < 0.0 < gains(policy)[1:].sum()
    assert (policy.state["regions"]["instrument_gain_firms"] > 0.0).all()
    assert account(policy, "science_clusters", "cash") == 0.0


def test_waiting_is_in_inverse_proportion_to_hours() -> None:
    waiting, gained = plain(facilities.time_waiting), plain(facilities.time_gained)
    assert waiting(0.06, 100.0, 100.0) == 0.06
    assert waiting(0.06, 100.0, 200.0) == pytest.approx(0.03)
    assert waiting(0.06, 100.0, 0.0) == waiting(0.5, 100.0, 1.0) == 0.9
    assert gained(0.06, 0.06) == 0.0
    assert gained(0.06, 0.0) == pytest.approx(0.06 / 0.94)


def test_deals_cross_regions_where_distance_is_overcome_and_the_east_pays() -> None:
    def across(levers) -> float:
        found = 0.0
        for seed in SEEDS:
            world = ran_on(history(seed), under(levers), 16)
            share, deals = series(world, "deals_across_regions"), series(world, "licence_deals")
            found += float(np.nansum(share * deals))
        return found

    assert across(NEAR) > across({})
    policy = ran_on(history(), under(NEAR), 4)
    paid = account(policy, "regional_distance", "cash")
    assert paid > 0.0
    assert paid == pytest.approx(float(policy.state["governments"]["enclaves"][1]), rel=1e-9)


def test_only_the_east_comes_nearer_and_people_move_more_easily() -> None:
    extra, eased = plain(distance.extra_cost), plain(distance.eased)
    assert extra(0, 2, 0.1, 0.5) == 0.1
    assert extra(1, 2, 0.1, 0.5) == 0.5
    assert extra(1, 1, 0.1, 0.5) == eased(1, 1, 0.1) == eased(1, 2, 0.1) == 0.0
    assert eased(0, 1, 0.5) == 0.0 < eased(0, 1, 0.1) < eased(1, 0, 0.0) == 1.0

    def east(cost: float) -> np.ndarray:
        return ran_on(history(), under({"regional_distance.cost": cost}), 2).state["regions"]["scientists"]

    far, usual, near = (east(cost) for cost in (1.0, 0.5, 0.0))
    assert far.tolist() != usual.tolist() != near.tolist()
    assert near.sum() == pytest.approx(far.sum(), rel=1e-3)


def test_foreign_knowledge_raises_best_practice_and_dependence() -> None:
    without, policy = (ran_on(history(), one, 24) for one in (baseline(), under(OPEN)))
    before, after = without.state["sectors"], policy.state["sectors"]
    behind = before["foreign_level"] > 1.05 * before["frontier_quality"]
    assert behind.any()
    assert np.median(after["frontier_quality"][behind] / before["frontier_quality"][behind]) > 1.0
    assert (after["import_learnt"][behind] > 0.0).all()
    assert not before["import_learnt"].any()
    assert (after["leakage"] > 0.0).all()
    cash = account(policy, "open_innovation", "cash")
    assert cash == pytest.approx(by_weight(policy, "overseas_centres", "governments"), rel=1e-9)


def test_nothing_is_learnt_where_knowledge_is_cut_or_nobody_is_ahead() -> None:
    lead = plain(open_innovation.lead_abroad)
    assert lead(1.2, 1.0) == pytest.approx(0.2)
    assert lead(0.9, 1.0) == lead(1.0, 0.0) == 0.0
    policy = ran_on(history(), under({**OPEN, "technology_decoupling.severity": 1.0}), 4)
    assert not policy.state["sectors"]["foreign_reach"].any()
