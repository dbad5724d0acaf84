"""Firms' own research: how much, of what kind, and when it yields a result."""

from __future__ import annotations

import math

import numpy as np

from ..accounts import RESEARCH_SPENDING, pay_own
from ..classifications import FROM_FIRM, N_SECTORS
from ..indicators import COLUMN
from ..kernel import process, rule
from .birth import beliefs_before_looking, create_technology, next_threshold
from .valuation import chance_to_market, expected_gain, remaining_cost, value_of_gain, worth_going_on

BORN = COLUMN["technologies_born"]
MOST_BIRTHS = 2


@rule
def project_size(relative_revenue, elasticity):
    """Size of a firm's projects relative to the mean firm's: larger firms run larger ones, less than in proportion."""
    return math.pow(relative_revenue, elasticity)


@rule
def value_of_result(gain, share, revenue, chance, cost, parameters):
    """Value (m yuan) of one more result: what worthwhile ones bring, less what carrying those on will cost.

    ``share`` of results is worthwhile, ``gain`` is their mean gain times that share; both are learned by the sector.
    """
    return max(0.0, value_of_gain(gain, revenue, parameters) * chance - share * cost)


@rule
def worth_of_first_yuan(laboratory, opportunity, value, price, returns, rate):
    """What a yuan of research earns per yuan after tax at a budget of one laboratory cost: ``eta rate o v / B``."""
    return returns * rate * opportunity * value / (laboratory * price)


@rule
def budget_wanted(laboratory, opportunity, value, price, returns, rate):
    """Research budget at which the last yuan earns its after-tax price.

    Results a quarter are ``rate o (R/C)^eta``; the first-order condition ``eta rate o v (R/C)^(eta-1) = B`` with v the
    value of a result in laboratory costs gives ``R = C (eta rate o v / B)^(1/(1-eta))``.
    """
    worth = worth_of_first_yuan(laboratory, opportunity, value, price, returns, rate)
    if worth <= 0.0:
        return 0.0
    return laboratory * math.pow(worth, 1.0 / (1.0 - returns))


@rule
def results_of(budget, laboratory, opportunity, wage, crowding, rate, returns):
    """Expected results of a quarter's research; scarce scientists and a crowded field make a yuan go less far."""
    return rate * opportunity * math.pow(budget / (laboratory * wage), returns) / crowding


@rule
def basic_share_usual(absorptive, parameters):
    """Basic part of a firm's research where it costs what other research costs; able firms do more of it."""
    return parameters.basic_share_firms * 2.0 * absorptive


@rule
def basic_share_chosen(usual, price_basic, price, parameters):
    """Basic part of a firm's research by its after-tax price against that of other research (constant elasticity)."""
    relative = max(price_basic, parameters.least_research_price) / max(price, parameters.least_research_price)
    if relative == 1.0:
        return usual
    return min(max(usual, parameters.basic_share_largest), usual * math.pow(relative, -parameters.basic_substitution))


@rule
def absorptive_gained(absorptive, basic, usual, parameters):
    """Absorptive capacity that a quarter's additional basic research builds (Cohen and Levinthal 1990)."""
    if basic <= usual or usual <= 0.0:
        return 0.0
    return parameters.basic_learning * math.log(basic / usual) * (1.0 - absorptive)


@process
def firms_research(
    clock, firms, sectors, regions, technologies, households, banks, flows, tally, parameters
):
    """Each firm moves its research budget towards the wanted one, spends it, and may bring forth results.

    An idea that is not worth its way to the market when it is born is shelved and becomes no technology.

    Writes the research fields of firms and appends technologies. At most two results a firm and quarter; the rest of
    the effort is carried over.
    """
    now = clock[0]
    rules = parameters[0]
    chance = chance_to_market(rules, 0)
    capital = remaining_cost(rules, 0, 1.0, 0.0, 0.0)
    in_research = remaining_cost(rules, 0, 1.0, 1.0, 0.0) - capital
    in_engineering = remaining_cost(rules, 0, 1.0, 0.0, 1.0) - capital
    seen = np.zeros((N_SECTORS, 3))
    mean_revenue = 0.0
    count = 0.0
    for i in range(now.n_firm_rows):
        if firms[i].active == 1:
            mean_revenue += firms[i].revenue_trend * firms[i].weight
            count += firms[i].weight
    mean_revenue = max(mean_revenue / max(count, 1.0), 1e-9)
    of_mean = 1.0 / mean_revenue
    beliefs = beliefs_before_looking(rules)
    # below it the wanted budget cannot reach the minimum; a margin for rounding, the budget itself decides
    worth_to_begin = 0.999 * math.pow(rules.research_minimum, 1.0 - rules.research_returns)
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        sector = sectors[firm.sector]
        wage = regions[firm.region].scientist_wage * (1.0 + sector.tools_premium)
        relative_revenue = max(firm.revenue_trend, 1e-9) * of_mean
        size = project_size(relative_revenue, rules.cost_size_elasticity)
        laboratory = rules.laboratory_cost * mean_revenue * size
        reach = firm.opportunity * relative_revenue / size
        firm.result_value = value_of_result(
            sector.gain_worthwhile,
            sector.share_worthwhile,
            firm.revenue_trend * (1.0 + now.lead_premium),
            chance,
            laboratory
            * (capital + in_research * firm.tax_component + in_engineering * firm.tax_component_engineering),
            rules,
        )
        usual = basic_share_usual(firm.absorptive, rules)
        basic = basic_share_chosen(usual, firm.tax_component_basic, firm.tax_component, rules)
        mixed = firm.tax_component + basic * (firm.tax_component_basic - firm.tax_component)
        price = max(mixed, rules.least_research_price) * wage
        worth = worth_of_first_yuan(
            laboratory, reach, firm.result_value, price, rules.research_returns, rules.result_rate
        )
        wanted = 0.0
        if firm.research_active == 1 or worth > worth_to_begin:
            wanted = budget_wanted(
                laboratory, reach, firm.result_value, price, rules.research_returns, rules.result_rate
            )
        if firm.research_active == 1:
            if wanted < 0.7 * rules.research_minimum * laboratory:
                firm.research_active = 0
                firm.research_budget = 0.0
        elif wanted > rules.research_minimum * laboratory:
            firm.research_active = 1
            firm.research_budget = 0.5 * wanted
        free = max(0.0, firm.cash - rules.cash_floor * firm.revenue_trend)
        firm.project_budget = rules.project_cash_share * free
        if firm.project_demand > firm.project_budget:
            firm.hurdle += rules.hurdle_speed * (rules.hurdle_highest - firm.hurdle)
        else:
            firm.hurdle += rules.hurdle_speed * (1.0 - firm.hurdle)
        firm.project_demand = 0.0
        firm.engineers_busy = 0.0
        firm.open_technologies = 0.0
        firm.basic_wanted = 0.0
        if firm.research_active == 0:
            continue
        firm.research_budget += rules.research_speed * (wanted - firm.research_budget)
        spent = min(firm.research_budget, rules.research_cash_share * free)
        if spent <= 0.0:
            continue
        added = (basic - usual) * spent  # the rest of the budget does without it
        firm.basic_wanted = rules.basic_bought_share * max(0.0, added)
        firm.research_basic += basic * spent - firm.basic_wanted
        applied = rules.applied_share_firms * (1.0 - basic) * spent
        firm.research_applied += applied
        firm.development += (1.0 - basic) * spent - applied
        own = spent - firm.basic_wanted
        firm.rd_qualifying += own
        firm.research_paid += own
        pay_own(flows, banks, RESEARCH_SPENDING, firm, households[firm.bank], own)
        firm.absorptive += absorptive_gained(firm.absorptive, basic, usual, rules)
        firm.effort += results_of(
            (spent + firm.contract_effort - added) * (1.0 + regions[firm.region].instrument_gain_firms),
            laboratory,
            reach,
            wage,
            sector.research_crowding,
            rules.result_rate,
            rules.research_returns,
        )
        born = 0
        while firm.effort >= firm.next_threshold and born < MOST_BIRTHS:
            born += 1
            row = create_technology(
                technologies, clock, now.seed, FROM_FIRM, i, firm.id, firm.n_results, firm.weight,
                firm.sector, firm.region, rules.need_weight_firms, rules.basic_share_firms * 2.0 * firm.absorptive_born,
                laboratory, beliefs, rules,  # what it learnt since does not change which result its n-th is
            )
            technology = technologies[row]
            firm.n_results += 1
            firm.next_threshold += next_threshold(now.seed, firm.id, firm.n_results)
            gain = expected_gain(technology.signal, technology.precision, technology.fit, rules.potential_cap)
            value = value_of_gain(gain, firm.revenue_trend, rules) * (1.0 + now.lead_premium)
            cost = technology.cost_scale * (
                capital + in_research * firm.tax_component + in_engineering * firm.tax_component_engineering
            )
            seen[firm.sector, 0] += firm.weight
            if worth_going_on(value, chance, cost, firm.hurdle):
                technology.sponsor = i
                tally[BORN] += firm.weight
                seen[firm.sector, 1] += firm.weight
                seen[firm.sector, 2] += firm.weight * gain
            else:
                clock[0].n_technologies -= 1
    for s in range(N_SECTORS):
        if seen[s, 0] > 0.0:
            sector = sectors[s]
            sector.share_worthwhile += rules.value_learning * (seen[s, 1] / seen[s, 0] - sector.share_worthwhile)
            sector.gain_worthwhile += rules.value_learning * (seen[s, 2] / seen[s, 0] - sector.gain_worthwhile)
