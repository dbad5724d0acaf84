"""Deductions: whose price of research falls, what government forgoes, and firms' reaction through the price."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes import taxes
from model.world import BURN_IN, World
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import BEFORE, account, baseline, by_weight, enrolled, history, series, under

STRONG_RD = {"rd_deduction": 2.0}
STRONG_RE = {"re_deduction": 0.9}
PRICES = {"rd_deduction": "tax_component", "re_deduction": "tax_component_engineering"}
POLICIES = {"rd_deduction": STRONG_RD, "re_deduction": STRONG_RE}


def worth_something(world: World) -> np.ndarray:
    """Firms that see profit within the carry-forward, as they stand before the quarter."""
    rules = world.state["parameters"][0]
    worth = plain(taxes.worth_of_deduction)
    return np.array([
        worth(loss, trend, 0.25 * rules["discount_rate"], 4.0 * rules["carry_forward_years"]) > 0.0
        for loss, trend in world.state["firms"][["loss", "profit_trend"]]
    ])  # fmt: skip


@pytest.mark.parametrize("lever", POLICIES)
def test_the_price_falls_for_profitable_firms_on_the_lists_when_their_calendar_has_come(lever: str) -> None:
    without, policy = (ran_on(history(), one, 1) for one in (baseline(), under(POLICIES[lever])))
    before, after = (world.state["firms"][PRICES[lever]] for world in (without, policy))
    firms, now = history().state["firms"], BURN_IN + BEFORE
    law_old, law_new = (world.state["policy"][lever][now, firms["cell"]] for world in (without, policy))
    lag = policy.state["firms"][f"lag_{lever}"]  # entrants are put on the lists in the quarter itself
    reached = enrolled(policy, lever) & (lag == 0) & (law_new > law_old) & worth_something(history())
    there = (firms["active"] == 1) & (policy.state["firms"]["active"] == 1)
    reached, others = there & reached, there & ~reached
    assert reached.any()
    assert others.any()
    assert (after[reached] < before[reached]).all()
    assert (after[others] == before[others]).all()


def test_waiting_firms_follow_when_their_calendar_comes() -> None:
    def price_has_fallen(quarters: int) -> np.ndarray:
        without, policy = (ran_on(history(), one, quarters) for one in (baseline(), under(STRONG_RE)))
        firms, others = policy.state["firms"], without.state["firms"]
        # only firms that were there from the beginning: a row may be refilled, its policy cell may change
        same = (firms["id"] == history().state["firms"]["id"]) & (firms["cell"] == others["cell"])
        return same & (firms["re_share"] > others["re_share"])

    lag = history().state["firms"]["lag_re_deduction"]
    for quarters in (1, 2, 3, 4):
        changed = price_has_fallen(quarters)
        assert changed[lag < quarters].any()
        assert not changed[(lag >= quarters) & (history().state["firms"]["active"] == 1)].any()


@pytest.mark.parametrize("lever", POLICIES)
def test_loss_makers_gain_nothing_at_once(lever: str) -> None:
    policy = ran_on(history(), under(POLICIES[lever]), 1)
    firms = policy.state["firms"]
    losing = (firms["active"] == 1) & (firms["ytd_profit"] <= 0.0)
    assert losing.any()
    assert not firms["forgone_" + lever[:2]][losing].any()


@pytest.mark.parametrize("lever", POLICIES)
def test_government_forgoes_more_and_reports_what_firms_saved(lever: str) -> None:
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under(POLICIES[lever])))
    forgone = series(policy, f"cost_{lever}_forgone")
    assert forgone.sum() > 1.05 * series(without, f"cost_{lever}_forgone").sum()
    assert account(policy, lever, "forgone") == pytest.approx(by_weight(policy, "forgone_" + lever[:2]), rel=1e-6)
    assert 1000.0 * forgone[-1] == pytest.approx(account(policy, lever, "forgone"), rel=1e-9)


def test_firms_blind_to_the_new_price_decide_as_before_and_still_cost_revenue() -> None:
    """With the after-tax price frozen the R&E deduction is a windfall: forgone tax, and no gate decided otherwise."""
    old_share, new_share = history().scenario.levers["re_deduction"].general_series()[-1], STRONG_RE["re_deduction"]
    component = plain(taxes.tax_component)

    def at_old_price(tax_rate, extra_share, qualifying_share, worth):
        share = old_share if qualifying_share == new_share else qualifying_share
        return component(tax_rate, extra_share, share, worth)

    policy = under(STRONG_RE)
    decided = ["key", "stage", "running", "missing", "value", "loan_request", "state"]
    with replaced({taxes.tax_component: at_old_price}):
        blind = ran_on(history(), policy, 1)
        blind_later = ran_on(blind, policy, 7)
    without, free = (ran_on(history(), one, 1) for one in (baseline(), policy))
    gates = [
        world.state["technologies"][decided][: world.state["clock"]["n_technologies"][0]].tobytes()
        for world in (without, blind, free)
    ]
    assert gates[0] == gates[1] != gates[2]
    saved = series(blind_later, "cost_re_deduction_forgone").sum()
    assert saved > series(ran_on(without, baseline(), 7), "cost_re_deduction_forgone").sum()
