"""Results without a sponsor look for one: disclosure, contacts, licences, proof of concept, spin-off proposals."""

from __future__ import annotations

import math

import numpy as np

from ..chance import CONTACT, CONTACT_PARTNER, LISTING, SPIN_OFF, uniform
from ..classifications import ENGINEERING, FROM_FIRM, N_REGIONS, N_SECTORS, N_STAGES, PROOF_OF_CONCEPT
from ..indicators import COLUMN
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import REGIONAL_DISTANCE, TECHNOLOGY_MARKET, row_in_force
from .birth import expected_log_potential
from .distance import EAST, contacts_at_home, distance_cost, eased, extra_cost
from .joint_laboratories import laboratory_partner
from .licences import licence_fee, milestone_due, pay_licence, pays_milestone, royalty_share
from .meetings import N_PLACES, firm_met, keep_lists, list_firms
from .result_rights import (
    deals_exempt,
    inventors_part,
    managed_apart,
    milestone_part,
    price_agreed,
    quarters_of_approval,
    released,
)
from .transfer_services import attention_left, office_in_force, search_reach, units_served
from .valuation import chance_to_market, expected_gain, remaining_cost, stage_multiple, value_of_gain

DEALS = COLUMN["licence_deals"]
ACROSS = COLUMN["deals_across_regions"]
DISCLOSED, PROPOSED = 1, 2
"""Values of ``technology.disclosed``: offered on the market, offered to funds as a spin-off."""
ASSETS_LOST = COLUMN["state_assets_lost"]
_BN = 1e-3
MAX_CONTACTS = 3
_LOCAL, _FIELD, _FIRM, _DRAWS = 0, 1, 2, 3


@rule
def offered_share(effort_transfer, office, exemption, parameters):
    """Share of results a unit offers.

    Scientists disclose what their effort for transfer covers, an office asks for more, and approval for a state-owned
    result may never be given (less often where officials are exempt from liability).
    """
    willing = 1.0 - math.exp(-effort_transfer / parameters.disclosure_effort)
    asked = parameters.disclosure_alone + (1.0 - parameters.disclosure_alone) * office
    return willing * asked * (1.0 - parameters.approval_refusal * (1.0 - exemption))


@rule
def contacts_expected(effort_transfer, office, parameters):
    """Firms that look at an offered result in a quarter."""
    seen = parameters.contact_rate * (1.0 + parameters.office_contacts * office)
    return min(float(MAX_CONTACTS), seen * (1.0 + effort_transfer / parameters.disclosure_effort))


@rule
def contacts_drawn(expected, chance):
    """Whole number of contacts with this mean: the part before the point, and one more with the rest as chance."""
    sure = int(expected)
    return sure + (1 if chance < expected - sure else 0)


@rule
def scientists_help(effort_transfer, parameters):
    """Share of what a firm cannot grasp alone that stays lost after the scientists' help."""
    return math.exp(-effort_transfer / parameters.disclosure_effort)


@rule
def grasp(absorptive, left_after_help, parameters):
    """Share of an outside result's gain a firm can realise.

    Absorptive capacity (Cohen and Levinthal 1990) does it; the scientist's effort after the licence narrows the gap.
    """
    known = min(1.0, max(0.0, absorptive))
    gap = (1.0 - known) * parameters.absorption_gap
    return 1.0 - gap * left_after_help


@rule
def transaction_cost(office, distance, parameters):
    """Cost of finding terms (m yuan): lower with a transfer office, higher by the share ``distance`` adds."""
    return parameters.transaction_cost * (1.0 - parameters.office_saving * office) * (1.0 + distance)


@rule
def joint_surplus(value, chance, cost, hurdle, transaction, delay, discount):
    """What firm and university gain from a licence (m yuan).

    Value at the chance to reach the market, after ``delay`` quarters of approval, less the remaining cost at the firm's
    hurdle, less the cost of the deal.
    """
    return value * chance * math.exp(-discount * delay) - max(1.0, hurdle) * cost - transaction


@rule
def spin_off_wanted(gain, waited, draw, inventor_share, parameters):
    """An inventor with an outstanding result that nobody took proposes to found a company, if of that kind."""
    if waited < parameters.spin_off_wait or gain < parameters.spin_off_gain:
        return False
    return draw < parameters.entrepreneurs * inventor_share


@rule
def poc_deserved(technology, bar, parameters):
    """Own money goes to results that look better than the average one by ``bar``."""
    return technology.signal > expected_log_potential(parameters) + bar


@process
def technologies_meet_firms(
    clock, policy, parameters, firms, universities, technologies, regions, sectors, banks, instruments, flows, tally,
    listed_firms, listed_pull, listed_place
):
    """One quarter of the technology market for results of universities and institutes without a sponsor.

    An offered result meets firms, first the one whose people work in a joint laboratory; the one with the largest joint
    surplus takes it, if it can pay. Milestones of earlier licences are paid. Writes ``disclosed``, ``contacts``,
    ``sponsor``, ``royalty``, ``milestone``, ``value``, ``stage_cost``, ``financed`` (own money), and universities'
    ``poc_budget`` and ``poc_spent``; counts licences signed. Keeps its lists of firms for missions.
    """
    now = clock[0]
    rules = parameters[0]
    seed, quarter = now.seed, now.quarter
    rows, upto, start, everyone = list_firms(firms, now.n_firm_rows)
    keep_lists(rows, upto, start, listed_firms, listed_pull, listed_place)
    chance = np.zeros(N_STAGES)
    capital = np.zeros(N_STAGES)
    in_research = np.zeros(N_STAGES)
    in_engineering = np.zeros(N_STAGES)
    for stage in range(N_STAGES):
        chance[stage] = chance_to_market(rules, stage)
        capital[stage] = remaining_cost(rules, stage, 1.0, 0.0, 0.0)
        in_research[stage] = remaining_cost(rules, stage, 1.0, 1.0, 0.0) - capital[stage]
        in_engineering[stage] = remaining_cost(rules, stage, 1.0, 0.0, 1.0) - capital[stage]
    n = len(universities)
    offered = np.empty(n)
    looks = np.empty(n)
    left = np.empty(n)
    partner = np.empty(n, np.int64)
    offices = np.empty(n)
    policy_row = row_in_force(policy, quarter, TECHNOLOGY_MARKET, parameters)
    served, reach = units_served(policy, policy_row), search_reach(policy, policy_row)
    all_looks, usual_looks = 0.0, 0.0
    for row in range(n):
        university = universities[row]
        free = released(deals_exempt(policy, quarter, university), managed_apart(policy, quarter, university))
        own = float(university.transfer_office)
        offices[row] = office_in_force(own, served, row, seed)
        offered[row] = offered_share(university.effort_transfer, offices[row], free, rules)
        partner[row] = laboratory_partner(university, row, firms)
        looks[row] = contacts_expected(university.effort_transfer, offices[row], rules)
        researchers = university.researchers * university.weight
        all_looks += researchers * looks[row]
        usual_looks += researchers * contacts_expected(university.effort_transfer, own, rules)
        left[row] = scientists_help(university.effort_transfer, rules)
    east_cost = distance_cost(policy, row_in_force(policy, quarter, REGIONAL_DISTANCE, parameters))
    local = contacts_at_home(rules.local_contacts, rules.enclave_contacts, eased(EAST, EAST + 1, east_cost))
    attention = attention_left(all_looks, usual_looks, rules)
    listed = np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        listed[s] = attention * (1.0 + rules.list_contacts * sectors[s].needs_listed)
    quarterly_discount = 0.25 * rules.discount_rate + rules.obsolescence
    for j in range(now.n_technologies):
        technology = technologies[j]
        if technology.sponsor >= 0:  # an open one has nothing to pay before engineering
            if (technology.stage >= ENGINEERING or technology.state != OPEN) and technology.milestone > 0.0:
                pays_milestone(technology, firms, universities, flows, banks, rules)
            continue
        if (
            technology.state != OPEN
            or technology.running == 1
            or technology.financed == 1
            or technology.origin == FROM_FIRM
        ):
            continue
        unit = technology.origin_row
        key = technology.key
        if technology.disclosed == 0:
            if uniform(seed, LISTING, 0, key, 0) >= offered[unit]:
                continue
            technology.disclosed = DISCLOSED
        # contacts: the same technology has the same luck at the same age under every policy
        age = quarter - technology.born
        stage = technology.stage
        gain = expected_gain(technology.signal, technology.precision, technology.fit, rules.potential_cap)
        expected = min(float(MAX_CONTACTS), looks[unit] * listed[technology.sector])
        contacts = contacts_drawn(expected, uniform(seed, CONTACT, age, key, 0))
        university = universities[unit]
        best = 0.0
        chosen = -1
        best_value = 0.0
        apart = managed_apart(policy, quarter, university)
        delay = quarters_of_approval(apart, seed, key, rules)
        for contact in range(contacts + (1 if partner[unit] >= 0 else 0)):
            draw = contact * _DRAWS
            first_place = 0
            last_place = N_PLACES
            own_field = uniform(seed, CONTACT_PARTNER, age, key, draw + _FIELD) < rules.field_contacts
            if own_field:
                first_place = technology.sector * N_REGIONS
                last_place = first_place + N_REGIONS
                if uniform(seed, CONTACT_PARTNER, age, key, draw + _LOCAL) < local * (1.0 - reach):
                    first_place += technology.region
                    last_place = first_place + 1
            i = firm_met(
                rows, upto, start, everyone, first_place, last_place,
                uniform(seed, CONTACT_PARTNER, age, key, draw + _FIRM),
            )
            if contact == contacts:
                i = partner[unit]
            if i < 0:
                continue
            technology.contacts += 1.0
            firm = firms[i]
            usable = grasp(firm.absorptive, left[unit], rules)
            if firm.sector != technology.sector:
                usable *= rules.foreign_field
            value = usable * value_of_gain(gain, firm.revenue_trend, rules) * (1.0 + now.lead_premium)
            cost = technology.cost_scale * (
                capital[stage]
                + in_research[stage] * firm.tax_component
                + in_engineering[stage] * firm.tax_component_engineering
            )
            surplus = joint_surplus(
                value,
                chance[stage],
                cost,
                firm.hurdle,
                transaction_cost(
                    offices[unit],
                    (1.0 - reach) * extra_cost(firm.region, technology.region, east_cost, rules.distance_cost),
                    rules,
                ),
                delay,
                quarterly_discount,
            )
            if surplus <= best:
                continue
            upfront = licence_fee(surplus, rules.licence_bargaining, rules.licence_upfront)[1]
            if upfront * technology.weight > rules.licence_cash_share * max(firm.cash, 0.0) * firm.weight:
                continue
            best = surplus
            best_value = value
            chosen = i
        if chosen >= 0:
            firm = firms[chosen]
            fee, upfront = licence_fee(best, rules.licence_bargaining, rules.licence_upfront)
            technology.sponsor = chosen
            price = price_agreed(deals_exempt(policy, quarter, university), apart, seed, key, rules)
            at_milestone = milestone_part(policy, quarter, university)
            tally[ASSETS_LOST] += (1.0 - price) * fee * technology.weight * _BN
            fee, upfront = price * fee, price * upfront
            deferred = fee - upfront
            if stage < ENGINEERING:
                technology.milestone = milestone_due(at_milestone * deferred, chance[stage], chance[ENGINEERING])
                deferred -= at_milestone * deferred
            technology.royalty = royalty_share(deferred, best_value * chance[stage], rules.royalty_cap)
            technology.waited = 0
            technology.missing = -1
            tally[DEALS] += technology.weight
            if firm.region != technology.region:
                tally[ACROSS] += technology.weight
            if eased(firm.region, technology.region, east_cost) > 0.0:
                instruments[REGIONAL_DISTANCE].users += technology.weight
            pay_licence(flows, banks, firm, university, upfront * technology.weight)
            continue
        technology.stage_cost = (
            technology.cost_scale * stage_multiple(rules, stage) * regions[technology.region].engineer_wage
        )
        affordable = technology.stage_cost <= university.poc_budget
        deserved = affordable and poc_deserved(technology, university.poc_bar, rules)
        if stage == PROOF_OF_CONCEPT and technology.financed == 0 and deserved:
            university.poc_budget -= technology.stage_cost
            university.poc_spent += technology.stage_cost
            technology.financed = 1
            technology.missing = -1
            continue
        if technology.disclosed == DISCLOSED and spin_off_wanted(
            gain, technology.waited, uniform(seed, SPIN_OFF, 0, key, 0), inventors_part(policy, quarter, university),
            rules
        ):
            technology.disclosed = PROPOSED
        if technology.disclosed == PROPOSED:
            sector = sectors[technology.sector]
            typical = sector.spending / max(sector.n_firms, 1e-9)
            technology.value = value_of_gain(gain, rules.spin_off_market * typical, rules) * (1.0 + now.lead_premium)
