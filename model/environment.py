"""What the world takes as given: demand of final buyers, wages, raw-material prices, GDP, by quarter.

Figures up to 2025 are history, later ones a continuation; all are inputs and none depends on a lever.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .calendar import Quarter
from .classifications import CLASS_OF_SECTOR, N_SECTORS
from .kernel import zeros
from .populations.economy import ENVIRONMENT


@dataclass(frozen=True)
class Year:
    """Annual figures: growth of final spending, of wages, of labour efficiency and of raw prices; GDP; lending rate."""

    spending: float
    wage: float
    efficiency: float
    raw_price: float
    gdp: float  # trillion yuan
    base_rate: float


# Spending, wages, efficiency before 2021: stylised (assumption). Raw prices from 2021 are backed out of producer and
# purchase prices (E29 for 2021; later years: press of the statistics office, from memory). GDP: E13 / Z06 for 2023 and
# 2024, other years from memory. Base rate: loan prime rate of one year (B12).
HISTORY: dict[int, Year] = {
    2010: Year(0.060, 0.070, 0.060, 0.00, 41.2, 0.056),
    2011: Year(0.060, 0.070, 0.060, 0.02, 48.8, 0.060),
    2012: Year(0.060, 0.070, 0.060, 0.00, 53.9, 0.058),
    2013: Year(0.060, 0.070, 0.060, -0.01, 59.3, 0.057),
    2014: Year(0.055, 0.070, 0.060, -0.02, 64.4, 0.055),
    2015: Year(0.045, 0.070, 0.060, -0.05, 68.9, 0.045),
    2016: Year(0.050, 0.065, 0.058, 0.00, 74.6, 0.043),
    2017: Year(0.070, 0.065, 0.058, 0.06, 83.2, 0.043),
    2018: Year(0.065, 0.065, 0.058, 0.03, 91.9, 0.043),
    2019: Year(0.040, 0.060, 0.055, 0.00, 98.7, 0.042),
    2020: Year(0.015, 0.050, 0.050, -0.02, 101.6, 0.039),
    2021: Year(0.170, 0.060, 0.055, 0.170, 114.9, 0.0385),
    2022: Year(0.050, 0.055, 0.052, 0.060, 120.5, 0.0370),
    2023: Year(0.012, 0.055, 0.052, -0.050, 129.3, 0.0350),
    2024: Year(0.020, 0.050, 0.050, -0.025, 134.3, 0.0330),
    2025: Year(0.018, 0.050, 0.050, -0.030, 139.5, 0.0305),
}
AFTER = Year(0.042, 0.050, 0.045, 0.010, 0.0, 0.0300)
GDP_GROWTH_AFTER = 0.048

REVENUE_2023 = 133.44e6  # m yuan a year (E02)

# Stylised (assumption): shares of final demand, yearly growth on top of the total by class, imported share of inputs.
FINAL_SHARES = (0.28, 0.20, 0.11, 0.24, 0.12, 0.012, 0.028, 0.006, 0.003, 0.001)
CLASS_GROWTH = (-0.004, 0.03, 0.10)
IMPORT_SHARES = (0.06, 0.10, 0.20, 0.14, 0.20, 0.40, 0.15, 0.25, 0.20, 0.30)
FOREIGN_LEADS = (0.05, 0.15, 0.10, 0.25, 0.15, 0.60, 0.30, 0.20, 0.20, 0.30)  # of best practice abroad, 2011
FIRM_SHARES = (0.26, 0.27, 0.07, 0.25, 0.08, 0.015, 0.035, 0.01, 0.006, 0.004)

# Rows: buyers, columns: suppliers; shares of an input bundle, the rest comes from outside the ten sectors (assumption).
LINKS = (
    # cons  mat   ener  mach  net   ic    bio   ai    low   qua
    (0.30, 0.22, 0.08, 0.04, 0.02, 0.00, 0.02, 0.00, 0.00, 0.00),
    (0.03, 0.38, 0.18, 0.05, 0.01, 0.00, 0.01, 0.00, 0.00, 0.00),
    (0.02, 0.10, 0.30, 0.09, 0.02, 0.00, 0.00, 0.00, 0.00, 0.00),
    (0.02, 0.34, 0.05, 0.22, 0.06, 0.02, 0.00, 0.00, 0.00, 0.00),
    (0.03, 0.18, 0.03, 0.06, 0.25, 0.12, 0.00, 0.01, 0.00, 0.00),
    (0.02, 0.26, 0.07, 0.16, 0.06, 0.16, 0.00, 0.01, 0.00, 0.00),
    (0.16, 0.26, 0.07, 0.05, 0.03, 0.00, 0.16, 0.00, 0.00, 0.00),
    (0.02, 0.04, 0.06, 0.05, 0.28, 0.22, 0.00, 0.08, 0.00, 0.00),
    (0.02, 0.26, 0.04, 0.24, 0.10, 0.05, 0.00, 0.04, 0.06, 0.00),
    (0.02, 0.22, 0.05, 0.20, 0.14, 0.12, 0.00, 0.03, 0.00, 0.05),
)


def year_of(year: int) -> Year:
    """Figures of a calendar year: history where there is one, else the continuation (GDP grows at its trend)."""
    if year in HISTORY:
        return HISTORY[year]
    if year < min(HISTORY):
        return HISTORY[min(HISTORY)]
    last = max(HISTORY)
    gdp = HISTORY[last].gdp * (1.0 + GDP_GROWTH_AFTER) ** (year - last)
    return Year(AFTER.spending, AFTER.wage, AFTER.efficiency, AFTER.raw_price, gdp, AFTER.base_rate)


def final_share(parameters: np.ndarray) -> float:
    """Part of revenue that is final demand at the start, so that 2023 revenue meets E02."""
    return float(1.0 - parameters["linked_revenue_share"][0])


def environment(first: Quarter, quarters: int, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The given path of ``quarters`` quarters from ``first``.

    Returns the environment records and the base weights of final demand, shape (quarters, sectors).
    Indices equal one in 2020 Q4; growth is spread evenly over the quarters of a year.
    """
    path = zeros(quarters, ENVIRONMENT)
    weights = np.zeros((quarters, N_SECTORS))
    anchor = Quarter(2020, 4).ordinal
    mid_2023 = Quarter(2023, 3).ordinal

    def level(field: str, ordinal: int) -> float:
        """Log index of a growth series at the end of a quarter, zero in 2020 Q4."""
        total = 0.0
        step = 1 if ordinal >= anchor else -1
        at = anchor
        while at != ordinal:
            year = Quarter.from_ordinal(at + (1 if step > 0 else 0)).year
            total += step * np.log1p(getattr(year_of(year), field)) / 4.0
            at += step
        return float(total)

    spending_2023 = REVENUE_2023 / 4.0 * final_share(parameters) / np.exp(level("spending", mid_2023))
    for t in range(quarters):
        quarter = first + t
        given = year_of(quarter.year)
        row = path[t]
        row["final_spending"] = spending_2023 * np.exp(level("spending", quarter.ordinal))
        row["wage"] = np.exp(level("wage", quarter.ordinal))
        row["labour_efficiency"] = np.exp(level("efficiency", quarter.ordinal))
        row["raw_price"] = np.exp(level("raw_price", quarter.ordinal))
        row["gdp"] = given.gdp * 1e6 / 4.0
        row["base_rate"] = given.base_rate
        row["budget_growth"] = given.gdp / year_of(2023).gdp
        years = (quarter.ordinal - mid_2023) / 4.0
        for s in range(N_SECTORS):
            weights[t, s] = FINAL_SHARES[s] * np.exp(CLASS_GROWTH[CLASS_OF_SECTOR[s]] * years)
        weights[t] /= weights[t].sum()
    return path, weights
