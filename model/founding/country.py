"""The whole state of a country at the start of the burn-in: populations, books, the given path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..accounts import N_FLOWS
from ..classifications import N_REGIONS, N_SECTORS
from ..environment import FINAL_SHARES, LINKS, environment
from ..indicators import OUTCOMES, RAW
from ..kernel import zeros
from ..levers import INSTRUMENTS
from ..measures import COHORT_GROUPS
from ..populations.economy import CLOCK, HOUSEHOLD, INSTRUMENT
from ..populations.technologies import TECHNOLOGY
from .finance import bank_of_customers, found_banks, found_funds, found_guarantors, found_households, open_bank_accounts
from .firms import found_firms, found_sectors
from .knowledge import found_universities
from .public import found_consortia, found_governments, found_pilots, found_regions

if TYPE_CHECKING:
    from ..scenario import Scenario

REAL_FIRMS = 512_000
N_BANKS = 30
N_FUNDS = 40
FIRM_REGIONS = np.array([0.642, 0.188, 0.125, 0.045])  # G05
_FIRM_CUSTOMERS = 0


def found_state(
    scenario: Scenario, seed: int, burn_in: int, parameters: np.ndarray, policy: np.ndarray
) -> dict[str, np.ndarray]:
    """Every array of a new world, in balance.

    Parameters: ``burn_in`` quarters before the scenario starts, ``parameters`` the one-row record, ``policy`` the table
    of shape (burn_in + horizon, cells). Raises ValueError for an impossible sample.
    """
    quarters = burn_in + scenario.horizon
    scale = scenario.real_firms / REAL_FIRMS
    path, weights = environment(scenario.start + -burn_in, quarters, parameters)
    first = path[0]
    linked = float(parameters["linked_revenue_share"][0])
    spending = first["final_spending"] * scale * np.array(FINAL_SHARES) / (1.0 - linked)
    wage = float(first["wage"] / first["labour_efficiency"])
    firms, entry_weight = found_firms(
        scenario.firms, scenario.real_firms, seed, spending, wage, float(first["raw_price"]), FIRM_REGIONS, parameters
    )
    banks = found_banks(min(N_BANKS, max(3, scenario.firms // 20)), seed, parameters)
    firms["bank"][: scenario.firms] = bank_of_customers(range(scenario.firms), banks, seed, _FIRM_CUSTOMERS)
    banks["bonds"] = float(parameters["government_debt"][0]) * 4.0 * first["gdp"] * scale * banks["market_share"]
    governments = found_governments(banks, float(first["gdp"]) * scale, parameters)
    universities = found_universities(scale, banks, seed, parameters)
    pilots = found_pilots(scale, len(banks), parameters)
    funds = found_funds(N_FUNDS, scale, banks, seed, parameters)
    guarantors = found_guarantors(firms, banks, seed, parameters)
    households = found_households(banks)
    abroad = zeros(1, HOUSEHOLD)
    abroad["weight"] = 1.0
    sectors = found_sectors(firms, scenario.firms, spending, parameters)
    _open_trade_claims(firms, households, abroad, sectors, parameters)
    open_bank_accounts(
        banks, households, firms, governments, parameters, (universities, pilots, funds, guarantors, abroad)
    )
    clock = zeros(1, CLOCK)
    clock["seed"] = seed
    clock["burn_in"] = burn_in
    clock["next_firm_id"] = scenario.real_firms
    clock["n_firm_rows"] = scenario.firms
    clock["scale"] = scale
    clock["entry_weight"] = entry_weight
    n_leaders = int((firms["leader"] == 1).sum())
    return {
        "clock": clock,
        "parameters": parameters,
        "policy": policy,
        "environment": path,
        "base_demand": weights,
        "links": np.array(LINKS),
        "region_shares": FIRM_REGIONS,
        "firms": firms,
        "universities": universities,
        "pilots": pilots,
        "consortia": found_consortia(n_leaders),
        "banks": banks,
        "funds": funds,
        "guarantors": guarantors,
        "technologies": zeros(4096 + 2 * len(firms), TECHNOLOGY),
        "sectors": sectors,
        "regions": found_regions(scale, parameters),
        "governments": governments,
        "households": households,
        "abroad": abroad,
        "flows": np.zeros(N_FLOWS),
        "instruments": zeros(len(INSTRUMENTS), INSTRUMENT),
        "tally": np.zeros(len(OUTCOMES)),
        "listed_firms": np.zeros(len(firms), np.int64),
        "listed_pull": np.zeros(len(firms) + 1),
        "listed_place": np.zeros(N_SECTORS * N_REGIONS + 1, np.int64),
        "cohorts": np.zeros((quarters, 2 + 2 * len(COHORT_GROUPS))),
        "records": np.zeros((quarters, len(OUTCOMES) + len(RAW))),
    }


def _open_trade_claims(
    firms: np.ndarray, households: np.ndarray, abroad: np.ndarray, sectors: np.ndarray, parameters: np.ndarray
) -> None:
    """Customers owe what firms are owed, suppliers are owed what firms owe."""
    present = firms[firms["active"] == 1]
    exported = float(parameters["export_share"][0])
    owed = present["receivables"] * present["weight"]
    households["trade_payables"] = np.bincount(present["bank"], owed * (1.0 - exported), len(households))
    abroad["trade_payables"] = owed.sum() * exported
    owing = present["payables"] * present["weight"]
    imported = sectors["import_share"][present["sector"]]
    households["trade_receivables"] = np.bincount(present["bank"], owing * (1.0 - imported), len(households))
    abroad["trade_receivables"] = (owing * imported).sum()
