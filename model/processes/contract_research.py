"""Firms buy research from universities and institutes where that is cheaper than their own."""

from __future__ import annotations

import math

import numpy as np

from ..accounts import BASIC_RESEARCH_BOUGHT, CONTRACT_RESEARCH, pay
from ..chance import CONTRACT, uniform
from ..classifications import N_REGIONS, N_SECTORS
from ..kernel import gathering_rule, process, rule
from .administration import REGIONAL_DISTANCE, row_in_force
from .distance import distance_cost, eased
from .meetings import N_PLACES

_YEAR = 4
_ABOVE = 1.0 + 1e-9  # keeps a guess below the draw in spite of rounding


@rule
def contract_reach(university):
    """Weight with which firms come to a unit: its people, how far their topics meet need, their effort for transfer."""
    return university.weight * university.researchers * university.need_weight * math.sqrt(university.effort_transfer)


@rule
def reach_from(reach, same_field, same_region, overcome, parameters):
    """That weight seen from a firm of another field, or of another region as far as distance is not ``overcome``."""
    if not same_field:
        reach *= parameters.contract_other_field
    if not same_region:
        reach *= min(1.0, max(0.0, parameters.contract_distance + (1.0 - parameters.contract_distance) * overcome))
    return reach


@rule
def outside_advantage(excellence, effort_transfer, parameters):
    """Own cost over outside cost of a problem: better science and effort for transfer make buying cheaper."""
    return excellence * (1.0 + parameters.contract_effort_gain * math.sqrt(effort_transfer)) / parameters.contract_price


@rule
def usable_advantage(advantage, absorptive):
    """The advantage left to a firm: using bought research takes absorptive capacity (Cohen and Levinthal 1990)."""
    return advantage * math.sqrt(max(absorptive, 0.0))


@rule
def share_bought(advantage):
    """Share of problems for which buying is cheaper, suitability being log-logistic among problems (shape two)."""
    return advantage * advantage / (1.0 + advantage * advantage)


@rule
def buys_basic_research(flows, banks, firm, university, parameters):
    """Pay the year's partner for the basic research that the firm means to buy, as far as cash allows."""
    amount = min(firm.basic_wanted, parameters.contract_cash_share * firm.cash)
    if amount > 0.0:
        firm.basic_bought += amount
        university.basic_income += amount * firm.weight / university.weight
        pay(flows, banks, BASIC_RESEARCH_BOUGHT, firm, university, amount * firm.weight)


@gathering_rule
def first_guesses(upto):
    """Where to begin to look for a draw in cumulative weights: at most its position, seldom far below.

    One guess for each of as many equal parts of the total as there are weights (a guide table; Chen and Asau 1974): the
    last weight that begins in a part before it.
    """
    n_places, parts = upto.shape[0], upto.shape[1] - 1
    guess = np.zeros((n_places, parts + 1), np.int64)
    for place in range(n_places):
        weights = upto[place]
        per_weight = parts / weights[parts] * _ABOVE if weights[parts] > 0.0 else 0.0
        for row in range(parts):
            guess[place, min(parts, 1 + int(weights[row] * per_weight))] = row
        last = 0
        for part in range(parts + 1):
            last = max(last, guess[place, part])
            guess[place, part] = last
    return guess


@rule
def partner_drawn(weights, guess, draw):
    """Last unit whose cumulative weight is at most the ``draw`` (a share of the total)."""
    parts = len(guess) - 1
    row = guess[int(draw * parts)]
    target = draw * weights[parts]
    while row < parts - 1 and weights[row + 1] <= target:
        row += 1
    return row


@gathering_rule
def partners_in_reach(universities, east_cost, parameters):
    """What firms of each place find: cumulative reach before each unit (and the total), and each unit's advantage."""
    n = len(universities)
    upto = np.empty((N_PLACES, n + 1))
    total = np.zeros(N_PLACES)
    advantage = np.empty(n)
    for row in range(n):
        university = universities[row]
        advantage[row] = outside_advantage(university.excellence, university.effort_transfer, parameters)
        reach = contract_reach(university)
        for region in range(N_REGIONS):
            near, overcome = region == university.region, eased(region, university.region, east_cost)
            of_other_fields = reach_from(reach, False, near, overcome, parameters)
            of_its_field = reach_from(reach, True, near, overcome, parameters)
            for sector in range(N_SECTORS):
                place = sector * N_REGIONS + region
                upto[place, row] = total[place]
                total[place] += of_its_field if sector == university.sector else of_other_fields
    for place in range(N_PLACES):
        upto[place, n] = total[place]
    return upto, advantage


@process
def contract_research(clock, policy, parameters, firms, universities, banks, instruments, flows):
    """Research firms contract out part of their problems to a partner that they choose anew every year.

    Writes ``contracts_paid``, ``contract_effort`` (own research it replaces, m yuan, for the next
    quarter's results) and ``contract_income``.
    """
    now = clock[0]
    rules = parameters[0]
    n = len(universities)
    if n == 0:
        return
    east_cost = distance_cost(policy, row_in_force(policy, now.quarter, REGIONAL_DISTANCE, parameters))
    upto, advantage = partners_in_reach(universities, east_cost, rules)
    guess = first_guesses(upto)
    year = now.quarter // _YEAR
    seed = now.seed
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        firm.contract_effort = 0.0
        if firm.research_active == 0 or firm.cash <= 0.0:
            continue
        place = firm.sector * N_REGIONS + firm.region
        if upto[place, n] <= 0.0:
            continue
        row = partner_drawn(upto[place], guess[place], uniform(seed, CONTRACT, year, firm.id, 0))
        university = universities[row]
        buys_basic_research(flows, banks, firm, university, rules)
        gained = usable_advantage(advantage[row], firm.absorptive)
        amount = rules.contract_problems * firm.research_budget * share_bought(gained)
        amount = min(amount, rules.contract_cash_share * firm.cash)
        if amount <= 0.0:
            continue
        firm.contracts_paid = amount
        firm.contract_effort = amount * min(gained, rules.contract_best)
        university.contract_income += amount * firm.weight / university.weight
        if eased(firm.region, university.region, east_cost) > 0.0:
            instruments[REGIONAL_DISTANCE].users += firm.weight
        pay(flows, banks, CONTRACT_RESEARCH, firm, university, amount * firm.weight)
