"""Founding of government, pilot platforms, consortia and the regions' talent.

Places and sectors are allotted in proportion, without chance, so that a small sample has the same mix as
the whole country. Nobody here touches the banks: whoever founds them adds ``cash x weight`` of each
account to its bank's deposits and reserves.
"""

from __future__ import annotations

import numpy as np

from ..classifications import CLASS_OF_SECTOR, N_REGIONS
from ..kernel import zeros
from ..levers import LEVERS
from ..populations.economy import GOVERNMENT, REGION
from ..populations.knowledge import CONSORTIUM, PILOT

_SAMPLE_OF_PLATFORMS = 60


def found_governments(banks: np.ndarray, gdp: float, parameters: np.ndarray) -> np.ndarray:
    """Centre (row 0) and regions; the centre owes what the banks hold in bonds.

    Parameters
    ----------
    banks
        Population of banks with ``bonds`` in place.
    gdp
        Quarterly gross domestic product of this world (scaled), m yuan.
    parameters
        One-row record.
    """
    p = parameters[0]
    governments = zeros(1 + N_REGIONS, GOVERNMENT)
    governments["weight"] = 1.0
    governments["bank"] = np.arange(1 + N_REGIONS) % len(banks)
    governments["cash"] = p["regional_cash_share"] * gdp
    governments["cash"][0] = p["government_cash_target"] * gdp
    governments["debt"][0] = banks["bonds"].sum()
    return governments


def found_pilots(scale: float, n_banks: int, parameters: np.ndarray) -> np.ndarray:
    """Pilot platforms, sorted by sector and region, general-purpose ones (sector -1) last.

    ``scale`` is the share of the real population in this world. The sample has the same number of rows at any
    scale; a row stands for many platforms, or for a part of one in a very small world.
    """
    p = parameters[0]
    rows = _SAMPLE_OF_PLATFORMS
    pilots = zeros(rows, PILOT)
    pilots["weight"] = LEVERS["pilot_platforms.places"].baseline * scale / rows
    general = round(rows * float(p["general_platforms"]))
    of_class = (p["platforms_traditional"], p["platforms_emerging"], p["platforms_future"])
    sector_weights = np.array([of_class[kind] for kind in CLASS_OF_SECTOR])
    region_weights = _region_weights(p)
    places = _allot(np.outer(sector_weights, region_weights).ravel(), rows - general)
    pilots["sector"][: rows - general] = places // N_REGIONS
    pilots["region"][: rows - general] = places % N_REGIONS
    pilots["sector"][rows - general :] = -1
    pilots["region"][rows - general :] = np.sort(_allot(region_weights, general))
    pilots["founded"] = p["places_per_platform"]
    pilots["places"] = pilots["founded"]
    pilots["fee"] = p["pilot_fee"]
    pilots["bank"] = np.arange(rows) % n_banks
    pilots["cash"] = p["pilot_reserve_quarters"] * p["pilot_place_cost"] * pilots["founded"]
    return pilots


def found_consortia(n_leaders: int) -> np.ndarray:
    """Empty rows: a leader runs one consortium at most."""
    consortia = zeros(max(1, n_leaders), CONSORTIUM)
    consortia["leader"] = -1
    consortia["university"] = -1
    return consortia


def found_regions(scale: float, parameters: np.ndarray) -> np.ndarray:
    """Regions with their researchers and engineers, at wage index 1."""
    p = parameters[0]
    regions = zeros(N_REGIONS, REGION)
    people = p["national_researchers"] * scale * _region_weights(p)
    regions["scientists"] = people
    regions["engineers"] = people
    regions["scientists_wanted"] = people
    regions["engineers_wanted"] = people
    regions["scientist_wage"] = 1.0
    regions["engineer_wage"] = 1.0
    return regions


def _region_weights(p: np.record) -> np.ndarray:
    """Shares of the regions in research, East to Northeast."""
    east, central, west = p["research_east"], p["research_central"], p["research_west"]
    return np.array([east, central, west, 1.0 - east - central - west])


def _allot(weights: np.ndarray, seats: int) -> np.ndarray:
    """Sorted codes of ``seats`` seats shared out by the highest averages of Sainte-Lague."""
    given = np.zeros(len(weights), np.int64)
    for _ in range(seats):
        given[np.argmax(weights / (2 * given + 1))] += 1
    return np.repeat(np.arange(len(weights)), given)
