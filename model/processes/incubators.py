"""Incubators: a limited number of places with rent support and introductions to funds and customers.

Companies founded on a result are admitted first, young micro firms to what they leave. A start-up with a place does
not give up for smallness, so weak ones live as long as their places last.
"""

from ..accounts import INCUBATOR_PLACES, INCUBATOR_SUPPORT, pay
from ..chance import INCUBATION, uniform
from ..classifications import MICRO
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import INCUBATORS, row_in_force

HOUSED = COLUMN["startups_housed"]


@rule
def incubator_places(policy, row):
    """Places in the country beside those of the status quo."""
    return policy[row, 0].incubators_places


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

    Writes ``firms.incubated`` and the share of places open to founders: whoever founds on a result comes before a micro
    firm, so only places of companies like its own are closed to it.
    """
    now = clock[0]
    p = parameters[0]
    account = instruments[INCUBATORS]
    row = row_in_force(policy, now.quarter, INCUBATORS, parameters)
    places = incubator_places(policy, row) * now.scale
    if places <= 0.0 and account.served == 0.0:
        return
    rent = p.rent_share * p.overhead_rate * environment[now.quarter].wage / environment[now.quarter].labour_efficiency
    housed, of_founders = 0.0, 0.0
    for turn in range(3):  # those with a place, newcomers founded on a result, other newcomers
        for i in range(now.n_firm_rows):
            firm = firms[i]
            if turn > 0 and housed >= places:
                break  # all full
            if firm.active == 0 or firm.incubated != (turn == 0) or (turn > 0 and is_founder(firm) != (turn == 1)):
                continue
            welcome = is_startup(firm, now.quarter, p) and housed < places
            firm.incubated = 0
            if welcome:
                firm.incubated = 1
                housed += firm.weight
                of_founders += firm.weight * is_founder(firm)
                pay_rent(firm, rent * firm.capacity, governments, banks, account, flows)
    account.served = housed
    account.free_share = max(0.0, 1.0 - of_founders / places) if places > 0.0 else 0.0
    tally[HOUSED] = housed
    if places > 0.0:
        amount = places * p.incubator_place_cost
        state = governments[0]
        state.incubator_places += amount
        account.cash += amount
        pay(flows, banks, INCUBATOR_PLACES, state, households[state.bank], amount)
