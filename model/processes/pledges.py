"""Patents as security: what a bank lends on them, what is filed only to be pledged, what they fetch in failure.

Appraisers go by norms, and the borrower pays them: an idle patent is appraised far above what it is worth to anybody.
Firms short of money then file patents for their number (Hu and Zhu 2021 on the camouflage of patent counts).
"""

from __future__ import annotations

from ..accounts import COLLATERAL_SOLD, pay_to_bank
from ..calendar import QUARTERS_A_YEAR
from ..kernel import process, rule
from .loan_service import reduce_debt
from .patents import file_idle


@rule
def appraised_value(firm, parameter):
    """Appraised value of a firm's patents (m yuan) by the appraisers' norms for patents in use and idle ones."""
    return firm.patents_used * parameter.appraised_patent + firm.patents_idle * parameter.appraised_idle


@rule
def pledge_ratio(terms):
    """Loan per yuan of appraised value that banks accept; ``terms`` is the policy of a firm's cell."""
    return terms.ip_pledge_loan_to_value


@rule
def pledge_limit(ratio, firm, parameter):
    """Loan (m yuan, own account) that patents not yet pledged secure at a ``ratio`` to appraised value."""
    return max(0.0, ratio * appraised_value(firm, parameter) - firm.pledged_debt) if ratio > 0.0 else 0.0


@rule
def worth_filing(ratio, hurdle, parameter):
    """Whether a patent pays as a pledge alone: the credit it opens, at what money is short of, exceeds its cost.

    ``hurdle`` is the value that a further yuan brings the firm, one where money is not short.
    """
    return ratio * parameter.appraised_idle * (hurdle - 1.0) > parameter.filing_cost


@process
def firms_file_to_pledge(clock, policy, parameters, firms):
    """Firms doing research and short of money file patents to pledge. Writes idle patents and ``order_cost``."""
    now, parameter = clock[0], parameters[0]
    highest = 0.0
    for cell in range(policy.shape[1]):
        highest = max(highest, pledge_ratio(policy[now.quarter, cell]))
    if highest <= 0.0:
        return
    number = parameter.pledge_patents / QUARTERS_A_YEAR
    for row in range(now.n_firm_rows):
        firm = firms[row]
        if firm.active == 0 or firm.research_active == 0 or firm.exiting == 1:
            continue
        if worth_filing(pledge_ratio(policy[now.quarter, firm.cell]), firm.hurdle, parameter):
            file_idle(firm, number, parameter.title_value)
            firm.order_cost += number * parameter.filing_cost


@rule
def pledged_part(request, cover, security, pledge):
    """Part of a loan for which nothing but patents stands; ``security`` includes the ``pledge``."""
    return min(pledge, max(0.0, (1.0 - cover) * request - (security - pledge)))


@rule
def sell_patents(flows, banks, bank, owners, firm, parameter):
    """The bank sells a failed firm's pledged patents for what they fetch; books the loan repaid by it."""
    amount = min(parameter.pledge_recovery * firm.pledged_debt, firm.debt)
    if amount <= 0.0:
        return
    total = amount * firm.weight
    firm.collateral_taken += amount
    reduce_debt(firm, amount)
    bank.loans -= total
    bank.collateral_recovered += total
    pay_to_bank(flows, banks, COLLATERAL_SOLD, owners, bank, total)
