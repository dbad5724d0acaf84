"""Firms serve their loans, and banks close their quarter: interest, cost, learning, dividends, new capital."""

from __future__ import annotations

from ..accounts import (
    BANK_CAPITAL,
    BANK_COSTS,
    BANK_DIVIDENDS,
    DEPOSIT_INTEREST,
    GUARANTEE_FEES,
    LOAN_INTEREST,
    LOANS_REPAID,
    pay_from_bank,
    pay_own,
    pay_own_to_bank,
    pay_to_bank,
)
from ..kernel import process, rule, step_of_loop
from .administration import GUARANTEE


@rule
def interest_due(firm):
    """Interest of the quarter on the firm's debt (m yuan, own account)."""
    return 0.25 * firm.loan_rate * firm.debt


@rule
def repayment_possible(firm, parameter):
    """Scheduled repayment, as far as cash beyond a buffer allows; the bank rolls the rest over.

    What is too small to be worth a loan is paid back at once.
    """
    revenue = max(firm.revenue_trend, 0.0)
    spare = firm.cash - parameter.repayment_buffer * revenue
    due = parameter.amortisation * firm.debt
    if firm.debt < parameter.smallest_loan * revenue:
        due = firm.debt
    return max(min(due, spare), 0.0)


@rule
def reduce_debt(firm, amount):
    """Take ``amount`` (own account) off the debt; technology, pooled and guaranteed parts shrink alike."""
    left = max(firm.debt - amount, 0.0)
    kept = left / firm.debt
    firm.debt = left
    firm.tech_debt *= kept
    firm.pooled_debt *= kept
    firm.guaranteed_debt *= kept
    firm.pledged_debt *= kept


@step_of_loop
def serves_loan(firm, banks, guarantors, flows, instruments, parameter):
    """A firm pays interest, the guarantor's fee and scheduled repayment; without cash for interest it is distressed.

    Unpaid interest is not accrued. Writes ``interest``, ``repaid``, ``guarantee_fees``, ``distressed`` and debts of the
    firm, loans, equity and income of its bank, fees of its guarantor.
    """
    if firm.debt <= 0.0:
        firm.distressed = 0
        return
    bank = banks[firm.bank]
    interest = interest_due(firm)
    if firm.cash < interest:
        firm.distressed += 1
        return
    firm.distressed = 0
    firm.interest += interest
    bank.equity += interest * firm.weight
    bank.interest_income += interest * firm.weight
    pay_own_to_bank(flows, banks, LOAN_INTEREST, firm, bank, interest)
    if firm.guaranteed_debt > 0.0 and firm.guarantor > 0:
        fee = min(0.25 * parameter.guarantee_fee * firm.guaranteed_debt, max(firm.cash, 0.0))
        guarantor = guarantors[firm.guarantor]
        firm.guarantee_fees += fee
        guarantor.fee_income += fee * firm.weight / guarantor.weight
        instruments[GUARANTEE].recovered += fee * firm.weight
        pay_own(flows, banks, GUARANTEE_FEES, firm, guarantor, fee)
    repayment = repayment_possible(firm, parameter)
    if repayment > 0.0:
        firm.repaid += repayment
        reduce_debt(firm, repayment)
        bank.loans -= repayment * firm.weight
        bank.repayments += repayment * firm.weight
        pay_own_to_bank(flows, banks, LOANS_REPAID, firm, bank, repayment)


@rule
def learned(believed, seen, speed):
    """Adaptive expectation."""
    return believed + speed * (seen - believed)


@rule
def learned_score_weight(bank, parameter):
    """How much a point of the score tells, from how far the defaulted stood above the book when last rated.

    If default risk is proportional to exp(b x score) and scores are about normal, the defaulted lie b x variance above
    the mean.
    """
    if bank.defaulted <= 0.0 or bank.score_variance <= 0.0:
        return bank.score_weight
    seen = (bank.defaulted_score / bank.defaulted - bank.score_mean) / bank.score_variance
    weight = learned(bank.score_weight, seen, parameter.bank_learning)
    return min(max(weight, 0.0), parameter.score_weight_max)


@rule
def bank_payout(bank, parameter):
    """Dividend of the quarter: part of the equity above the bank's target ratio."""
    return parameter.bank_payout * max(bank.equity - parameter.bank_capital_start * bank.loans, 0.0)


@rule
def capital_missing(bank, parameter):
    """What owners have to pay in so that the bank keeps the least ratio of equity to loans."""
    return max(parameter.bank_capital_rescue * bank.loans - bank.equity, 0.0)


@process
def banks_close(clock, parameters, environment, banks, households, flows):
    """Banks pay depositors and staff, learn from the defaults of the quarter, pay dividends or raise capital.

    Writes deposits' interest, cost, dividends and new capital, and the learned default rates and score weight.
    """
    parameter = parameters[0]
    deposit_rate = max(environment[clock[0].quarter].base_rate - parameter.deposit_spread, 0.0)
    for row in range(len(banks)):
        bank = banks[row]
        owners = households[row]
        interest = 0.25 * deposit_rate * max(bank.deposits, 0.0)
        owners.deposit_interest += interest
        bank.deposit_interest += interest
        bank.equity -= interest
        pay_from_bank(flows, banks, DEPOSIT_INTEREST, bank, owners, interest)
        cost = 0.25 * parameter.bank_cost * bank.loans + bank.screening_spent
        bank.operating_cost += cost
        bank.equity -= cost
        pay_from_bank(flows, banks, BANK_COSTS, bank, owners, cost)

        book = bank.loans + bank.defaulted
        if book > 0.0:
            bank.expected_loss = learned(bank.expected_loss, 4.0 * bank.defaulted / book, parameter.bank_learning)
        book = bank.tech_loans + bank.tech_defaulted
        if book > 0.0:
            seen = 4.0 * bank.tech_defaulted / book
            bank.tech_expected_loss = learned(bank.tech_expected_loss, seen, parameter.bank_learning)
        bank.score_weight = learned_score_weight(bank, parameter)
        if bank.applications > 0.0:
            granted = 1.0 - bank.refusals / bank.applications
            bank.approval = learned(bank.approval, granted, parameter.bank_learning)

        dividend = bank_payout(bank, parameter)
        if dividend > 0.0:
            bank.dividends += dividend
            bank.equity -= dividend
            pay_from_bank(flows, banks, BANK_DIVIDENDS, bank, owners, dividend)
        capital = min(capital_missing(bank, parameter), max(owners.cash, 0.0))
        if capital > 0.0:
            bank.capital_paid_in += capital
            bank.equity += capital
            pay_to_bank(flows, banks, BANK_CAPITAL, owners, bank, capital)
