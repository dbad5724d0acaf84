"""What actors state about a quarter, side by side: the tables by which the audit sets one book against another."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import FLOWS

COUNTERPARTS: dict[str, tuple[str, str]] = {
    "licence_income": ("universities", "licence_income"),
    "contract_research": ("universities", "contract_income"),
    "consortium_contributions": ("universities", "consortium_income"),
    "pilot_fees": ("pilots", "fees"),
    "loans_granted": ("banks", "granted"),
    "loans_repaid": ("banks", "repayments"),
    "loan_interest": ("banks", "interest_income"),
    "deposit_interest": ("banks", "deposit_interest"),
    "guarantee_fees": ("guarantors", "fee_income"),
    "claims": ("banks", "claims_received"),
    "subrogation": ("banks", "passed_on"),
    "venture_investment": ("funds", "invested"),
    "venture_exits": ("funds", "exit_income"),
    "trial_orders": ("firms", "trial_orders_received"),
    "laboratory_contributions": ("universities", "laboratory_income"),
    "basic_research_bought": ("universities", "basic_income"),
    "insurance_premiums": ("guarantors", "premium_income"),
    "insurance_claims": ("guarantors", "insurance_paid"),
    "standard_licences": ("firms", "standard_licences_received"),
    "infringement_damages": ("firms", "damages_received"),
}
"""Flows that the other side states as well."""


@dataclass(frozen=True)
class Statement:
    """What explains the change of a stock of every single actor: fields that add to it and fields that reduce it.

    With ``staying`` the statement is for actors that are there at the end: what a firm that leaves still owned or owed
    in goods lapses without payment.
    """

    population: str
    stock: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    staying: bool = False


def _stated_by_firms(side: str) -> tuple[str, ...]:
    """Fields of firms' cash on one side; of what firms pay each other the payee states the counterpart."""
    fields = {
        flow: COUNTERPARTS[flow.id] if side == "payee" and flow.payer == flow.payee else flow.stated_by
        for flow in FLOWS
        if getattr(flow, side) == "firms"
    }
    return tuple(field for _, field in fields.values())


STATEMENTS = (
    Statement("firms", "cash", _stated_by_firms("payee"), _stated_by_firms("payer")),
    Statement("firms", "debt", ("borrowed",), ("repaid", "collateral_taken", "written_off")),
    Statement("firms", "receivables", ("revenue",), ("domestic_receipts", "export_receipts"), staying=True),
    Statement("firms", "payables", ("material_cost",), ("input_payments", "import_payments"), staying=True),
    Statement("firms", "capital", ("investment", "trial_orders_paid"), ("depreciation",), staying=True),
    Statement(
        "universities",
        "cash",
        (
            "public_funding", "contract_income", "licence_income", "consortium_income", "consortium_match",
            "long_contracts", "young_grants", "laboratory_income", "laboratory_support", "mission_funding",
            "basic_income", "proof_grants", "basic_grants",
        ),
        ("spending", "inventor_shares", "repaid"),
    ),
    Statement("pilots", "cash", ("fees", "fee_support", "support"), ("running_cost",)),
    Statement(
        "funds",
        "cash",
        ("public_paid_in", "private_paid_in", "exit_income"),
        ("invested", "fees", "private_distributed", "public_distributed"),
    ),
    Statement("funds", "portfolio", ("invested",), ("ended_cost",)),
    Statement(
        "guarantors",
        "cash",
        ("refilled", "fee_income", "recovered", "premium_income"),
        ("claims_paid", "running_cost", "insurance_paid"),
    ),
    Statement("governments", "debt", ("bonds_issued",), ("bonds_redeemed",)),
    Statement(
        "banks",
        "loans",
        ("granted", "passed_on"),
        ("repayments", "collateral_recovered", "claims_received", "loss"),
    ),
    Statement(
        "banks",
        "equity",
        ("interest_income", "bond_interest", "capital_paid_in"),
        ("deposit_interest", "operating_cost", "dividends", "loss"),
    ),
)

BY_BANK = (
    ("debt", "loans"),
    ("tech_debt", "tech_loans"),
    ("pledged_debt", "pledged_loans"),
    ("borrowed", "granted"),
    ("repaid", "repayments"),
    ("interest", "interest_income"),
)
"""(field of firms, field of banks): a bank's customers and the bank say the same."""
