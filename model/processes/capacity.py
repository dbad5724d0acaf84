"""What firms plan: price and sales, then capacity, a lumpy investment from cash first (Doms and Dunne 1998)."""

from __future__ import annotations

import math

import numpy as np

from ..kernel import process, rule, step_of_loop
from .administration import ORDERLY_COMPETITION, row_in_force
from .goods import capacity_wanted, plans_price
from .price_law import law_by_sector


@rule
def planned_investment(capacity, wanted, wear, trigger, largest, price_of_capacity):
    """Cost of the capacity to buy: nothing until the gap passes the trigger, then the whole gap up to a limit."""
    gap = wanted - capacity * (1.0 - wear)
    if gap < trigger * capacity:
        return 0.0
    return min(gap, largest * capacity) * price_of_capacity


@rule
def loan_wanted(cash, buffer, outlays, debt, debt_limit, smallest):
    """Credit asked for: what the outlays and the liquidity buffer need beyond cash, within the firm's own debt limit.

    Small needs are not worth an application.
    """
    need = min(outlays + buffer - cash, debt_limit - debt)
    if need < smallest:
        return 0.0
    return need


@rule
def trust_in_bank(approval, discouragement):
    """Reluctance up to which firms turn to a bank that grants this share of applications (Kon and Storey 2003)."""
    return math.pow(approval, discouragement)


@rule
def turns_to_bank(debt, reluctance, trust):
    """Firms with a loan keep their bank; others apply only where enough applicants are heard."""
    return debt > 0.0 or reluctance < trust


@step_of_loop
def plans_capacity(firm, price, trust, rules):
    """A firm decides on new capacity, at ``price`` a unit, and on the loan it asks for (million yuan, own account).

    ``trust`` is the reluctance up to which firms turn to its bank. Writes ``investment_planned`` and ``loan_request``.
    """
    wanted = capacity_wanted(
        firm.expected_sales, rules.extrapolation * firm.growth_expected, rules.planning_horizon, rules.planned_load
    )
    firm.investment_planned = planned_investment(
        firm.capacity, wanted, rules.wear, rules.investment_trigger, rules.investment_largest, price
    )
    firm.loan_request = 0.0
    if not turns_to_bank(firm.debt, firm.reluctance, trust):
        return
    outlays = (
        firm.investment_planned
        + rules.amortisation * firm.debt
        + firm.research_budget
        + firm.project_demand
        - firm.profit_trend
        - rules.wear * firm.capital
    )
    assets = firm.capital + firm.receivables + max(0.0, firm.cash)
    firm.loan_request = loan_wanted(
        firm.cash, rules.cash_buffer * firm.revenue_trend, outlays, firm.debt, rules.debt_limit * assets,
        rules.smallest_loan * firm.revenue_trend,
    )


@process
def firms_plan(clock, policy, environment, firms, sectors, banks, parameters):
    """Each firm plans its price and sales, then capacity and credit; one loop, so that a record is fetched once."""
    now = clock[0]
    rules = parameters[0]
    today = environment[now.quarter]
    wage = today.wage / today.labour_efficiency
    price = rules.capital_per_capacity * today.wage / today.labour_efficiency
    law = row_in_force(policy, now.quarter, ORDERLY_COMPETITION, parameters)
    inspected, counted = law_by_sector(policy, law, wage, rules)
    trust = np.empty(len(banks))
    for row in range(len(banks)):
        trust[row] = trust_in_bank(banks[row].approval, rules.discouragement)
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 1:
            plans_price(firm, sectors[firm.sector], wage, inspected[firm.sector], counted[firm.sector], rules)
            plans_capacity(firm, price, trust[firm.bank], rules)
