"""The order of a firm's fields in memory: what one loop reads stands in one cache line (eight fields of 64 bits).

Found by a search over the fields that each process of a quarter touches; results do not depend on it. A new field
needs no place here: it follows the others.
"""

from __future__ import annotations

# fmt: off
FIRM_LINES = (
    "ytd_tax", "ytd_profit", "ytd_tax_rd", "ytd_tax_plain", "ytd_rd_base", "ytd_re_base", "loss_plain", "ytd_revenue",
    "closeness", "orders", "growth_expected", "unit_cost", "reluctance", "expected_sales", "price", "markup",
    "loan_rate", "leader", "loss_rd", "pooled_debt", "guaranteed_debt", "tech_debt", "low_quarters", "distressed",
    "cell", "share", "weight", "research_active", "listed", "active", "id", "sector",
    "opportunity", "open_technologies", "hurdle", "result_value", "tax_component_engineering",
    "lag_re_deduction", "tax_component", "project_budget",
    "investment_planned", "energy_use", "absorptive", "productivity", "capacity", "output", "quality", "material_use",
    "ytd_real_rd", "re_share", "tax_due", "rd_extra", "loss", "relabelled_share", "tax_rate", "re_extra",
    "pool_cover", "effort", "n_results", "born", "next_threshold", "credit_score", "guarantee_cover", "guarantor",
    "revenue_trend", "research_budget", "region", "project_demand", "bank", "debt", "engineers_busy", "cash",
    "relabels", "consortium", "patents_idle", "idle_value", "size_class", "high_tech", "ai", "patents_used",
    "payables", "capital", "credit_days", "lag_rd_deduction", "enrolled", "loan_request", "receivables", "profit_trend",
    "verified", "quality_gain", "startup_of", "process_gain",
    "contract_effort", "tax_component_basic", "basic_wanted", "basic_extra",
    "forgone_re", "import_payments", "overhead", "forgone_rd", "labour_cost",
    "interest", "domestic_receipts", "tax_paid",
    "tax_refunded", "overhead_cost", "grants_received", "pilot_fees", "export_receipts",
    "fines", "guarantee_fees", "depreciation",
    "wages", "dividends", "input_payments", "written_off", "borrowed", "consortium_paid", "contracts_paid", "repaid",
    "reported_rd", "ai_paid", "venture_received", "revenue", "material_cost", "order_cost", "profit", "orders_received",
    "research_basic", "stages_paid", "rd_qualifying", "development", "re_qualifying",
    "research_applied", "engineering_spent", "research_paid",
    "exiting", "exits_paid", "licences_paid", "liquidated", "investment", "equity_paid_in", "collateral_taken",
)
# fmt: on
