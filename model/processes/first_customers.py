"""First customers outside opened scenarios: perceived risk, what a test said, whom an incubator introduces."""

from __future__ import annotations

import math

from ..chance import CUSTOMER, uniform
from ..kernel import rule
from .certification import custom_after_test, reading_of_test, risk_after_test


@rule
def customer_arrives(fit, deployments, firms, rate, risk, trust):
    """Chance of a first customer in a quarter without an opened scenario.

    It rises with fit; perceived risk keeps buyers away and fades with verified deployments in the field.
    """
    return rate * fit * (1.0 - risk * math.exp(-deployments / (trust * max(firms, 1e-9))))


@rule
def chance_of_customer(technology, firm, sector, scope, seed, rules):
    """Chance that a first customer turns up this quarter without an opened scenario.

    Buyers know what an independent test said, and an incubator introduces its start-ups to some more of them.
    """
    reading = reading_of_test(technology, scope, rules, seed)
    arrival = customer_arrives(
        technology.fit, sector.deployments, sector.n_firms, rules.customer_rate,
        risk_after_test(reading, rules.perceived_risk * (1.0 - sector.own_wanted), rules), rules.deployments_to_trust,
    ) * custom_after_test(reading, rules)
    if firm.incubated == 1:
        arrival *= 1.0 + rules.incubator_customers
    return arrival


@rule
def looks_for_customer(technology, firm, sector, scope, seed, rules):
    """Whether that customer turns up: the luck of a technology at the same wait is the same under every policy."""
    chance = chance_of_customer(technology, firm, sector, scope, seed, rules)
    return uniform(seed, CUSTOMER, technology.waited, technology.key, 0) < chance
