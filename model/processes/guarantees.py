"""The risk compensation pool and the guarantors: whom they cover, how far, and how government keeps them filled.

Cover outstanding and claims are the public cost of both instruments; a refill only moves public money from
government to its own pool.
"""

from __future__ import annotations

import math

from ..accounts import GUARANTOR_COSTS, POOL_REFILL, pay
from ..classifications import N_SIZES, SMALL
from ..kernel import process, rule
from .administration import GUARANTEE, RISK_POOL, row_in_force


@rule
def pool_has_room(pool, amount, leverage):
    """Whether the pool (not suspended) may take another ``amount`` (aggregate m yuan) under its leverage cap."""
    return pool.suspended == 0 and pool.outstanding + amount <= leverage * max(pool.cash, 0.0)


@rule
def enrol_in_pool(terms, pool, amount, default_probability, severity, loan_size, parameter):
    """Cover a bank obtains by enrolling a technology loan, 0 where it does not: it enrols when the claim it expects
    on one real loan of ``loan_size`` m yuan is worth the paperwork, and the pool has room for ``amount`` in all.

    ``terms`` is the policy in force for the borrower's cell.
    """
    cover = terms.risk_pool_cover
    if not pool_has_room(pool, amount, terms.risk_pool_leverage):
        return 0.0
    return cover if cover * default_probability * severity * loan_size > parameter.pool_paperwork else 0.0


@rule
def guarantor_has_room(guarantor, cover_amount, parameter):
    """Whether the guarantor's capital carries another ``cover_amount`` (aggregate m yuan)."""
    capital = max(guarantor.cash, 0.0) * guarantor.weight
    return guarantor.cover_outstanding + guarantor.insured + cover_amount <= parameter.guarantee_leverage * capital


@rule
def guarantee_offered(terms, guarantor, firm, amount, parameter):
    """Cover a guarantor may give on a loan of ``amount`` (aggregate m yuan): to small firms, as far as it has room."""
    cover = terms.guarantee_cover
    if firm.cell % N_SIZES < SMALL or cover <= 0.0 or not guarantor_has_room(guarantor, cover * amount, parameter):
        return 0.0
    return cover


@rule
def guarantee_saves(cover, spread, parameter):
    """Whether a borrower whom the bank would serve alone asks for a guarantee: it saves more interest than its fee.

    ``spread`` is what the bank charges for expected loss without cover (a year). Thin cover never pays for itself.
    """
    return cover * spread > parameter.guarantee_fee


@rule
def guarantee_accepted(guarantor, default_probability, draw, parameter):
    """Whether a guarantor takes a loan.

    It reads the default risk with an error of its own and takes what it believes to be below its cut-off.
    """
    return default_probability * math.exp(parameter.guarantor_noise * draw) <= guarantor.cut_off


@rule
def learned_cut_off(cut_off, loss, parameter):
    """A guarantor is allowed a loss on its book, not on a loan: it dares more while the book loses less than that."""
    limit = parameter.guarantee_default_limit
    moved = cut_off * math.exp(parameter.guarantor_learning * (limit - loss) / limit)
    return min(max(moved, 0.5 * limit), parameter.guarantor_boldest)


@rule
def capital_gap(target, balance, parameter):
    """What government pays in this quarter (m yuan) towards ``target``; it never takes capital back."""
    return parameter.refill_speed * max(target - balance, 0.0)


@process
def government_refills(clock, policy, governments, guarantors, banks, flows, parameters):
    """Government fills pool (row 0) and guarantors up to the capital in force; running costs are paid.

    Writes guarantors' ``refilled`` and cash.
    """
    quarter = clock[0].quarter
    pool_capital = policy[row_in_force(policy, quarter, RISK_POOL, parameters), 0].risk_pool_capital
    guarantee_capital = policy[row_in_force(policy, quarter, GUARANTEE, parameters), 0].guarantee_capital
    country = 1000.0 * clock[0].scale
    for row in range(len(guarantors)):
        guarantor = guarantors[row]
        capital = pool_capital if row == 0 else guarantee_capital
        target = capital * country * guarantor.capital_share
        refill = capital_gap(target, guarantor.cash * guarantor.weight, parameters[0])
        if refill > 0.0:
            guarantor.refilled += refill / guarantor.weight
            pay(flows, banks, POOL_REFILL, governments[0], guarantor, refill)


@process
def guarantors_close(parameters, guarantors, households, banks, flows, instruments):
    """Pool and guarantors pay their staff and learn their loss: the pool stops at its stop-loss, cut-offs move.

    ``outstanding`` and ``cover_outstanding`` were recounted when loans defaulted. Writes ``loss_trend``, ``suspended``,
    ``cut_off``, ``running_cost`` and the instruments' cash and contingent liability.
    """
    parameter = parameters[0]
    instruments[RISK_POOL].contingent = guarantors[0].cover_outstanding
    instruments[GUARANTEE].contingent = 0.0
    for row in range(len(guarantors)):
        guarantor = guarantors[row]
        instrument = instruments[RISK_POOL if row == 0 else GUARANTEE]
        if row > 0:
            instrument.contingent += guarantor.cover_outstanding
        principal = guarantor.outstanding + guarantor.principal_lost
        loss = 4.0 * guarantor.principal_lost / principal if principal > 0.0 else 0.0
        guarantor.loss_trend += parameter.pool_loss_learning * (loss - guarantor.loss_trend)
        if guarantor.pool == 1:
            guarantor.suspended = 1 if guarantor.loss_trend > parameter.pool_stop_loss else 0
        elif principal > 0.0:
            guarantor.cut_off = learned_cut_off(guarantor.cut_off, guarantor.loss_trend, parameter)
        cost = min(0.25 * parameter.guarantor_cost * guarantor.outstanding, max(guarantor.cash, 0.0) * guarantor.weight)
        if cost > 0.0:
            guarantor.running_cost += cost / guarantor.weight
            instrument.cash += cost
            pay(flows, banks, GUARANTOR_COSTS, guarantor, households[guarantor.bank], cost)
