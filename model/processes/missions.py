"""Key-technology missions: organised teams carry results of choke-point fields from stage to stage.

The most promising results are carried whatever their sponsor would do: breadth is paid for. Hand-over, line and first
user are arranged beforehand, so that a carried technology waits for nothing but money.
"""

from __future__ import annotations

import numpy as np

from ..accounts import MISSION_GRANTS, MISSION_RESEARCH, pay
from ..chance import MISSION, normal, uniform
from ..classifications import FIRST_USE, FROM_FIRM, LARGE, N_REGIONS, N_SECTORS
from ..indicators import COLUMN
from ..kernel import fetch_early, gathering_rule, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from ..populations.technologies import OPEN
from .administration import MISSIONS, row_in_force
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .listing import rows_where
from .meetings import position_of
from .technology_market import DISCLOSED
from .valuation import stage_multiple

STAGES_CARRIED = COLUMN["mission_stages"]
_NOISE, _FIRM, _LUCK = 0, 4, 5  # what a draw is for
_SIZE, _WEIGHT = offset_of(FIRM, "size_class"), offset_of(FIRM, "weight")
_CASH, _RECEIVED = offset_of(FIRM, "cash"), offset_of(FIRM, "mission_received")
_AHEAD = 8  # technologies


@rule
def mission_money(policy, row):
    """Yearly budget of missions, bn yuan for the whole country."""
    return policy[row, 0].missions_budget


@rule
def fields_listed(policy, row):
    """Number of fields with a mission."""
    return int(policy[row, 0].missions_breadth + 0.5)


@gathering_rule
def mission_fields(sectors, number):
    """1 for each of the ``number`` fields that buy most abroad, 0 for the others."""
    chosen = np.zeros(N_SECTORS, np.int64)
    for _ in range(min(number, N_SECTORS)):
        best = -1
        for s in range(N_SECTORS):
            if chosen[s] == 0 and (best < 0 or sectors[s].import_share > sectors[best].import_share):
                best = s
        chosen[best] = 1
    return chosen


@process
def missions_hire(clock, policy, parameters, universities, sectors, governments, banks, instruments, flows):
    """Research money of missions goes to units of the listed fields, by people; they hire at the going wage."""
    now = clock[0]
    row = row_in_force(policy, now.quarter, MISSIONS, parameters)
    money = parameters[0].mission_research * mission_money(policy, row) * 1000.0 * now.scale / 4.0
    if money <= 0.0:
        return
    chosen = mission_fields(sectors, fields_listed(policy, row))
    people = 0.0
    for u in range(len(universities)):
        people += universities[u].researchers * universities[u].weight * chosen[universities[u].sector]
    if people <= 0.0:
        return
    for u in range(len(universities)):
        unit = universities[u]
        if chosen[unit.sector] == 1:
            unit.mission_funding = money * unit.researchers / people
            total = unit.mission_funding * unit.weight
            instruments[MISSIONS].cash += total
            pay(flows, banks, MISSION_RESEARCH, governments[0], unit, total)


@rule
def waits_for_money(technology):
    """Whether a technology waits for a stage up to first use that nobody else finances."""
    waits = (technology.running == 0) & (technology.financed == 0)
    return waits & (technology.stage <= FIRST_USE) & (technology.state == OPEN)


@rule
def may_be_carried(technology, firms):
    """Of what waits a mission carries what a large firm sponsors, and results of units that nobody has taken yet."""
    if technology.sponsor >= 0:
        return firms[technology.sponsor].size_class == LARGE
    return technology.origin != FROM_FIRM


list_waiting = rows_where(waits_for_money)


@rule
def panel_error(technology, seed):
    """Error of the mission's panel about a technology (standard normal, for life): drawn when it is first judged."""
    if technology.mission_error == 0.0:
        technology.mission_error = normal(seed, MISSION, 0, technology.key, _NOISE)
    return technology.mission_error


@rule
def cost_of_stage(technology, regions, parameters):
    """What the stage in hand costs a mission (m yuan per real technology), at the region's wage of engineers."""
    wage = regions[technology.region].engineer_wage
    return technology.cost_scale * stage_multiple(parameters, technology.stage) * wage


@rule
def firm_of_field(technology, listed_firms, listed_pull, listed_place, seed):
    """Row of the research firm of its field that takes over a result without a sponsor, larger ones more often; -1.

    The lists are those that the technology market drew up this quarter (``keep_lists``).
    """
    first = listed_place[technology.sector * N_REGIONS]
    last = listed_place[(technology.sector + 1) * N_REGIONS]
    if last == first:
        return -1
    low, high = listed_pull[first], listed_pull[last]
    target = low + uniform(seed, MISSION, 0, technology.key, _FIRM) * (high - low)
    return listed_firms[position_of(listed_pull, target, first, last)]


@rule
def carry(technology, firm, cost, treasury, banks, flows, account):
    """Pay the stage in hand (``cost``: m yuan per real technology) and arrange what it would wait for."""
    amount = cost * technology.weight
    technology.stage_cost = cost
    technology.granted = technology.stage_cost
    technology.loan_request = 0.0
    technology.financed = 1
    technology.mission = 1
    technology.missing = -1
    technology.waited = 0
    if technology.stage == FIRST_USE:
        technology.customer = 1
    if firm.mission_received == 0.0:
        account.users += firm.weight
    firm.mission_received += amount / firm.weight
    account.cash += amount
    pay(flows, banks, MISSION_GRANTS, treasury, firm, amount)


@process
def missions_carry(
    clock, policy, parameters, firms, technologies, sectors, regions, governments, banks, instruments, flows, tally,
    listed_firms, listed_pull, listed_place
):
    """Each listed field spends its part of the money on the results that look best; what is left over lapses."""
    now = clock[0]
    rules = parameters[0]
    row = row_in_force(policy, now.quarter, MISSIONS, parameters)
    money = (1.0 - rules.mission_research) * mission_money(policy, row) * 1000.0 * now.scale / 4.0
    if money <= 0.0:
        return
    chosen = mission_fields(sectors, fields_listed(policy, row))
    low, high = 1.0e9, NOT_IN_RACE
    seed = now.seed
    candidates = list_waiting(technologies, now.n_technologies)
    score, n = np.empty(len(candidates)), 0
    for c in range(len(candidates)):
        k = candidates[c]
        ahead = technologies[candidates[min(c + _AHEAD, len(candidates) - 1)]].sponsor
        fetch_early(firms, ahead, _SIZE)
        technology = technologies[k]
        if chosen[technology.sector] == 1 and may_be_carried(technology, firms):
            score[n] = technology.signal + rules.mission_noise * panel_error(technology, seed)
            low = min(low, score[n])
            high = max(high, score[n])
            candidates[n] = k
            n += 1
    if n == 0:
        return
    budget = money / chosen.sum()
    cost, place = np.empty(n), np.empty(n, np.int64)
    asked = np.zeros((N_SECTORS, BINS))
    for c in range(n):
        technology = technologies[candidates[c]]
        fetch_early(firms, technology.sponsor, _WEIGHT)
        fetch_early(firms, technology.sponsor, _CASH)
        fetch_early(firms, technology.sponsor, _RECEIVED)
        cost[c] = cost_of_stage(technology, regions, rules)
        place[c] = bin_of(score[c], low, high)
        asked[technology.sector, place[c]] += cost[c] * technology.weight
    last, left, before = np.zeros(N_SECTORS, np.int64), np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    luck = np.zeros(N_SECTORS)
    for s in range(N_SECTORS):
        last[s] = last_bin_served(asked, s, budget)
        left[s] = left_for_last(asked, s, last[s], budget)
        luck[s] = uniform(seed, MISSION, now.quarter, s, _LUCK)
    for c in range(n):
        technology = technologies[candidates[c]]
        s = technology.sector
        amount = cost[c] * technology.weight
        served = is_served(place[c], last[s], before[s], amount, left[s], luck[s])
        if place[c] == last[s]:
            before[s] += amount
        if served and technology.sponsor < 0:
            technology.sponsor = firm_of_field(technology, listed_firms, listed_pull, listed_place, seed)
            technology.disclosed = DISCLOSED
        if served and technology.sponsor >= 0:
            carry(technology, firms[technology.sponsor], cost[c], governments[0], banks, flows, instruments[MISSIONS])
            tally[STAGES_CARRIED] += technology.weight
