"""The firms of the first quarter: every leader, and a stratified sample of the others with survey weights."""

from __future__ import annotations

import math

import numpy as np

from ..chance import FIRM_SETUP, normal, uniform
from ..classifications import N_REGIONS, N_SECTORS
from ..environment import FIRM_SHARES, FOREIGN_LEADS, IMPORT_SHARES
from ..kernel import process, zeros
from ..populations.economy import SECTOR
from ..populations.firms import FIRM
from ..processes.birth import next_threshold
from ..processes.cells import cell_of
from ..processes.demography import class_by_revenue

REAL_LEADERS = 200  # of 512,000 firms, all in every sample
SPARE_ROWS = 0.4  # room for entrants and start-ups


def sample_design(firms: int, real_firms: int) -> tuple[int, float]:
    """Number of leaders (weight 1) and the weight of every other firm; weights sum to the real population.

    Raises ValueError when the sample cannot hold the leaders.
    """
    leaders = max(N_SECTORS, round(REAL_LEADERS * real_firms / 512_000))
    leaders = min(leaders, firms // 4)
    if leaders < 1 or firms > real_firms:
        raise ValueError(f"a sample of {firms} firms cannot stand for {real_firms}")
    return leaders, (real_firms - leaders) / (firms - leaders)


@process
def draw_firms(firms, n_firms, n_leaders, weight, seed, sector_shares, region_shares, parameters):
    """Draw rank, sector, region, technology and luck of each firm; sizes follow a Pareto law of ranks.

    ``share`` holds the relative size until ``place_firms`` turns it into a market share.
    """
    rules = parameters[0]
    for i in range(n_firms):
        firm = firms[i]
        firm.active = 1
        firm.id = i
        firm.leader = 0
        firm.weight = weight
        rank = n_leaders + (i - n_leaders + uniform(seed, FIRM_SETUP, 0, i, 0)) * weight + 0.5
        if i < n_leaders:
            firm.leader = 1
            firm.weight = 1.0
            rank = i + 0.5 + 0.5 * uniform(seed, FIRM_SETUP, 0, i, 0)
        firm.share = math.pow(rank, -1.0 / rules.size_exponent)
        draw = uniform(seed, FIRM_SETUP, 0, i, 1)
        s = 0
        while s < N_SECTORS - 1 and draw > sector_shares[s]:
            draw -= sector_shares[s]
            s += 1
        if n_leaders - N_SECTORS <= i < n_leaders:
            s = n_leaders - 1 - i
        elif n_leaders <= i < n_leaders + N_SECTORS:
            s = i - n_leaders
        firm.sector = s
        draw = uniform(seed, FIRM_SETUP, 0, i, 2)
        r = 0
        while r < N_REGIONS - 1 and draw > region_shares[r]:
            draw -= region_shares[r]
            r += 1
        firm.region = r
        firm.productivity = math.exp(rules.productivity_spread * normal(seed, FIRM_SETUP, 0, i, 2))
        firm.material_use = rules.material_share * math.exp(rules.material_spread * normal(seed, FIRM_SETUP, 0, i, 3))
        firm.quality = math.exp(rules.quality_spread * normal(seed, FIRM_SETUP, 0, i, 4))
        firm.absorptive = uniform(seed, FIRM_SETUP, 0, i, 10)
        firm.absorptive_born = firm.absorptive
        firm.reluctance = uniform(seed, FIRM_SETUP, 0, i, 11)
        if i < n_leaders:
            firm.reluctance = 0.0
            firm.state_owned = 1 if uniform(seed, FIRM_SETUP, 0, i, 15) < rules.state_share else 0
        firm.opportunity = math.exp(rules.opportunity_spread * normal(seed, FIRM_SETUP, 0, i, 6))
        firm.startup_of = -1
        firm.guarantor = -1
        firm.consortium = -1
        firm.hurdle = 1.0
        firm.tax_rate = rules.tax_rate_standard
        firm.tax_component = 1.0
        firm.tax_component_engineering = 1.0
        firm.markup = rules.markup_norm
        firm.credit_days = rules.credit_norm
        firm.closeness = 0.5
        firm.next_threshold = next_threshold(seed, i, 0)
        firm.born = -int(40.0 * uniform(seed, FIRM_SETUP, 0, i, 14))


@process
def place_firms(firms, n_firms, spending, wage, raw_price, parameters):
    """Give each firm its share of its sector's first demand, capacity, balance sheet and size class."""
    rules = parameters[0]
    sums = np.zeros(N_SECTORS)
    for i in range(n_firms):
        sums[firms[i].sector] += firms[i].share * firms[i].weight
    revenue = 0.0
    count = 0.0
    for i in range(n_firms):
        firm = firms[i]
        firm.share /= sums[firm.sector]
        firm.unit_cost = rules.labour_cost_share * wage / firm.productivity + firm.material_use * raw_price
        firm.price = (1.0 + rules.markup_norm) * firm.unit_cost
        sales = spending[firm.sector] * firm.share
        firm.orders = sales / firm.price
        firm.output = firm.orders
        firm.expected_sales = firm.orders
        firm.capacity = firm.orders / rules.load_start
        firm.capital = firm.capacity * rules.capital_per_capacity * wage
        firm.energy_use = 1.0
        firm.receivables = sales * rules.credit_norm / 90.0
        firm.payables = rules.payable_ratio * firm.output * firm.material_use * raw_price * rules.credit_norm / 90.0
        firm.cash = rules.cash_buffer * sales
        if firm.reluctance < 0.5:
            firm.debt = rules.debt_start * (firm.capital + firm.receivables + firm.cash)
        firm.loan_rate = rules.loan_rate_start
        firm.revenue_trend = sales
        firm.profit_trend = rules.profit_norm * sales
        revenue += sales * firm.weight
        count += firm.weight
    for i in range(n_firms):
        firm = firms[i]
        firm.size_class = class_by_revenue(
            firm.revenue_trend, revenue / count, rules.size_large, rules.size_medium, rules.size_small
        )
        firm.cell = cell_of(firm.sector, firm.region, firm.size_class)


def found_firms(
    n_firms: int, real_firms: int, seed: int, spending: np.ndarray, wage: float, raw_price: float,
    region_shares: np.ndarray, parameters: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Firms with room for entrants, and the weight of an entrant.

    Parameters: ``spending`` (sectors,) demand of the first quarter, aggregate m yuan; ``region_shares`` (regions,).
    Raises ValueError when the sample is impossible.
    """
    leaders, weight = sample_design(n_firms, real_firms)
    firms = zeros(n_firms + max(40, int(SPARE_ROWS * n_firms)), FIRM)
    draw_firms(firms, n_firms, leaders, weight, seed, np.array(FIRM_SHARES), region_shares, parameters)
    place_firms(firms, n_firms, spending, wage, raw_price, parameters)
    return firms, weight


def found_sectors(firms: np.ndarray, n_firms: int, spending: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    """Sector records that agree with the firms of the first quarter."""
    sectors = zeros(N_SECTORS, SECTOR)
    present = firms[:n_firms]
    code = present["sector"]

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(code, values * present["weight"], N_SECTORS)

    mass = present["share"]
    sectors["n_firms"] = total(np.ones(n_firms))
    sectors["n_founded"] = sectors["n_firms"]
    sectors["price"] = 1.0 / total(mass / present["price"])
    sectors["quality"] = total(mass * present["quality"])
    sectors["unit_cost"] = total(mass * present["unit_cost"])
    sectors["material_use"] = total(mass * present["material_use"]) / parameters["material_share"][0]
    sectors["output"] = total(present["output"])
    sectors["capacity"] = total(present["capacity"])
    sectors["utilisation"] = sectors["output"] / sectors["capacity"]
    sectors["profit_rate"] = parameters["profit_norm"][0]
    sectors["growth"] = 0.015
    sectors["standard_holder"] = -1
    sectors["attraction"] = 1.0
    sectors["research_crowding"] = 1.0
    sectors["frontier"] = total(mass * present["productivity"])
    sectors["frontier_quality"] = sectors["quality"]
    sectors["credit_days"] = parameters["credit_norm"][0]
    sectors["import_share"] = IMPORT_SHARES
    sectors["export_share"] = parameters["export_share"]
    sectors["import_base"] = IMPORT_SHARES
    sectors["own_coverage"] = parameters["choke_start"][0]
    sectors["foreign_level"] = sectors["quality"] * (1.0 + np.array(FOREIGN_LEADS))
    sectors["energy_standard"] = 1.0
    sectors["share_worthwhile"] = parameters["share_worthwhile_start"][0]
    sectors["gain_worthwhile"] = parameters["gain_worthwhile_start"][0]
    inputs = present["payables"] / parameters["payable_ratio"][0] * 90.0 / parameters["credit_norm"][0]
    sectors["inputs_bought"] = total(inputs) * (1.0 - sectors["import_share"])
    sectors["capital_bought"] = total(present["capital"]) * parameters["wear"][0] * 1.5
    sectors["spending"] = spending
    return sectors
