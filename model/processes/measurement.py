"""Measures of what agents did in a quarter: conversion by group, integration, self-reliance, penetration, leverage.

Formulas stand in ``model/measures.py``; nothing here reads a lever or is read by a rule. One pass over technologies
where they end, one at the end of the quarter; firms are seen through the sums of their sectors and through flows.
"""

from __future__ import annotations

import math

import numpy as np

from ..accounts import (
    DOMESTIC_INPUTS,
    EXPORTS,
    IMPORTED_INPUTS,
    PILOT_FEES,
    PRIVATE_COMMITMENTS,
    PUBLIC_COMMITMENTS,
    RESEARCH_SPENDING,
    STAGE_SPENDING,
    WAGES,
)
from ..classifications import (
    CLASS_OF_SECTOR,
    FROM_FIRM,
    N_CAUSES,
    N_REGIONS,
    N_SECTORS,
    NO_FINANCE,
    NO_PILOT_CAPACITY,
    PILOT,
)
from ..indicators import COLUMN, RAW_COLUMN
from ..kernel import process, rule
from ..measures import COHORT_GROUPS, INTEGRATIONS, PLACES, SELF_RELIANCE
from ..populations.technologies import INDUSTRIALISED, OPEN
from .observation import BN, COHORT_QUARTERS, COLUMNS, over, trailing

N_ORIGINS, N_PLACES, N_COHORT_GROUPS = 3, len(PLACES), len(COHORT_GROUPS)
_SECTOR, _REGION, _SIZE = N_ORIGINS, N_ORIGINS + N_SECTORS, N_ORIGINS + N_SECTORS + N_REGIONS
_BORN_IN, _MADE_IN = 2, 2 + N_COHORT_GROUPS  # columns of `cohorts`: born, industrialised; the first two are for all
_ENERGY = 2  # code of the energy sector

INDUSTRIALISED_BY_ORIGIN = COLUMN["industrialised_firm"]
INDUSTRIALISED_IN = COLUMN["industrialised_consumer_goods"]
ENDED_IN = COLUMN["ended_consumer_goods"]
RATE_IN = COLUMN["conversion_rate_consumer_goods"]
AGE_IN = COLUMN["time_to_market_firm"]
DIED_IN = COLUMN["died_firm_no_sponsor"]
COHORT_IN = COLUMN["cohort_conversion_firm"]
REGION_RATE = COLUMN["conversion_rate_east"]
ENTERED_FIRST_USE = COLUMN["entered_first_use"]
DIED_WITHOUT_CUSTOMER = COLUMN["died_first_use_no_first_customer"]
SLOTS_FILLED = COLUMN["slots_filled"]
DOING = COLUMN["rd_firms_doing"]
TECH_LOANS = COLUMN["tech_loans"]
REVENUE = COLUMN["revenue"]
AI = COLUMN["ai_adoption"]
RD_USERS = COLUMN["cost_rd_deduction_users"]

ACADEMIC_CARRIED = COLUMN["academic_carried"]
JOINT_PROJECTS = COLUMN["joint_projects"]
CAPITAL_MATCHED = COLUMN["capital_matched"]
TALENT_MATCHED = COLUMN["talent_matched"]
FIRST_USE_FOUND = COLUMN["first_use_found"]
FIRST_USE_IN_SCENARIO = COLUMN["first_use_in_scenario"]
TAKE_UP = COLUMN["take_up"]
MOVING_SHARE = COLUMN["moving_share"]
TIME_FOR_TRANSFER = COLUMN["time_for_transfer"]
RISK_SHARED = COLUMN["risk_shared"]
PILOT_REACHED = COLUMN["pilot_reached"]
MARKET_REACHED = COLUMN["market_reached"]
FINANCE_REACHED = COLUMN["finance_reached"]
CROSS_REGION = COLUMN["cross_region"]
REGIONAL_BALANCE = COLUMN["regional_balance"]
CHOKE_POINTS = COLUMN["choke_point_conversion"]
ORIGINAL_RESULTS = COLUMN["original_results"]
FOREIGN_INPUTS = COLUMN["foreign_inputs"]
EMERGING_SHARE = COLUMN["emerging_share"]
SECTORS_GAINING = COLUMN["sectors_gaining"]
TRADE_OPENNESS = COLUMN["trade_openness"]
TFP = COLUMN["total_factor_productivity"]
CONTRIBUTION = COLUMN["technology_contribution"]
HIGHTECH = COLUMN["hightech_value_added"]
CONTRACTS = COLUMN["technology_contracts"]
ENERGY_INTENSITY = COLUMN["energy_intensity"]
USERS = COLUMN["intelligent_users"]
PENETRATION = COLUMN["intelligent_penetration"]
RE_SPENDING = COLUMN["re_spending"]
POOLED = COLUMN["pooled_loans"]
POOL_LEVERAGE = COLUMN["pool_leverage"]
FUND_LEVERAGE = COLUMN["fund_leverage"]

R_DOING = COLUMNS + RAW_COLUMN["firms_doing"]
R_TFP = COLUMNS + RAW_COLUMN["productivity_level"]
R_ADDED = COLUMNS + RAW_COLUMN["value_added_volume"]
R_PRIVATE = COLUMNS + RAW_COLUMN["private_commitments"]
R_PUBLIC = COLUMNS + RAW_COLUMN["public_commitments"]
R_CONTRACTS = COLUMNS + RAW_COLUMN["contracts"]
R_EFFICIENCY = COLUMNS + RAW_COLUMN["labour_efficiency"]
R_BEST = COLUMNS + RAW_COLUMN["best_practice_consumer_goods"]
GROWTH_QUARTERS = 12

_INDICES = (
    *((f"integration_{name}", parts[2]) for name, parts in INTEGRATIONS.items()),
    *((f"self_reliance_{name}", parts[2]) for name, parts in SELF_RELIANCE.items()),
)
INDEX_OF = np.array([COLUMN[index] for index, parts in _INDICES for _ in parts])
PART_OF = np.array([COLUMN[part] for _, parts in _INDICES for part, _ in parts])
SIGN_OF = np.array([float(sign) for _, parts in _INDICES for _, sign in parts])
PARTS_OF = np.array([float(len(parts)) for _, parts in _INDICES for _ in parts])
"""Every component of every index: column of the index, column and direction of the component, components in all."""


@rule
def count_end(tally, technology, group, quarter):
    """Count a technology that ended this quarter in one of its groups."""
    weight = technology.weight
    if technology.state == INDUSTRIALISED:
        tally[AGE_IN + group] += weight * (quarter - technology.born) * 0.25
    else:
        tally[DIED_IN + group * N_CAUSES + technology.cause] += weight
    if group >= N_ORIGINS:  # by origin both are counted where it ends
        tally[ENDED_IN + group - N_ORIGINS] += weight
        if technology.state == INDUSTRIALISED:
            tally[INDUSTRIALISED_IN + group - N_ORIGINS] += weight


@process
def endings_are_counted(clock, technologies, firms, tally, cohorts):
    """Births and ends of the quarter by origin, field, region and size, while the firms concerned are still there."""
    now = clock[0]
    t = now.quarter
    for j in range(now.n_technologies):
        technology = technologies[j]
        if technology.born == t:
            born = cohorts[t]
            born[_BORN_IN + technology.origin] += technology.weight
            born[_BORN_IN + _SECTOR + technology.sector] += technology.weight
            born[_BORN_IN + _REGION + technology.region] += technology.weight
        if technology.state == OPEN:
            continue
        count_end(tally, technology, technology.origin, t)
        count_end(tally, technology, _SECTOR + technology.sector, t)
        count_end(tally, technology, _REGION + technology.region, t)
        if technology.sponsor >= 0:
            count_end(tally, technology, _SIZE + firms[technology.sponsor].size_class, t)
        if technology.state == INDUSTRIALISED and t - technology.born <= COHORT_QUARTERS:
            made = cohorts[technology.born]
            made[_MADE_IN + technology.origin] += technology.weight
            made[_MADE_IN + _SECTOR + technology.sector] += technology.weight
            made[_MADE_IN + _REGION + technology.region] += technology.weight


@rule
def growth_contribution(tfp_growth, growth):
    """Part of growth that comes from technology (both in logs), between 0 and 1; NaN where there is no growth."""
    if growth > 0.0:
        return min(1.0, max(0.0, tfp_growth / growth))
    return math.nan


@rule
def choke_point_conversion(sectors, row):
    """Conversion in fields that depend on abroad more than the average, weighted by their dependence."""
    mean = 0.0
    for s in range(N_SECTORS):
        mean += sectors[s].import_share / N_SECTORS
    total, weights = 0.0, 0.0
    for s in range(N_SECTORS):
        exposure = sectors[s].import_share
        if exposure > mean and row[RATE_IN + s] == row[RATE_IN + s]:
            total += exposure * row[RATE_IN + s]
            weights += exposure
    return over(total, weights)


@rule
def component(value, sign):
    """A component of an index between 0 and 1; with a negative sign less of it is more of the index."""
    bounded = min(1.0, max(0.0, value)) if value == value else math.nan
    return bounded if sign > 0.0 else 1.0 - bounded


@rule
def measure_conversion(records, cohorts, t):
    """Rates over three years, time to market and cohorts, by group. Writes one row of ``records``."""
    row = records[t]
    made, ended = np.zeros(N_PLACES), np.zeros(N_PLACES)
    for q in range(max(0, t - 11), t + 1):  # a row at a time: its columns lie side by side
        for p in range(N_PLACES):
            made[p] += records[q, INDUSTRIALISED_IN + p]
            ended[p] += records[q, ENDED_IN + p]
    for p in range(N_PLACES):
        row[RATE_IN + p] = over(made[p], ended[p])
        row[AGE_IN + N_ORIGINS + p] = over(row[AGE_IN + N_ORIGINS + p], row[INDUSTRIALISED_IN + p])
    for origin in range(N_ORIGINS):
        row[AGE_IN + origin] = over(row[AGE_IN + origin], row[INDUSTRIALISED_BY_ORIGIN + origin])
    for g in range(N_COHORT_GROUPS):
        row[COHORT_IN + g] = math.nan
        if t >= COHORT_QUARTERS:
            cohort = cohorts[t - COHORT_QUARTERS]
            row[COHORT_IN + g] = over(cohort[_MADE_IN + g], cohort[_BORN_IN + g])
    low, high = row[REGION_RATE], row[REGION_RATE]
    for r in range(N_REGIONS):
        low, high = min(low, row[REGION_RATE + r]), max(high, row[REGION_RATE + r])
    row[REGIONAL_BALANCE] = over(low, high)


@rule
def measure_pipeline(clock, technologies, firms, row):
    """What open technologies have found: a firm, a partner, money, a place, a look. Writes ``row``."""
    now = clock[0]
    opened, moving, sponsored, joint, short, financed = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    academic, carried, elsewhere, looked_at = 0.0, 0.0, 0.0, 0.0
    placed, queueing, born, fundamental = 0.0, 0.0, 0.0, 0.0
    for j in range(now.n_technologies):
        technology = technologies[j]
        weight = technology.weight
        if technology.born == now.quarter:
            born += weight
            fundamental += weight * technology.fundamentality
        if technology.state != OPEN:
            continue
        opened += weight
        moving += weight * technology.running
        outside = technology.origin != FROM_FIRM
        if outside:
            academic += weight
        if technology.sponsor < 0:
            if outside and technology.contacts > 0.0:
                looked_at += weight
            continue
        sponsored += weight
        if outside:
            carried += weight
            if firms[technology.sponsor].region != technology.region:
                elsewhere += weight
        if outside or technology.consortium >= 0:
            joint += weight
        if technology.running == 0 and technology.missing == NO_FINANCE:
            short += weight
        if technology.financed == 1 or technology.fund >= 0:
            financed += weight
        if technology.stage == PILOT:
            if technology.running == 1:
                placed += weight
            elif technology.missing == NO_PILOT_CAPACITY:
                queueing += weight
    row[ACADEMIC_CARRIED] = over(carried, academic)
    row[JOINT_PROJECTS] = over(joint, sponsored)
    row[CAPITAL_MATCHED] = over(sponsored - short, sponsored)
    row[MOVING_SHARE] = over(moving, opened)
    row[PILOT_REACHED] = over(placed, placed + queueing)
    row[MARKET_REACHED] = over(looked_at, academic - carried)
    row[FINANCE_REACHED] = over(financed, sponsored)
    row[CROSS_REGION] = over(elsewhere, carried)
    row[ORIGINAL_RESULTS] = over(fundamental, born)


@rule
def measure_support(universities, regions, guarantors, sectors, records, t):
    """Talent, effort for transfer, take-up, first use and cover. Writes one row of ``records``."""
    row = records[t]
    wanted, found = 0.0, 0.0
    for r in range(N_REGIONS):
        wanted += regions[r].engineers_wanted
        found += min(regions[r].engineers, regions[r].engineers_wanted)
    row[TALENT_MATCHED] = over(found, wanted)
    effort, researchers = 0.0, 0.0
    for u in range(len(universities)):
        people = universities[u].researchers * universities[u].weight
        effort += universities[u].effort_transfer * people
        researchers += people
    row[TIME_FOR_TRANSFER] = over(effort, researchers)
    firms = 0.0
    for s in range(N_SECTORS):
        firms += sectors[s].n_firms
    row[R_DOING] = row[DOING] * firms
    row[TAKE_UP] = over(trailing(records, t, RD_USERS, 4), trailing(records, t, R_DOING, 4))
    entered = trailing(records, t, ENTERED_FIRST_USE, 4)
    row[FIRST_USE_FOUND] = over(entered, entered + trailing(records, t, DIED_WITHOUT_CUSTOMER, 4))
    row[FIRST_USE_IN_SCENARIO] = min(1.0, over(trailing(records, t, SLOTS_FILLED, 4), entered))
    covered = 0.0
    for g in range(len(guarantors)):
        covered += guarantors[g].outstanding
    row[RISK_SHARED] = over(covered * BN, row[TECH_LOANS])
    if row[RISK_SHARED] > 1.0:
        row[RISK_SHARED] = 1.0
    pool = guarantors[0]
    row[POOLED] = pool.outstanding * BN
    row[POOL_LEVERAGE] = over(pool.outstanding, pool.cash)


@rule
def measure_economy(sectors, today, links, flows, records, t, rules):
    """Self-reliance, penetration and what firms pay for research and engineering. Writes one row of ``records``."""
    row = records[t]
    row[R_EFFICIENCY] = today.labour_efficiency
    energy, revenue, emerging, added, emerging_added = 0.0, 0.0, 0.0, 0.0, 0.0
    volume, capacity, ahead, reached, spending = 0.0, 0.0, 0.0, 0.0, 0.0
    efficiency = over(row[R_EFFICIENCY], records[max(0, t - 4), R_EFFICIENCY])
    for s in range(N_SECTORS):
        sector = sectors[s]
        linked = 0.0
        for supplier in range(N_SECTORS):
            linked += links[s, supplier]
        bought = sector.inputs_bought / max(1e-9, 1.0 - sector.import_share)
        energy += sector.inputs_bought * (links[s, _ENERGY] + 1.0 - linked)
        revenue += sector.revenue_sum
        added += sector.revenue_sum - bought
        if CLASS_OF_SECTOR[s] > 0:
            emerging += sector.revenue_sum
            emerging_added += sector.revenue_sum - bought
        volume += sector.output * (sector.quality - rules.material_share * sector.material_use)
        capacity += sector.capacity
        row[R_BEST + s] = sector.frontier * sector.frontier_quality
        if t >= 4 and row[R_BEST + s] > records[t - 4, R_BEST + s] * efficiency:
            ahead += 1.0
        spending += sector.final_spending
        reached += sector.final_spending * sector.ai_share
    row[CHOKE_POINTS] = choke_point_conversion(sectors, row)
    row[EMERGING_SHARE] = over(emerging, revenue)
    row[SECTORS_GAINING] = ahead / N_SECTORS if t >= 4 else math.nan
    row[HIGHTECH] = over(emerging_added, added)
    row[ENERGY_INTENSITY] = over(energy, revenue)
    row[FOREIGN_INPUTS] = over(flows[IMPORTED_INPUTS], flows[IMPORTED_INPUTS] + flows[DOMESTIC_INPUTS])
    row[TRADE_OPENNESS] = over(flows[EXPORTS] + flows[IMPORTED_INPUTS], 2.0 * revenue)
    row[USERS] = over(reached, spending)
    row[PENETRATION] = 0.5 * (row[AI] + row[USERS])
    labour = flows[WAGES] / today.wage
    row[R_ADDED] = volume
    row[R_TFP] = over(
        volume, math.pow(capacity, rules.measured_capital_share) * math.pow(labour, 1.0 - rules.measured_capital_share)
    )
    row[TFP] = row[R_TFP]
    row[CONTRIBUTION] = math.nan
    if t >= GROWTH_QUARTERS:
        before = records[t - GROWTH_QUARTERS]
        if row[R_ADDED] > 0.0 and before[R_ADDED] > 0.0 and row[R_TFP] > 0.0 and before[R_TFP] > 0.0:
            row[CONTRIBUTION] = growth_contribution(
                math.log(row[R_TFP] / before[R_TFP]), math.log(row[R_ADDED] / before[R_ADDED])
            )
    row[CONTRACTS] = row[R_CONTRACTS] * BN
    row[RE_SPENDING] = (flows[RESEARCH_SPENDING] + flows[STAGE_SPENDING] + flows[PILOT_FEES]) * BN
    row[R_PRIVATE], row[R_PUBLIC] = flows[PRIVATE_COMMITMENTS], flows[PUBLIC_COMMITMENTS]
    row[FUND_LEVERAGE] = over(trailing(records, t, R_PRIVATE, 4), trailing(records, t, R_PUBLIC, 4))


@rule
def form_indices(row):
    """Each index is the mean of its components; without one of them it is not defined."""
    for k in range(len(INDEX_OF)):
        row[INDEX_OF[k]] = 0.0
    for k in range(len(INDEX_OF)):
        row[INDEX_OF[k]] += component(row[PART_OF[k]], SIGN_OF[k]) / PARTS_OF[k]


@process
def measures_are_taken(
    clock, environment, technologies, firms, universities, sectors, regions, guarantors, links, flows, cohorts,
    records, parameters
):
    """Everything in ``model/measures.py`` for the quarter, from what is recorded and from what agents hold."""
    t = clock[0].quarter
    measure_conversion(records, cohorts, t)
    measure_pipeline(clock, technologies, firms, records[t])
    measure_support(universities, regions, guarantors, sectors, records, t)
    measure_economy(sectors, environment[t], links, flows, records, t, parameters[0])
    form_indices(records[t])
