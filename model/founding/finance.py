"""Banks, depositors, guarantors and funds at the start, and balance sheets that agree with everybody's accounts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..chance import FIRM_SETUP, normal, uniform
from ..classifications import N_REGIONS, N_SECTORS, N_SIZES, SMALL
from ..kernel import zeros
from ..levers import LEVERS
from ..populations.economy import HOUSEHOLD
from ..populations.finance import BANK, FUND, GUARANTOR

# Identities of the draws of founding that belong to no firm (details of FIRM_SETUP are the firms').
_BANKS, _CUSTOMERS = 1001, 1003
_POOL_AND_REGIONS = 1 + N_REGIONS


def found_banks(n_banks: int, seed: int, parameters: np.ndarray) -> np.ndarray:
    """Bank groups with log-normal market shares (largest first) and empty balance sheets."""
    parameter = parameters[0]
    banks = zeros(n_banks, BANK)
    spread = float(parameter["bank_size_spread"])
    shares = np.sort([np.exp(spread * normal(seed, FIRM_SETUP, _BANKS, row, 0)) for row in range(n_banks)])[::-1]
    banks["weight"] = 1.0
    banks["market_share"] = shares / shares.sum()
    # Larger groups screen with more data; every branch network is spread evenly over the ranks.
    banks["screening_skill"] = 1.2 - 0.4 * np.arange(n_banks) / max(n_banks - 1, 1)
    branch = LEVERS["technology_credit.branches"].baseline
    ranks = np.arange(n_banks + 1) * branch
    banks["tech_branch"] = np.diff(np.floor(ranks + 0.5)).astype(np.int64)
    banks["tech_desks"] = banks["tech_branch"]
    banks["approval"] = 0.9
    banks["expected_loss"] = parameter["default_rate_start"]
    banks["tech_expected_loss"] = parameter["tech_default_rate_start"]
    banks["score_mean"] = parameter["score_mean_start"]
    banks["score_variance"] = parameter["score_variance_start"]
    banks["score_weight"] = 1.0
    return banks


def bank_of_customers(identities: Iterable[int], banks: np.ndarray, seed: int, kind: int) -> np.ndarray:
    """Row of the bank of each customer, drawn by market share; ``kind`` keeps populations apart."""
    edges = np.cumsum(banks["market_share"])
    draws = [uniform(seed, FIRM_SETUP, _CUSTOMERS, int(identity), kind) for identity in identities]
    return np.minimum(np.searchsorted(edges, draws), len(banks) - 1).astype(np.int64)


def found_households(banks: np.ndarray) -> np.ndarray:
    """Depositors of each bank, one row per bank; their money is set by ``open_bank_accounts``."""
    households = zeros(len(banks), HOUSEHOLD)
    households["weight"] = 1.0
    households["bank"] = np.arange(len(banks))
    return households


def found_guarantors(firms: np.ndarray, banks: np.ndarray, seed: int, parameters: np.ndarray) -> np.ndarray:
    """The pool (row 0) and one guarantor per region, capital shared by the number of small and micro firms.

    They start without money: government fills them from the first quarter on.
    """
    guarantors = zeros(_POOL_AND_REGIONS, GUARANTOR)
    guarantors["weight"] = 1.0
    guarantors["pool"][0] = 1
    guarantors["region"] = np.arange(_POOL_AND_REGIONS) - 1
    small = (firms["active"] == 1) & (firms["cell"] % N_SIZES >= SMALL)
    by_region = np.bincount(firms["region"][small], firms["weight"][small], N_REGIONS)
    total = by_region.sum()
    guarantors["cut_off"] = parameters["guarantee_default_limit"]
    guarantors["premium_rate"] = parameters["insurance_fee"]
    guarantors["capital_share"][0] = 1.0
    guarantors["capital_share"][1:] = by_region / total if total > 0.0 else 1.0 / N_REGIONS
    guarantors["bank"] = bank_of_customers(range(_POOL_AND_REGIONS), banks, seed, 1)
    return guarantors


def found_funds(n_funds: int, scale: float, banks: np.ndarray, seed: int, parameters: np.ndarray) -> np.ndarray:
    """Sampled fund managers, half public, half of these bound to early stages; none has raised money yet.

    Half of the funds of either kind keep to one field; half of the public ones keep to one region.
    """
    parameter = parameters[0]
    funds = zeros(n_funds, FUND)
    rows = np.arange(n_funds)
    funds["weight"] = float(parameter["real_funds"]) * scale / n_funds
    funds["public"] = rows % 2 == 0
    funds["early"] = rows % 4 == 0
    order = rows // 4  # position among the funds of its kind
    funds["sector"] = np.where(order % 2 == 0, -1, rows % N_SECTORS)
    funds["region"] = np.where((funds["public"] == 1) & (order % 4 >= 2), rows // 2 % N_REGIONS, -1)
    funds["bank"] = bank_of_customers(rows, banks, seed, 2)
    funds["life"] = int(parameter["fund_life"])
    skill = np.where(funds["public"] == 1, parameter["public_fund_skill"], parameter["fund_skill"])
    funds["skill"] = skill
    funds["hurdle"] = parameter["fund_hurdle_start"]
    funds["multiple"] = parameter["fund_hurdle_start"]
    return funds


def _by_bank(accounts: np.ndarray, amount: np.ndarray, n_banks: int) -> np.ndarray:
    return np.bincount(accounts["bank"], amount * accounts["weight"], n_banks)


def open_bank_accounts(
    banks: np.ndarray,
    households: np.ndarray,
    firms: np.ndarray,
    governments: np.ndarray,
    parameters: np.ndarray,
    others: tuple[np.ndarray, ...],
) -> None:
    """Balance sheets of banks from the accounts everybody else starts with; households' money closes them.

    Loans are firms' debts, bonds are the government's debt by market share, equity the starting share of loans,
    deposits everybody's cash. Households hold what lets net interbank positions sum to zero. ``others``:
    universities, pilots, funds, guarantors, abroad. Raises ValueError when households would have to owe money.
    """
    n_banks = len(banks)
    active = firms[firms["active"] == 1]
    banks["loans"] = _by_bank(active, active["debt"], n_banks)
    banks["tech_loans"] = _by_bank(active, active["tech_debt"], n_banks)
    banks["bonds"] = float((governments["debt"] * governments["weight"]).sum()) * banks["market_share"]
    banks["equity"] = float(parameters["bank_capital_start"][0]) * banks["loans"]
    deposits = _by_bank(active, active["cash"], n_banks)
    for accounts in (governments, *others):
        deposits = deposits + _by_bank(accounts, accounts["cash"], n_banks)
    money = float((banks["loans"] + banks["bonds"] - banks["equity"]).sum() - deposits.sum())
    if money < 0.0:
        raise ValueError(f"households would owe {-money:.0f} m yuan: the accounts of the others exceed what banks hold")
    households["cash"] = money * banks["market_share"]
    banks["deposits"] = deposits + households["cash"]
    banks["reserves"] = banks["deposits"] + banks["equity"] - banks["loans"] - banks["bonds"]
