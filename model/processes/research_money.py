"""Public money of universities and institutes, and the strings on it: how much, for how long, for what, how controlled.

With every lever at the status quo units get what they were founded with, grown as budgets grow.
"""

from __future__ import annotations

import math

from ..accounts import BASIC_RESEARCH_GRANTS, MISUSE_REPAID, RESEARCH_AUDITS, UNIVERSITY_FUNDING, pay
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import BASIC_RESEARCH_FUNDING, RESEARCH_AUDIT, row_in_force

BASIC_SHARE_TODAY = LEVERS["basic_research_funding.share"].baseline
STABLE_SHARE_TODAY = LEVERS["research_funding.stable_share"].baseline
SET_ASIDE_TODAY = LEVERS["transfer_funds.share"].baseline
PAPERWORK_TODAY = LEVERS["research_paperwork.share"].baseline
_MOST_TAKEN = 0.9


@rule
def basic_money_planned(policy, row, unit, gdp, parameter):
    """Money of a quarter for basic research beyond today's share of planned R&D (m yuan), if all were like ``unit``."""
    return (policy[row, unit.cell].basic_research_funding_share - BASIC_SHARE_TODAY) * parameter.planned_rd * gdp


@rule
def stable_share_in_force(policy, t):
    """Share of public research money that is given by size and for long."""
    return policy[t, 0].research_funding_stable_share


@rule
def set_aside_for_transfer(policy, t, unit):
    """Share of a unit's competitive money set aside for proofs of concept."""
    return policy[t, unit.cell].transfer_funds_share


@rule
def paperwork_in_force(policy, t, unit):
    """Share of researchers' time that a unit loses to budgets by line and reimbursement."""
    return policy[t, unit.cell].research_paperwork_share


@rule
def audits_in_force(policy, row, unit):
    """Share of a unit's research money audited after it was spent."""
    return policy[row, unit.cell].research_paperwork_audits


@rule
def misused_share(paperwork, audits, parameter):
    """Research money that goes astray because paperwork was cut below today's: convex in the cut, deterred by audits.

    What is misused under today's control is in the productivity of research as it was fitted.
    """
    cut = max(0.0, 1.0 - paperwork / PAPERWORK_TODAY)
    return parameter.misuse_unchecked * cut * cut * math.exp(-parameter.audit_deterrence * audits)


@rule
def time_for_research(paperwork, stable_shift, audits, parameter):
    """Researchers' time left: paperwork, proposals for competitive money and audits take the rest."""
    time = 1.0 - paperwork
    time += parameter.proposal_time * stable_shift
    return min(1.0, time - parameter.audit_time * audits)


@rule
def money_moved(stable_shift, money, excellence, mean_excellence):
    """What a unit gains (m yuan) when money is given by size instead of by excellence; the country gains nothing."""
    return max(stable_shift * money * (1.0 - excellence / mean_excellence), -_MOST_TAKEN * money)


@rule
def mean_excellence(universities):
    """Excellence of the mean yuan of public money."""
    money, merit = 0.0, 0.0
    for row in range(len(universities)):
        university = universities[row]
        part = (university.core_funding + university.competitive_funding) * university.weight
        money += part
        merit += part * university.excellence
    return merit / money if money > 0.0 else 1.0, money


@rule
def bar_for_own_proofs(set_aside, parameter):
    """Signal above the mean that earns a unit's own money: the more there is to give, the less is asked."""
    if set_aside <= 0.0:
        return parameter.poc_bar
    return parameter.poc_bar - parameter.poc_bar_fall * math.log(set_aside / SET_ASIDE_TODAY)


@process
def research_money_arrives(
    clock, policy, parameters, environment, universities, governments, households, banks, instruments, flows
):
    """Government pays units, audits what they spend, and gets back what was misused and found.

    Writes ``public_funding``, ``basic_grants``, ``misused``, ``repaid``, ``paperwork``, ``research_time``,
    ``research_money``, ``basic_part``, ``stable_shift``, ``poc_budget`` and ``poc_bar``.
    """
    now = clock[0]
    parameter = parameters[0]
    today = environment[now.quarter]
    treasury = governments[0]
    basic_row = row_in_force(policy, now.quarter, BASIC_RESEARCH_FUNDING, parameters)
    shift = stable_share_in_force(policy, now.quarter) - STABLE_SHARE_TODAY
    audit_row = row_in_force(policy, now.quarter, RESEARCH_AUDIT, parameters)
    mean, country = mean_excellence(universities)
    for row in range(len(universities)):
        university = universities[row]
        extra = basic_money_planned(policy, basic_row, university, today.gdp * now.scale, parameter)
        set_aside = set_aside_for_transfer(policy, now.quarter, university)
        paperwork = paperwork_in_force(policy, now.quarter, university)
        audits = audits_in_force(policy, audit_row, university)
        astray = misused_share(paperwork, audits, parameter)
        weight = university.weight
        core = university.core_funding * today.budget_growth
        competitive = university.competitive_funding * today.budget_growth
        competitive *= (1.0 + university.record_shift) * (1.0 - university.leaders_share)
        money = core + competitive
        university.public_funding = money + money_moved(shift, money, university.excellence, mean)
        pay(flows, banks, UNIVERSITY_FUNDING, treasury, university, university.public_funding * weight)
        part = (university.core_funding + university.competitive_funding) * weight / country
        university.basic_grants = extra * part / weight
        if extra > 0.0:
            instruments[BASIC_RESEARCH_FUNDING].cash += extra * part
            instruments[BASIC_RESEARCH_FUNDING].users += weight
            pay(flows, banks, BASIC_RESEARCH_GRANTS, treasury, university, extra * part)
        received = university.public_funding + university.basic_grants
        university.misused = astray * received
        if audits > 0.0:
            cost = parameter.audit_cost * audits * received * weight
            treasury.audit_cost += cost
            instruments[RESEARCH_AUDIT].cash += cost
            instruments[RESEARCH_AUDIT].users += audits * weight
            pay(flows, banks, RESEARCH_AUDITS, treasury, households[treasury.bank], cost)
            university.repaid = audits * university.misused
            instruments[RESEARCH_AUDIT].raised += university.repaid * weight
            pay(flows, banks, MISUSE_REPAID, university, treasury, university.repaid * weight)
        competed_for = max(0.0, competitive - shift * money)
        university.poc_budget = set_aside * competed_for
        university.poc_bar = bar_for_own_proofs(set_aside, parameter)
        university.research_money = received - (set_aside - SET_ASIDE_TODAY) * competed_for - university.misused
        basic = university.basic_grants + university.basic_trend
        university.basic_part = basic / (university.research_money + basic) if basic > 0.0 else 0.0
        university.paperwork = paperwork
        university.stable_shift = shift
        university.research_time = time_for_research(paperwork, shift, audits, parameter)
