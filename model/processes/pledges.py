"""Patents as security: what a bank lends on them, and what they fetch when the firm fails."""

from __future__ import annotations

from ..accounts import COLLATERAL_SOLD, pay_to_bank
from ..kernel import rule
from .loan_service import reduce_debt


@rule
def appraised_value(firm, parameter):
    """Appraised value of a firm's patents (m yuan): those in use by the appraisers' norm, idle ones by their option."""
    return firm.patents_used * parameter.appraised_patent + firm.patents_idle * firm.idle_value


@rule
def pledge_limit(terms, firm, parameter):
    """Loan (m yuan, own account) that patents not yet pledged secure; ``terms`` is the policy of the firm's cell."""
    ratio = terms.ip_pledge_loan_to_value
    return max(0.0, ratio * appraised_value(firm, parameter) - firm.pledged_debt) if ratio > 0.0 else 0.0


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
