"""Rules as an economist reads them: signs, bounds and limits for any numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.chance import exponential, normal, uniform
from model.parameters import PARAMETERS, as_record
from model.processes.birth import draw_fit, draw_potential
from model.processes.goods import (
    competitiveness_of,
    expects,
    next_markup,
    next_price,
    next_share,
    undercutting_pays,
    unit_cost_of,
)
from model.processes.research import budget_wanted, results_of
from model.processes.settlement import collected, dividend_of, paid_to_suppliers
from model.processes.taxes import (
    gain_of_relabelling,
    loss_after_year,
    relabelling_pays,
    tax_component,
    tax_of_year,
    worth_of_deduction,
)
from model.processes.universities import need_aimed_at, transfer_effort

TODAY = as_record({}).view(np.recarray)[0]
share = st.floats(0.0, 1.0)
RULES = settings(deadline=None, derandomize=True, max_examples=60)
money = st.floats(0.0, 1e6)
positive = st.floats(1e-3, 1e4)


@RULES
@given(st.floats(0.05, 0.4), st.floats(0.0, 3.0), st.floats(0.0, 3.0), share, share)
def test_research_gets_cheaper_with_a_larger_deduction(rate, low, more, qualifying, worth) -> None:
    assert tax_component(rate, low + more, qualifying, worth) <= tax_component(rate, low, qualifying, worth)
    assert tax_component(rate, low, qualifying, worth) <= 1.0
    assert tax_component(rate, 0.0, qualifying, worth) == pytest.approx(1.0)
    assert tax_component(rate, low, qualifying, 0.0) == 1.0


@RULES
@given(money, st.floats(-1e5, 1e6), st.floats(0.0, 0.1), st.floats(4.0, 80.0))
def test_worth_of_a_deduction_is_a_share(loss, profit, discount, expiry) -> None:
    worth = worth_of_deduction(loss, profit, discount, expiry)
    assert 0.0 <= worth <= 1.0
    assert worth_of_deduction(loss + 1.0, profit, discount, expiry) <= worth
    assert worth_of_deduction(0.0, abs(profit) + 1.0, discount, expiry) == 1.0


@RULES
@given(st.floats(-1e6, 1e6), money, money, st.floats(0.0, 0.3))
def test_tax_is_never_negative_and_falls_with_deductions(profit, deduction, loss, rate) -> None:
    tax = tax_of_year(profit, deduction, loss, rate)
    assert 0.0 <= tax <= rate * max(0.0, profit)
    assert tax_of_year(profit, deduction + 1.0, loss, rate) <= tax
    assert loss_after_year(profit, deduction, loss, 0.1) >= 0.0


@RULES
@given(share, money, st.floats(-1e5, 1e6), st.floats(0.0, 3.0), share, share, positive)
def test_a_certain_audit_or_no_profit_ends_relabelling(gap, revenue, profit, extra, audit, fine, cost) -> None:
    gain = gain_of_relabelling(extra, gap * revenue, profit, TODAY)
    assert not relabelling_pays(gap, revenue, gain, 1.0, fine, cost)
    if relabelling_pays(gap, revenue, gain, audit, fine, cost):
        assert profit > 0.0
        assert relabelling_pays(gap, revenue, gain, 0.5 * audit, fine, cost)


@RULES
@given(st.floats(0.0, 3.0), money, st.floats(1.0, 1e6))
def test_a_deduction_beyond_those_in_force_is_a_further_reason_to_relabel(extra, padded, profit) -> None:
    today = gain_of_relabelling(TODAY.deduction_of_fit, padded, profit, TODAY)
    assert today == TODAY.tax_rate_gain * profit
    assert gain_of_relabelling(extra, padded, profit, TODAY) >= today


@RULES
@given(positive, positive, positive, positive, share, st.floats(0.001, 0.1), st.floats(0.0, 40.0))
def test_nobody_undercuts_without_lookalikes_or_with_a_full_plant(
    price, cost, sales, capacity, closeness, step, substitution
) -> None:
    assume(price > cost)
    assert not undercutting_pays(price, cost, sales, capacity, 0.0, step, substitution)
    assert not undercutting_pays(price, cost, max(sales, capacity), capacity, closeness, step, substitution)
    if undercutting_pays(price, cost, sales, capacity, closeness, step, substitution):
        assert undercutting_pays(price, cost, sales, 2.0 * capacity, closeness, step, substitution)
        assert undercutting_pays(price, cost, sales, capacity, 1.0, step, substitution)


@RULES
@given(st.floats(-0.5, 1.0), share, st.booleans(), st.floats(0.0, 2.0))
def test_markups_fall_by_undercutting_and_drift_to_the_norm(markup, norm, undercuts, load) -> None:
    after = next_markup(markup, norm, undercuts, load, 0.02, 0.1, 0.95)
    if undercuts:
        assert after < markup
    elif load > 0.95:
        assert after > markup
    else:
        assert abs(after - norm) <= abs(markup - norm) + 1e-12


@RULES
@given(positive, positive, share, share)
def test_prices_move_towards_their_target_and_stay_positive(price, cost, markup, pass_through) -> None:
    after = next_price(price, cost, markup, pass_through)
    target = (1.0 + markup) * cost
    assert min(price, target) * (1 - 1e-9) <= after <= max(price, target) * (1 + 1e-9)


@RULES
@given(share, positive, positive, st.floats(0.0, 5.0), st.floats(-5.0, 5.0))
def test_shares_stay_positive_and_grow_with_appeal(own, appeal, mean, pull, shock) -> None:
    after = next_share(own, appeal / mean, pull, shock)
    assert 0.5 * own * (1 - 1e-9) <= after <= 1.5 * own * (1 + 1e-9)
    assert next_share(own, 1.1 * appeal / mean, pull, shock) >= after


@RULES
@given(positive, positive, positive, positive, share)
def test_cost_and_appeal_have_the_right_signs(productivity, material, wage, price, labour_share) -> None:
    cost = unit_cost_of(productivity, material, wage, price, labour_share)
    assert cost >= unit_cost_of(2.0 * productivity, material, wage, price, labour_share)
    assert cost <= unit_cost_of(productivity, material, 2.0 * wage, price, labour_share)
    assert competitiveness_of(1.1, 1.0 / price, 2.0) > competitiveness_of(1.0, 1.0 / price, 2.0)
    assert competitiveness_of(1.0, 1.0 / (1.1 * price), 2.0) < competitiveness_of(1.0, 1.0 / price, 2.0)


@RULES
@given(money, money, share)
def test_expectations_lie_between_the_old_one_and_what_happened(expected, orders, learning) -> None:
    after = expects(expected, orders, 0.0, learning)
    assert min(expected, orders) - 1e-6 <= after <= max(expected, orders) + 1e-6


@RULES
@given(
    positive, positive, positive, st.floats(PARAMETERS["least_research_price"].low, 5.0), st.floats(0.2, 0.8),
    st.floats(0.01, 1.0),
)
def test_dearer_research_is_done_less_and_never_without_bound(cost, opportunity, value, price, returns, rate) -> None:
    wanted = budget_wanted(cost, opportunity, value, price, returns, rate)
    assert math.isfinite(wanted)
    assert 0.0 <= budget_wanted(cost, opportunity, value, price + 0.5, returns, rate) <= wanted * (1 + 1e-12)
    assert budget_wanted(cost, opportunity, -value, price, returns, rate) == 0.0


@RULES
@given(positive, positive, positive, st.floats(0.5, 3.0), st.floats(0.1, 3.0), st.floats(0.2, 0.8))
def test_research_has_diminishing_returns_and_suffers_from_scarcity(
    budget, cost, opportunity, wage, crowding, returns
) -> None:
    one = results_of(budget, cost, opportunity, wage, crowding, 0.1, returns)
    assert one <= results_of(2.0 * budget, cost, opportunity, wage, crowding, 0.1, returns) <= 2.0 * one * (1 + 1e-12)
    assert results_of(budget, cost, opportunity, 2.0 * wage, crowding, 0.1, returns) < one
    assert results_of(budget, cost, opportunity, wage, 2.0 * crowding, 0.1, returns) < one


@RULES
@given(money, money, st.floats(0.0, 360.0), money)
def test_trade_claims_never_turn_negative(opening, flow, days, cash) -> None:
    receipts = collected(opening, flow, days)
    assert receipts >= 0.0
    assert opening + flow - receipts >= -1e-9 * (opening + flow)
    paid = paid_to_suppliers(opening, flow, days, cash)
    assert 0.0 <= paid <= cash
    assert opening + flow - paid >= -1e-9 * (opening + flow)


@RULES
@given(st.floats(-1e5, 1e5), money, money, share)
def test_dividends_leave_the_buffer(profit, cash, buffer, payout) -> None:
    paid = dividend_of(profit, cash, buffer, payout)
    assert 0.0 <= paid <= max(0.0, cash - buffer)


@RULES
@given(share, share, share, share, st.floats(0.0, 5.0), share)
def test_scientists_divide_their_time(time, weight, inventor, exemption, income, liability) -> None:
    effort = transfer_effort(time, weight, inventor, exemption, income, 1.0, 0.5, 0.5, liability)
    assert 0.0 <= effort <= time
    assert transfer_effort(time, weight, inventor, 1.0, income, 1.0, 0.5, 0.5, liability) >= effort
    assert transfer_effort(time, weight, inventor, exemption, income + 1.0, 1.0, 0.5, 0.5, liability) >= effort


@RULES
@given(share, share, money, money)
def test_topics_are_a_share(base, pull, contracts, public) -> None:
    assert base <= need_aimed_at(base, pull, contracts, public) <= 1.0


@RULES
@given(st.integers(0, 2**40), st.integers(0, 2**61), share)
def test_potential_and_fit_are_shares(seed, key, need) -> None:
    p = TODAY
    assert 0.0 < draw_potential(seed, key, need, p) <= p["potential_cap"]
    assert 0.0 <= draw_fit(seed, key, need, p) <= draw_fit(seed, key, 1.0, p) <= 1.0


@RULES
@given(st.integers(0, 2**40), st.integers(0, 31), st.integers(0, 400), st.integers(0, 2**61), st.integers(0, 50))
def test_draws_have_their_ranges_and_belong_to_their_key(seed, process, quarter, identity, detail) -> None:
    drawn = uniform(seed, process, quarter, identity, detail)
    assert 0.0 < drawn < 1.0
    assert drawn == uniform(seed, process, quarter, identity, detail)
    assert drawn != uniform(seed, process, quarter, identity, detail + 1)
    assert drawn != uniform(seed + 1, process, quarter, identity, detail)
    assert exponential(seed, process, quarter, identity, detail) > 0.0
    assert math.isfinite(normal(seed, process, quarter, identity, detail))
