"""First customers outside opened scenarios: perceived risk, what a test said, whom an incubator introduces."""

from __future__ import annotations

import math

from ..chance import CUSTOMER, uniform
from ..kernel import rule
from .certification import fear_after_test, reading_of_test


@rule
def fear_in_field(deployments, firms, risk, trust):
    """Share of buyers that risk keeps away: it fades with verified deployments in the field."""
    return risk * math.exp(-deployments / (trust * max(firms, 1e-9)))


@rule
def customer_arrives(fit, fear, met):
    """Chance that one of the buyers ``met`` in a quarter orders: it can use the product and is not afraid of it."""
    return met * fit * (1.0 - fear)


@rule
def chance_of_customer(technology, firm, sector, scope, seed, rules):
    """Chance that a first customer turns up this quarter without an opened scenario.

    Buyers that are busy with trials of their partners meet nobody else. They know what an independent test said. An
    incubator introduces buyers beside those that a start-up meets by
    itself; they judge it as any other would.
    """
    reading = reading_of_test(technology, scope, rules, seed)
    risk = rules.perceived_risk * (1.0 - sector.own_wanted)
    fear = fear_in_field(sector.deployments, sector.n_firms, risk, rules.deployments_to_trust)
    fear = fear_after_test(reading, fear, rules)
    own = customer_arrives(technology.fit, fear, rules.customer_rate * (1.0 - sector.trials_bound))
    if firm.incubated == 0:
        return own
    introduced = customer_arrives(technology.fit, fear, rules.incubator_introductions)
    return 1.0 - (1.0 - own) * (1.0 - introduced)


@rule
def looks_for_customer(technology, firm, sector, scope, seed, rules):
    """Whether that customer turns up: the luck of a technology at the same wait is the same under every policy."""
    chance = chance_of_customer(technology, firm, sector, scope, seed, rules)
    return uniform(seed, CUSTOMER, technology.waited, technology.key, 0) < chance
