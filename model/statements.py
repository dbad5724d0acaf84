"""What actors state about a quarter, side by side: the tables by which the audit sets one book against another."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import FLOWS


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
    "standard_licences": ("firms", "standard_licences_received"),
    "infringement_damages": ("firms", "damages_received"),
}
"""Flows that the other side states as well."""

def _stated_by_firms(side: str) -> tuple[str, ...]:
    """Fields of a side of firms' cash statement; of a flow among firms the payee states the counterpart."""
    return tuple(
        COUNTERPARTS[flow.id][1] if side == "payee" and flow.payer == "firms" else flow.stated_by[1]
        for flow in FLOWS
        if getattr(flow, side) == "firms"
    )


STATEMENTS = (
    Statement("firms", "cash", _stated_by_firms("payee"), _stated_by_firms("payer")),
    Statement("firms", "debt", ("borrowed",), ("repaid", "collateral_taken", "written_off")),
    Statement("firms", "receivables", ("revenue",), ("domestic_receipts", "export_receipts"), staying=True),
    Statement("firms", "payables", ("material_cost",), ("input_payments", "import_payments"), staying=True),
    Statement("firms", "capital", ("investment",), ("depreciation",), staying=True),
    Statement(
        "universities",
        "cash",
        ("public_funding", "contract_income", "licence_income", "consortium_income"),
        ("spending", "inventor_shares"),
    ),
    Statement("pilots", "cash", ("fees", "fee_support", "support"), ("running_cost",)),
    Statement(
        "funds",
        "cash",
        ("public_paid_in", "private_paid_in", "exit_income"),
        ("invested", "fees", "private_distributed", "public_distributed"),
    ),
    Statement("funds", "portfolio", ("invested",), ("ended_cost",)),
    Statement("guarantors", "cash", ("refilled", "fee_income", "recovered"), ("claims_paid", "running_cost")),
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
    ("risk_pool", "cash"): (("guarantors", "claims_paid", _POOL), ("guarantors", "running_cost", _POOL)),
    ("risk_pool", "recovered"): (("guarantors", "recovered", _POOL),),
    ("risk_pool", "contingent"): (("guarantors", "cover_outstanding", _POOL),),
    ("guarantee", "cash"): (("guarantors", "claims_paid", _GUARANTORS), ("guarantors", "running_cost", _GUARANTORS)),
    ("guarantee", "recovered"): (("guarantors", "recovered", _GUARANTORS), ("guarantors", "fee_income", _GUARANTORS)),
    ("guarantee", "contingent"): (("guarantors", "cover_outstanding", _GUARANTORS),),
}
"""(instrument, column of its account) -> what its users booked. An account without an entry has to stay empty."""
