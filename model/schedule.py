"""The quarter, in order. A process takes the parts of the state that its arguments name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .processes import (
    abroad,
    administration,
    adoption,
    agenda_contracts,
    ai,
    ai_support,
    capacity,
    cells,
    certification,
    choke_points,
    consortia,
    contract_research,
    data_zones,
    defaults,
    demand,
    demography,
    distance,
    energy,
    evaluation,
    exits,
    facilities,
    first_orders,
    foreign_talent,
    future_industries,
    goods,
    government,
    grants,
    green,
    guarantees,
    imitation,
    incubators,
    joint_laboratories,
    lending,
    loan_service,
    measurement,
    missions,
    observation,
    open_innovation,
    own_agendas,
    patents,
    permits,
    pilots,
    pipeline_measures,
    price_law,
    projects,
    proof_of_concept,
    protection,
    research,
    research_money,
    retaliation,
    sector_records,
    selection_panels,
    settlement,
    sme_tiers,
    staff_exchange,
    standard_setting,
    talent,
    taxes,
    technology_credit,
    technology_insurance,
    technology_market,
    tenders,
    training,
    transfer_services,
    universities,
    venture,
)

Process = Callable[..., None]

QUARTER: tuple[Process, ...] = (
    # 1 policies in force are read, budgets and pools filled
    cells.actors_find_their_policy,
    administration.ministries_enrol_firms,
    government.government_pays,
    guarantees.government_refills,
    venture.funds_raise,
    missions.missions_hire,
    technology_credit.banks_open_desks,
    protection.lead_is_valued,
    transfer_services.transfer_staff_paid,
    incubators.startups_housed,
    ai_support.compute_supplied,
    data_zones.zones_run,
    taxes.firms_price_research,
    green.energy_is_priced,
    distance.enclaves_are_kept,
    # 2 demand arrives
    choke_points.supplies_are_cut,
    future_industries.future_sectors_are_seeded,
    demand.demand_arrives,
    # 3 firms plan output, price and capacity
    capacity.firms_plan,
    # 4 the goods market
    goods.goods_market_clears,
    # 5 research and talent
    training.engineers_train,
    foreign_talent.talent_arrives,
    facilities.facilities_open,
    agenda_contracts.scientists_contracted,
    talent.talent_moves,
    evaluation.grants_follow_record,
    selection_panels.leaders_run_projects,
    research_money.research_money_arrives,
    universities.universities_research,
    own_agendas.scientists_follow_own_agendas,
    research.firms_research,
    # 6 the technology market, consortia, gate decisions
    proof_of_concept.proofs_of_concept_funded,
    technology_market.technologies_meet_firms,
    contract_research.contract_research,
    consortia.consortia_meet,
    joint_laboratories.laboratories_work,
    projects.projects_apply,
    missions.missions_carry,
    # 7 finance and places
    grants.grants_awarded,
    lending.banks_lend,
    venture.funds_invest,
    pilots.pilots_admit,
    # 8 scenarios choose first suppliers, before projects move so that an order counts in its quarter
    permits.places_prepared,
    tenders.tenders_held,
    future_industries.trials_are_hosted,
    first_orders.large_firms_order,
    # 9 projects advance
    certification.labs_certify,
    projects.projects_advance,
    patents.results_enter_use,
    standard_setting.standards_set,
    pilots.platforms_run,
    # 10 adoption
    ai.firms_adopt_ai,
    adoption.firms_adopt,
    open_innovation.knowledge_arrives,
    imitation.firms_imitate,
    choke_points.choke_points_are_covered,
    staff_exchange.people_teach,
    protection.infringers_pay,
    # 11 accounts
    energy.energy_is_paid,
    price_law.prices_are_inspected,
    sme_tiers.tiers_awarded,
    settlement.firms_settle,
    universities.universities_settle,
    demography.firms_fail,
    pipeline_measures.endings_are_counted,
    defaults.loans_default,
    demography.firms_leave,
    exits.funds_exit,
    demography.firms_enter,
    patents.patents_age,
    abroad.trade_is_financed,
    retaliation.exporters_are_shut_out,
    technology_insurance.insurers_recount,
    guarantees.guarantors_close,
    loan_service.banks_close,
    # 12 observation
    observation.count_technologies,
    observation.count_firms,
    observation.count_public,
    sector_records.count_sectors,
    measurement.measures_are_taken,
    observation.forget_ended,
)
"""Every process of a quarter; step() runs them in this order."""


def _arguments(process: Process) -> tuple[str, ...]:
    return tuple(inspect.signature(getattr(process, "py_func", process)).parameters)


PLAN: tuple[tuple[Any, tuple[str, ...]], ...] = tuple((process, _arguments(process)) for process in QUARTER)
"""Each process of a quarter (numba gives compiled functions no type) with the names of the arrays it takes."""
