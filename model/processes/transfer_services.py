"""Transfer services: who has an office or a broker, how far a search reaches, and what public staff cost.

Brokers compete for the attention of the same firms, so contacts rise less than staff does.
"""

import math

from ..accounts import TRANSFER_STAFF, pay
from ..chance import TRANSFER_SERVICE, uniform
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import TECHNOLOGY_MARKET, row_in_force

STATUS_QUO = LEVERS["technology_market.services"].baseline


@rule
def units_served(policy, row):
    """Share of universities and institutes with transfer staff."""
    return policy[row, 0].technology_market_services


@rule
def search_reach(policy, row):
    """Share of the market's results and needs that one national platform shows to everybody."""
    return policy[row, 0].technology_market_reach


@rule
def office_in_force(own_office, share, identity, seed):
    """1 if the unit is served: its office of the status quo while it is paid, or public staff (for life, by lot)."""
    draw = uniform(seed, TRANSFER_SERVICE, 0, identity, 0)
    if own_office == 1:
        return 1.0 if draw < share / STATUS_QUO else 0.0
    return 1.0 if draw < (share - STATUS_QUO) / (1.0 - STATUS_QUO) else 0.0


@rule
def attention_left(looks, looks_of_status_quo, p):
    """Part of a firm's usual attention that a broker's call still gets when more of them call."""
    if looks <= looks_of_status_quo or looks_of_status_quo <= 0.0:
        return 1.0
    return math.pow(looks_of_status_quo / looks, p.broker_crowding)


@process
def transfer_staff_paid(clock, policy, parameters, regions, governments, households, banks, instruments, flows):
    """Government pays staff above the status quo and the national platform; staff earn what researchers earn."""
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, TECHNOLOGY_MARKET, parameters)
    units = max(0.0, units_served(policy, row) - STATUS_QUO) * (p.real_universities + p.real_institutes)
    staff = units * p.office_staff * 0.25 * p.cost_per_researcher * regions[0].scientist_wage
    platform = search_reach(policy, row) * 250.0 * p.platform_cost
    amount = (staff + platform) * now.scale
    if amount > 0.0:
        state = governments[0]
        state.transfer_staff += amount
        account = instruments[TECHNOLOGY_MARKET]
        account.cash += amount
        account.users += units * now.scale
        pay(flows, banks, TRANSFER_STAFF, state, households[state.bank], amount)
