"""Which way each outcome is better: regret needs to know, and some outcomes are neither good nor bad in themselves."""

from __future__ import annotations

from fnmatch import fnmatchcase

MORE, LESS, NONE = "more", "less", "none"

_PATTERNS = {
    LESS: (
        "technologies_dead", "time_to_market*", "died_*", "exit_rate", "zombie_share", "receivable_days",
        "basic_relabelled_share", "research_misused", "loan_rate", "npl_ratio", "loans_rejected", "public_cost",
        "cost_*_cash", "cost_*_forgone", "cost_*_contingent", "orders_unspent", "supply_lost", "import_dependence",
        "energy_use", "energy_intensity", "research_time_waiting", "consortium_free_riders", "tier_padded",
        "state_assets_lost", "technologies_incompatible", "ai_price", "grants_replacing_own", "order_dependence",
        "losses_without_orders", "cover_windfall", "policy_lag",
    ),
    NONE: (
        "technologies_open", "ended_*", "waiting_*", "output_price", "input_price", "leverage", "entry_rate",
        "rd_reported_ratio", "rd_*_share", "basic_by_firms_share", "researcher_wage", "technology_desk_share",
        "slots_offered", "pilot_load", "permit_load", "engineer_wage", "results_own_agenda", "east_talent_share",
        "tier_firms", "laboratories", "topics_by_industry", "potential_spread", "leaders_project_money",
        "transfer_effort", "infringement_damages", "stages_shortened", "moving_share", "re_spending", "pooled_loans",
        "venture_hard_tech_share", "contract_income_ratio", "emerging_share", "trade_openness",
        "learnt_with_abroad", "public_project_money",
    ),
    MORE: (
        "conversion_rate*", "cohort_conversion*", "patent_use*", "technologies_born", "technologies_industrialised",
        "industrialised_*", "entered_*", "margin*", "utilisation", "revenue", "productivity", "ai_adoption",
        "rd_intensity", "rd_to_revenue", "rd_firms_doing", "tech_loans", "tech_loan_access", "venture_investment",
        "ip_pledge_loans", "public_revenue", "cost_*_recovered", "cost_*_raised", "cost_*_users", "slots_filled",
        "scenarios_copied", "joint_wins", "output_*", "industrial_output", "value_added*", "productivity_advance",
        "contracts_advance", "flow_*", "own_effort_*", "own_per_public", "customers_found", "instruments_taken_up",
        "policy_promptness", "choke_point_coverage", "sectors_ahead*", "knowledge_inflow",
        "engineers_trained", "talent_*", "licence_deals", "deals_across_regions", "consortium_members",
        "trial_orders_*", "state_line_guests", "pilot_guests", "mission_stages", "startups_*", "certified_at_once",
        "products_tested", "standards_set", "standard_licences", "academic_carried", "joint_projects",
        "capital_matched", "first_use_*", "take_up", "risk_shared", "pilot_reached", "market_reached",
        "finance_reached", "cross_region", "regional_balance", "choke_point_conversion", "original_results",
        "sectors_gaining", "total_factor_productivity", "technology_contribution", "hightech_value_added",
        "technology_contracts", "intelligent_*", "pool_leverage", "fund_leverage", "integration_*",
        "self_reliance_*",
    ),
}  # fmt: skip


def direction_of(outcome: str) -> str:
    """``more``, ``less`` or ``none`` is better; the first pattern that fits counts. KeyError without an entry."""
    for direction, patterns in _PATTERNS.items():
        if any(fnmatchcase(outcome, pattern) for pattern in patterns):
            return direction
    raise KeyError(outcome)
