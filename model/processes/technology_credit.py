"""Technology desks: which applications a bank reads by technology signals, and what such desks cost."""

from __future__ import annotations

from ..chance import DESK, uniform
from ..kernel import process, rule
from ..levers import LEVERS

DESKS_TODAY = LEVERS["technology_credit.branches"].baseline


@rule
def desks_in_force(policy, t):
    """Share of all desks that read technology signals."""
    return policy[t, 0].technology_credit_branches


@rule
def desks_of(founded, share):
    """Part of a bank's desks that read technology signals.

    Banks with branches of old have them at every desk; others follow as the country's share rises above today's.
    """
    if share >= DESKS_TODAY:
        return 1.0 if founded == 1 else (share - DESKS_TODAY) / (1.0 - DESKS_TODAY)
    return share / DESKS_TODAY if founded == 1 else 0.0


@rule
def at_technology_desk(bank, key, seed):
    """Whether a technology's loan is read at a technology desk; a share that rises keeps those it had."""
    if bank.tech_desks <= 0.0 or bank.tech_desks >= 1.0:
        return bank.tech_desks > 0.0
    return uniform(seed, DESK, 0, key, 0) < bank.tech_desks


@process
def banks_open_desks(clock, policy, parameters, banks):
    """Set ``tech_desks``; specialists of desks beyond today's add to the cost of screening."""
    share = desks_in_force(policy, clock[0].quarter)
    for row in range(len(banks)):
        bank = banks[row]
        bank.tech_desks = desks_of(bank.tech_branch, share)
        added = max(0.0, bank.tech_desks - bank.tech_branch)
        bank.screening_spent += 0.25 * parameters[0].technology_desk_cost * added * bank.loans
