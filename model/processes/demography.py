"""Entry and exit: firms fail or close, their claims are settled, entrants and start-ups take their place."""

from __future__ import annotations

import math

import numpy as np

from ..accounts import CAPITAL_GOODS, ENTRY_EQUITY, LIQUIDATION, pay
from ..chance import ENTRY, EXIT, normal, uniform
from ..classifications import HOST_BANKRUPT, LARGE, MEDIUM, MICRO, N_REGIONS, N_SECTORS, SMALL
from ..indicators import COLUMN
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .cells import cell_of
from .projects import dies
from .taxes import opens_tax_year

ENTERED_FIRMS = COLUMN["entry_rate"]
EXITED_FIRMS = COLUMN["exit_rate"]
ZOMBIES = COLUMN["zombie_share"]


@rule
def class_by_revenue(revenue, mean_revenue, large, medium, small):
    """Size class by revenue relative to the mean firm."""
    if revenue >= large * mean_revenue:
        return LARGE
    if revenue >= medium * mean_revenue:
        return MEDIUM
    if revenue >= small * mean_revenue:
        return SMALL
    return MICRO


@rule
def gives_up(firm, floor_quarters, distress_quarters):
    """A firm leaves when it is insolvent, when banks have lost patience, or when it has long been too small to live.

    Smallness does not close a start-up while an incubator houses it.
    """
    too_small = firm.low_quarters >= floor_quarters and firm.incubated == 0
    return firm.exiting == 1 or firm.distressed >= distress_quarters or too_small


@rule
def mean_revenue_of(firms, n_rows):
    """Mean smoothed revenue of real firms (m yuan)."""
    revenue = 0.0
    count = 0.0
    for i in range(n_rows):
        firm = firms[i]
        if firm.active == 1:
            revenue += firm.revenue_trend * firm.weight
            count += firm.weight
    return revenue / max(count, 1e-12)


@process
def firms_fail(clock, firms, sectors, technologies, tally, parameters):
    """Mark the firms that leave, let their technologies die, and renew size classes once a year."""
    now = clock[0]
    rules = parameters[0]
    mean_revenue = 0.0
    if now.season == 3:
        mean_revenue = mean_revenue_of(firms, now.n_firm_rows)
    seed, quarter = now.seed, now.quarter
    leaving = 0
    floor = np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        floor[s] = rules.share_floor / max(sectors[s].n_firms, 1e-12)
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        if firm.strained >= rules.zombie_quarters:
            tally[ZOMBIES] += firm.weight
        if firm.share < floor[firm.sector]:
            firm.low_quarters += 1.0
        else:
            firm.low_quarters = 0.0
        if now.season == 3:
            firm.size_class = class_by_revenue(
                firm.revenue_trend, mean_revenue, rules.size_large, rules.size_medium, rules.size_small
            )
            firm.cell = cell_of(firm.sector, firm.region, firm.size_class)
        closes = firm.leader == 0 and uniform(seed, EXIT, quarter, firm.id, 0) < rules.closing_rate
        if closes or gives_up(firm, rules.floor_quarters, rules.distress_quarters):
            firm.exiting = 1
        if firm.exiting == 1:
            leaving += 1
            tally[EXITED_FIRMS] += firm.weight
    if leaving > 0:
        for j in range(now.n_technologies):
            technology = technologies[j]
            if technology.state == OPEN and technology.sponsor >= 0 and firms[technology.sponsor].exiting == 1:
                dies(technology, HOST_BANKRUPT, now.quarter, tally)


@process
def firms_leave(clock, firms, households, abroad, sectors, banks, flows):
    """Liquidate firms that leave: open trade claims lapse, remaining cash goes to the owners, the row becomes free."""
    now = clock[0]
    foreign = abroad[0]
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0 or firm.exiting == 0:
            continue
        home = households[firm.bank]
        imported = sectors[firm.sector].import_share
        exported = sectors[firm.sector].export_share
        owed = firm.receivables * firm.weight
        foreign.trade_payables -= exported * owed
        home.trade_payables -= owed - exported * owed
        owing = firm.payables * firm.weight
        foreign.trade_receivables -= imported * owing
        home.trade_receivables -= owing - imported * owing
        firm.receivables = 0.0
        firm.payables = 0.0
        firm.liquidated = max(0.0, firm.cash)
        pay(flows, banks, LIQUIDATION, firm, home, firm.liquidated * firm.weight)
        firm.cash = 0.0
        firm.active = 0
        firm.share = 0.0
        firm.capacity = 0.0
        firm.capital = 0.0
        firm.leader = 0


@rule
def free_row(firms, clock):
    """First free row that is not still being wound up this quarter; -1 when there is none.

    Entrants of a quarter do not search again the rows below ``clock.first_free``; ``firms_enter`` sets it back.
    """
    for i in range(clock[0].first_free, firms.shape[0]):
        if firms[i].active == 0 and firms[i].exiting == 0:
            if i >= clock[0].n_firm_rows:
                clock[0].n_firm_rows = i + 1
            clock[0].first_free = i
            return i
    return -1


@rule
def fill_row(firms, row, seed, quarter, identity, weight, sector_code, region, bank, sector, size, parameters):
    """Write a new firm into a free row: an average firm of its sector with its own luck, ``size`` of the mean share.

    Equity and capital are paid by the caller. Every field is written; money starts at zero.
    """
    firm = firms[row]
    mean_share = 1.0 / max(sector.n_firms, weight)
    orders = sector.spending / sector.price * mean_share * size
    firm.cash = 0.0
    firm.weight = weight
    firm.bank = bank
    firm.active = 1
    firm.id = identity
    firm.sector = sector_code
    firm.region = region
    firm.size_class = SMALL
    firm.cell = cell_of(sector_code, region, SMALL)
    firm.leader = 0
    firm.born = quarter
    firm.startup_of = -1
    firm.capacity = orders / parameters.planned_load
    firm.productivity = sector.frontier * math.exp(
        -0.5 * parameters.productivity_spread
        + 0.5 * parameters.productivity_spread * normal(seed, ENTRY, 0, identity, 0)
    )
    firm.material_use = parameters.material_share * sector.material_use * math.exp(
        0.5 * parameters.material_spread * normal(seed, ENTRY, 0, identity, 2)
    )
    firm.quality = sector.quality * math.exp(0.7 * parameters.quality_spread * normal(seed, ENTRY, 0, identity, 4))
    firm.price = sector.price
    firm.unit_cost = sector.unit_cost
    firm.markup = parameters.markup_norm
    firm.share = size * mean_share
    firm.expected_sales = orders
    firm.orders = orders
    firm.output = orders
    firm.growth_expected = sector.growth
    firm.closeness = 0.5
    firm.energy_use = 1.0
    firm.credit_days = parameters.credit_norm
    firm.low_quarters = 0.0
    firm.capital = 0.0
    firm.receivables = 0.0
    firm.payables = 0.0
    firm.debt = 0.0
    firm.tech_debt = 0.0
    firm.pooled_debt = 0.0
    firm.pool_cover = 0.0
    firm.guaranteed_debt = 0.0
    firm.guarantee_cover = 0.0
    firm.pledged_debt = 0.0
    firm.guarantor = -1
    firm.loan_rate = 0.0
    firm.distressed = 0
    firm.strained = 0
    firm.loan_request = 0.0
    firm.investment_planned = 0.0
    firm.profit_trend = parameters.profit_norm * orders * sector.price
    firm.revenue_trend = orders * sector.price
    opens_tax_year(firm)
    firm.tax_due = 0.0
    firm.loss_plain = 0.0
    firm.loss_rd = 0.0
    firm.loss_re = 0.0
    firm.loss = 0.0
    firm.tax_rate = parameters.tax_rate_standard
    firm.high_tech = 0
    firm.relabels = 0
    firm.relabelled_share = 0.0
    firm.absorptive = uniform(seed, ENTRY, 0, identity, 12)
    firm.absorptive_born = firm.absorptive
    firm.opportunity = math.exp(parameters.opportunity_spread * normal(seed, ENTRY, 0, identity, 7))
    firm.reluctance = uniform(seed, ENTRY, 0, identity, 13)
    firm.research_active = 0
    firm.research_budget = 0.0
    firm.effort = 0.0
    firm.next_threshold = 0.0
    firm.n_results = 0
    firm.result_value = 0.0
    firm.hurdle = 1.0
    firm.tax_component = 1.0
    firm.tax_component_basic = 1.0
    firm.basic_wanted = 0.0
    firm.basic_extra = 0.0
    firm.tax_component_engineering = 1.0
    firm.project_budget = 0.0
    firm.project_demand = 0.0
    firm.engineers_busy = 0.0
    firm.patents_used = 0.0
    firm.patents_idle = 0.0
    firm.idle_value = 0.0
    firm.consortium = -1
    firm.ai = 0
    firm.packaged = 0
    firm.incubated = 0
    firm.verified = 0.0
    firm.state_owned = 0
    firm.laboratory = 0
    firm.tier = 0
    firm.tier_padding = 0.0
    firm.partner_claims = 0.0
    firm.process_gain = 0.0
    firm.quality_gain = 0.0
    firm.enrolled = 0
    firm.listed = 0
    firm.lag_rd_deduction = 0
    firm.lag_re_deduction = 0
    firm.exiting = 0


@rule
def entrants_wanted(firms, profit_rate, rate, norm, elasticity):
    """Entrants of a quarter (real firms): in proportion to firms (those of the start if fewer are left) and profit."""
    return firms * rate * max(0.0, 1.0 + elasticity * (profit_rate - norm) / norm)


@process
def firms_enter(clock, environment, firms, sectors, households, banks, flows, tally, region_shares, parameters):
    """Entrants join each sector near its technology; households pay the equity that buys capital and leaves cash."""
    now = clock[0]
    rules = parameters[0]
    today = environment[now.quarter]
    wage = today.wage / today.labour_efficiency
    now.first_free = 0
    for s in range(N_SECTORS):
        sector = sectors[s]
        sector.entrants_due += entrants_wanted(
            max(sector.n_firms, sector.n_founded),
            sector.profit_rate,
            rules.entry_rate,
            rules.profit_norm,
            rules.entry_profit_elasticity,
        )
        while sector.entrants_due >= now.entry_weight:
            row = free_row(firms, clock)
            if row < 0:
                now.first_free = 0
                return
            sector.entrants_due -= now.entry_weight
            identity = now.next_firm_id + sector.n_entered * N_SECTORS + s
            sector.n_entered += 1
            draw = uniform(now.seed, ENTRY, 0, identity, 30)
            region = 0
            while region < N_REGIONS - 1 and draw > region_shares[region]:
                draw -= region_shares[region]
                region += 1
            bank = int(uniform(now.seed, ENTRY, 0, identity, 31) * banks.shape[0])
            fill_row(
                firms, row, now.seed, now.quarter, identity, now.entry_weight, s, region, bank, sector,
                rules.entry_size, rules,
            )
            firm = firms[row]
            home = households[bank]
            capital = firm.capacity * rules.capital_per_capacity * wage
            firm.equity_paid_in += capital + rules.cash_buffer * firm.revenue_trend
            pay(flows, banks, ENTRY_EQUITY, home, firm, firm.equity_paid_in * firm.weight)
            firm.investment += capital
            firm.capital = capital
            pay(flows, banks, CAPITAL_GOODS, firm, home, capital * firm.weight)
            tally[ENTERED_FIRMS] += firm.weight
    now.first_free = 0  # rows wound up this quarter are free for the start-ups of the next


@rule
def found_startup(firms, clock, technology, sectors, bank, parameters):
    """Found a start-up on a technology: a tiny firm in the technology's sector that becomes its sponsor.

    The row stands for as many real start-ups as the technology stands for. Returns the row, or -1 when none is free;
    money comes from the fund that backs it.
    """
    row = free_row(firms, clock)
    if row < 0:
        return -1
    identity = (1 << 44) + (technology.key >> 20)
    fill_row(
        firms, row, clock[0].seed, clock[0].quarter, identity, technology.weight, technology.sector, technology.region,
        bank, sectors[technology.sector], parameters.startup_size, parameters,
    )
    firm = firms[row]
    firm.startup_of = technology.n
    firm.size_class = MICRO
    firm.cell = cell_of(firm.sector, firm.region, MICRO)
    firm.research_active = 1
    technology.sponsor = row
    technology.missing = -1  # it waits for a sponsor no longer
    return row
