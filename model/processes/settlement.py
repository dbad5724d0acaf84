"""The quarter's accounts of firms: cost of production, what is collected and paid, profit and dividends."""

from __future__ import annotations

from ..accounts import (
    CAPITAL_GOODS,
    DIVIDENDS,
    DOMESTIC_INPUTS,
    DOMESTIC_SALES,
    EXPORTS,
    IMPORTED_INPUTS,
    OVERHEAD,
    WAGES,
    pay_own,
    receive_own,
)
from ..classifications import N_SECTORS
from ..kernel import process, rule, step_of_loop
from .administration import coordination_in_force
from .loan_service import serves_loan
from .taxes import chance_of_audit, closes_tax_year, pays_tax

DAYS_IN_QUARTER = 90.0


@rule
def collected(opening, revenue, days):
    """Cash collected so that receivables end at ``days`` of this quarter's revenue; never negative."""
    return max(0.0, opening + revenue - revenue * days / DAYS_IN_QUARTER)


@rule
def paid_to_suppliers(opening, bought, days, cash):
    """Payment to suppliers that brings payables to ``days`` of purchases, as far as cash allows; the rest waits."""
    due = max(0.0, opening + bought - bought * days / DAYS_IN_QUARTER)
    return min(due, max(0.0, cash))


@step_of_loop
def settles(firm, sector, home, foreign, wage, banks, flows, rules):
    """Collect from customers, pay wages, overhead and suppliers, buy capital goods.

    Wages and overhead come first; suppliers wait when cash is short; a firm that cannot even pay wages pays what it
    has and is marked as insolvent (``exiting``).
    """
    weight = firm.weight
    # what customers owe and pay
    receipts = collected(firm.receivables, firm.revenue, firm.credit_days)
    firm.receivables += firm.revenue - receipts
    firm.export_receipts = sector.export_share * receipts
    firm.domestic_receipts = receipts - firm.export_receipts
    owed = (firm.revenue - receipts) * weight
    foreign.trade_payables += sector.export_share * owed
    home.trade_payables += owed - sector.export_share * owed
    receive_own(flows, banks, DOMESTIC_SALES, home, firm, firm.domestic_receipts)
    receive_own(flows, banks, EXPORTS, foreign, firm, firm.export_receipts)
    # cost of production
    firm.material_cost = firm.output * firm.material_use * sector.input_price
    firm.labour_cost = firm.output * rules.labour_cost_share * wage / firm.productivity
    firm.overhead_cost = firm.capacity * rules.overhead_rate * wage + firm.order_cost
    firm.depreciation = rules.wear * firm.capital
    firm.wages = min(firm.labour_cost, max(0.0, firm.cash))
    pay_own(flows, banks, WAGES, firm, home, firm.wages)
    firm.overhead = min(firm.overhead_cost, max(0.0, firm.cash))
    pay_own(flows, banks, OVERHEAD, firm, home, firm.overhead)
    if firm.wages + firm.overhead < 0.999999 * (firm.labour_cost + firm.overhead_cost):
        firm.exiting = 1
    # what it owes and pays to suppliers
    paid = paid_to_suppliers(
        firm.payables, firm.material_cost, rules.payable_ratio * firm.credit_days, firm.cash
    )
    firm.payables += firm.material_cost - paid
    firm.import_payments = sector.import_share * paid
    firm.input_payments = paid - firm.import_payments
    owing = (firm.material_cost - paid) * weight
    foreign.trade_receivables += sector.import_share * owing
    home.trade_receivables += owing - sector.import_share * owing
    pay_own(flows, banks, DOMESTIC_INPUTS, firm, home, firm.input_payments)
    pay_own(flows, banks, IMPORTED_INPUTS, firm, foreign, firm.import_payments)
    # capital
    reserve = rules.cash_floor * firm.revenue
    bought = min(firm.investment_planned, max(0.0, firm.cash - reserve))
    firm.investment += bought
    pay_own(flows, banks, CAPITAL_GOODS, firm, home, bought)
    firm.capital += bought - firm.depreciation
    firm.capacity = firm.capacity * (1.0 - rules.wear) + bought / (rules.capital_per_capacity * wage)
    sector.inputs_bought += firm.material_cost * (1.0 - sector.import_share) * weight
    sector.capital_bought += firm.investment * weight


@rule
def profit_of(firm):
    """Total profit before tax, as the statistics office defines it: income less all cost, interest and fees.

    Summed by kinds, since a sum of thirty terms in a row keeps the processor waiting.
    """
    sold = firm.revenue + firm.orders_received + firm.trial_orders_received
    claimed = firm.standard_licences_received + firm.damages_received + firm.insurance_received
    supported = firm.grants_received + firm.incubator_support + firm.matching_received
    commissioned = firm.tier_award + firm.project_money + firm.mission_received
    produced = (firm.material_cost + firm.labour_cost) + (firm.overhead_cost + firm.depreciation)
    researched = (firm.research_paid + firm.stages_paid) + (firm.pilot_fees + firm.basic_bought)
    shared = (firm.contracts_paid + firm.consortium_paid) + (firm.laboratory_paid + firm.licences_paid)
    served = (firm.ai_paid + firm.data_handling) + (firm.standard_licences_paid + firm.energy_charges)
    penalised = firm.damages_paid + firm.price_fines
    financed = firm.interest + firm.guarantee_fees + firm.insurance_premiums
    income = (sold + claimed) + (supported + commissioned)
    cost = ((produced + researched) + (shared + served)) + (penalised + financed)
    return income - cost


@rule
def strained_quarters(firm):
    """Consecutive quarters in which an indebted firm made a loss but for grants: its interest was not earned."""
    return firm.strained + 1 if firm.debt > 0.0 and firm.profit - firm.grants_received < 0.0 else 0


@step_of_loop
def counts_profit(firm, sector, pace):
    """Profit of the quarter and the smoothed profit and revenue that plans are based on; adds to its sector's sums."""
    firm.profit = profit_of(firm)
    firm.strained = strained_quarters(firm)
    firm.profit_trend += pace * (firm.profit - firm.profit_trend)
    firm.revenue_trend += pace * (firm.revenue - firm.revenue_trend)
    sector.profit_sum += firm.profit * firm.weight
    sector.revenue_sum += firm.revenue * firm.weight


@rule
def learns_profitability(sector, pace, norm):
    """A sector's profit to revenue, smoothed; where nobody sells, whoever thinks of entering expects ``norm``."""
    rate = norm
    if sector.revenue_sum > 0.0:
        rate = sector.profit_sum / sector.revenue_sum
    sector.profit_rate += pace * (rate - sector.profit_rate)


@rule
def dividend_of(profit_after_tax, cash, buffer, payout):
    """A share of a positive net profit, as long as the liquidity buffer stays; excess cash is paid out slowly."""
    if cash <= buffer:
        return 0.0
    return min(cash - buffer, payout * max(0.0, profit_after_tax) + 0.1 * max(0.0, cash - 2.0 * buffer))


@step_of_loop
def pays_dividends(firm, home, banks, flows, rules):
    """Owners receive their share of profit, unless the firm is about to leave."""
    if firm.exiting == 1:
        return
    firm.dividends = dividend_of(
        firm.profit - firm.tax_paid + firm.tax_refunded,
        firm.cash,
        rules.cash_buffer * firm.revenue_trend,
        rules.payout,
    )
    pay_own(flows, banks, DIVIDENDS, firm, home, firm.dividends)


@process
def firms_settle(
    clock, policy, environment, firms, sectors, households, abroad, governments, banks, guarantors, flows, instruments,
    parameters
):
    """Each firm in turn settles with customers, workers and suppliers, serves its loan, counts its profit, pays tax
    (and closes its tax year in the fourth quarter) and dividends.

    Writes what those rules write and sectors' ``profit_rate``; one loop, so that a firm's record is fetched once.
    """
    now = clock[0]
    rules = parameters[0]
    today = environment[now.quarter]
    wage = today.wage / today.labour_efficiency
    foreign, treasury = abroad[0], governments[0]
    closing, seed, quarter = now.season == 3, now.seed, now.quarter
    audit_chance = chance_of_audit(coordination_in_force(policy, quarter), rules)
    for s in range(N_SECTORS):
        sectors[s].inputs_bought = 0.0
        sectors[s].capital_bought = 0.0
        sectors[s].profit_sum = 0.0
        sectors[s].revenue_sum = 0.0
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        sector = sectors[firm.sector]
        home = households[firm.bank]
        settles(firm, sector, home, foreign, wage, banks, flows, rules)
        serves_loan(firm, banks, guarantors, flows, instruments, rules)
        counts_profit(firm, sector, rules.trend_speed)
        pays_tax(firm, treasury, banks, flows, instruments, rules)
        if closing:
            closes_tax_year(firm, treasury, audit_chance, banks, flows, seed, quarter, rules)
        pays_dividends(firm, home, banks, flows, rules)
    for s in range(N_SECTORS):
        learns_profitability(sectors[s], rules.trend_speed, rules.profit_norm)
