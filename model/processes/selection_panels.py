"""Panels that choose the topics of public projects, and the projects that leading firms run themselves.

For each competitive project there are two topics, both given for life: the one a unit would pursue and one a leading
firm proposes. The topics of the fitted world are the verdicts of today's panel, so a topic changes only where a panel
with other votes decides otherwise.
"""

from __future__ import annotations

import math

from ..accounts import LEADERS_PROJECTS, RESEARCH_SPENDING, pay
from ..chance import PANEL, normal, uniform
from ..indicators import COLUMN
from ..kernel import process, rule
from ..levers import LEVERS
from .birth import draw_fit, draw_potential, technology_key
from .research_money import STABLE_SHARE_TODAY

TODAY = LEVERS["demand_led_selection.industry_weight"].baseline
PROPOSED_BY_INDUSTRY = 1 << 20
"""Added to a result's ordinal: the topic that a leading firm proposes in its place."""
PROJECT_MONEY = COLUMN["leaders_project_money"]
_COMPETITIVE, _FIRM, _SCIENTIST = 0, 1, 3  # what a draw is for; normal draws take two numbers each
_BN = 1e-3


@rule
def industry_votes(policy, t):
    """Share of votes that leading firms have on panels."""
    return policy[t, 0].demand_led_selection_industry_weight


@rule
def lead_of_proposal(votes, fit_gap, potential_gap, firm_error, scientist_error, parameters):
    """Weighted judgement on industry's topic against the unit's own one; positive: it wins.

    Firms read the gap in fit and favour their own topic; strategic scientists read the gap in potential and favour the
    more fundamental one; management scientists weigh fit and potential alike.
    """
    firm = fit_gap + firm_error + parameters.panel_own_topic
    scientist = potential_gap + scientist_error - parameters.panel_fundamental
    manager = 0.5 * (fit_gap + potential_gap)
    science = parameters.panel_science
    return votes * firm + (1.0 - votes) * (science * scientist + (1.0 - science) * manager)


@rule
def industry_topic_wins(votes, kind, row, n, own_need, seed, parameters):
    """Whether the panel gives the n-th project of a unit to industry's topic where today's panel would not."""
    if votes == TODAY:
        return False
    own = technology_key(kind, row, n)
    if uniform(seed, PANEL, 0, own, _COMPETITIVE) < STABLE_SHARE_TODAY:
        return False  # stable money asks no panel
    other = technology_key(kind, row, n + PROPOSED_BY_INDUSTRY)
    need = parameters.need_weight_firms
    fit_gap = draw_fit(seed, other, need, parameters) - draw_fit(seed, own, own_need, parameters)
    fit_gap /= parameters.panel_fit_unit
    ratio = draw_potential(seed, other, need, parameters) / draw_potential(seed, own, own_need, parameters)
    potential_gap = 0.5 * math.log(ratio) / parameters.potential_sigma
    firm_error = parameters.panel_noise * normal(seed, PANEL, 0, own, _FIRM)
    scientist_error = parameters.panel_noise * normal(seed, PANEL, 0, own, _SCIENTIST)
    if lead_of_proposal(TODAY, fit_gap, potential_gap, firm_error, scientist_error, parameters) > 0.0:
        return False
    return lead_of_proposal(votes, fit_gap, potential_gap, firm_error, scientist_error, parameters) > 0.0


@rule
def share_run_by_leaders(votes, parameters):
    """Share of competitive money for projects that leading firms run; none at today's votes."""
    return min(1.0, parameters.leaders_projects * max(0.0, votes - TODAY))


@rule
def runs_project(firm, home, treasury, banks, flows, amount, additional):
    """A leader receives ``amount`` (m yuan); part of it is research it wouldn't have done, the rest frees own money."""
    firm.project_money += amount
    pay(flows, banks, LEADERS_PROJECTS, treasury, firm, amount * firm.weight)
    spent = additional * amount
    firm.research_paid += spent
    firm.development += spent
    firm.contract_effort += spent
    pay(flows, banks, RESEARCH_SPENDING, firm, home, spent * firm.weight)


@process
def leaders_run_projects(
    clock, policy, parameters, environment, firms, consortia, universities, households, governments, banks, flows, tally
):
    """Leading firms with research run part of the competitive money, in proportion to their research.

    They stand in the first rows, as many as there is room for consortia. Writes ``universities.leaders_share`` (what
    units go without) and pays the leaders.
    """
    now = clock[0]
    rules = parameters[0]
    share = share_run_by_leaders(industry_votes(policy, now.quarter), rules)
    n_leaders = min(len(consortia), now.n_firm_rows)
    research = 0.0
    if share > 0.0:
        for i in range(n_leaders):
            firm = firms[i]
            if firm.active == 1 and firm.leader == 1 and firm.research_active == 1:
                research += firm.research_budget * firm.weight
    if research <= 0.0:
        share = 0.0
    money = 0.0
    growth = environment[now.quarter].budget_growth
    for row in range(len(universities)):
        university = universities[row]
        university.leaders_share = share
        competitive = university.competitive_funding * growth
        money += share * competitive * (1.0 + university.record_shift) * university.weight
    if money <= 0.0:
        return
    for i in range(n_leaders):
        firm = firms[i]
        if firm.active == 1 and firm.leader == 1 and firm.research_active == 1:
            amount = money * firm.research_budget / research
            runs_project(firm, households[firm.bank], governments[0], banks, flows, amount, rules.leaders_additional)
    tally[PROJECT_MONEY] += money * _BN
