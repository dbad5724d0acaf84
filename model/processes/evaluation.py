"""What counts in a researcher's evaluation, and whether a unit's transfer record counts in its next grant."""

from __future__ import annotations

from ..kernel import process, rule
from ..levers import LEVERS

TODAY = LEVERS["evaluation.transfer_weight"].baseline


@rule
def transfer_credit(policy, t, unit):
    """Weight of transfer against papers in a unit's evaluation."""
    return policy[t, unit.cell].evaluation_transfer_weight


@rule
def credit_at(credit, own):
    """Weight at an institute: its own rules, unless the reform asks for more."""
    return max(credit, own)


@rule
def effort_after_reform(effort, usual, time, parameters):
    """Effort for transfer under a reformed evaluation: what one transfers has to be found first.

    A reform draws no more than a part of a scientist's ``time``; who gave more already (``usual``) goes on doing so.
    """
    return min(effort, max(usual, parameters.transfer_most * time))


@rule
def money_by_record(credit, parameters):
    """Share of competitive money that follows the transfer record; none at today's weight."""
    return min(1.0, parameters.record_in_grants * max(0.0, credit - TODAY))


@rule
def transfer_record(university):
    """Smoothed income from licences and contracts, m yuan a quarter."""
    return university.licence_trend + university.contract_trend


@process
def grants_follow_record(clock, policy, parameters, universities):
    """Part of the competitive money is shared out by transfer record instead of habit; its sum stays the same.

    What units under the reform put in is shared among them, by the record of each and the part it put in.

    Writes ``record_shift``: what a unit gains or loses, relative to its competitive money.
    """
    t = clock[0].quarter
    put_in, records = 0.0, 0.0
    for row in range(len(universities)):
        university = universities[row]
        university.record_shift = 0.0
        part = money_by_record(transfer_credit(policy, t, university), parameters[0])
        put_in += part * university.competitive_funding * university.weight
        records += part * transfer_record(university) * university.weight
    if put_in <= 0.0 or records <= 0.0:
        return
    for row in range(len(universities)):
        university = universities[row]
        if university.competitive_funding > 0.0:
            part = money_by_record(transfer_credit(policy, t, university), parameters[0])
            by_record = transfer_record(university) / records * put_in / university.competitive_funding
            university.record_shift = part * (by_record - 1.0)
