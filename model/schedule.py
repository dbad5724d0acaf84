"""The quarter, in order. A process takes the parts of the state that its arguments name."""

from __future__ import annotations

from collections.abc import Callable

from .processes import (
    abroad,
    administration,
    adoption,
    ai,
    capacity,
    consortia,
    contract_research,
    defaults,
    demand,
    demography,
    exits,
    goods,
    government,
    grants,
    guarantees,
    imitation,
    lending,
    loan_service,
    measurement,
    observation,
    patents,
    pilots,
    projects,
    research,
    settlement,
    talent,
    taxes,
    technology_market,
    tenders,
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
    # 2 demand arrives
    demand.demand_arrives,
    # 3 firms plan output, price and capacity
    capacity.firms_plan,
    # 4 the goods market
    goods.goods_market_clears,
    # 5 research and talent
    talent.talent_moves,
    universities.universities_research,
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
    # 9 projects advance
    projects.projects_advance,
    patents.results_enter_use,
    pilots.platforms_run,
    # 10 adoption
    ai.firms_adopt_ai,
    adoption.firms_adopt,
    imitation.firms_imitate,
    # 11 accounts
    settlement.firms_settle,
    universities.universities_settle,
    demography.firms_fail,
    measurement.endings_are_counted,
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
    measurement.measures_are_taken,
    observation.forget_ended,
)
"""Every process of a quarter; step() runs them in this order."""
