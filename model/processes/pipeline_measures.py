"""Who converts, how long it takes, what stops the others, and what open technologies have found.

Formulas stand in ``model/measures.py``. One pass over technologies where they end, one at the end of the quarter.
"""

from __future__ import annotations

import math

import numpy as np

from ..classifications import (
    CAUSES_OF_DEATH,
    DEATHS,
    FROM_FIRM,
    N_CAUSES,
    N_REGIONS,
    N_SECTORS,
    N_STAGES,
    NO_FINANCE,
    NO_PILOT_CAPACITY,
    PILOT,
)
from ..indicators import COLUMN
from ..kernel import gathering_rule, process, rule
from ..measures import COHORT_GROUPS, GROUPS, PLACES
from ..populations.technologies import INDUSTRIALISED, OPEN
from .observation import COHORT_QUARTERS, over, trailing

N_ORIGINS, N_PLACES, N_COHORT_GROUPS = 3, len(PLACES), len(COHORT_GROUPS)
_SECTOR, _REGION, _SIZE = N_ORIGINS, N_ORIGINS + N_SECTORS, N_ORIGINS + N_SECTORS + N_REGIONS
_BORN_IN, _MADE_IN = 2, 2 + N_COHORT_GROUPS  # columns of `cohorts`: born, industrialised; the first two are for all
_ALL_MADE = 1

ENTERED = COLUMN["entered_proof_of_concept"]
INDUSTRIALISED_COUNT = COLUMN["technologies_industrialised"]
_FIRST_DEATH = COLUMN["died_proof_of_concept_no_sponsor"]
DIED_FROM = tuple(_FIRST_DEATH + sum(at < stage for at, _ in DEATHS) for stage in range(N_STAGES + 1))
"""Column at which the deaths of each stage begin, by cause, and the one after the last."""
FLOW = COLUMN["flow_proof_of_concept"]
INDUSTRIALISED_BY_ORIGIN = COLUMN["industrialised_firm"]
INDUSTRIALISED_IN = COLUMN["industrialised_consumer_goods"]
ENDED_IN = COLUMN["ended_consumer_goods"]
RATE_IN = COLUMN["conversion_rate_consumer_goods"]
AGE_IN = COLUMN["time_to_market_firm"]
DIED_IN = tuple(COLUMN.get(f"died_{group.id}_{cause.id}", -1) for group in GROUPS for cause in CAUSES_OF_DEATH)
COHORT_IN = COLUMN["cohort_conversion_firm"]
REGION_RATE = COLUMN["conversion_rate_east"]
TECHNOLOGIES_OPEN = COLUMN["technologies_open"]
WAITING = COLUMN["waiting_proof_of_concept"]
ACADEMIC_CARRIED = COLUMN["academic_carried"]
JOINT_PROJECTS = COLUMN["joint_projects"]
CAPITAL_MATCHED = COLUMN["capital_matched"]
MOVING_SHARE = COLUMN["moving_share"]
PILOT_REACHED = COLUMN["pilot_reached"]
MARKET_REACHED = COLUMN["market_reached"]
FINANCE_REACHED = COLUMN["finance_reached"]
CROSS_REGION = COLUMN["cross_region"]
REGIONAL_BALANCE = COLUMN["regional_balance"]
ORIGINAL_RESULTS = COLUMN["original_results"]


@rule
def count_end(tally, technology, group, quarter):
    """Count a technology that ended this quarter in one of its groups."""
    weight = technology.weight
    if technology.state == INDUSTRIALISED:
        tally[AGE_IN + group] += weight * (quarter - technology.born) * 0.25
    else:
        tally[DIED_IN[group * N_CAUSES + technology.cause]] += weight
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
            made[_ALL_MADE] += technology.weight
            made[_MADE_IN + technology.origin] += technology.weight
            made[_MADE_IN + _SECTOR + technology.sector] += technology.weight
            made[_MADE_IN + _REGION + technology.region] += technology.weight


@gathering_rule
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
def measure_flow(records, t):
    """Of technologies that left a stage, those that went on. Writes one row of ``records``."""
    row = records[t]
    for stage in range(N_STAGES):
        after = ENTERED + stage + 1 if stage + 1 < N_STAGES else INDUSTRIALISED_COUNT
        went_on, died = trailing(records, t, after, 4), 0.0
        for column in range(DIED_FROM[stage], DIED_FROM[stage + 1]):
            died += trailing(records, t, column, 4)
        row[FLOW + stage] = over(went_on, went_on + died)


@gathering_rule
def measure_pipeline(clock, technologies, firms, row):
    """What waits where; what open technologies have found: a firm, a partner, money, a place, a look. Writes ``row``.

    Most conditions enter as factors 0 and 1, because branches on them would often be missed.
    """
    now = clock[0]
    opened, moving, academic, looked_at, born, fundamental = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    found = np.zeros((2, N_STAGES))  # waiting and running
    sponsored_rows = np.empty(now.n_technologies + 1, np.int64)  # a row that is not listed is overwritten by the next
    n_sponsored = 0
    for j in range(now.n_technologies):
        technology = technologies[j]
        weight = technology.weight
        if technology.born == now.quarter:
            born += weight
            fundamental += weight * technology.fundamentality
        if technology.state != OPEN:
            continue
        outside = technology.origin != FROM_FIRM
        opened += weight
        moving += weight * technology.running
        found[technology.running, technology.stage] += weight
        academic += weight * outside
        sponsored_rows[n_sponsored] = j
        n_sponsored += technology.sponsor >= 0
        if (technology.disclosed > 0) & (technology.sponsor < 0) & outside and technology.contacts > 0.0:
            looked_at += weight  # only what is offered is looked at
    sponsored, joint, short, financed, carried, elsewhere, placed, queueing = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in sponsored_rows[:n_sponsored]:
        technology = technologies[j]
        weight = technology.weight
        outside = technology.origin != FROM_FIRM
        waits = technology.running == 0
        sponsored += weight
        carried += weight * outside
        joint += weight * (outside | (technology.consortium >= 0))
        short += weight * (waits & (technology.missing == NO_FINANCE))
        financed += weight * ((technology.financed == 1) | (technology.fund >= 0))
        at_pilot = weight * (technology.stage == PILOT)
        placed += at_pilot * technology.running
        queueing += at_pilot * (waits & (technology.missing == NO_PILOT_CAPACITY))
        if outside and firms[technology.sponsor].region != technology.region:
            elsewhere += weight
    row[TECHNOLOGIES_OPEN] += opened
    for stage in range(N_STAGES):
        row[WAITING + stage] += found[0, stage]
    row[ACADEMIC_CARRIED] = over(carried, academic)
    row[JOINT_PROJECTS] = over(joint, sponsored)
    row[CAPITAL_MATCHED] = over(sponsored - short, sponsored)
    row[MOVING_SHARE] = over(moving, opened)
    row[PILOT_REACHED] = over(placed, placed + queueing)
    row[MARKET_REACHED] = over(looked_at, academic - carried)
    row[FINANCE_REACHED] = over(financed, sponsored)
    row[CROSS_REGION] = over(elsewhere, carried)
    row[ORIGINAL_RESULTS] = over(fundamental, born)
