"""What is recorded of universities, platforms, funds and public money, and the rates over past quarters."""

from __future__ import annotations

import numpy as np

from ..classifications import FROM_FIRM, FROM_INSTITUTE, FROM_UNIVERSITY, N_SIZES
from ..indicators import COLUMN, RAW_COLUMN
from ..kernel import process, rule
from ..levers import INSTRUMENTS
from .observation import (
    BN,
    COLUMNS,
    R_APPLIED,
    R_BASIC,
    R_BASIC_DECLARED,
    R_BASIC_FIRM,
    R_EAST,
    R_GDP,
    R_PATENTS_IDLE,
    R_PATENTS_USED,
    R_PROFIT,
    R_PROFIT_BY_SIZE,
    R_RD_FIRM,
    R_RD_OTHER,
    R_REAL,
    R_REPORTED,
    R_REVENUE,
    R_REVENUE_BY_SIZE,
    over,
    trailing,
)

PATENT_USE_UNIVERSITY = COLUMN["patent_use_university"]
PATENT_USE_INSTITUTE = COLUMN["patent_use_institute"]
PATENT_USE = COLUMN["patent_use"]
MARGIN = COLUMN["margin"]
MARGIN_BY_SIZE = COLUMN["margin_large"]
RD_INTENSITY = COLUMN["rd_intensity"]
RD_TO_REVENUE = COLUMN["rd_to_revenue"]
RELABELLED = COLUMN["rd_reported_ratio"]
BASIC_SHARE = COLUMN["rd_basic_share"]
APPLIED_SHARE = COLUMN["rd_applied_share"]
FIRM_SHARE = COLUMN["rd_firm_share"]
INSTITUTE_SHARE = COLUMN["rd_institute_share"]
UNIVERSITY_SHARE = COLUMN["rd_university_share"]
EAST_SHARE = COLUMN["rd_east_share"]
BASIC_BY_FIRMS = COLUMN["basic_by_firms_share"]
CONTRACT_RATIO = COLUMN["contract_income_ratio"]
BASIC_RELABELLED = COLUMN["basic_relabelled_share"]
MISUSED = COLUMN["research_misused"]
HARD_TECH = COLUMN["venture_hard_tech_share"]
PUBLIC_COST = COLUMN["public_cost"]
PILOT_LOAD = COLUMN["pilot_load"]
PUBLIC_REVENUE = COLUMN["public_revenue"]
CASH, FORGONE, RECOVERED, RAISED, CONTINGENT, USERS = (
    tuple(COLUMN.get(f"cost_{instrument}_{part}", -1) for instrument in INSTRUMENTS)
    for part in ("cash", "forgone", "recovered", "raised", "contingent", "users")
)  # column by instrument; -1 where its account cannot hold it
N_INSTRUMENTS = len(INSTRUMENTS)
R_RD_UNIVERSITY = RAW_COLUMN["rd_university"]
R_RD_INSTITUTE = RAW_COLUMN["rd_institute"]
R_CONTRACTS = RAW_COLUMN["contracts"]
R_BASIC_BOUGHT = RAW_COLUMN["basic_bought"]
R_UNITS = RAW_COLUMN["could_use_units"]


@rule
def state_amount(row, column, amount):
    """An amount of an account (m yuan) into its column, in bn yuan; nothing where the account cannot hold it."""
    if column >= 0:
        row[column] = amount * BN


@process
def count_public(clock, universities, pilots, funds, instruments, records):
    """Universities, platforms, the public cost of every instrument, and the rates over past quarters."""
    now = clock[0]
    t = now.quarter
    row = records[t]
    n = COLUMNS
    used = np.zeros(3)
    idle = np.zeros(3)
    used[FROM_FIRM] = row[n + R_PATENTS_USED]
    idle[FROM_FIRM] = row[n + R_PATENTS_IDLE]
    for u in range(universities.shape[0]):
        unit = universities[u]
        w = unit.weight
        rd = (unit.research_basic + unit.research_applied + unit.development) * w
        if unit.kind == FROM_UNIVERSITY:
            row[n + R_RD_UNIVERSITY] += rd
        else:
            row[n + R_RD_INSTITUTE] += rd
        row[n + R_UNITS] += w
        row[n + R_BASIC] += unit.research_basic * w
        row[n + R_APPLIED] += unit.research_applied * w
        if unit.region == 0:
            row[n + R_EAST] += rd
        row[n + R_CONTRACTS] += (unit.contract_income + unit.licence_income + unit.consortium_income) * w
        row[n + R_BASIC_BOUGHT] += unit.basic_income * w
        row[MISUSED] += unit.misused * w * BN
        used[unit.kind] += unit.patents_used * w
        idle[unit.kind] += unit.patents_idle * w
    row[PATENT_USE_UNIVERSITY] = over(used[FROM_UNIVERSITY], used[FROM_UNIVERSITY] + idle[FROM_UNIVERSITY])
    row[PATENT_USE_INSTITUTE] = over(used[FROM_INSTITUTE], used[FROM_INSTITUTE] + idle[FROM_INSTITUTE])
    all_used = used[0] + used[1] + used[2]
    row[PATENT_USE] = over(all_used, all_used + idle[0] + idle[1] + idle[2])
    places = 0.0
    taken = 0.0
    for p in range(pilots.shape[0]):
        places += pilots[p].places * pilots[p].weight
        taken += pilots[p].used * pilots[p].weight
    row[PILOT_LOAD] = over(taken, places)
    invested = 0.0
    in_hard_tech = 0.0
    for f in range(funds.shape[0]):
        invested += funds[f].invested * funds[f].weight
        in_hard_tech += funds[f].invested_hard * funds[f].weight
    row[HARD_TECH] = over(in_hard_tech, invested)
    total = 0.0
    raised = 0.0
    for k in range(N_INSTRUMENTS):
        account = instruments[k]
        state_amount(row, CASH[k], account.cash)
        state_amount(row, FORGONE[k], account.forgone)
        state_amount(row, RECOVERED[k], account.recovered)
        state_amount(row, RAISED[k], account.raised)
        state_amount(row, CONTINGENT[k], account.contingent)
        row[USERS[k]] = account.users
        total += account.cash + account.forgone - account.recovered
        raised += account.raised
    row[PUBLIC_COST] = total * BN
    row[PUBLIC_REVENUE] = raised * BN
    row[MARGIN] = over(trailing(records, t, n + R_PROFIT, 4), trailing(records, t, n + R_REVENUE, 4))
    for z in range(N_SIZES):
        row[MARGIN_BY_SIZE + z] = over(
            trailing(records, t, n + R_PROFIT_BY_SIZE + z, 4), trailing(records, t, n + R_REVENUE_BY_SIZE + z, 4)
        )
    firm_rd = trailing(records, t, n + R_RD_FIRM, 4)
    other = trailing(records, t, n + R_RD_OTHER, 4)
    university = trailing(records, t, n + R_RD_UNIVERSITY, 4)
    institute = trailing(records, t, n + R_RD_INSTITUTE, 4)
    all_rd = firm_rd + other + university + institute
    basic = trailing(records, t, n + R_BASIC, 4)
    row[RD_INTENSITY] = over(all_rd, trailing(records, t, n + R_GDP, 4))
    row[RD_TO_REVENUE] = over(firm_rd, trailing(records, t, n + R_REVENUE, 4))
    reported = trailing(records, t, n + R_REPORTED, 4)
    row[RELABELLED] = over(reported - trailing(records, t, n + R_REAL, 4), reported)
    row[BASIC_SHARE] = over(basic, all_rd)
    row[APPLIED_SHARE] = over(trailing(records, t, n + R_APPLIED, 4), all_rd)
    row[FIRM_SHARE] = over(firm_rd + other, all_rd)
    row[INSTITUTE_SHARE] = over(institute, all_rd)
    row[UNIVERSITY_SHARE] = over(university, all_rd)
    row[EAST_SHARE] = over(trailing(records, t, n + R_EAST, 4), all_rd)
    own_basic = trailing(records, t, n + R_BASIC_FIRM, 4)
    declared = trailing(records, t, n + R_BASIC_DECLARED, 4)
    row[BASIC_BY_FIRMS] = over(own_basic + trailing(records, t, n + R_BASIC_BOUGHT, 4), basic)
    row[BASIC_RELABELLED] = over(declared, own_basic + declared)
    row[CONTRACT_RATIO] = over(trailing(records, t, n + R_CONTRACTS, 4), university + institute)
