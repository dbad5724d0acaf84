"""How a bank reads a borrower: risk score, screening effort and its error, price of expected loss, security.

A bank screens as long as a little more care saves it more than it costs. Who bears less of a loss screens less,
so cover lowers the rate and the care together, and care vanishes before cover is full.
"""

from __future__ import annotations

import math

from ..classifications import MICRO, N_SIZES
from ..kernel import rule


@rule
def risk_score(firm, new_debt, base_rate, quarter, parameter):
    """Log-points of default risk read off the books of ``firm`` if ``new_debt`` (m yuan, own account) is added.

    Debts over assets, interest over operating profit, youth and smallness raise it.
    """
    assets = firm.capital + firm.receivables + max(firm.cash, 0.0) + new_debt
    debts = firm.debt + firm.payables + new_debt
    leverage = min(debts / assets, 2.0) if assets > 0.0 else 2.0
    interest = 0.25 * (firm.debt * firm.loan_rate + new_debt * base_rate)
    operating_profit = max(firm.profit_trend + 0.25 * firm.debt * firm.loan_rate, 0.0)
    strain = interest / (interest + operating_profit) if interest > 0.0 else 0.0
    youth = 1.0 / (1.0 + max(quarter - firm.born, 0) / parameter.age_half_life)
    return (
        parameter.score_leverage * leverage
        + parameter.score_coverage * strain
        + parameter.score_age * youth
        + parameter.score_size * (firm.cell % N_SIZES) / MICRO
    )


@rule
def technology_relief(value, cost, precision, verified, parameter):
    """Log-points a technology branch takes off (negative: adds) for what a technology promises per yuan of cost.

    A noisy signal is believed in part; a verified first use is believed in full.
    """
    if cost <= 0.0:
        return 0.0
    squared = (max(value, 0.01 * cost) / cost) * (max(value, 0.01 * cost) / cost)
    promise = (squared - 1.0) / (squared + 1.0)  # tanh of the logarithm of value over cost
    belief = 1.0 if verified == 1 else precision / (precision + parameter.signal_reference)
    return parameter.score_technology * belief * promise


@rule
def loss_given_default(firm, amount, parameter):
    """Share of the principal a bank expects to lose after selling what the firm owns."""
    principal = firm.debt + amount
    if principal <= 0.0:
        return parameter.loss_floor
    return max(1.0 - parameter.collateral_recovery * firm.capital / principal, parameter.loss_floor)


@rule
def screening_effort(own_loss, skill, parameter):
    """Effort at which the marginal loss avoided equals its cost.

    Max over e of own_loss (1 - exp(-k e)) - c e, hence e = log(k own_loss / c) / k; ``own_loss`` is what the bank
    expects to lose per yuan lent (share a year) net of cover.
    """
    power = parameter.screening_power * skill
    return math.log(max(power * own_loss / parameter.screening_cost, 1.0)) / power


@rule
def screening_error(effort, skill, parameter):
    """Standard deviation (log) of the error that is left in a default estimate."""
    return parameter.screening_noise * math.exp(-parameter.screening_power * skill * effort)


@rule
def perceived_default(level, relative_score, score_variance, error, draw, parameter):
    """Default probability (a year) believed after screening.

    ``relative_score`` is the borrower's weighted score against the mean of the bank's book; the noisy reading is shrunk
    towards that mean by its reliability, and ``level`` is the learned default rate of the book.
    """
    spread = score_variance + error * error
    reliability = score_variance / spread if spread > 0.0 else 1.0
    reading = reliability * (relative_score + error * draw)
    return min(level * math.exp(reading - 0.5 * reliability * score_variance), parameter.default_ceiling)


@rule
def loss_spread(default_probability, own_loss_share):
    """Mark-up over the prime rate that pays for the expected loss the bank keeps (a year)."""
    return default_probability * own_loss_share / (1.0 - default_probability)


@rule
def security_left(firm, unsecured_limit, parameter):
    """Loan (m yuan, own account) the firm can secure: pledge and a limit on its revenue, less its uncovered debt.

    Debt that patents secure does not count against it.
    """
    covered = firm.pooled_debt * firm.pool_cover + firm.guaranteed_debt * firm.guarantee_cover + firm.pledged_debt
    limit = parameter.loan_to_value * firm.capital + unsecured_limit * 4.0 * max(firm.revenue_trend, 0.0)
    return limit - max(firm.debt - covered, 0.0)


@rule
def bank_can_grow(bank, amount, parameter):
    """Whether the bank's capital carries another ``amount`` (aggregate m yuan) of loans."""
    return bank.equity >= parameter.bank_capital_minimum * (bank.loans + amount)


@rule
def care(bank, level, own_loss_share, parameter):
    """Effort spent on a borrower where the bank bears ``own_loss_share`` of a default; its book's rate is ``level``."""
    return screening_effort(level * own_loss_share, bank.screening_skill, parameter)


@rule
def relative_score(bank, firm, amount, relief, base_rate, quarter, parameter):
    """Weighted score of a borrower that asks for ``amount`` (own account), against the mean of the bank's book.

    ``relief`` is what technology signals take off the score.
    """
    return bank.score_weight * (risk_score(firm, amount, base_rate, quarter, parameter) - relief - bank.score_mean)


@rule
def judge_risk(bank, level, own_loss_share, relative, effort, noise, draw, parameter):
    """What the bank makes of a borrower after ``effort``: default probability (a year) and spread for expected loss.

    ``relative`` is its score, ``own_loss_share`` what the bank bears of a default, ``noise`` the error of the desk to
    that of a usual one.
    """
    error = noise * screening_error(effort, bank.screening_skill, parameter)
    weight = bank.score_weight
    chance = perceived_default(level, relative, weight * weight * bank.score_variance, error, draw, parameter)
    return chance, loss_spread(chance, own_loss_share)
