"""Banks answer loan requests: working capital and investment of firms, and stages of technologies.

A bank reads the borrower with an error, prices the expected loss that is left to it, asks for security, and refuses
what it cannot price. It puts technology loans under the risk pool where that pays; a small firm that would be
refused asks a guarantor, and so does one that saves more interest by the cover than the fee costs.
"""

from __future__ import annotations

import numpy as np

from ..accounts import LOANS_GRANTED, pay_from_bank
from ..chance import GUARANTEE as GUARANTEE_DRAW
from ..chance import SCREENING, normal, uniform
from ..classifications import N_STAGES
from ..indicators import COLUMN
from ..kernel import fetch_early, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from ..populations.technologies import OPEN, TECHNOLOGY
from .administration import GUARANTEE, RISK_POOL, is_enrolled, row_in_force
from .guarantees import enrol_in_pool, guarantee_accepted, guarantee_offered, guarantee_saves
from .pledges import pledge_limit, pledge_ratio, pledged_part
from .screening import (
    bank_can_grow,
    care,
    judge_risk,
    loss_given_default,
    relative_score,
    security_left,
    technology_relief,
)
from .technology_credit import at_technology_desk
from .valuation import chance_to_market

_FIRM_DRAW, _TECHNOLOGY_DRAW, _START_DRAW = 0, 1, 2
_CELL, _COVER, _CASH = offset_of(FIRM, "cell"), offset_of(FIRM, "pool_cover"), offset_of(FIRM, "cash")
_PATENTS, _DEBT, _BORROWED = offset_of(FIRM, "patents_used"), offset_of(FIRM, "debt"), offset_of(FIRM, "borrowed")
_REQUEST, _VALUE = offset_of(TECHNOLOGY, "loan_request"), offset_of(TECHNOLOGY, "value")
_AHEAD = 2  # applicants
COVER_WINDFALL = COLUMN["cover_windfall"]


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


@rule
def bank_decides(
    bank, firm, guarantors, in_pool, guaranteed, request, size, level, relief, noise, limit, pledge, seed, identity,
    detail, base_rate, quarter, parameter,
):
    """What the bank answers to ``request`` (own account; ``size`` m yuan per real loan).

    ``in_pool`` and ``guaranteed`` are the policies in force for the two kinds of cover, ``pledge`` what patents add to
    security. A technology loan
    (``size`` > 0) goes to the pool if that pays; where the bank would refuse, or cover is cheaper than its risk, a
    guarantor is asked. Errors of bank and guarantor are keyed by ``identity`` and ``detail`` and stand for a year.
    Returns whether it lends, the spread, the cover, the row that gives it (-1 none), the part that only patents
    secure, and whether the bank would have lent without cover.
    """
    amount = request * firm.weight
    security = security_left(firm, limit, parameter) + pledge
    severity = loss_given_default(firm, request, parameter)
    for_pool = size > 0.0 and is_enrolled(firm, RISK_POOL)
    candidate, offered = -1, 0.0
    if is_enrolled(firm, GUARANTEE):
        candidate = guarantor_of(firm, guarantors)
    if candidate > 0:
        offered = guarantee_offered(guaranteed, guarantors[candidate], firm, amount, parameter)
    cover, row, spread = 0.0, -1, 0.0
    effort = care(bank, level, severity, parameter)
    lends, alone = False, False
    if request <= security or for_pool or offered > 0.0:  # nobody has to judge the risk of what is not secured
        year = quarter // 4
        draw = normal(seed, SCREENING, year, identity, detail)
        relative = relative_score(bank, firm, request, relief, base_rate, quarter, parameter)
        chance, spread = judge_risk(bank, level, severity, relative, effort, noise, draw, parameter)
        if for_pool:
            cover = enrol_in_pool(in_pool, guarantors[0], amount, chance, severity, size, parameter)
            row = 0 if cover > 0.0 else -1
        alone = acceptable(spread, request, 0.0, security, parameter)
        if row < 0 and offered > 0.0 and (not alone or guarantee_saves(offered, spread, parameter)):
            opinion = normal(seed, GUARANTEE_DRAW, year, identity, detail)
            if guarantee_accepted(guarantors[candidate], chance, opinion, parameter):
                cover, row = offered, candidate
        if row >= 0:  # what others bear the bank need not look into
            effort = care(bank, level, severity * (1.0 - cover), parameter)
            chance, spread = judge_risk(
                bank, level, severity * (1.0 - cover), relative, effort, noise, draw, parameter
            )
        lends = acceptable(spread, request, cover, security, parameter) and bank_can_grow(bank, amount, parameter)
    bank.screening_spent += parameter.screening_cost * effort * amount
    return lends, spread, cover, row, pledged_part(request, cover, security, pledge), alone


@rule
def settle_request(
    flows, banks, bank, firm, guarantors, instruments, request, real_borrowers, lends, spread, cover, row, base_rate,
    parameter,
):
    """Count the application and, if the bank lends, pay the loan out and book its cover."""
    bank.applications += real_borrowers
    if not lends:
        bank.refusals += real_borrowers
        return
    grant_loan(flows, banks, bank, firm, request * firm.weight, granted_rate(base_rate, spread, parameter))
    if row >= 0:
        book_cover(firm, guarantors[row], cover, request, row == 0)
        instruments[RISK_POOL if row == 0 else GUARANTEE].users += real_borrowers
        if row > 0:
            firm.guarantor = row


@rule
def list_firms_that_ask(firms, n_rows, first, waiting):
    """Put the rows of firms with a request into ``waiting``, beginning with row ``first``; returns their number."""
    n = 0
    for step in range(n_rows):
        row = first + step if first + step < n_rows else first + step - n_rows
        if firms[row].loan_request > 0.0:
            waiting[n] = row
            n += 1
    return n


@rule
def list_technologies_that_ask(technologies, n_rows, first, waiting, n):
    """Put the rows of technologies whose stage waits for a loan into ``waiting`` behind the first ``n``."""
    for step in range(n_rows):
        row = first + step if first + step < n_rows else first + step - n_rows
        technology = technologies[row]
        waits = technology.loan_request > 0.0 and technology.state == OPEN and technology.financed == 0
        if waits and technology.sponsor >= 0:
            waiting[n] = row
            n += 1
    return n


@rule
def fetch_applicant(firms, technologies, waiting, place, n_firms):
    """Have the books of the applicant of ``place`` brought near while those before it are decided on."""
    row = waiting[place]
    if place >= n_firms:
        fetch_early(technologies, row, _REQUEST)
        fetch_early(technologies, row, _VALUE)
        row = technologies[row].sponsor
    fetch_early(firms, row, _CELL)
    fetch_early(firms, row, _COVER)
    fetch_early(firms, row, _CASH)
    fetch_early(firms, row, _PATENTS)
    fetch_early(firms, row, _DEBT)
    fetch_early(firms, row, _BORROWED)


@process
def banks_lend(
    clock, parameters, policy, environment, firms, technologies, banks, guarantors, flows, instruments, tally
):
    """Banks decide on every request of the quarter.

    Reads ``firm.loan_request`` (own account) and ``technology.loan_request`` (per real technology); writes debt and
    cover in firms, loans in banks, ``technology.financed``. Firms come before technologies, in rotating order.
    """
    now = clock[0]
    quarter, seed, parameter = now.quarter, now.seed, parameters[0]
    base_rate = environment[quarter].base_rate
    pool_row = row_in_force(policy, quarter, RISK_POOL, parameters)
    guarantee_row = row_in_force(policy, quarter, GUARANTEE, parameters)
    chance = np.zeros(N_STAGES)
    for stage in range(N_STAGES):
        chance[stage] = chance_to_market(parameter, stage)
    first_firm = int(uniform(seed, SCREENING, quarter, 0, _START_DRAW) * now.n_firm_rows)
    first_technology = int(uniform(seed, SCREENING, quarter, 1, _START_DRAW) * now.n_technologies)
    waiting = np.empty(now.n_firm_rows + now.n_technologies, np.int64)
    n_firms = list_firms_that_ask(firms, now.n_firm_rows, first_firm, waiting)
    n_requests = list_technologies_that_ask(technologies, now.n_technologies, first_technology, waiting, n_firms)
    for place in range(n_requests):
        # what is asked for, and by whom
        fetch_applicant(firms, technologies, waiting, min(place + _AHEAD, n_requests - 1), n_firms)
        of_firm = place < n_firms
        technology = technologies[0 if of_firm else waiting[place]]
        firm = firms[waiting[place] if of_firm else technology.sponsor]
        if firm.active == 0:
            continue
        bank = banks[firm.bank]
        identity, detail, level, relief, limit = firm.id, _FIRM_DRAW, bank.expected_loss, 0.0, parameter.unsecured_limit
        request, size, real_borrowers = firm.loan_request, 0.0, firm.weight
        at_desk, noise = False, 1.0
        if not of_firm:
            identity, detail, level = technology.key, _TECHNOLOGY_DRAW, bank.tech_expected_loss
            size, real_borrowers = technology.loan_request, technology.weight
            request = size * technology.weight / firm.weight
            at_desk = at_technology_desk(bank, technology.key, seed)
            if at_desk:
                promise = technology.value * chance[technology.stage]
                relief = technology_relief(
                    promise, technology.stage_cost, technology.precision, technology.verified, parameter
                )
                limit = parameter.branch_unsecured_limit
                noise = parameter.desk_noise
        pledge = pledge_limit(pledge_ratio(policy[quarter, firm.cell]), firm, parameter)
        lends, spread, cover, row, pledged, alone = bank_decides(
            bank, firm, guarantors, policy[pool_row, firm.cell], policy[guarantee_row, firm.cell], request, size,
            level, relief, noise, limit, pledge, seed, identity, detail, base_rate, quarter, parameter,
        )
        settle_request(
            flows, banks, bank, firm, guarantors, instruments, request, real_borrowers, lends, spread, cover, row,
            base_rate, parameter,
        )
        if lends:
            firm.pledged_debt += pledged
            tally[COVER_WINDFALL] += 0.001 * request * firm.weight if alone and row >= 0 else 0.0
        if lends and not of_firm:
            technology.financed = 1
            firm.tech_debt += request
            bank.tech_granted += request * firm.weight
            if at_desk:
                bank.desk_granted += request * firm.weight
