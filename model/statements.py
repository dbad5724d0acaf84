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

_EVERYONE, _POOL, _GUARANTORS = slice(None), slice(0, 1), slice(1, None)
PUBLIC_COST: dict[tuple[str, str], tuple[tuple[str, str, slice], ...]] = {
    ("rd_deduction", "forgone"): (("firms", "forgone_rd", _EVERYONE),),
    ("re_deduction", "forgone"): (("firms", "forgone_re", _EVERYONE),),
    ("direct_subsidy", "cash"): (("firms", "grants_received", _EVERYONE),),
    ("scenario_opening", "cash"): (("firms", "orders_received", _EVERYONE),),
    ("pilot_platforms", "cash"): (("pilots", "fee_support", _EVERYONE), ("pilots", "support", _EVERYONE)),
    ("scenario_permits", "cash"): (("governments", "permit_places", _EVERYONE),),
    ("technology_market", "cash"): (("governments", "transfer_staff", _EVERYONE),),
    ("incubators", "cash"): (
        ("firms", "incubator_support", _EVERYONE),
        ("governments", "incubator_places", _EVERYONE),
    ),
    ("certification", "cash"): (("governments", "certification_labs", _EVERYONE),),
    ("ai_action", "cash"): (("firms", "ai_support", _EVERYONE), ("governments", "public_compute", _EVERYONE)),
    ("digital_upgrade", "cash"): (("firms", "digital_support", _EVERYONE),),
    ("data_zones", "cash"): (("governments", "data_zones", _EVERYONE),),
    ("guidance_fund", "cash"): (("funds", "public_paid_in", _EVERYONE),),
    ("guidance_fund", "recovered"): (("funds", "public_distributed", _EVERYONE),),
    ("engineers", "cash"): (("governments", "training", _EVERYONE),),
    ("international_talent", "cash"): (("governments", "settlement", _EVERYONE),),
    ("strategic_scientists", "cash"): (("universities", "long_contracts", _EVERYONE),),
    ("young_scientists", "cash"): (("universities", "young_grants", _EVERYONE),),
    ("green_upgrade", "recovered"): (("firms", "energy_charges", _EVERYONE),),
    ("future_industries", "cash"): (
        ("governments", "seed_purchases", _EVERYONE),
        ("governments", "trial_places", _EVERYONE),
    ),
    ("orderly_competition", "cash"): (("governments", "inspections", _EVERYONE),),
    ("orderly_competition", "recovered"): (("firms", "price_fines", _EVERYONE),),
    ("science_clusters", "cash"): (("governments", "facilities", _EVERYONE),),
    ("regional_distance", "cash"): (("governments", "enclaves", _EVERYONE),),
    ("open_innovation", "cash"): (("governments", "overseas_centres", _EVERYONE),),
    ("risk_pool", "cash"): (("guarantors", "claims_paid", _POOL), ("guarantors", "running_cost", _POOL)),
    ("risk_pool", "recovered"): (("guarantors", "recovered", _POOL),),
    ("risk_pool", "contingent"): (("guarantors", "cover_outstanding", _POOL),),
    ("consortia", "cash"): (
        ("firms", "matching_received", _EVERYONE),
        ("universities", "consortium_match", _EVERYONE),
    ),
    ("sme_tiers", "cash"): (("firms", "tier_award", _EVERYONE),),
    ("joint_laboratories", "cash"): (("universities", "laboratory_support", _EVERYONE),),
    ("missions", "cash"): (("firms", "mission_received", _EVERYONE), ("universities", "mission_funding", _EVERYONE)),
    ("guarantee", "cash"): (("guarantors", "claims_paid", _GUARANTORS), ("guarantors", "running_cost", _GUARANTORS)),
    ("guarantee", "recovered"): (("guarantors", "recovered", _GUARANTORS), ("guarantors", "fee_income", _GUARANTORS)),
    ("guarantee", "contingent"): (("guarantors", "cover_outstanding", _GUARANTORS),),
    ("basic_research_deduction", "forgone"): (("firms", "forgone_basic", _EVERYONE),),
    ("proof_of_concept", "cash"): (("universities", "proof_grants", _EVERYONE),),
    ("basic_research_funding", "cash"): (("universities", "basic_grants", _EVERYONE),),
    ("research_audits", "cash"): (("governments", "audit_cost", _EVERYONE),),
    ("research_audits", "recovered"): (("universities", "repaid", _EVERYONE),),
    ("technology_insurance", "cash"): (("guarantors", "insurance_paid", _GUARANTORS),),
    ("technology_insurance", "recovered"): (("guarantors", "premium_income", _GUARANTORS),),
    ("technology_insurance", "contingent"): (("guarantors", "insured", _GUARANTORS),),
}
"""(instrument, column of its account) -> what its users booked. An account without an entry has to stay empty."""
