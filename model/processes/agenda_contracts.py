"""Who among scientists follows an agenda of their own: holders of long contracts, and the young who lead early."""

import math

from ..accounts import LONG_CONTRACTS, YOUNG_GRANTS, pay
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import STRATEGIC_SCIENTISTS, YOUNG_SCIENTISTS, row_in_force

STATUS_QUO_YEARS = LEVERS["young_scientists.years_to_lead"].baseline


@rule
def long_contracts(policy, row):
    """Scientists in the country with a long contract under row ``row`` of the policy."""
    return policy[row, 0].strategic_scientists_contracts


@rule
def years_to_lead(policy, row):
    """Years a researcher works on others' topics before leading."""
    return policy[row, 0].young_scientists_years_to_lead


@rule
def appeal_of(university):
    """Weight of a unit in the award of contracts: its people, and twice their excellence."""
    return university.researchers * university.excellence * university.excellence


@rule
def share_of_early_leaders(years, career):
    """Share of researchers who lead and at the status quo would not yet; people are spread evenly over careers."""
    return max(0.0, STATUS_QUO_YEARS - years) / career


@rule
def yield_of_early_leaders(years, experience_years, inventiveness):
    """What an early leader's research yields relative to working for others.

    Skill after x years is ``1 - exp(-x / experience_years)``, its mean taken over the years led early; the young are
    more inventive by ``inventiveness`` (Jones 2010). The two nearly cancel some years before the status quo.
    """
    early = STATUS_QUO_YEARS - years
    if early <= 0.0:
        return 0.0
    lost = math.exp(-years / experience_years) - math.exp(-STATUS_QUO_YEARS / experience_years)
    return inventiveness * (1.0 - lost * experience_years / early)


@process
def scientists_contracted(clock, policy, parameters, universities, governments, banks, instruments, flows):
    """Award contracts to the better units and let the young lead; pay the teams and the new laboratories.

    Writes universities' ``own_share`` (researchers with agendas of their own), ``own_time`` (their effective research
    time), ``long_contracts`` and ``young_grants``.
    """
    now = clock[0]
    p = parameters[0]
    contracts = now.scale * long_contracts(
        policy, row_in_force(policy, now.quarter, STRATEGIC_SCIENTISTS, parameters)
    )
    years = years_to_lead(policy, row_in_force(policy, now.quarter, YOUNG_SCIENTISTS, parameters))
    early = share_of_early_leaders(years, p.career_years)
    inventive = yield_of_early_leaders(years, p.experience_years, p.young_inventiveness)
    total = 0.0
    for row in range(len(universities)):
        total += appeal_of(universities[row]) * universities[row].weight
    for row in range(len(universities)):
        university = universities[row]
        awarded = contracts * appeal_of(university) / total if total > 0.0 else 0.0
        under = min(p.own_agenda_limit, awarded * p.contract_team / max(university.researchers, 1.0))
        young = early * (1.0 - under)
        university.own_share = under + young
        university.own_time = under * (1.0 - (1.0 - p.contract_paperwork_saved) * university.paperwork)
        university.own_time += young * (1.0 - university.paperwork) * inventive
        held = under * university.researchers / p.contract_team
        laboratories = young * university.researchers / p.young_team
        university.long_contracts = 0.25 * p.contract_pay * held
        university.young_grants = 0.25 * p.young_grant * laboratories
        if under > 0.0:
            pays_units(flows, banks, LONG_CONTRACTS, governments[0], university, university.long_contracts,
                       instruments[STRATEGIC_SCIENTISTS], held)
        if young > 0.0:
            pays_units(flows, banks, YOUNG_GRANTS, governments[0], university, university.young_grants,
                       instruments[YOUNG_SCIENTISTS], laboratories)


@rule
def pays_units(flows, banks, kind, government, university, amount, account, holders):
    """Government pays a unit for those who hold its contracts or grants (m yuan per real unit)."""
    account.cash += amount * university.weight
    account.users += holders * university.weight
    pay(flows, banks, kind, government, university, amount * university.weight)
