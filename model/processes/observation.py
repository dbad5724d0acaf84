"""What is recorded at the end of a quarter: raw sums first, rates over past quarters from the sums.

Raw sums stand behind the outcomes in a record, in the order of ``indicators.RAW``.
"""

from __future__ import annotations

import math

import numpy as np

from ..classifications import FROM_FIRM, FROM_INSTITUTE, FROM_UNIVERSITY, N_SECTORS, N_SIZES
from ..indicators import COLUMN, RAW_COLUMN
from ..kernel import process, rule
from ..levers import INSTRUMENTS
from ..populations.technologies import OPEN

COHORT_QUARTERS = 20
N_INSTRUMENTS = len(INSTRUMENTS)
COLUMNS = len(COLUMN)
BN = 1e-3  # bn yuan in a million

CONVERSION = COLUMN["conversion_rate"]
CONVERSION_BY_ORIGIN = COLUMN["conversion_rate_firm"]
COHORT = COLUMN["cohort_conversion"]
BORN = COLUMN["technologies_born"]
INDUSTRIALISED_COUNT = COLUMN["technologies_industrialised"]
DEAD_COUNT = COLUMN["technologies_dead"]
INDUSTRIALISED_BY_ORIGIN = COLUMN["industrialised_firm"]
ENDED_BY_ORIGIN = COLUMN["ended_firm"]
AGE = COLUMN["time_to_market"]
PATENT_USE_FIRM = COLUMN["patent_use_firm"]
PATENT_USE_UNIVERSITY = COLUMN["patent_use_university"]
PATENT_USE_INSTITUTE = COLUMN["patent_use_institute"]
PATENT_USE = COLUMN["patent_use"]
PATENT_USE_BY_SIZE = COLUMN["patent_use_large"]
MARGIN = COLUMN["margin"]
MARGIN_BY_SIZE = COLUMN["margin_large"]
UTILISATION = COLUMN["utilisation"]
REVENUE = COLUMN["revenue"]
OUTPUT_PRICE = COLUMN["output_price"]
INPUT_PRICE = COLUMN["input_price"]
LEVERAGE = COLUMN["leverage"]
RECEIVABLE_DAYS = COLUMN["receivable_days"]
ENTRY = COLUMN["entry_rate"]
EXIT = COLUMN["exit_rate"]
PRODUCTIVITY = COLUMN["productivity"]
AI = COLUMN["ai_adoption"]
RD_INTENSITY = COLUMN["rd_intensity"]
RD_TO_REVENUE = COLUMN["rd_to_revenue"]
RELABELLED = COLUMN["rd_reported_ratio"]
BASIC_SHARE = COLUMN["rd_basic_share"]
APPLIED_SHARE = COLUMN["rd_applied_share"]
FIRM_SHARE = COLUMN["rd_firm_share"]
INSTITUTE_SHARE = COLUMN["rd_institute_share"]
UNIVERSITY_SHARE = COLUMN["rd_university_share"]
EAST_SHARE = COLUMN["rd_east_share"]
DOING = COLUMN["rd_firms_doing"]
BASIC_BY_FIRMS = COLUMN["basic_by_firms_share"]
CONTRACT_RATIO = COLUMN["contract_income_ratio"]
RESEARCHER_WAGE = COLUMN["researcher_wage"]
TECH_LOANS = COLUMN["tech_loans"]
TECH_ACCESS = COLUMN["tech_loan_access"]
LOAN_RATE = COLUMN["loan_rate"]
NPL = COLUMN["npl_ratio"]
REJECTED = COLUMN["loans_rejected"]
VENTURE = COLUMN["venture_investment"]
ZOMBIES = COLUMN["zombie_share"]
BASIC_RELABELLED = COLUMN["basic_relabelled_share"]
MISUSED = COLUMN["research_misused"]
HARD_TECH = COLUMN["venture_hard_tech_share"]
DESKS = COLUMN["technology_desk_share"]
PLEDGED = COLUMN["ip_pledge_loans"]
PUBLIC_COST = COLUMN["public_cost"]
PUBLIC_REVENUE = COLUMN["public_revenue"]
CASH, FORGONE, RECOVERED, RAISED, CONTINGENT, USERS = (
    tuple(COLUMN.get(f"cost_{instrument}_{part}", -1) for instrument in INSTRUMENTS)
    for part in ("cash", "forgone", "recovered", "raised", "contingent", "users")
)  # column by instrument; -1 where its account cannot hold it
PILOT_LOAD = COLUMN["pilot_load"]

(
    R_REVENUE, R_PROFIT, R_RD_FIRM, R_RD_UNIVERSITY, R_RD_INSTITUTE, R_BASIC, R_APPLIED, R_BASIC_FIRM, R_EAST, R_GDP,
    R_REPORTED, R_CONTRACTS, R_RD_OTHER, R_REAL, R_PATENTS_USED, R_PATENTS_IDLE, R_BASIC_BOUGHT, R_BASIC_DECLARED,
) = (RAW_COLUMN[name] for name in (
    "revenue", "profit", "rd_firm", "rd_university", "rd_institute", "basic", "applied", "basic_firm", "east", "gdp",
    "reported", "contracts", "rd_other", "real", "patents_used", "patents_idle", "basic_bought", "basic_declared",
))
R_REVENUE_BY_SIZE = RAW_COLUMN["revenue_large"]
R_PROFIT_BY_SIZE = RAW_COLUMN["profit_large"]


@rule
def over(numerator, denominator):
    """A ratio, NaN when nothing happened."""
    if denominator > 0.0:
        return numerator / denominator
    return math.nan


@rule
def trailing(records, quarter, column, quarters):
    """Sum of a column over the last ``quarters`` quarters, this one included."""
    total = 0.0
    for t in range(max(0, quarter - quarters + 1), quarter + 1):
        total += records[t, column]
    return total


@rule
def state_amount(row, column, amount):
    """An amount of an account (m yuan) into its column, in bn yuan; nothing where the account cannot hold it."""
    if column >= 0:
        row[column] = amount * BN


@process
def count_technologies(clock, tally, cohorts, records):
    """Pipeline: conversion over three years, by origin and by cohort."""
    now = clock[0]
    t = now.quarter
    row = records[t]
    for c in range(tally.shape[0]):
        row[c] = tally[c]
    cohorts[t, 0] += tally[BORN]
    row[AGE] = over(row[AGE], row[INDUSTRIALISED_COUNT])
    good = trailing(records, t, INDUSTRIALISED_COUNT, 12)
    row[CONVERSION] = over(good, good + trailing(records, t, DEAD_COUNT, 12))
    for origin in range(3):
        row[CONVERSION_BY_ORIGIN + origin] = over(
            trailing(records, t, INDUSTRIALISED_BY_ORIGIN + origin, 12),
            trailing(records, t, ENDED_BY_ORIGIN + origin, 12),
        )
    row[COHORT] = math.nan
    if t >= COHORT_QUARTERS:
        row[COHORT] = over(cohorts[t - COHORT_QUARTERS, 1], cohorts[t - COHORT_QUARTERS, 0])


@process
def count_firms(clock, environment, firms, sectors, regions, banks, records, parameters):
    """Economy, research and finance as far as firms and banks show it."""
    now = clock[0]
    rules = parameters[0]
    row = records[now.quarter]
    n = COLUMNS
    size_revenue = np.zeros(N_SIZES)
    size_profit = np.zeros(N_SIZES)
    size_used = np.zeros(N_SIZES)
    size_idle = np.zeros(N_SIZES)
    assets = 0.0
    liabilities = 0.0
    receivables = 0.0
    count = 0.0
    doing = 0.0
    tech = 0.0
    tech_with_loan = 0.0
    tech_debt = 0.0
    adopters = 0.0
    productivity = 0.0
    venture = 0.0
    material = 0.0
    inputs = 0.0
    rd_firm = 0.0
    basic_firm = 0.0
    applied_firm = 0.0
    basic_declared = 0.0
    reported = 0.0
    rd_east = 0.0
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        w = firm.weight
        sales = (firm.revenue + firm.orders_received) * w
        size_revenue[firm.size_class] += sales
        size_profit[firm.size_class] += firm.profit * w
        size_used[firm.size_class] += firm.patents_used * w
        size_idle[firm.size_class] += firm.patents_idle * w
        rd = (firm.research_basic + firm.research_applied + firm.development) * w
        rd_firm += rd
        basic_firm += firm.research_basic * w
        applied_firm += firm.research_applied * w
        basic_declared += firm.basic_declared * w
        if firm.high_tech == 1:
            reported += firm.reported_rd * w
            row[n + R_REAL] += rd
        if firm.region == 0:
            rd_east += rd
        assets += (firm.capital + max(0.0, firm.cash) + firm.receivables) * w
        liabilities += (firm.debt + firm.payables) * w
        receivables += firm.receivables * w
        count += w
        productivity += firm.revenue * w * firm.productivity
        adopters += firm.ai * w
        venture += firm.venture_received * w
        material += firm.material_cost * w
        inputs += firm.output * firm.material_use * w
        if rd > 0.0:
            doing += w
        if firm.research_active == 1:
            tech += w
            if firm.debt > 0.01 * firm.revenue_trend:
                tech_with_loan += w
            tech_debt += firm.debt * w
    row[n + R_RD_FIRM] = rd_firm
    row[n + R_BASIC_FIRM] = basic_firm
    row[n + R_APPLIED] = applied_firm
    row[n + R_REPORTED] = reported
    row[n + R_BASIC_DECLARED] = basic_declared
    row[n + R_EAST] = rd_east
    revenue = 0.0
    profit = 0.0
    used = 0.0
    idle = 0.0
    for z in range(N_SIZES):
        revenue += size_revenue[z]
        profit += size_profit[z]
        used += size_used[z]
        idle += size_idle[z]
        row[n + R_REVENUE_BY_SIZE + z] = size_revenue[z]
        row[n + R_PROFIT_BY_SIZE + z] = size_profit[z]
        row[PATENT_USE_BY_SIZE + z] = over(size_used[z], size_used[z] + size_idle[z])
    row[PATENT_USE_FIRM] = over(used, used + idle)
    row[n + R_REVENUE] = revenue
    row[n + R_PROFIT] = profit
    row[n + R_BASIC] += row[n + R_BASIC_FIRM]
    output = 0.0
    capacity = 0.0
    value = 0.0
    for s in range(N_SECTORS):
        sector = sectors[s]
        output += sector.output * sector.price
        capacity += sector.capacity * sector.price
        value += sector.output
    row[UTILISATION] = over(output, capacity)
    row[OUTPUT_PRICE] = over(output, value)
    row[INPUT_PRICE] = over(material, inputs)
    if now.quarter >= now.burn_in:  # indices start at one in the quarter before the first recorded one
        row[OUTPUT_PRICE] = over(row[OUTPUT_PRICE], records[now.burn_in - 1, OUTPUT_PRICE])
        row[INPUT_PRICE] = over(row[INPUT_PRICE], records[now.burn_in - 1, INPUT_PRICE])
    row[REVENUE] = revenue * BN
    row[LEVERAGE] = over(liabilities, assets)
    row[RECEIVABLE_DAYS] = over(receivables * 90.0, revenue)
    row[ENTRY] = over(row[ENTRY], count)
    row[EXIT] = over(row[EXIT], count)
    row[ZOMBIES] = over(row[ZOMBIES], count)
    row[PRODUCTIVITY] = over(productivity, revenue)
    row[AI] = over(adopters, count)
    row[DOING] = over(doing, count)
    row[TECH_LOANS] = tech_debt * BN
    row[TECH_ACCESS] = over(tech_with_loan, tech)
    row[VENTURE] = venture * BN
    wage = 0.0
    scientists = 0.0
    for r in range(regions.shape[0]):
        wage += regions[r].scientist_wage * regions[r].scientists
        scientists += regions[r].scientists
    row[RESEARCHER_WAGE] = over(wage, scientists)
    bad = 0.0
    loans = 0.0
    refused = 0.0
    applied = 0.0
    rates = 0.0
    granted = 0.0
    pledged = 0.0
    for_technologies = 0.0
    at_desks = 0.0
    for b in range(banks.shape[0]):
        bank = banks[b]
        bad += bank.bad_loans
        loans += bank.loans
        refused += bank.refusals
        applied += bank.applications
        rates += bank.rate_volume
        granted += bank.granted
        pledged += bank.pledged_loans
        for_technologies += bank.tech_granted
        at_desks += bank.desk_granted
    row[NPL] = over(bad, loans)
    row[REJECTED] = over(refused, applied)
    row[LOAN_RATE] = over(rates, granted)
    row[PLEDGED] = pledged * BN
    row[DESKS] = over(at_desks, for_technologies)
    gdp = environment[now.quarter].gdp * now.scale
    row[n + R_GDP] = gdp
    row[n + R_RD_OTHER] = rules.other_enterprise_rd * gdp
    row[n + R_EAST] += rules.other_enterprise_east * row[n + R_RD_OTHER]
    row[n + R_PATENTS_USED] = used
    row[n + R_PATENTS_IDLE] = idle


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


@process
def forget_ended(clock, technologies):
    """Close the gaps that ended technologies leave, keeping the order of the others."""
    kept = 0
    for j in range(clock[0].n_technologies):
        if technologies[j].state == OPEN:
            if kept != j:
                technologies[kept] = technologies[j]
            kept += 1
    clock[0].n_technologies = kept
