"""Data-sharing zones: data of many as an input to AI and to trials, at the price of handling it and of leaks."""

import numpy as np

from ..accounts import DATA_ZONES as ZONES_RUN
from ..accounts import pay
from ..classifications import N_CELLS
from ..kernel import gathering_rule, process, rule
from .administration import DATA_ZONES, row_in_force


@gathering_rule
def shared_data(policy, row):
    """Share of the data of each cell that is shared in zones."""
    cells = policy.shape[1] - 1
    coverage = np.zeros(cells)
    for cell in range(cells):
        coverage[cell] = policy[row, cell].data_zones_coverage
    return coverage


@rule
def cost_with_shared_data(coverage, p):
    """Cost of AI relative to a firm that has to buy or collect all data itself."""
    return 1.0 - p.data_cost_share * coverage


@rule
def handling_cost(coverage, revenue, p):
    """What an adopter spends on the rules of a zone: privacy, security, formats (m yuan a quarter)."""
    return p.data_handling * coverage * max(0.0, revenue)


@rule
def look_with_shared_data(coverage, p):
    """How much more precisely a trial shows what a technology is worth."""
    return 1.0 + p.data_look * coverage


@rule
def leak(coverage, p):
    """How much faster rivals imitate firms whose data they see."""
    return 1.0 + p.data_leak * coverage


@rule
def mean_share(coverage):
    """Mean over cells of what is shared; kinds of actor share alike."""
    total = 0.0
    for cell in range(N_CELLS):
        total += coverage[cell] / N_CELLS
    return total


@process
def zones_run(clock, policy, parameters, governments, households, banks, instruments, flows):
    """Government runs the zones, in proportion to what they cover."""
    now = clock[0]
    p = parameters[0]
    mean = mean_share(shared_data(policy, row_in_force(policy, now.quarter, DATA_ZONES, parameters)))
    if mean > 0.0:
        amount = mean * p.data_zone_cost * 250.0 * now.scale
        state = governments[0]
        state.data_zones += amount
        instruments[DATA_ZONES].cash += amount
        pay(flows, banks, ZONES_RUN, state, households[state.bank], amount)
