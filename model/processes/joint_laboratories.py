"""Joint laboratories of a firm and a university or institute: who opens one, who pays, whose people are lent."""

from __future__ import annotations

import numpy as np

from ..accounts import LABORATORY_CONTRIBUTIONS, LABORATORY_SUPPORT, pay
from ..calendar import QUARTERS_A_YEAR
from ..chance import LABORATORY, uniform
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import JOINT_LABORATORIES, is_enrolled, row_in_force

LABORATORIES = COLUMN["laboratories"]
_PROPOSAL, _PARTNER = 0, 1  # what a draw is for; partners use the numbers after it
_PARTNERS_MET = 4


@rule
def support_for(policy, row, cell):
    """Share of a laboratory's cost that government pays for a firm of the cell."""
    return policy[row, cell].joint_laboratories_support


@rule
def supported_anywhere(policy, row):
    """Whether any cell has support."""
    most = 0.0
    for cell in range(policy.shape[1]):
        most = max(most, support_for(policy, row, cell))
    return most > 0.0


@rule
def worth_of_laboratory(budget, excellence, absorptive, support, parameters):
    """What a firm with a quarterly research ``budget`` gains from a laboratory (m yuan).

    It teaches those who know little most; less the firm's part of the cost and the time of meetings.
    """
    learnt = parameters.laboratory_science * excellence * (1.0 - absorptive)
    own = parameters.laboratory_share * (1.0 - support)
    return budget * (learnt - own) - parameters.consortium_meetings


@rule
def partner_met(universities, firm, seed, t):
    """Row of the best of a few units the firm meets, its own field and region counting double each."""
    best, best_score = 0, -1.0
    for meeting in range(_PARTNERS_MET):
        row = int(len(universities) * uniform(seed, LABORATORY, t, firm.id, _PARTNER + meeting))
        unit = universities[row]
        score = unit.excellence * (2.0 if unit.sector == firm.sector else 1.0)
        score *= 2.0 if unit.region == firm.region else 1.0
        if score > best_score:
            best, best_score = row, score
    return best


@rule
def thinks_of_one(firm, seed, t, parameters):
    """Whether a firm without a laboratory considers one this quarter."""
    asked = uniform(seed, LABORATORY, t, firm.id, _PROPOSAL) < parameters.laboratory_proposals
    return asked and firm.research_active == 1


@rule
def opens_or_closes(firm, i, universities, support, seed, t, parameters):
    """A firm may open a laboratory where support is offered, and closes one not worth its part any more.

    ``firm`` has one, or thinks of one.
    """
    if firm.research_active == 0:
        firm.laboratory = 0
    elif firm.laboratory > 0:
        unit = universities[firm.laboratory - 1]
        if worth_of_laboratory(firm.research_budget, unit.excellence, firm.absorptive, support, parameters) <= 0.0:
            firm.laboratory = 0
    elif support > 0.0:
        row = partner_met(universities, firm, seed, t)
        unit = universities[row]
        worth = worth_of_laboratory(firm.research_budget, unit.excellence, firm.absorptive, support, parameters)
        if worth > 0.0 and unit.lent_share < parameters.laboratory_lent_most:
            firm.laboratory = row + 1
            unit.laboratory_firm = i + 1


@rule
def laboratory_paid_for(firm, unit, support, governments, banks, flows, instruments, parameters):
    """Firm and government pay the unit the quarter's cost of a laboratory; returns it (aggregate m yuan)."""
    cost = parameters.laboratory_share * firm.research_budget
    own = (1.0 - support) * cost
    if own >= firm.cash:
        return 0.0
    firm.laboratory_paid += own
    unit.laboratory_income += own * firm.weight / unit.weight
    pay(flows, banks, LABORATORY_CONTRIBUTIONS, firm, unit, own * firm.weight)
    public = support * cost * firm.weight
    if public > 0.0:
        unit.laboratory_support += public / unit.weight
        account = instruments[JOINT_LABORATORIES]
        account.cash += public
        account.users += firm.weight
        pay(flows, banks, LABORATORY_SUPPORT, governments[0], unit, public)
    return cost * firm.weight


@process
def laboratories_work(clock, policy, parameters, firms, universities, governments, banks, instruments, flows, tally):
    """Laboratories open and close, are paid for, and draw on the unit's people.

    Writes ``firms.laboratory``, ``universities.laboratory_firm`` and ``lent_share``; nobody is asked while there is
    neither support nor a laboratory.
    """
    now = clock[0]
    rules = parameters[0]
    seed, quarter = now.seed, now.quarter
    row = row_in_force(policy, quarter, JOINT_LABORATORIES, parameters)
    at_work = supported_anywhere(policy, row)
    for u in range(len(universities)):
        at_work = at_work or universities[u].lent_share > 0.0
    if not at_work:
        return
    cost = np.zeros(len(universities))
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        if firm.laboratory == 0 and not thinks_of_one(firm, seed, quarter, rules):
            continue
        support = support_for(policy, row, firm.cell) if is_enrolled(firm, JOINT_LABORATORIES) else 0.0
        opens_or_closes(firm, i, universities, support, seed, quarter, rules)
        if firm.laboratory > 0:
            tally[LABORATORIES] += firm.weight
            unit = universities[firm.laboratory - 1]
            cost[firm.laboratory - 1] += laboratory_paid_for(
                firm, unit, support, governments, banks, flows, instruments, rules
            )
    for u in range(len(universities)):
        unit = universities[u]
        people = QUARTERS_A_YEAR * rules.laboratory_people * cost[u] / unit.weight / rules.cost_per_researcher
        unit.lent_share = min(rules.laboratory_lent_most, people / max(unit.researchers, 1e-9))


@rule
def laboratory_partner(university, row, firms):
    """Row of the firm that sees the unit's results first because its people work there; -1."""
    i = university.laboratory_firm - 1
    if i >= 0 and firms[i].active == 1 and firms[i].laboratory == row + 1 and firms[i].research_active == 1:
        return i
    return -1

