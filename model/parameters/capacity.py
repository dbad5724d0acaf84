"""Firms' capacity and accounts."""

from functools import partial

from .parameter import Parameter, declared

_finance = partial(declared, "finance")
_capacity = partial(declared, "capacity")

COST_OF_CAPITAL: tuple[Parameter, ...] = (
    _finance("discount_rate", 0.10, 0.06, 0.15, "a year", "firms' cost of capital for projects", "assumption"),
)

CAPACITY: tuple[Parameter, ...] = (
    _capacity("capital_per_capacity", 2.06, 1.5, 3.0, "m yuan per unit a quarter", "price of a unit of capacity",
       "assumption: fixed and other long-lived assets about half a year's revenue"),
    _capacity("wear", 0.0117, 0.01, 0.025, "a quarter", "wear of capital and capacity", "assumption"),
    _capacity("planned_load", 0.812, 0.75, 0.92, "share", "load a plant is planned for, the rest is for peaks",
       "assumption"),
    _capacity("planning_horizon", 6.41, 2.0, 10.0, "quarters", "how far ahead capacity is planned", "assumption"),
    _capacity("investment_trigger", 0.0324, 0.02, 0.15, "share", "gap to wanted capacity that triggers a purchase",
       "Doms and Dunne 1998: lumpy investment; size an assumption"),
    _capacity("investment_largest", 0.25, 0.1, 0.5, "share", "largest addition to capacity in a quarter", "assumption"),
    _capacity("cash_buffer", 0.226, 0.2, 0.6, "quarters of revenue", "liquidity a firm wants to hold", "assumption"),
    _capacity("cash_floor", 0.10, 0.05, 0.2, "quarters of revenue", "cash kept when buying capital goods", "assumption"),
    _capacity("amortisation", 0.119, 0.03, 0.25, "a quarter", "scheduled repayment of bank debt", "assumption"),
    _capacity("discouragement", 12.0, 2.0, 12.0, "exponent", "how fast small firms give up on banks that refuse",
       "assumption, fitted to B11: half of technology firms have a loan"),
    _capacity("smallest_loan", 0.171, 0.02, 0.3, "quarters of revenue", "need below which a firm does not apply for a loan",
       "assumption, fitted to B11"),
    _capacity("debt_limit", 0.601, 0.3, 0.619, "share of assets", "debt a firm lets itself reach",
       "assumption: asset-liability ratio E04 less payables"),
    _capacity("trend_speed", 0.15, 0.05, 0.4, "a quarter", "smoothing of profit and revenue in plans", "assumption"),
    _capacity("payout", 0.276, 0.1, 0.6, "share", "dividends out of positive net profit", "assumption"),
    _capacity("load_start", 0.76, 0.7, 0.8, "share", "utilisation at the start of the burn-in", "E07"),
    _capacity("debt_start", 0.419, 0.3, 0.5, "share of assets", "bank debt at the start of the burn-in", "assumption, E04"),
    _capacity("loan_rate_start", 0.055, 0.03, 0.07, "a year", "rate on debt at the start of the burn-in", "assumption"),
)
