"""Founding of universities and institutes.

Sizes and places are allotted without chance, so that a small sample has the mix of the whole country; only
excellence, fields and banks are drawn. Nobody here touches the banks' books.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from ..chance import FIRM_SETUP, normal, uniform
from ..classifications import CLASS_OF_SECTOR, FROM_INSTITUTE, FROM_UNIVERSITY, N_REGIONS, N_SECTORS
from ..kernel import zeros
from ..levers import LEVERS
from ..populations.knowledge import UNIVERSITY
from ..processes.birth import next_threshold, technology_key
from .finance import bank_of_customers

_SAMPLE = 150
_CUSTOMERS = 3  # kind of customer in the draw of banks
_EXCELLENCE, _SECTOR, _REGION_SHIFT = 900, 901, 7


def found_universities(
    scale: float, banks: np.ndarray, seed: int, parameters: np.ndarray, sample: int = _SAMPLE
) -> np.ndarray:
    """Universities (first rows) and institutes, near the R&D they do in 2023 at ``budget_growth`` one.

    At most ``sample`` rows; with fewer real units in the world, one row a unit. Sizes follow a log-normal law by its
    quantiles; regions hold their shares of research. Public money is their R&D less what contracts pay for.
    """
    p = parameters[0]
    real = np.array([p["real_universities"], p["real_institutes"]]) * scale
    rows = _rows_by_kind(real, sample)
    units = zeros(int(rows.sum()), UNIVERSITY)
    n_universities = int(rows[0])
    units["kind"] = np.where(np.arange(len(units)) < n_universities, FROM_UNIVERSITY, FROM_INSTITUTE)
    research = np.array([p["university_rd"], p["institute_rd"]])
    paid_by_firms = p["contract_rd_share"] * p["contracts_2023"] / research.sum()
    relative_cost = (p["relative_cost_university"], p["relative_cost_institute"])
    stable = LEVERS["research_funding.stable_share"].baseline
    _place(units, seed, p)
    for kind, (first, last) in enumerate(((0, n_universities), (n_universities, len(units)))):
        part = units[first:last]
        part["weight"] = real[kind] / len(part)
        size = _sizes(len(part), float(p["unit_size_spread"]))
        yearly = research[kind] * scale * size / part["weight"]
        part["core_funding"] = stable * (1.0 - paid_by_firms) * yearly / 4.0
        part["competitive_funding"] = (1.0 - stable) * (1.0 - paid_by_firms) * yearly / 4.0
        part["researchers"] = yearly / (p["cost_per_researcher"] * relative_cost[kind])
        part["contract_trend"] = p["contracts_2023"] / research.sum() * yearly / 4.0
        part["transfer_office"] = _spread_flags(len(part), LEVERS["technology_market.services"].baseline)
    units["need_weight"] = np.where(
        units["kind"] == FROM_UNIVERSITY, p["need_weight_university"], p["need_weight_institute"]
    )
    units["poc_bar"] = p["poc_bar"]
    units["paperwork"] = LEVERS["research_paperwork.share"].baseline
    units["effort_transfer"] = 0.5 * p["disclosure_effort"]
    units["cash"] = p["university_reserve"] * (units["core_funding"] + units["competitive_funding"])
    units["bank"] = bank_of_customers(range(len(units)), banks, seed, _CUSTOMERS)
    for row, unit in enumerate(units):
        unit["next_threshold"] = next_threshold(seed, technology_key(int(unit["kind"]), row, 0), 1)
    return units


def _rows_by_kind(real: np.ndarray, sample: int) -> np.ndarray:
    """Rows for universities and institutes: in proportion, at least one each, at most one a real unit."""
    total = min(float(sample), float(real.sum()))
    return np.maximum(1, np.round(real / real.sum() * total)).astype(np.int64)


def _sizes(n: int, spread: float) -> np.ndarray:
    """Shares of ``n`` units by a log-normal law at its mid quantiles, in a fixed shuffle."""
    quantile = NormalDist().inv_cdf
    size = np.exp(spread * np.array([quantile((k + 0.5) / n) for k in range(n)]))
    stride = next(s for s in range(max(1, int(0.38 * n)), n + 2) if np.gcd(s, n) == 1)
    shares: np.ndarray = size[np.arange(n) * stride % n] / size.sum()
    return shares


def _spread_flags(n: int, share: float) -> np.ndarray:
    """0/1 for ``n`` rows, ``share`` of them 1, evenly spread."""
    ranks = np.arange(n + 1) * share
    return np.diff(np.floor(ranks + 0.5)).astype(np.int64)


def _place(units: np.ndarray, seed: int, p: np.record) -> None:
    """Region by quantile of the regions' research, field and excellence by draw (fields by class of sector)."""
    east, central, west = p["research_east"], p["research_central"], p["research_west"]
    edges = np.cumsum([east, central, west])
    ranks = (np.arange(len(units)) * _REGION_SHIFT % len(units) + 0.5) / len(units)
    units["region"] = np.minimum(np.searchsorted(edges, ranks), N_REGIONS - 1)
    of_class = (p["field_traditional"], p["field_emerging"], p["field_future"])
    fields = np.cumsum([of_class[CLASS_OF_SECTOR[sector]] for sector in range(N_SECTORS)])
    for row, unit in enumerate(units):
        identity = technology_key(int(unit["kind"]), row, 0)
        draw = uniform(seed, FIRM_SETUP, 0, identity, _SECTOR) * fields[-1]
        unit["sector"] = min(int(np.searchsorted(fields, draw)), N_SECTORS - 1)
        deviation = p["excellence_spread"] * normal(seed, FIRM_SETUP, 0, identity, _EXCELLENCE)
        unit["excellence"] = np.exp(deviation - 0.5 * p["excellence_spread"] ** 2)
