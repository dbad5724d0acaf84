"""The order of a record's fields in memory: what one loop reads stands in one cache line (eight fields of 64 bits).

Found by annealing over the fields that each process of a quarter touches (a trace of five quarters of the baseline);
results do not depend on it. A new field needs no place here: it follows the others.
"""

from __future__ import annotations

# fmt: off
FIRM_LINES = (
    "ytd_profit", "ytd_re_base", "loss_plain", "tax_due", "relabelled_share", "loss_re", "ytd_basic_base",
    "tier_padding",
    "closeness", "orders", "unit_cost", "expected_sales", "price", "markup", "startup_of", "packaged",
    "ytd_tax_rd", "ytd_tax_plain", "ytd_revenue", "leader", "low_quarters", "distressed", "consortium", "strained",
    "cell", "weight", "research_active", "active", "id", "sector", "absorptive", "bank",
    "opportunity", "credit_score", "hurdle", "result_value", "tax_component_engineering", "tax_component",
    "project_budget", "tax_component_basic",
    "share", "productivity", "capacity", "output", "quality", "material_use", "credit_days", "energy_use",
    "lag_re_deduction", "re_share", "rd_extra", "loss", "tax_rate", "re_extra", "lag_rd_deduction", "basic_extra",
    "pooled_debt", "guaranteed_debt", "tech_debt", "pool_cover", "born", "guarantee_cover", "guarantor",
    "pledged_debt",
    "revenue_trend", "research_budget", "region", "project_demand", "engineers_busy", "cash", "ai", "basic_wanted",
    "listed", "relabels", "patents_idle", "idle_value", "size_class", "high_tech", "patents_used", "tier",
    "loan_rate", "debt", "payables", "capital", "enrolled", "loan_request", "receivables", "profit_trend",
    "n_results", "verified", "quality_gain", "process_gain", "incubated", "state_owned", "laboratory",
    "absorptive_born",
    "ytd_tax", "ytd_rd_base", "growth_expected", "reluctance", "loss_rd", "investment_planned", "ytd_real_rd",
    "ytd_tax_re",
    "contract_effort", "effort", "next_threshold",
    "labour_cost", "interest", "tax_paid", "export_receipts", "consortium_paid", "order_cost", "tier_award",
    "standard_licences_paid",
    "forgone_re", "import_payments", "energy_charges", "project_money", "mission_received", "insurance_premiums",
    "data_handling", "incubator_support",
    "pilot_fees", "repaid", "exiting", "licences_paid", "liquidated", "investment", "equity_paid_in",
    "trial_orders_received",
    "reported_rd", "venture_received", "revenue", "material_cost", "profit", "orders_received", "basic_declared",
    "matching_received",
    "research_basic", "stages_paid", "rd_qualifying", "development", "re_qualifying", "research_applied",
    "fines", "research_paid",
    "domestic_receipts", "tax_refunded", "guarantee_fees", "depreciation", "wages", "input_payments", "exits_paid",
    "damages_paid",
    "overhead", "forgone_rd", "overhead_cost", "contracts_paid", "forgone_basic", "price_fines", "laboratory_paid",
    "insurance_received",
    "grants_received", "dividends", "ai_paid", "basic_bought", "ai_support", "digital_support",
    "standard_licences_received", "damages_received",
    "written_off", "borrowed", "collateral_taken", "trial_orders_paid",
)
# fmt: on

# fmt: off
TECHNOLOGY_LINES = (
    "state", "stage", "running", "sponsor", "weight", "born", "sector", "consortium",
    "missing", "loan_request", "financed", "key", "waited", "patience", "disclosed", "stage_cost",
    "value", "signal", "precision", "fit", "cost_scale", "royalty", "customer", "product",
    "fund_share", "fund_until", "fund_paid", "order_value", "origin_id", "n", "cause", "ended",
    "guest", "mission", "pilot", "has_place", "quarters_left", "quarters_saved", "cost_paid", "spent",
    "score", "granted", "insured", "copied", "potential", "patents", "verified", "public_order",
    "fund", "origin", "origin_row", "region", "milestone", "fundamentality", "contacts",
    "mission_error",
)
# fmt: on
