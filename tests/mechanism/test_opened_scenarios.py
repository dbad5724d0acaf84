"""Orders for subsidies, permits, copies and joint bids: whose budget moves, what fills, what goes wrong."""

from __future__ import annotations

import numpy as np
import pytest

from model.levers import INSTRUMENTS, LEVERS
from model.world import World
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import DATE, OPENED, account, baseline, each_quarter, history, series, under

SEEDS = (1, 2, 3)
SWAPPED = under({"orders_instead_of_subsidies.share": 1.0})
AT_HOME = under(OPENED)
QUARTERS = 16
FEW, MANY = (LEVERS["scenario_permits.places"].levels[name] for name in ("status_quo", "very_strong"))


def in_force(world: World) -> np.ndarray:
    """Budgets of subsidy and orders in the last quarter, and what moved between them."""
    codes = [INSTRUMENTS.index(name) for name in ("direct_subsidy", "scenario_opening")]
    accounts = world.state["instruments"][codes]
    return np.array([accounts["budget"], accounts["transferred"], accounts["cash"]])


def voted_in_full(world: World) -> float:
    """A quarter's subsidy budget under the status quo (m yuan)."""
    return LEVERS["direct_subsidy.budget"].baseline * 250.0 * float(world.state["clock"]["scale"][0])


def test_orders_gain_what_subsidies_lose_to_the_yuan() -> None:
    swap = under({"orders_instead_of_subsidies.share": 0.4})
    for world in each_quarter(history(), swap, 6):
        now = in_force(world)
        assert now[1].sum() == 0.0
    assert now[0, 1] == now[1, 1]
    assert now[1, 1] == pytest.approx(0.4 * 80.0 * 250.0 * world.state["clock"]["scale"][0], rel=1e-12)


def test_dependence_on_orders_is_seen_where_orders_are_paid() -> None:
    without, opened = (ran_on(history(), one, QUARTERS) for one in (baseline(), AT_HOME))
    for outcome in ("order_dependence", "losses_without_orders"):
        assert not series(without, outcome).any()
    depends, paid = series(opened, "order_dependence"), series(opened, "cost_scenario_opening_cash")
    assert ((depends > 0.0) == (paid > 0.0)).all()
    assert depends.max() > 0.0
    assert (series(opened, "losses_without_orders") <= 1.0).all()


def test_orders_without_a_technology_are_reported_as_unspent() -> None:
    for world in each_quarter(history(), SWAPPED, QUARTERS):
        budget, _, cash = in_force(world)[:, 1]
        assert series(world, "orders_unspent")[-1] == pytest.approx(0.001 * (budget - cash), rel=1e-9, abs=1e-12)
    assert series(world, "orders_unspent")[-4:].sum() > 0.0
    assert series(world, "slots_filled").sum() > 0.0


def test_money_moved_to_orders_is_paid_as_orders_or_as_subsidies() -> None:
    """Over a window the votes are granted, ordered, carried on or lapse, to the yuan, whatever lots paid too much."""
    for share in (0.3, 0.6, 1.0):
        came = account(history(), "direct_subsidy", "carried")
        went = lapsed = 0.0
        for world in each_quarter(history(), under({"orders_instead_of_subsidies.share": share}), QUARTERS):
            came += voted_in_full(world)
            went += in_force(world)[2].sum()
            lapsed += account(world, "direct_subsidy", "lapsed")
            assert account(world, "direct_subsidy", "lapsed") >= 0.0  # no overdraft is written off
        carried = account(world, "direct_subsidy", "carried")
        assert went + carried + lapsed == pytest.approx(came, rel=1e-12)


def test_subsidies_compete_for_what_orders_left() -> None:
    """To the yuan: what is voted and carried is paid or carried on; what lots pay too much the next vote repays."""
    swap = under({"orders_instead_of_subsidies.share": 0.6})
    carried = account(history(), "direct_subsidy", "carried")
    handed_back = paid_of_it = 0.0
    for world in each_quarter(history(), swap, 8):
        budgets, moved, cash = in_force(world)
        voted = voted_in_full(world)
        assert budgets[0] == pytest.approx(max(0.0, carried + voted - moved[1]), rel=1e-9, abs=1e-6)
        left = min(carried + voted - moved[1] - cash[0], voted)
        carried = account(world, "direct_subsidy", "carried")
        back = moved[1] - cash[1]
        assert back == pytest.approx(account(world, "scenario_opening", "handed_back"), rel=1e-9, abs=1e-6)
        assert carried == pytest.approx(left + back, rel=1e-9, abs=1e-6)
        handed_back += back
        paid_of_it += cash[0]
    assert handed_back > 0.0
    assert paid_of_it > 0.0


def test_stages_lose_the_grants_that_orders_take() -> None:
    """In every world grants fall by most of what orders are paid; the rest is what lots would have overdrawn."""
    for seed in SEEDS:
        swapped, today = (ran_on(history(seed), policy, 36) for policy in (SWAPPED, baseline()))
        lost = series(today, "cost_direct_subsidy_cash").sum() - series(swapped, "cost_direct_subsidy_cash").sum()
        assert lost > 0.5 * series(swapped, "cost_scenario_opening_cash").sum() > 0.0


def test_orders_that_need_a_place_wait_without_permits() -> None:
    closed, usual, many = (
        under({"scenario_permits.places": places}, AT_HOME) for places in (0.0, FEW, MANY)
    )
    filled, load, cost = (
        [series(ran_on(history(), one, QUARTERS), name).sum() for one in (closed, usual, many)]
        for name in ("slots_filled", "permit_load", "cost_scenario_permits_cash")
    )
    assert 0.0 < filled[0] < filled[2]  # uses that need no place go on
    assert load[2] < load[1]
    assert cost[0] == cost[1] == 0.0 < cost[2]


def test_places_of_one_sector_leave_the_others_as_they_are() -> None:
    targeted = {"path": {DATE: FEW}, "targets": [{"sector": "quantum", "path": {DATE: 2.0 * FEW}}]}
    policy, without = (
        ran_on(history(), one, 4) for one in (under({"scenario_permits.places": targeted}, AT_HOME), AT_HOME)
    )
    grown = policy.state["sectors"]["places"] / without.state["sectors"]["places"]
    assert grown == pytest.approx([1.0] * 9 + [2.0], rel=1e-9)


def test_copies_skip_the_trial_and_show_its_defects_later() -> None:
    copying = under({"scenario_replication.share": 0.9}, AT_HOME)
    copied = failed = trials = 0.0
    for seed in SEEDS:
        policy, without = (ran_on(history(seed), one, 24) for one in (copying, AT_HOME))
        copied += series(policy, "scenarios_copied").sum()
        failed += series(policy, "died_industrialisation_technical_failure").sum()
        trials += series(policy, "entered_first_use").sum() - series(without, "entered_first_use").sum()
        assert series(without, "died_industrialisation_technical_failure").sum() == 0.0
    assert copied > 0.0
    assert failed > 0.0
    assert trials < 0.0


def test_nothing_is_copied_before_something_is_proven() -> None:
    world = ran_on(history(), under({"scenario_replication.share": 1.0}), QUARTERS)
    assert series(world, "scenarios_copied").sum() == 0.0


def test_joint_bids_win_and_published_needs_bring_contacts() -> None:
    joint = under({"joint_tenders.openness": 1.0}, AT_HOME)
    wins = licences = 0.0
    for seed in SEEDS:
        policy, without = (ran_on(history(seed), one, QUARTERS) for one in (joint, AT_HOME))
        wins += series(policy, "joint_wins").sum()
        licences += series(policy, "licence_deals").sum() - series(without, "licence_deals").sum()
        assert series(without, "joint_wins").sum() == 0.0
    assert wins > 0.0
    assert licences > 0.0
