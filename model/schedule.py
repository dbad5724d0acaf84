"""The quarter, in order. A process takes the parts of the state that its arguments name."""

from __future__ import annotations

from collections.abc import Callable

from .processes import (
    abroad,
    administration,
    adoption,
    agenda_contracts,
    ai,
    capacity,
    choke_points,
    consortia,
    contract_research,
    defaults,
    demand,
    demography,
    distance,
    energy,
    exits,
    facilities,
    foreign_talent,
    future_industries,
    goods,
    government,
    grants,
    green,
    guarantees,
    imitation,
    lending,
    loan_service,
    observation,
    open_innovation,
    own_agendas,
    patents,
    pilots,
    price_law,
    projects,
    research,
    sector_records,
    settlement,
    talent,
    taxes,
    technology_market,
    tenders,
    training,
    universities,
    venture,
)

Process = Callable[..., None]

QUARTER: tuple[Process, ...] = (
    # 1 policies in force are read, budgets and pools filled
    administration.ministries_enrol_firms,
    government.government_pays,
    guarantees.government_refills,
    venture.funds_raise,
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
    universities.universities_research,
    own_agendas.scientists_follow_own_agendas,
    research.firms_research,
    # 6 the technology market, consortia, gate decisions
    technology_market.technologies_meet_firms,
    contract_research.contract_research,
    consortia.consortia_meet,
    projects.projects_apply,
    # 7 finance and places
    grants.grants_awarded,
    lending.banks_lend,
    venture.funds_invest,
    pilots.pilots_admit,
    # 8 scenarios choose first suppliers, before projects move so that an order counts in its quarter
    tenders.tenders_held,
    future_industries.trials_are_hosted,
    # 9 projects advance
    projects.projects_advance,
    patents.results_enter_use,
    pilots.platforms_run,
    # 10 adoption
    ai.firms_adopt_ai,
    adoption.firms_adopt,
    open_innovation.knowledge_arrives,
    imitation.firms_imitate,
    choke_points.choke_points_are_covered,
    # 11 accounts
    energy.energy_is_paid,
    price_law.prices_are_inspected,
    settlement.firms_settle,
    universities.universities_settle,
    demography.firms_fail,
    defaults.loans_default,
    demography.firms_leave,
    exits.funds_exit,
    demography.firms_enter,
    patents.patents_age,
    abroad.trade_is_financed,
    guarantees.guarantors_close,
    loan_service.banks_close,
    # 12 observation
    observation.count_technologies,
    observation.count_firms,
    observation.count_public,
    sector_records.count_sectors,
    observation.forget_ended,
)
"""Every process of a quarter; step() runs them in this order."""
