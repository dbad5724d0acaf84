"""Who a holder of a technology, or a firm with a problem, happens to meet.

The chance to meet a firm goes with the number of *real* firms a row stands for, so a weighted sample and the full
population meet at the same rates.
"""

from __future__ import annotations

import math

import numpy as np

from ..classifications import N_REGIONS, N_SECTORS
from ..kernel import gathering_rule, rule

N_PLACES = N_SECTORS * N_REGIONS
"""A place is a sector in a region; places of one sector are neighbours in the lists."""


@rule
def prominence(firm):
    """Chance of a firm row to be met: real firms times the square root of size."""
    return firm.weight * math.sqrt(max(firm.revenue_trend, 0.0))


@gathering_rule
def list_firms(firms, n_rows):
    """Research firms by place, for drawing by prominence.

    Returns ``rows`` (firm rows in order of place), ``upto`` (cumulative prominence before each row, and the total),
    ``start`` (first position of each place, and the end) and ``everyone`` (cumulative prominence of *all* firms before
    each place): a holder also runs into firms without research, and that meeting leads nowhere.
    """
    found = np.empty(n_rows + 1, np.int64)  # a row that is not listed is overwritten by the next
    weight = np.empty(n_rows + 1)
    place_of = np.empty(n_rows + 1, np.int64)
    count = np.zeros(N_PLACES + 1, np.int64)
    everyone = np.zeros(N_PLACES + 1)
    n = 0
    for i in range(n_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        place = firm.sector * N_REGIONS + firm.region
        pull = prominence(firm)
        everyone[place + 1] += pull
        found[n] = i
        weight[n] = pull
        place_of[n] = place
        count[place + 1] += firm.research_active
        n += firm.research_active
    start = np.zeros(N_PLACES + 1, np.int64)
    for place in range(N_PLACES):
        start[place + 1] = start[place] + count[place + 1]
        everyone[place + 1] += everyone[place]
    rows = np.empty(n, np.int64)
    upto = np.zeros(n + 1)
    position = start.copy()
    for k in range(n):
        target = position[place_of[k]]
        position[place_of[k]] = target + 1
        rows[target] = found[k]
        upto[target + 1] = weight[k]
    for k in range(n):
        upto[k + 1] += upto[k]
    return rows, upto, start, everyone


@rule
def keep_lists(rows, upto, start, listed_firms, listed_pull, listed_place):
    """Keep ``rows``, ``upto`` and ``start`` of ``list_firms`` for later processes: they hold till accounts close."""
    for k in range(len(rows)):
        listed_firms[k] = rows[k]
        listed_pull[k] = upto[k]
    listed_pull[len(rows)] = upto[len(rows)]
    for place in range(N_PLACES + 1):
        listed_place[place] = start[place]


@rule
def position_of(upto, target, low, high):
    """Last position in ``low`` to ``high - 1`` whose cumulative weight is at most ``target`` (binary search).

    Steps are powers of two that begin with a comparison: a branch on it would be missed every other time.
    """
    steps = 0
    while 2 << steps <= high - low:
        steps += 1
    last = high - (1 << steps)
    if upto[last] <= target:
        low = last
    while steps > 0:
        steps -= 1
        low += np.int64(upto[low + (1 << steps)] <= target) << steps
    return low


@rule
def firm_met(rows, upto, start, everyone, first_place, last_place, chance):
    """Row of the firm met in places ``first_place`` to ``last_place - 1``; -1 if nobody or a firm without research."""
    low = start[first_place]
    high = start[last_place]
    target = upto[low] + chance * (everyone[last_place] - everyone[first_place])
    if low == high or target >= upto[high]:
        return -1
    return rows[position_of(upto, target, low, high)]
