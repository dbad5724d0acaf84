"""Technology insurance: for a fee, guarantors pay part of a pilot's cost back when the pilot fails.

The fee is the same for every pilot and below the expected loss, so capital that government tops up carries the
difference; a sponsor looks at what is left to it and carries less promising technologies into pilots.
"""

from __future__ import annotations

from ..accounts import INSURANCE_CLAIMS, INSURANCE_PREMIUMS, pay
from ..classifications import PILOT
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import TECHNOLOGY_INSURANCE, is_enrolled


@rule
def cover_offered(policy, row, firm):
    """Share of a pilot's cost that an insurer would pay back to the firm; ``row`` is ``row_in_force``."""
    if is_enrolled(firm, TECHNOLOGY_INSURANCE):
        return policy[row, firm.cell].technology_insurance_cover
    return 0.0


@rule
def insurance_gain(cover, parameters):
    """What insuring a yuan of pilot cost is worth to the sponsor: expected claim less fee, if that is positive."""
    return cover * max(0.0, 1.0 - parameters.pass_pilot - parameters.insurance_fee)


@rule
def insurer_of(firm, guarantors):
    """Row of the guarantor of the firm's region; 0 where there is none (the pool insures nobody)."""
    return 1 + firm.region % (len(guarantors) - 1) if len(guarantors) > 1 else 0


@rule
def insure_pilot(flows, banks, instruments, guarantors, firm, technology, cover, parameters):
    """The sponsor insures the pilot it begins, if that pays, the insurer's capital carries it and the fee is at hand.

    Writes ``technologies.insured``, guarantors' ``insured`` and the premium on both sides.
    """
    row = insurer_of(firm, guarantors)
    if row == 0 or insurance_gain(cover, parameters) <= 0.0:
        return
    insurer = guarantors[row]
    amount = cover * technology.stage_cost * technology.weight
    premium = parameters.insurance_fee * amount
    carried = parameters.guarantee_leverage * max(insurer.cash, 0.0)
    if insurer.cover_outstanding + insurer.insured + amount / insurer.weight > carried:
        return
    if premium > firm.cash * firm.weight:
        return
    technology.insured = cover * technology.stage_cost
    insurer.insured += amount / insurer.weight
    insurer.premium_income += premium / insurer.weight
    firm.insurance_premiums += premium / firm.weight
    instruments[TECHNOLOGY_INSURANCE].recovered += premium
    instruments[TECHNOLOGY_INSURANCE].users += min(technology.weight, firm.weight)
    pay(flows, banks, INSURANCE_PREMIUMS, firm, insurer, premium)


@rule
def pay_insurance(flows, banks, instruments, guarantors, firm, technology):
    """The insurer pays for a failed pilot, as far as it has money."""
    insurer = guarantors[insurer_of(firm, guarantors)]
    claim = min(technology.insured * technology.weight, max(insurer.cash, 0.0) * insurer.weight)
    insurer.insurance_paid += claim / insurer.weight
    firm.insurance_received += claim / firm.weight
    instruments[TECHNOLOGY_INSURANCE].cash += claim
    pay(flows, banks, INSURANCE_CLAIMS, insurer, firm, claim)


@process
def insurers_recount(clock, firms, technologies, guarantors, instruments):
    """Cover of pilots still under way, once failed pilots are paid and failed sponsors gone."""
    any_insured = False
    for row in range(len(guarantors)):
        any_insured = any_insured or guarantors[row].insured > 0.0
        guarantors[row].insured = 0.0
    account = instruments[TECHNOLOGY_INSURANCE]
    account.contingent = 0.0
    if not any_insured:
        return
    for k in range(clock[0].n_technologies):
        technology = technologies[k]
        under_way = (technology.stage == PILOT) & (technology.running == 1) & (technology.state == OPEN)
        if under_way and technology.insured > 0.0:
            insurer = guarantors[insurer_of(firms[technology.sponsor], guarantors)]
            insurer.insured += technology.insured * technology.weight / insurer.weight
            account.contingent += technology.insured * technology.weight
