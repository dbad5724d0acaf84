"""Technologies pass their gates: the sponsor decides, complements are found, money is spent, luck is drawn."""

from __future__ import annotations

import numpy as np

from ..accounts import CAPITAL_GOODS, PILOT_FEES, STAGE_SPENDING, pay
from ..chance import GATE, OBSOLESCENCE, uniform
from ..classifications import (
    CAUSES_OF_DEATH,
    ENGINEERING,
    FIRST_USE,
    INDUSTRIALISATION,
    N_CAUSES,
    N_SECTORS,
    N_STAGES,
    NO_FINANCE,
    NO_FIRST_CUSTOMER,
    NO_PILOT_CAPACITY,
    NO_SPONSOR,
    OBSOLETE,
    PILOT,
    PROOF_OF_CONCEPT,
    STAGES,
    TECHNICAL_FAILURE,
)
from ..indicators import COLUMN
from ..kernel import fetch_early, gathering_rule, process, rule, step_of_loop
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from ..populations.technologies import DEAD, INDUSTRIALISED, OPEN, TECHNOLOGY
from .administration import (
    CERTIFICATION,
    DATA_ZONES,
    DIRECT_SUBSIDY,
    PILOT_PLATFORMS,
    TECHNOLOGY_INSURANCE,
    is_enrolled,
    row_in_force,
)
from .ai_support import stage_shortened
from .birth import refine_signal
from .certification import scope_of_tests
from .consortia import stage_cost_share
from .data_zones import look_with_shared_data, shared_data
from .energy import energy_is_charged, worth_of_saving
from .exits import market_served
from .first_customers import looks_for_customer
from .grants import grant_counted_on, pot_of_applicant
from .permits import may_copy
from .pilots import fee_due, fee_support, government_pays_fee
from .technology_insurance import cover_ends, cover_offered, gain_of_sponsor, insure_pilot
from .valuation import (
    chance_to_market,
    expected_gain,
    pass_chance,
    remaining_cost,
    research_content,
    stage_multiple,
    stage_quarters,
    value_of_gain,
    worth_going_on,
)

_WEIGHT, _CASH, _BUDGET = offset_of(FIRM, "weight"), offset_of(FIRM, "cash"), offset_of(FIRM, "project_budget")
_PAID, _STARTUP = offset_of(FIRM, "stages_paid"), offset_of(FIRM, "startup_of")
_ENERGY, _VALUE = offset_of(FIRM, "energy_use"), offset_of(TECHNOLOGY, "value")
_AHEAD = 6  # technologies
ENTERED = COLUMN["entered_proof_of_concept"]
DIED = tuple(COLUMN.get(f"died_{stage.id}_{cause.id}", -1) for stage in STAGES for cause in CAUSES_OF_DEATH)
DEAD_COUNT = COLUMN["technologies_dead"]
INDUSTRIALISED_COUNT = COLUMN["technologies_industrialised"]
ENDED_BY_ORIGIN = COLUMN["ended_firm"]
INDUSTRIALISED_BY_ORIGIN = COLUMN["industrialised_firm"]
AGE = COLUMN["time_to_market"]
COPIED = COLUMN["scenarios_copied"]
SHORTENED = COLUMN["stages_shortened"]
CUSTOMERS_FOUND = COLUMN["customers_found"]


@rule
def dies(technology, cause, quarter, tally):
    """Close a technology for good and record where and why."""
    technology.state = DEAD
    technology.running = 0
    technology.cause = cause
    technology.ended = quarter
    tally[DIED[technology.stage * N_CAUSES + cause]] += technology.weight
    tally[DEAD_COUNT] += technology.weight
    tally[ENDED_BY_ORIGIN + technology.origin] += technology.weight


@rule
def is_industrialised(technology, quarter, tally):
    """Close a technology that has reached the market."""
    technology.state = INDUSTRIALISED
    technology.running = 0
    technology.ended = quarter
    tally[INDUSTRIALISED_COUNT] += technology.weight
    tally[ENDED_BY_ORIGIN + technology.origin] += technology.weight
    tally[INDUSTRIALISED_BY_ORIGIN + technology.origin] += technology.weight
    tally[AGE] += technology.weight * (quarter - technology.born) * 0.25


@gathering_rule
def rows_at_gate(technologies, n_technologies):
    """Rows of sponsored technologies whose next stage is neither running nor financed."""
    at_gate = np.empty(n_technologies + 1, np.int64)  # a row that is not listed is overwritten by the next
    n_at_gate = 0
    for j in range(n_technologies):
        technology = technologies[j]
        at_gate[n_at_gate] = j
        n_at_gate += (technology.sponsor >= 0) & (technology.running == 0) & (technology.financed == 0)
    return at_gate[:n_at_gate]


@process
def projects_apply(clock, policy, firms, sectors, technologies, regions, consortia, guarantors, instruments,
                   parameters):
    """The gate decision of every sponsor, and the money it asks for.

    A technology that is no longer worth its remaining cost is abandoned (``missing`` names the lack of a customer; it
    dies in ``projects_advance``). Writes ``stage_cost``, ``value``, ``missing``, ``loan_request`` and firms'
    ``project_demand``; a stage the sponsor can pay itself takes part of its ``project_budget``.
    """
    now = clock[0]
    rules = parameters[0]
    row = row_in_force(policy, now.quarter, PILOT_PLATFORMS, parameters)
    insurance = row_in_force(policy, now.quarter, TECHNOLOGY_INSURANCE, parameters)
    chance = np.zeros(N_STAGES)
    capital = np.zeros(N_STAGES)
    in_research = np.zeros(N_STAGES)
    in_engineering = np.zeros(N_STAGES)
    for stage in range(N_STAGES):
        chance[stage] = chance_to_market(rules, stage)
        capital[stage] = remaining_cost(rules, stage, 1.0, 0.0, 0.0)
        in_research[stage] = remaining_cost(rules, stage, 1.0, 1.0, 0.0) - capital[stage]
        in_engineering[stage] = remaining_cost(rules, stage, 1.0, 0.0, 1.0) - capital[stage]
    generous = instruments[DIRECT_SUBSIDY].generosity
    subsidy_row = row_in_force(policy, now.quarter, DIRECT_SUBSIDY, parameters)
    charged = energy_is_charged(sectors)
    at_gate = rows_at_gate(technologies, now.n_technologies)
    for place in range(len(at_gate)):
        row_ahead = at_gate[min(place + _AHEAD, len(at_gate) - 1)]
        ahead = technologies[row_ahead].sponsor
        fetch_early(technologies, row_ahead, _VALUE)
        fetch_early(firms, ahead, _WEIGHT)
        fetch_early(firms, ahead, _BUDGET)
        fetch_early(firms, ahead, _CASH)
        fetch_early(firms, ahead, _STARTUP)
        if charged:
            fetch_early(firms, ahead, _ENERGY)
        technology = technologies[at_gate[place]]
        firm = firms[technology.sponsor]
        stage = technology.stage
        share = stage_cost_share(technology, consortia, parameters)
        prices = (
            capital[stage]
            + in_research[stage] * firm.tax_component
            + in_engineering[stage] * firm.tax_component_engineering
        )
        cost = technology.cost_scale * share * prices
        own_part = share
        if stage == PILOT:
            supported = rules.pilot_fee * fee_support(policy, row, firm)
            own_part = share * (1.0 - supported)
            cover = cover_offered(policy, insurance, firm)
            insured = gain_of_sponsor(cover, firm, technology, guarantors, rules, now.seed)
            cost -= technology.cost_scale * share * (supported + insured) * stage_multiple(rules, stage)
        listed = generous > 1.0 and stage <= ENGINEERING and is_enrolled(firm, DIRECT_SUBSIDY)
        if listed and pot_of_applicant(policy, subsidy_row, firm) == 0:
            cost -= grant_counted_on(technology.cost_scale * share * stage_multiple(rules, stage), generous, rules)
        gain = expected_gain(technology.signal, technology.precision, technology.fit, rules.potential_cap)
        sector = sectors[firm.sector]
        worth = value_of_gain(gain, market_served(firm, sector, rules), rules)
        if charged:
            worth += worth_of_saving(technology, firm, sector, gain, rules)
        technology.value = worth * (1.0 - technology.royalty) * (1.0 + now.lead_premium)
        technology.loan_request = 0.0
        if technology.value * chance[stage] <= cost:
            technology.missing = NO_FIRST_CUSTOMER
            technology.waited = technology.patience
            continue
        technology.missing = -1
        technology.stage_cost = (
            technology.cost_scale * stage_multiple(rules, stage) * share * regions[firm.region].engineer_wage
        )
        if not worth_going_on(technology.value, chance[stage], cost, firm.hurdle):
            technology.missing = NO_FINANCE
            firm.project_demand += technology.stage_cost * technology.weight / firm.weight
            continue
        own = technology.stage_cost * own_part / share * technology.weight / firm.weight
        firm.project_demand += own
        if own <= firm.project_budget:
            firm.project_budget -= own
        else:
            short = own - firm.project_budget
            firm.project_budget = 0.0
            technology.loan_request = short * firm.weight / technology.weight


@step_of_loop
def pay_for_stage(
    technology, firm, policy, row, pilots, households, governments, banks, flows, instruments, rules
):
    """Pay one quarter of the running stage; False (and nothing is paid) when the sponsor's cash is short."""
    stage = technology.stage
    due = technology.stage_cost / stage_quarters(rules, stage)
    if technology.quarters_saved > 0 and technology.quarters_left - technology.quarters_saved <= 1:
        due = technology.stage_cost - technology.cost_paid  # a stage that ends earlier costs as much
    own = due * technology.weight / firm.weight
    if own > firm.cash:
        return False
    total = due * technology.weight
    home = households[firm.bank]
    technology.spent += due
    technology.cost_paid += due
    if stage == INDUSTRIALISATION:
        firm.investment += own
        firm.capital += own
        pay(flows, banks, CAPITAL_GOODS, firm, home, total)
        return True
    fee = 0.0
    if stage == PILOT and technology.pilot >= 0:
        platform = pilots[technology.pilot]
        fee, supported = fee_due(policy, row, firm, platform, own)
        government_pays_fee(flows, banks, instruments, governments, platform, firm.weight, supported)
        firm.pilot_fees += fee
        platform.fees += fee * firm.weight / platform.weight
        pay(flows, banks, PILOT_FEES, firm, platform, fee * firm.weight)
        own -= supported
    rest = own - fee
    firm.stages_paid += rest
    pay(flows, banks, STAGE_SPENDING, firm, home, rest * firm.weight)
    content = research_content(rules, stage)
    firm.rd_qualifying += content * own
    firm.re_qualifying += (1.0 - content) * own
    if stage < ENGINEERING:
        firm.development += own
    firm.engineers_busy += own / rules.cost_of_engineer
    return True


@rule
def may_start(technology):
    """Whether a waiting technology has every complement its stage needs; returns -1 or the cause of the delay."""
    if technology.sponsor < 0 and not (technology.stage == PROOF_OF_CONCEPT and technology.financed == 1):
        return NO_SPONSOR
    if technology.missing >= 0:
        return technology.missing
    if technology.loan_request > 0.0 and technology.financed == 0:
        return NO_FINANCE
    if technology.stage == PILOT and technology.has_place == 0:
        return NO_PILOT_CAPACITY
    if technology.stage == FIRST_USE and technology.customer == 0:
        return NO_FIRST_CUSTOMER
    return -1


@rule
def enter_stage(technology, stage):
    """Move to the door of the next stage; every complement has to be found again."""
    technology.stage = stage
    technology.running = 0
    technology.quarters_saved = 0
    technology.waited = 0
    technology.missing = -1
    technology.cost_paid = 0.0
    technology.insured = 0.0
    technology.granted = 0.0
    technology.loan_request = 0.0
    technology.financed = 0
    technology.pilot = -1
    technology.has_place = 0


@rule
def starts_stage(technology, firms, models, coverage, tally, seed, rules):
    """The stage begins; one that an adopter of AI can shorten will end a quarter earlier."""
    quarters = stage_quarters(rules, technology.stage)
    technology.running = 1
    technology.quarters_left = int(quarters)
    if technology.sponsor >= 0:
        firm = firms[technology.sponsor]
        saved = stage_shortened(technology, firm, models, coverage[firm.cell], quarters, rules, seed)
        technology.quarters_saved = saved
        tally[SHORTENED] += technology.weight * saved
    tally[ENTERED + technology.stage] += technology.weight


@rule
def passes_gate(technology, stage, seed, rules):
    """Technical luck at the end of a stage; a copied scenario shows in its market what a trial would have shown."""
    if technology.copied == 1 and stage == INDUSTRIALISATION:
        stage = FIRST_USE
    return uniform(seed, GATE, 0, technology.key, stage) < pass_chance(rules, stage)


@process
def projects_advance(
    clock, policy, firms, technologies, pilots, sectors, households, governments, guarantors, banks, flows,
    instruments, tally, parameters
):
    """One quarter in the life of every open technology: wait, start, pay, pass or fail, die of a recorded cause.

    Technical luck is keyed by technology and stage, so it is the same under every policy. Industrialised technologies
    leave their gain with the sponsor (``process_gain`` or ``quality_gain``).
    """
    now = clock[0]
    rules = parameters[0]
    seed, quarter = now.seed, now.quarter
    row = row_in_force(policy, quarter, PILOT_PLATFORMS, parameters)
    insurance = row_in_force(policy, quarter, TECHNOLOGY_INSURANCE, parameters)
    scope = scope_of_tests(policy, row_in_force(policy, quarter, CERTIFICATION, parameters))
    coverage = shared_data(policy, row_in_force(policy, quarter, DATA_ZONES, parameters))
    overtaken = np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        overtaken[s] = rules.obsolescence + sectors[s].leakage
    n_technologies = now.n_technologies
    for j in range(n_technologies):
        sponsor = technologies[min(j + _AHEAD, n_technologies - 1)].sponsor
        fetch_early(firms, sponsor, _WEIGHT)
        fetch_early(firms, sponsor, _CASH)
        fetch_early(firms, sponsor, _PAID)
        technology = technologies[j]
        if technology.state != OPEN:
            continue
        draw = uniform(seed, OBSOLESCENCE, quarter - technology.born, technology.key, 0)
        if draw < overtaken[technology.sector]:
            dies(technology, OBSOLETE, quarter, tally)
            continue
        sector = sectors[technology.sector]
        if technology.running == 0:
            if technology.stage == FIRST_USE and technology.sponsor >= 0 and technology.customer == 0:
                if may_copy(policy, quarter, technology, sector, rules, seed):
                    technology.copied = 1
                    technology.customer = 1
                    tally[COPIED] += technology.weight
                    enter_stage(technology, INDUSTRIALISATION)
                    continue
                if looks_for_customer(technology, firms[technology.sponsor], sector, scope, seed, rules):
                    technology.customer = 1
                    tally[CUSTOMERS_FOUND] += technology.weight
            missing = may_start(technology)
            if missing < 0:
                starts_stage(technology, firms, now.ai_models, coverage, tally, seed, rules)
                if technology.stage == PILOT:
                    sponsor = firms[technology.sponsor]
                    cover = cover_offered(policy, insurance, sponsor)
                    insure_pilot(flows, banks, instruments, guarantors, sponsor, technology, cover, rules, seed)
            else:
                technology.missing = missing
                technology.waited += 1
                if technology.waited > technology.patience:
                    dies(technology, missing, quarter, tally)
                continue
        if technology.sponsor >= 0:
            paid = pay_for_stage(
                technology, firms[technology.sponsor], policy, row, pilots, households, governments, banks, flows,
                instruments, rules,
            )
            if not paid:
                technology.missing = NO_FINANCE
                technology.waited += 1
                if technology.waited > technology.patience:
                    dies(technology, NO_FINANCE, quarter, tally)
                continue
        technology.quarters_left -= 1
        if technology.quarters_left > technology.quarters_saved:
            continue
        stage = technology.stage
        passed = passes_gate(technology, stage, seed, rules)
        if technology.insured > 0.0:
            cover_ends(flows, banks, instruments, guarantors, firms[technology.sponsor], technology, not passed)
        if not passed:
            dies(technology, TECHNICAL_FAILURE, quarter, tally)
            continue
        if stage == INDUSTRIALISATION:
            firm = firms[technology.sponsor]
            gain = technology.potential * technology.fit * technology.weight / firm.weight
            if technology.product == 1:
                firm.quality_gain += gain
                sector.own_solutions += gain * firm.weight
            else:
                firm.process_gain += gain
            is_industrialised(technology, quarter, tally)
            continue
        if stage == FIRST_USE:
            technology.verified = 1
            sector.deployments += technology.weight
            if technology.public_order == 1:
                sector.proven += technology.weight
            firms[technology.sponsor].verified += technology.weight / firms[technology.sponsor].weight
        sharper = 1.0
        if technology.sponsor >= 0:
            sharper = look_with_shared_data(coverage[firms[technology.sponsor].cell], rules)
        refine_signal(technology, seed, stage, sharper, rules)
        enter_stage(technology, stage + 1)
