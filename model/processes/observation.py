"""What is recorded at the end of a quarter: raw sums first, rates over past quarters from the sums.

Raw sums stand behind the outcomes in a record, in the order of ``indicators.RAW``.
"""

from __future__ import annotations

import math

import numpy as np

from ..classifications import N_SECTORS, N_SIZES
from ..indicators import COLUMN, RAW_COLUMN
from ..kernel import process, rule
from ..populations.technologies import OPEN

COHORT_QUARTERS = 20
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
PATENT_USE_BY_SIZE = COLUMN["patent_use_large"]
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
DOING = COLUMN["rd_firms_doing"]
RESEARCHER_WAGE = COLUMN["researcher_wage"]
TECH_LOANS = COLUMN["tech_loans"]
ORDER_DEPENDENCE = COLUMN["order_dependence"]
OWN_SUBSIDISED = COLUMN["own_effort_subsidised"]
OWN_OTHERS = COLUMN["own_effort_others"]
LOSSES_WITHOUT_ORDERS = COLUMN["losses_without_orders"]
TECH_ACCESS = COLUMN["tech_loan_access"]
LOAN_RATE = COLUMN["loan_rate"]
NPL = COLUMN["npl_ratio"]
REJECTED = COLUMN["loans_rejected"]
VENTURE = COLUMN["venture_investment"]
ZOMBIES = COLUMN["zombie_share"]
DESKS = COLUMN["technology_desk_share"]
PLEDGED = COLUMN["ip_pledge_loans"]

(
    R_REVENUE, R_PROFIT, R_RD_FIRM, R_BASIC, R_APPLIED, R_BASIC_FIRM, R_EAST, R_GDP, R_REPORTED, R_RD_OTHER, R_REAL,
    R_PATENTS_USED, R_PATENTS_IDLE, R_BASIC_DECLARED, R_LOANS,
) = (RAW_COLUMN[name] for name in (
    "revenue", "profit", "rd_firm", "basic", "applied", "basic_firm", "east", "gdp", "reported", "rd_other", "real",
    "patents_used", "patents_idle", "basic_declared", "could_use_loans",
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
def loses_without_orders(profit, orders, delivery_cost):
    """Whether a firm in profit would make a loss without public first orders and the cost of delivering them."""
    return profit >= 0.0 and profit - orders * (1.0 - delivery_cost) < 0.0


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
    tech_sales = 0.0
    tech_orders = 0.0
    kept_by_orders = 0.0
    tech_spent = 0.0
    subsidised_sales = 0.0
    subsidised_spent = 0.0
    subsidies = 0.0
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
            tech_sales += sales
            spent = (firm.research_paid + firm.stages_paid + firm.pilot_fees) * w
            tech_spent += spent
            if firm.grants_received > 0.0:
                subsidised_sales += sales
                subsidised_spent += spent
                subsidies += firm.grants_received * w
            if firm.orders_received > 0.0:
                tech_orders += firm.orders_received * w
                if loses_without_orders(firm.profit, firm.orders_received, rules.delivery_cost):
                    kept_by_orders += w
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
    row[OWN_SUBSIDISED] = over(subsidised_spent - subsidies, subsidised_sales)
    row[OWN_OTHERS] = over(tech_spent - subsidised_spent, tech_sales - subsidised_sales)
    row[ORDER_DEPENDENCE] = over(tech_orders, tech_sales)
    row[LOSSES_WITHOUT_ORDERS] = over(kept_by_orders, tech)
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
    row[n + R_LOANS] = applied - refused
    row[n + R_GDP] = gdp
    row[n + R_RD_OTHER] = rules.other_enterprise_rd * gdp
    row[n + R_EAST] += rules.other_enterprise_east * row[n + R_RD_OTHER]
    row[n + R_PATENTS_USED] = used
    row[n + R_PATENTS_IDLE] = idle


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
