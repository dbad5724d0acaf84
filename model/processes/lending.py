"""Banks answer loan requests: working capital and investment of firms, and stages of technologies.

A bank reads the borrower with an error, prices the expected loss that is left to it, asks for security, and refuses
what it cannot price. It puts technology loans under the risk pool where that pays; a small firm that would be
refused asks a guarantor.
"""

from __future__ import annotations

from ..accounts import LOANS_GRANTED, pay_from_bank
from ..chance import GUARANTEE as GUARANTEE_DRAW
from ..chance import SCREENING, normal, uniform
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import GUARANTEE, RISK_POOL, is_enrolled, row_in_force
from .guarantees import enrol_in_pool, guarantee_accepted
from .screening import bank_can_grow, loss_given_default, read_borrower, security_left, technology_relief
from .valuation import chance_to_market

_FIRM_DRAW, _TECHNOLOGY_DRAW, _START_DRAW = 0, 1, 2


@rule
def acceptable(spread, amount, cover, security, parameter):
    """Whether a bank lends: the loss can be priced and what is not covered by others is secured."""
    return spread <= parameter.spread_cap and (1.0 - cover) * amount <= security


@rule
def granted_rate(base_rate, spread, parameter):
    """Rate on a loan (a year): prime rate, margin, and the expected loss the bank keeps."""
    return base_rate + parameter.loan_margin + spread


@rule
def grant_loan(flows, banks, bank, firm, amount, rate):
    """Pay out a loan of ``amount`` (aggregate m yuan) and book it with bank and firm."""
    own = amount / firm.weight
    firm.borrowed += own
    firm.loan_rate = (firm.loan_rate * firm.debt + rate * own) / (firm.debt + own)
    firm.debt += own
    bank.loans += amount
    bank.granted += amount
    bank.rate_volume += rate * amount
    pay_from_bank(flows, banks, LOANS_GRANTED, bank, firm, amount)


@rule
def book_cover(firm, cover_giver, cover, own, under_pool):
    """Keep the cover agreed for a loan of ``own`` (own account) as a debt-weighted average in the firm's books."""
    if under_pool:
        covered = firm.pool_cover * firm.pooled_debt + cover * own
        firm.pooled_debt += own
        firm.pool_cover = covered / firm.pooled_debt
    else:
        covered = firm.guarantee_cover * firm.guaranteed_debt + cover * own
        firm.guaranteed_debt += own
        firm.guarantee_cover = covered / firm.guaranteed_debt
    cover_giver.outstanding += own * firm.weight / cover_giver.weight
    cover_giver.cover_outstanding += cover * own * firm.weight / cover_giver.weight


@rule
def guarantor_of(firm, guarantors):
    """Row of the guarantor in charge: the one it has, else the one of its region."""
    if firm.guarantor > 0:
        return firm.guarantor
    return 1 + firm.region % (len(guarantors) - 1) if len(guarantors) > 1 else -1


@process
def banks_lend(clock, parameters, policy, environment, firms, technologies, banks, guarantors, flows, instruments):
    """Banks decide on every request of the quarter.

    Reads ``firm.loan_request`` (own account) and ``technology.loan_request`` (per real technology); writes debt and
    cover in firms, loans in banks, ``technology.financed``. Borrowers are served in rotating order.
    """
    now = clock[0]
    quarter, seed, parameter = now.quarter, now.seed, parameters[0]
    base_rate = environment[quarter].base_rate
    year = quarter // 4  # an officer's opinion of a borrower stands for the year
    pool = guarantors[0]
    pool_row = row_in_force(policy, quarter, RISK_POOL, parameters)
    guarantee_row = row_in_force(policy, quarter, GUARANTEE, parameters)
    for row in range(len(banks)):
        banks[row].screening_effort = 0.0

    first = int(uniform(seed, SCREENING, quarter, 0, _START_DRAW) * now.n_firm_rows)
    for step in range(now.n_firm_rows):
        position = first + step
        firm = firms[position if position < now.n_firm_rows else position - now.n_firm_rows]
        if firm.active == 0 or firm.loan_request <= 0.0:
            continue
        bank = banks[firm.bank]
        request = firm.loan_request
        amount = request * firm.weight
        bank.applications += firm.weight
        draw = normal(seed, SCREENING, year, firm.id, _FIRM_DRAW)
        security = security_left(firm, parameter.unsecured_limit, parameter)
        chance, spread, effort = read_borrower(
            bank, firm, request, 0.0, bank.expected_loss, 0.0, draw, base_rate, quarter, parameter
        )
        cover = 0.0
        row = -1
        if not acceptable(spread, request, 0.0, security, parameter) and is_enrolled(firm, GUARANTEE):
            row = guarantor_of(firm, guarantors)
            if row > 0:
                opinion = normal(seed, GUARANTEE_DRAW, year, firm.id, _FIRM_DRAW)
                cover = guarantee_accepted(
                    policy[guarantee_row, firm.cell], guarantors[row], firm, amount, chance, opinion, parameter
                )
                if cover > 0.0:
                    chance, spread, effort = read_borrower(
                        bank, firm, request, cover, bank.expected_loss, 0.0, draw, base_rate, quarter, parameter
                    )
        bank.screening_spent += parameter.screening_cost * effort * amount
        if not (acceptable(spread, request, cover, security, parameter) and bank_can_grow(bank, amount, parameter)):
            bank.refusals += firm.weight
            continue
        grant_loan(flows, banks, bank, firm, amount, granted_rate(base_rate, spread, parameter))
        if cover > 0.0:
            firm.guarantor = row
            book_cover(firm, guarantors[row], cover, request, False)
            instruments[GUARANTEE].users += firm.weight

    if now.n_technologies == 0:
        return
    first = int(uniform(seed, SCREENING, quarter, 1, _START_DRAW) * now.n_technologies)
    for step in range(now.n_technologies):
        position = first + step
        technology = technologies[position if position < now.n_technologies else position - now.n_technologies]
        if technology.state != OPEN or technology.loan_request <= 0.0 or technology.financed == 1:
            continue
        if technology.sponsor < 0 or firms[technology.sponsor].active == 0:
            continue
        firm = firms[technology.sponsor]
        bank = banks[firm.bank]
        size = technology.loan_request
        amount = size * technology.weight
        request = amount / firm.weight
        bank.applications += technology.weight
        draw = normal(seed, SCREENING, year, technology.key, _TECHNOLOGY_DRAW)
        relief = 0.0
        limit = parameter.unsecured_limit
        if bank.tech_branch == 1:
            promise = technology.value * chance_to_market(parameter, technology.stage)
            relief = technology_relief(
                promise, technology.stage_cost, technology.precision, technology.verified, parameter
            )
            limit = parameter.branch_unsecured_limit
        security = security_left(firm, limit, parameter)
        level = bank.tech_expected_loss
        chance, spread, effort = read_borrower(
            bank, firm, request, 0.0, level, relief, draw, base_rate, quarter, parameter
        )
        cover = 0.0
        row = -1
        if is_enrolled(firm, RISK_POOL):
            severity = loss_given_default(firm, request, parameter)
            cover = enrol_in_pool(policy[pool_row, firm.cell], pool, amount, chance, severity, size, parameter)
            if cover > 0.0:
                row = 0
        if (
            row < 0
            and not acceptable(spread, request, 0.0, security, parameter)
            and is_enrolled(firm, GUARANTEE)
        ):
            candidate = guarantor_of(firm, guarantors)
            if candidate > 0:
                opinion = normal(seed, GUARANTEE_DRAW, year, technology.key, _TECHNOLOGY_DRAW)
                cover = guarantee_accepted(
                    policy[guarantee_row, firm.cell], guarantors[candidate], firm, amount, chance, opinion, parameter
                )
                if cover > 0.0:
                    row = candidate
        if cover > 0.0:
            chance, spread, effort = read_borrower(
                bank, firm, request, cover, level, relief, draw, base_rate, quarter, parameter
            )
        bank.screening_spent += parameter.screening_cost * effort * amount
        if not (acceptable(spread, request, cover, security, parameter) and bank_can_grow(bank, amount, parameter)):
            bank.refusals += technology.weight
            continue
        grant_loan(flows, banks, bank, firm, amount, granted_rate(base_rate, spread, parameter))
        technology.financed = 1
        firm.tech_debt += request
        bank.tech_granted += amount
        bank.screening_effort += effort * amount
        if row >= 0:
            book_cover(firm, guarantors[row], cover, request, row == 0)
            instruments[RISK_POOL if row == 0 else GUARANTEE].users += technology.weight
            if row > 0:
                firm.guarantor = row
    for row in range(len(banks)):
        bank = banks[row]
        if bank.tech_granted > 0.0:
            bank.screening_effort /= bank.tech_granted
