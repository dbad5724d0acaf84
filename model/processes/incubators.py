"""Incubators: a limited number of places with rent support and introductions to funds and customers.

Companies founded on a result are admitted first, young micro firms to what they leave. A start-up with a place does
not give up for smallness, so weak ones live as long as their places last.
"""

import numpy as np

from ..accounts import INCUBATOR_PLACES, INCUBATOR_SUPPORT, pay
from ..chance import INCUBATION, uniform
from ..classifications import MICRO
from ..indicators import COLUMN
from ..kernel import gathering_rule, process, rule
from .administration import INCUBATORS, row_in_force
from .cells import pots_voted

HOUSED = COLUMN["startups_housed"]


@rule
def pot_of_startup(policy, row, firm):
    """Number of the incubators that a start-up may enter: those of its field and region, 0 all others."""
    return int(policy[row, firm.cell].incubators_places_pot)


@gathering_rule
def incubator_places(policy, row):
    """Places beside those of the status quo, by pot."""
    return pots_voted(policy[row].incubators_places, policy[row].incubators_places_pot)


@rule
def is_founder(firm):
    """A company founded on a result."""
    return firm.startup_of >= 0


@rule
def is_startup(firm, quarter, p):
    """A young company founded on a result, or one of micro size; one that has a place keeps it while it is young."""
    small = is_founder(firm) or firm.size_class == MICRO or firm.incubated == 1
    return small and firm.exiting == 0 and quarter - firm.born < p.incubation_quarters


@rule
def is_introduced(technology, firms, account, seed):
    """Whether an incubator presents a technology: its sponsor has a place, or the founder is offered one."""
    if technology.sponsor >= 0:
        return firms[technology.sponsor].incubated == 1
    return uniform(seed, INCUBATION, 0, technology.key, 0) < account.free_share


@rule
def pay_rent(firm, amount, governments, banks, account, flows):
    """Rent support of one real start-up (m yuan), an income of the firm."""
    firm.incubator_support += amount
    account.cash += amount * firm.weight
    account.users += firm.weight
    pay(flows, banks, INCUBATOR_SUPPORT, governments[1 + firm.region], firm, amount * firm.weight)


@process
def startups_housed(clock, policy, environment, parameters, firms, governments, households, banks, instruments, flows,
                    tally):
    """Fill the places: those already there, companies founded on results, young micro firms; pay rent and running cost.

    Places kept for a field or region take its start-ups only.

    Writes ``firms.incubated`` and the share of places open to founders: whoever founds on a result comes before a micro
    firm, so only places of companies like its own are closed to it.
    """
    now = clock[0]
    p = parameters[0]
    account = instruments[INCUBATORS]
    row = row_in_force(policy, now.quarter, INCUBATORS, parameters)
    kept_for = incubator_places(policy, row) * now.scale
    places = kept_for.sum()
    if places <= 0.0 and account.served == 0.0:
        return
    rent = p.rent_share * p.overhead_rate * environment[now.quarter].wage / environment[now.quarter].labour_efficiency
    taken, of_founders = np.zeros(len(kept_for)), 0.0
    for turn in range(3):  # those with a place, newcomers founded on a result, other newcomers
        for i in range(now.n_firm_rows):
            firm = firms[i]
            if firm.active == 0 or firm.incubated != (turn == 0) or (turn > 0 and is_founder(firm) != (turn == 1)):
                continue
            if turn > 0 and not is_startup(firm, now.quarter, p):
                continue
            pot = pot_of_startup(policy, row, firm)
            welcome = is_startup(firm, now.quarter, p) and taken[pot] < kept_for[pot]
            firm.incubated = 0
            if welcome:
                firm.incubated = 1
                taken[pot] += firm.weight
                of_founders += firm.weight * is_founder(firm)
                pay_rent(firm, rent * firm.capacity, governments, banks, account, flows)
    housed = taken.sum()
    account.served = housed
    account.free_share = max(0.0, 1.0 - of_founders / places) if places > 0.0 else 0.0
    tally[HOUSED] = housed
    if places > 0.0:
        amount = places * p.incubator_place_cost
        state = governments[0]
        state.incubator_places += amount
        account.cash += amount
        pay(flows, banks, INCUBATOR_PLACES, state, households[state.bank], amount)
