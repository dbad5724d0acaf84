"""Corporate tax: extra deductions for research and engineering, carry-forward of losses, high-tech status, relabelling.

B-index after Warda and Hall and Van Reenen (2000); relabelling at the high-tech threshold after Chen, Liu,
Suarez Serrato and Xu (2021).
"""

from __future__ import annotations

import math

from ..accounts import CORPORATE_TAX, FINES, TAX_REFUND, pay_own, receive_own
from ..chance import AUDIT, uniform
from ..classifications import LARGE, MEDIUM
from ..kernel import process, rule, step_of_loop
from ..levers import INSTRUMENTS
from .administration import BASIC_DEDUCTION, is_enrolled, looks_at_file

RD_DEDUCTION = INSTRUMENTS.index("rd_deduction")
RE_DEDUCTION = INSTRUMENTS.index("re_deduction")
A_YUAN = 1e-6
"""Who saves less in a quarter (m yuan) is not counted as a user: a saving is a difference, and differences round."""


@rule
def tax_component(tax_rate, extra_share, qualifying_share, worth):
    """After-tax price of a yuan of cost relative to ordinary profit (B-index).

    B = (1 - tau w (1 + d e)) / (1 - tau w) = 1 - d e tau w / (1 - tau w): ``extra_share`` d is deducted on top,
    ``qualifying_share`` e of the cost item counts, ``worth`` w is the present value of a yuan of tax saved (1 with
    profit, less when it waits).
    """
    rate = tax_rate * worth
    return 1.0 - rate / (1.0 - rate) * extra_share * qualifying_share


@rule
def worth_of_deduction(loss, profit_trend, discount, expiry):
    """Present value of one yuan of tax saved: 1 for a firm that pays tax, discounted by the quarters until it will.

    ``discount`` a quarter, ``expiry`` quarters of carry-forward; zero when the firm sees no profit (Graham 1996).
    """
    if profit_trend <= 0.0:
        return 0.0
    if loss <= 0.0:
        return 1.0
    wait = loss / profit_trend
    if wait > expiry:
        return 0.0
    return math.exp(-discount * wait)


@rule
def tax_of_year(profit, deduction, loss, rate):
    """Tax on the year so far after extra deductions and losses brought forward; never negative."""
    return rate * max(0.0, profit - deduction - loss)


@rule
def loss_after_year(profit, deduction, loss, expiry_rate):
    """Loss carried into the next year: this year's loss on top of what is left of older ones."""
    base = profit - deduction
    if base >= 0.0:
        return max(0.0, loss - base) * (1.0 - expiry_rate)
    return loss * (1.0 - expiry_rate) - base


@rule
def high_tech_threshold(size, large, medium, small):
    """Research to sales that the high-tech certificate asks for, by size class."""
    if size == LARGE:
        return large
    if size == MEDIUM:
        return medium
    return small


@rule
def gain_of_relabelling(extra_share, padded, profit, rules):
    """Tax saved in a year (m yuan) by ``padded`` cost: the lower rate on profit, and the deduction of what is padded.

    The cost of hiding was fitted to padding under the deductions in force, so only what an extra deductible share adds
    beyond the highest of them counts here.
    """
    if profit <= 0.0:
        return 0.0
    beyond = max(0.0, extra_share - rules.deduction_of_fit)
    return rules.tax_rate_gain * profit + (rules.tax_rate_standard - rules.tax_rate_gain) * beyond * padded


@rule
def relabelling_pays(gap, revenue, gain, audit_chance, fine, cost_of_hiding):
    """Whether to report ordinary cost as research to reach the threshold, for a ``gain`` (m yuan).

    Hiding costs the more the square of the gap, and an audit that finds it costs back the gain and a fine.
    """
    hiding = cost_of_hiding * gap * gap * revenue
    return gain * (1.0 - audit_chance * (1.0 + fine)) > hiding


@rule
def basic_research_declared(firm, parameters):
    """Other research declared as basic (m yuan): the more a declared yuan saves, the further the word is stretched."""
    return parameters.basic_relabelling * firm.basic_extra * firm.tax_rate * (firm.rd_qualifying - firm.research_basic)


@process
def firms_price_research(clock, policy, firms, parameters):
    """Each firm works out its after-tax price of research and of engineering under the law that has reached it.

    Writes ``tax_component``, ``tax_component_engineering`` and the rates in force for it.
    """
    now = clock[0]
    rules = parameters[0]
    quarter = now.quarter
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        firm.rd_extra = 0.0
        firm.re_share = 0.0
        firm.re_extra = 0.0
        firm.basic_extra = 0.0
        terms = policy[max(0, quarter - firm.lag_rd_deduction), firm.cell]
        extra = terms.rd_deduction
        if is_enrolled(firm, RD_DEDUCTION):
            firm.rd_extra = extra
            if is_enrolled(firm, BASIC_DEDUCTION):
                firm.basic_extra = max(0.0, terms.basic_research_deduction - extra)
        if is_enrolled(firm, RE_DEDUCTION):
            firm.re_share = policy[max(0, quarter - firm.lag_re_deduction), firm.cell].re_deduction
            firm.re_extra = extra
        worth = worth_of_deduction(
            firm.loss, firm.profit_trend, 0.25 * rules.discount_rate, 4.0 * rules.carry_forward_years
        )
        firm.tax_component = tax_component(firm.tax_rate, firm.rd_extra, 1.0, worth)
        firm.tax_component_basic = tax_component(firm.tax_rate, firm.rd_extra + firm.basic_extra, 1.0, worth)
        firm.tax_component_engineering = tax_component(firm.tax_rate, firm.re_extra, firm.re_share, worth)


@step_of_loop
def pays_tax(firm, state, banks, flows, instruments, parameters):
    """Prepay on the year so far and state the revenue forgone.

    It is attributed in statutory order: the R&D deduction, the R&E deduction on top, then that for basic research, each
    with a carry-forward of its own so that a loss-maker costs nothing until it has profit.
    """
    real = firm.research_basic + firm.research_applied + firm.development
    firm.reported_rd = real + max(firm.relabelled_share, firm.tier_padding) * firm.revenue
    qualifying = firm.rd_qualifying + firm.relabelled_share * firm.revenue
    firm.ytd_profit += firm.profit
    firm.ytd_rd_base += firm.rd_extra * qualifying
    firm.ytd_re_base += firm.re_extra * firm.re_share * firm.re_qualifying
    firm.basic_declared = basic_research_declared(firm, parameters)
    firm.ytd_basic_base += firm.basic_extra * (firm.research_basic + firm.basic_declared)
    firm.ytd_basic_base += (firm.rd_extra + firm.basic_extra) * firm.basic_bought
    plain = tax_of_year(firm.ytd_profit, 0.0, firm.loss_plain, firm.tax_rate)
    with_rd = tax_of_year(firm.ytd_profit, firm.ytd_rd_base, firm.loss_rd, firm.tax_rate)
    with_both = tax_of_year(firm.ytd_profit, firm.ytd_rd_base + firm.ytd_re_base, firm.loss_re, firm.tax_rate)
    with_all = tax_of_year(firm.ytd_profit, deducted(firm), firm.loss, firm.tax_rate)
    firm.forgone_rd = (plain - firm.ytd_tax_plain) - (with_rd - firm.ytd_tax_rd)
    firm.forgone_re = (with_rd - firm.ytd_tax_rd) - (with_both - firm.ytd_tax_re)
    firm.forgone_basic = (with_both - firm.ytd_tax_re) - (with_all - firm.ytd_tax)
    instruments[RD_DEDUCTION].forgone += firm.forgone_rd * firm.weight
    instruments[RE_DEDUCTION].forgone += firm.forgone_re * firm.weight
    instruments[BASIC_DEDUCTION].forgone += firm.forgone_basic * firm.weight
    if firm.ytd_basic_base > 0.0 and firm.forgone_basic > A_YUAN:
        instruments[BASIC_DEDUCTION].users += firm.weight
    if firm.ytd_rd_base > 0.0 and firm.forgone_rd > A_YUAN:
        instruments[RD_DEDUCTION].users += firm.weight
    if firm.ytd_re_base > 0.0 and firm.forgone_re > A_YUAN:
        instruments[RE_DEDUCTION].users += firm.weight
    firm.tax_due += with_all - firm.ytd_tax
    firm.ytd_tax_plain = plain
    firm.ytd_tax_rd = with_rd
    firm.ytd_tax_re = with_both
    firm.ytd_tax = with_all
    if firm.tax_due > 0.0:
        firm.tax_paid = min(firm.tax_due, max(0.0, firm.cash))
        firm.tax_due -= firm.tax_paid
        pay_own(flows, banks, CORPORATE_TAX, firm, state, firm.tax_paid)
    elif firm.tax_due < 0.0:
        firm.tax_refunded = -firm.tax_due
        firm.tax_due = 0.0
        receive_own(flows, banks, TAX_REFUND, state, firm, firm.tax_refunded)
    firm.ytd_real_rd += real
    firm.ytd_revenue += firm.revenue


@rule
def deducted(firm):
    """All extra deductions of the year so far (m yuan)."""
    return firm.ytd_rd_base + firm.ytd_re_base + firm.ytd_basic_base


@rule
def opens_tax_year(firm):
    """A tax year begins with nothing earned, deducted or assessed."""
    firm.ytd_profit = 0.0
    firm.ytd_rd_base = 0.0
    firm.ytd_re_base = 0.0
    firm.ytd_tax_plain = 0.0
    firm.ytd_tax_rd = 0.0
    firm.ytd_tax = 0.0
    firm.ytd_basic_base = 0.0
    firm.ytd_tax_re = 0.0
    firm.ytd_real_rd = 0.0
    firm.ytd_revenue = 0.0


@rule
def chance_of_audit(coordination, rules):
    """Chance that an office finds out a relabelling firm (a year): the fewer look, the smaller."""
    return min(1.0, rules.audit_chance * looks_at_file(coordination, rules.certificate_offices))


@rule
def closes_tax_year(firm, state, audit_chance, banks, flows, seed, quarter, rules):
    """Carry losses into the next year, audit with ``audit_chance``, renew the high-tech certificate."""
    expiry = 1.0 / rules.carry_forward_years
    firm.loss_plain = loss_after_year(firm.ytd_profit, 0.0, firm.loss_plain, expiry)
    firm.loss_rd = loss_after_year(firm.ytd_profit, firm.ytd_rd_base, firm.loss_rd, expiry)
    firm.loss_re = loss_after_year(firm.ytd_profit, firm.ytd_rd_base + firm.ytd_re_base, firm.loss_re, expiry)
    firm.loss = loss_after_year(firm.ytd_profit, deducted(firm), firm.loss, expiry)
    threshold = high_tech_threshold(
        firm.size_class, rules.high_tech_large, rules.high_tech_medium, rules.high_tech_small
    )
    intensity = firm.ytd_real_rd / max(firm.ytd_revenue, 1e-12)
    gap = threshold - intensity
    audited = (
        firm.relabels == 1
        and uniform(seed, AUDIT, quarter, firm.id, 0) < audit_chance
    )
    if audited:
        gain = gain_of_relabelling(firm.rd_extra, firm.relabelled_share * firm.ytd_revenue, firm.ytd_profit, rules)
        firm.fines = min((1.0 + rules.audit_fine) * gain, max(0.0, firm.cash))
        pay_own(flows, banks, FINES, firm, state, firm.fines)
    firm.relabels = 0
    firm.relabelled_share = 0.0
    if gap <= 0.0:
        firm.high_tech = 1
    elif (
        not audited
        and firm.research_active == 1
        and intensity > rules.relabel_floor * threshold
        and relabelling_pays(
            gap, firm.ytd_revenue, gain_of_relabelling(firm.rd_extra, gap * firm.ytd_revenue, firm.ytd_profit, rules),
            audit_chance, rules.audit_fine, rules.hiding_cost,
        )
    ):
        firm.high_tech = 1
        firm.relabels = 1
        firm.relabelled_share = gap
    else:
        firm.high_tech = 0
    firm.tax_rate = rules.tax_rate_standard - rules.tax_rate_gain * firm.high_tech
    opens_tax_year(firm)
