"""Measures of what agents did in a quarter: conversion by group, integration, self-reliance, penetration, leverage.

Formulas stand in ``model/measures.py``; nothing here reads a lever or is read by a rule. Technologies are counted in
``pipeline_measures.py``; firms are seen through the sums of their sectors and through flows.
"""

from __future__ import annotations

import math

import numpy as np

from ..accounts import (
    CONSORTIUM_MATCHING,
    DIRECT_SUBSIDY,
    EXPORTS,
    IMPORTED_INPUTS,
    LEADERS_PROJECTS,
    MISSION_GRANTS,
    PILOT_FEES,
    PRIVATE_COMMITMENTS,
    PUBLIC_COMMITMENTS,
    RESEARCH_SPENDING,
    STAGE_SPENDING,
    TIER_AWARDS,
    WAGES,
)
from ..classifications import CLASS_OF_SECTOR, N_REGIONS, N_SECTORS
from ..indicators import COLUMN, RAW_COLUMN
from ..kernel import process, rule
from ..levers import INSTRUMENTS, KINDS_OF_USERS, could_use
from ..measures import INTEGRATIONS, SELF_RELIANCE
from .observation import BN, COLUMNS, over, trailing
from .pipeline_measures import RATE_IN, measure_conversion, measure_flow, measure_pipeline
from .public_records import USERS as USERS_OF

_ENERGY = 2  # code of the energy sector

ENTERED_FIRST_USE = COLUMN["entered_first_use"]
DIED_WITHOUT_CUSTOMER = COLUMN["died_first_use_no_first_customer"]
SLOTS_FILLED = COLUMN["slots_filled"]
DOING = COLUMN["rd_firms_doing"]
TECH_LOANS = COLUMN["tech_loans"]
AI = COLUMN["ai_adoption"]
SECTORS_AHEAD = COLUMN["sectors_ahead"]
OPEN_TECHNOLOGIES = COLUMN["technologies_open"]
DEALS = COLUMN["licence_deals"]
RD_USERS = COLUMN["cost_rd_deduction_users"]

TALENT_MATCHED = COLUMN["talent_matched"]
FIRST_USE_FOUND = COLUMN["first_use_found"]
FIRST_USE_IN_SCENARIO = COLUMN["first_use_in_scenario"]
TAKE_UP = COLUMN["take_up"]
TAKEN_UP = COLUMN["instruments_taken_up"]
POLICY_LAG = COLUMN["policy_lag"]
PROMPTNESS = COLUMN["policy_promptness"]
RISK_SHARED = COLUMN["risk_shared"]
CHOKE_POINTS = COLUMN["choke_point_conversion"]
TALENT_INFLOW = COLUMN["talent_inflow"]
ARRIVED = COLUMN["talent_arrived"]
EMERGING_SHARE = COLUMN["emerging_share"]
SECTORS_AHEAD_SHARE = COLUMN["sectors_ahead_share"]
SECTORS_GAINING = COLUMN["sectors_gaining"]
TRADE_OPENNESS = COLUMN["trade_openness"]
TFP = COLUMN["total_factor_productivity"]
TFP_ADVANCE = COLUMN["productivity_advance"]
VALUE_ADDED_ADVANCE = COLUMN["value_added_advance"]
CONTRACTS_ADVANCE = COLUMN["contracts_advance"]
CONTRIBUTION = COLUMN["technology_contribution"]
HIGHTECH = COLUMN["hightech_value_added"]
CONTRACTS = COLUMN["technology_contracts"]
ENERGY_INTENSITY = COLUMN["energy_intensity"]
USERS = COLUMN["intelligent_users"]
PENETRATION = COLUMN["intelligent_penetration"]
RE_SPENDING = COLUMN["re_spending"]
PUBLIC_MONEY = COLUMN["public_project_money"]
OWN_PER_PUBLIC = COLUMN["own_per_public"]
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
R_COULD_USE = COLUMNS + RAW_COLUMN[f"could_use_{KINDS_OF_USERS[0]}"]
_FIRMS, _RESEARCH_FIRMS, _TECHNOLOGIES, _PERSONS, _UNITS, _LOANS, _PLACES, _DEALS = range(len(KINDS_OF_USERS))
KIND_OF_USERS = np.array(
    [KINDS_OF_USERS.index(kind) if (kind := could_use(instrument)) else -1 for instrument in INSTRUMENTS]
)
"""Of whom the users of each instrument are a part; -1 for what is imposed and not taken up."""
TAKEN_UP_BY_USERS = np.nonzero(KIND_OF_USERS >= 0)[0]
"""Instruments that somebody has to take up."""
GROWTH_QUARTERS = 12
ARRIVAL_QUARTERS = 20

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
def growth_contribution(tfp_growth, growth):
    """Part of growth that comes from technology (both in logs), between 0 and 1; NaN where there is no growth."""
    if growth > 0.0:
        return min(1.0, max(0.0, tfp_growth / growth))
    return math.nan


@rule
def at_most_all(share):
    """A share that rounding or a lag between its parts may push above 1; NaN stays NaN, which ``min`` would make 1."""
    return 1.0 if share > 1.0 else share


@rule
def advance(now, before):
    """How far a sum has come since a year before the run, between 0 and 1; a half is as then."""
    return over(now, now + before)


@rule
def promptness(lag):
    """A lag in quarters as a share: 1 without one, a half with a year."""
    return 4.0 / (4.0 + lag)


@rule
def taken_up(records, t, instrument):
    """Users of an instrument as a share of those who could use it, over quarters of the trailing year with users."""
    kind = KIND_OF_USERS[instrument]
    users, possible = 0.0, 0.0
    for q in range(max(0, t - 3), t + 1):
        used = records[q, USERS_OF[instrument]]
        if used > 0.0:
            users += used
            possible += records[q, R_COULD_USE + kind]
    return min(1.0, users / possible) if possible > 0.0 else 0.0


@rule
def measure_instruments(instruments, sectors, records, t, firms, people):
    """Take-up and lag of the instruments that anybody uses. Writes one row of ``records``."""
    row = records[t]
    places = 0.0
    for s in range(N_SECTORS):
        places += sectors[s].places
    row[R_COULD_USE + _FIRMS] = firms
    row[R_COULD_USE + _RESEARCH_FIRMS] = row[DOING] * firms
    row[R_COULD_USE + _TECHNOLOGIES] = row[OPEN_TECHNOLOGIES]
    row[R_COULD_USE + _PERSONS] = people
    row[R_COULD_USE + _PLACES] = places
    row[R_COULD_USE + _DEALS] = row[DEALS]
    total, lag, used = 0.0, 0.0, 0.0
    for k in TAKEN_UP_BY_USERS:
        share = taken_up(records, t, k)
        total += share
        if share > 0.0:
            lag += instruments[k].lag
            used += 1.0
    row[TAKEN_UP] = total / len(TAKEN_UP_BY_USERS)
    row[POLICY_LAG] = lag / used if used > 0.0 else math.nan
    row[PROMPTNESS] = promptness(row[POLICY_LAG])


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
def measure_support(regions, guarantors, instruments, sectors, records, t):
    """Talent, take-up, first use and cover. Writes one row of ``records``."""
    row = records[t]
    wanted, found, people = 0.0, 0.0, 0.0
    for r in range(N_REGIONS):
        people += regions[r].scientists + regions[r].engineers
        wanted += regions[r].engineers_wanted
        found += min(regions[r].engineers, regions[r].engineers_wanted)
    row[TALENT_MATCHED] = over(found, wanted)
    row[TALENT_INFLOW] = over(trailing(records, t, ARRIVED, ARRIVAL_QUARTERS), people)
    firms = 0.0
    for s in range(N_SECTORS):
        firms += sectors[s].n_firms
    row[R_DOING] = row[DOING] * firms
    measure_instruments(instruments, sectors, records, t, firms, people)
    row[TAKE_UP] = over(trailing(records, t, RD_USERS, 4), trailing(records, t, R_DOING, 4))
    entered = trailing(records, t, ENTERED_FIRST_USE, 4)
    row[FIRST_USE_FOUND] = over(entered, entered + trailing(records, t, DIED_WITHOUT_CUSTOMER, 4))
    row[FIRST_USE_IN_SCENARIO] = at_most_all(over(trailing(records, t, SLOTS_FILLED, 4), entered))
    covered = 0.0
    for g in range(len(guarantors)):
        covered += guarantors[g].outstanding
    row[RISK_SHARED] = at_most_all(over(covered * BN, row[TECH_LOANS]))
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
    row[SECTORS_AHEAD_SHARE] = row[SECTORS_AHEAD] / N_SECTORS
    row[SECTORS_GAINING] = ahead / N_SECTORS if t >= 4 else math.nan
    row[HIGHTECH] = over(emerging_added, added)
    row[ENERGY_INTENSITY] = over(energy, revenue)
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
    row[PUBLIC_MONEY] = BN * (
        flows[DIRECT_SUBSIDY] + flows[CONSORTIUM_MATCHING] + flows[LEADERS_PROJECTS] + flows[MISSION_GRANTS]
        + flows[TIER_AWARDS]
    )  # fmt: skip
    public = trailing(records, t, PUBLIC_MONEY, 4)
    row[OWN_PER_PUBLIC] = over(trailing(records, t, RE_SPENDING, 4) - public, public)
    row[R_PRIVATE], row[R_PUBLIC] = flows[PRIVATE_COMMITMENTS], flows[PUBLIC_COMMITMENTS]
    row[FUND_LEVERAGE] = over(trailing(records, t, R_PRIVATE, 4), trailing(records, t, R_PUBLIC, 4))


@rule
def measure_advance(records, t, burn_in):
    """How far productivity, value added and contracts have come since the year before the run. Writes one row."""
    row = records[t]
    row[TFP_ADVANCE], row[VALUE_ADDED_ADVANCE], row[CONTRACTS_ADVANCE] = math.nan, math.nan, math.nan
    if t >= burn_in:
        last = burn_in - 1
        row[TFP_ADVANCE] = advance(trailing(records, t, R_TFP, 4), trailing(records, last, R_TFP, 4))
        row[VALUE_ADDED_ADVANCE] = advance(trailing(records, t, R_ADDED, 4), trailing(records, last, R_ADDED, 4))
        row[CONTRACTS_ADVANCE] = advance(trailing(records, t, R_CONTRACTS, 4), trailing(records, last, R_CONTRACTS, 4))


@rule
def form_indices(row):
    """Each index is the mean of its components; without one of them it is not defined."""
    for k in range(len(INDEX_OF)):
        row[INDEX_OF[k]] = 0.0
    for k in range(len(INDEX_OF)):
        row[INDEX_OF[k]] += component(row[PART_OF[k]], SIGN_OF[k]) / PARTS_OF[k]


@process
def measures_are_taken(
    clock, environment, technologies, firms, sectors, regions, guarantors, instruments, links, flows, cohorts, records,
    parameters
):
    """Everything in ``model/measures.py`` for the quarter, from what is recorded and from what agents hold."""
    t = clock[0].quarter
    measure_conversion(records, cohorts, t)
    measure_pipeline(clock, technologies, firms, records[t])
    measure_flow(records, t)
    measure_support(regions, guarantors, instruments, sectors, records, t)
    measure_economy(sectors, environment[t], links, flows, records, t, parameters[0])
    measure_advance(records, t, clock[0].burn_in)
    form_indices(records[t])
