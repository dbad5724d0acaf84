"""Researchers and engineers: stocks by region, wages that clear slowly, training and moves.

Supply is inelastic for years, so more money for research first raises wages (Goolsbee 1998).
"""

import math

import numpy as np

from ..classifications import N_REGIONS
from ..kernel import process, rule
from .administration import REGIONAL_DISTANCE, row_in_force
from .distance import distance_cost, eased
from .training import STATUS_QUO_MOBILITY, mobility


@rule
def wage_after(wage, wanted, stock, response, adjustment, ceiling):
    """Wage index one quarter on: a part of the way to (wanted / stock) ** response."""
    tightness = max(0.1, wanted / max(1.0, stock))
    return min(ceiling, wage + adjustment * (math.pow(tightness, response) - wage))


@rule
def stock_after(stock, wage, growth, training, limit):
    """People one quarter on: graduates as usual, more where the wage calls for them, within what schools can do."""
    return stock * (1.0 + max(-limit, min(limit, growth + training * (wage - 1.0))))


@rule
def movers(stock, wage_here, wage_there, mobility):
    """People who leave in a quarter for a region that pays more."""
    return stock * mobility * max(0.0, math.log(wage_there / wage_here))


@rule
def researchers_wanted(budget, cost_per_researcher, wage_level):
    """Full-time researchers a quarterly ``budget`` (m yuan) pays for."""
    return 4.0 * budget / (cost_per_researcher * wage_level)


@process
def talent_moves(clock, policy, parameters, environment, firms, universities, pilots, regions):
    """Count whom firms, universities and platforms ask for; move wages, then people.

    While the world is being founded (``talent_settling`` quarters) supply follows demand at the going wage.
    """
    now = clock[0]
    p = parameters[0]
    level = environment[now.quarter].wage
    scientists, engineers = np.zeros(N_REGIONS), np.zeros(N_REGIONS)
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 1:
            scientists[firm.region] += firm.research_budget * firm.weight
            in_production = p.engineers_in_production * firm.revenue_trend / level
            engineers[firm.region] += (firm.engineers_busy + in_production) * firm.weight
    for r in range(N_REGIONS):
        wage = regions[r].scientist_wage
        scientists[r] = researchers_wanted(scientists[r], p.cost_per_researcher, level * wage)
    for row in range(len(universities)):
        university = universities[row]
        scientists[university.region] += university.researchers * university.weight
    for row in range(len(pilots)):
        busy = pilots[row].used * pilots[row].weight * p.technicians_per_place
        engineers[pilots[row].region] += max(busy, pilots[row].tied * pilots[row].weight)

    for r in range(N_REGIONS):
        region = regions[r]
        engineers[r] += region.mentors
        region.scientists_wanted, region.engineers_wanted = scientists[r], engineers[r]
        if now.quarter < int(p.talent_settling):
            region.scientists, region.engineers = max(1.0, scientists[r]), max(1.0, engineers[r])
            continue
        region.scientist_wage = wage_after(
            region.scientist_wage, scientists[r], region.scientists, p.wage_response, p.wage_adjustment, p.wage_ceiling
        )
        region.engineer_wage = wage_after(
            region.engineer_wage, engineers[r], region.engineers, p.wage_response, p.wage_adjustment, p.wage_ceiling
        )
        region.scientists = stock_after(
            region.scientists, region.scientist_wage, p.talent_growth, p.training_response, p.training_limit
        )
        region.engineers = stock_after(
            region.engineers, region.engineer_wage, p.talent_growth, p.training_response, p.training_limit
        )
    row = row_in_force(policy, now.quarter, REGIONAL_DISTANCE, parameters)
    people_move(regions, mobility(policy, now.quarter), distance_cost(policy, row), p.drain_of_closeness)


@rule
def moves(stock, wage_here, wage_there, part, posts):
    """People who move when ``part`` of them does per log point of wage gap.

    Up to today's mobility they move and then look for a post, as ever; beyond it only to one of the open ``posts``.
    """
    today = movers(stock, wage_here, wage_there, min(part, STATUS_QUO_MOBILITY))
    beyond = movers(stock, wage_here, wage_there, max(0.0, part - STATUS_QUO_MOBILITY))
    return today + min(beyond, max(0.0, posts))


@rule
def people_move(regions, usual, east_cost, drain):
    """Moves between every pair of regions, in fixed order; nobody is lost on the way.

    ``usual`` is the part that moves per log point of wage gap, more where distance to the East is overcome.
    """
    for here in range(N_REGIONS):
        for there in range(N_REGIONS):
            a, b = regions[here], regions[there]
            part = max(0.0, usual * (1.0 + drain * eased(here, there, east_cost)))
            posts = b.scientists_wanted - b.scientists
            moved = moves(a.scientists, a.scientist_wage, b.scientist_wage, part, posts)
            a.scientists -= moved
            b.scientists += moved
            posts = b.engineers_wanted - b.engineers
            moved = moves(a.engineers, a.engineer_wage, b.engineer_wage, part, posts)
            a.engineers -= moved
            b.engineers += moved
