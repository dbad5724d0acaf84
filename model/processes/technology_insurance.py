"""Technology insurance: for a premium, guarantors pay part of a pilot's cost back when the pilot fails.

A sponsor knows its technology from within, an insurer knows only how the pilots it insured have ended and asks one
premium of all. So doubtful pilots insure first (Akerlof 1970, Rothschild and Stiglitz 1976), the record gets worse than
pilots at large, the premium follows it, and the better risks leave. A sponsor looks at what is left to it and carries
less promising technologies into pilots.
"""

from __future__ import annotations

import math

from ..accounts import INSURANCE_CLAIMS, INSURANCE_PREMIUMS, pay
from ..chance import GATE, INSIGHT, uniform
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
def bad_signs(technology, parameters, seed):
    """Signs, of those its sponsor has (for life), that the pilot of a technology will fail; each may be wrong."""
    passes = uniform(seed, GATE, 0, technology.key, PILOT) < parameters.pass_pilot
    bad = 0
    for look in range(int(parameters.insight_looks)):
        right = uniform(seed, INSIGHT, 0, technology.key, look) < parameters.insight_power
        bad += passes != right
    return bad


@rule
def failure_feared(bad, parameters):
    """Chance of failure of a pilot with so many bad signs, by Bayes' rule on what everybody expects.

    odds = ``(1 - p) / p (q / (1 - q))^(bad - good)`` with p the usual chance to pass and q the power of a sign.
    """
    odds = (1.0 - parameters.pass_pilot) / parameters.pass_pilot
    power = parameters.insight_power / (1.0 - parameters.insight_power)
    odds *= math.pow(power, 2.0 * bad - int(parameters.insight_looks))
    return odds / (1.0 + odds)


@rule
def premium_after_record(pilots, cover, claims, scale, parameters):
    """Premium per yuan of cover from the insurer's own record, a thin record corrected by the tariff.

    ``z (1 + loading) claims / cover + (1 - z) tariff`` with credibility ``z = n / (n + K)`` (Bühlmann 1967).
    """
    if cover <= 0.0:
        return parameters.insurance_fee
    credibility = pilots / (pilots + parameters.insurance_credibility * scale)
    burden = (1.0 + parameters.insurance_loading) * claims / cover
    return credibility * burden + (1.0 - credibility) * parameters.insurance_fee


@rule
def insurance_gain(cover, failure, premium, parameters):
    """What insuring a yuan of pilot cost is worth to the sponsor: the claim it expects less the premium, if positive.

    A claim comes when the failed project has used up money, so it is worth somewhat more than its amount.
    """
    return cover * max(0.0, failure * (1.0 + parameters.claim_relief) - premium)


@rule
def insurer_of(firm, guarantors):
    """Row of the guarantor of the firm's region; 0 where there is none (the pool insures nobody)."""
    return 1 + firm.region % (len(guarantors) - 1) if len(guarantors) > 1 else 0


@rule
def gain_of_sponsor(cover, firm, technology, guarantors, parameters, seed):
    """``insurance_gain`` of the sponsor of a technology at the premium of its insurer."""
    row = insurer_of(firm, guarantors)
    if row == 0 or cover <= 0.0:
        return 0.0
    failure = failure_feared(bad_signs(technology, parameters, seed), parameters)
    return insurance_gain(cover, failure, guarantors[row].premium_rate, parameters)


@rule
def insure_pilot(flows, banks, instruments, guarantors, firm, technology, cover, parameters, seed):
    """The sponsor insures the pilot it begins, if that pays, the insurer has the capital and it has the premium.

    Writes ``technologies.insured``, guarantors' ``insured`` and the premium on both sides.
    """
    if gain_of_sponsor(cover, firm, technology, guarantors, parameters, seed) <= 0.0:
        return
    insurer = guarantors[insurer_of(firm, guarantors)]
    amount = cover * technology.stage_cost * technology.weight
    premium = insurer.premium_rate * amount
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
def cover_ends(flows, banks, instruments, guarantors, firm, technology, failed):
    """An insured pilot ends: it enters the insurer's record; if it failed, the insurer pays what it can."""
    insurer = guarantors[insurer_of(firm, guarantors)]
    amount = technology.insured * technology.weight
    insurer.pilots_on_record += technology.weight
    insurer.cover_on_record += amount / insurer.weight
    if not failed:
        return
    insurer.claims_on_record += amount / insurer.weight
    claim = min(amount, max(insurer.cash, 0.0) * insurer.weight)
    insurer.insurance_paid += claim / insurer.weight
    firm.insurance_received += claim / firm.weight
    instruments[TECHNOLOGY_INSURANCE].cash += claim
    pay(flows, banks, INSURANCE_CLAIMS, insurer, firm, claim)


@process
def insurers_recount(clock, parameters, firms, technologies, guarantors, instruments):
    """Recount the cover of pilots under way, and set the premium of the next quarter from the record.

    Failed pilots are paid and failed sponsors gone. Writes ``insured``, ``premium_rate`` and what is on record.
    """
    now = clock[0]
    p = parameters[0]
    in_business = False
    for row in range(len(guarantors)):
        insurer = guarantors[row]
        in_business = in_business or insurer.insured > 0.0 or insurer.cover_on_record > 0.0
        insurer.insured = 0.0
    account = instruments[TECHNOLOGY_INSURANCE]
    account.contingent = 0.0
    if not in_business:
        return
    for row in range(1, len(guarantors)):
        insurer = guarantors[row]
        insurer.pilots_on_record *= 1.0 - p.insurance_memory
        insurer.cover_on_record *= 1.0 - p.insurance_memory
        insurer.claims_on_record *= 1.0 - p.insurance_memory
        insurer.premium_rate = premium_after_record(
            insurer.pilots_on_record, insurer.cover_on_record, insurer.claims_on_record, now.scale, p
        )
    for k in range(now.n_technologies):
        technology = technologies[k]
        under_way = (technology.stage == PILOT) & (technology.running == 1) & (technology.state == OPEN)
        if under_way and technology.insured > 0.0:
            insurer = guarantors[insurer_of(firms[technology.sponsor], guarantors)]
            insurer.insured += technology.insured * technology.weight / insurer.weight
            account.contingent += technology.insured * technology.weight
