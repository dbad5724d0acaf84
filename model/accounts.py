"""The ledger: who pays whom, and the identities that must hold every quarter.

``pay`` moves a payment through three books at once: the two actors' deposits, their banks' deposits and the
flow's total. Each flow is *also* stated by an actor in a field of its own record when the obligation arises
(``stated_by``); the two are reconciled at the end of the quarter, so a payment that is lost, doubled or booked on one
side only leaves a residual. All flows are aggregate million yuan (own amount x weight).
"""

from __future__ import annotations

from dataclasses import dataclass

from .kernel import rule


@dataclass(frozen=True)
class Flow:
    """One row of the transaction-flow matrix.

    ``stated_by`` is (population, field): the own-account amounts whose weighted sum equals the flow.
    """

    id: str
    payer: str
    payee: str
    stated_by: tuple[str, str]


FLOWS = (
    # goods, wages, capital
    Flow("domestic_sales", "households", "firms", ("firms", "domestic_receipts")),
    Flow("exports", "abroad", "firms", ("firms", "export_receipts")),
    Flow("domestic_inputs", "firms", "households", ("firms", "input_payments")),
    Flow("imported_inputs", "firms", "abroad", ("firms", "import_payments")),
    Flow("wages", "firms", "households", ("firms", "wages")),
    Flow("overhead", "firms", "households", ("firms", "overhead")),
    Flow("capital_goods", "firms", "households", ("firms", "investment")),
    Flow("research_spending", "firms", "households", ("firms", "research_paid")),
    Flow("stage_spending", "firms", "households", ("firms", "stages_paid")),
    Flow("dividends", "firms", "households", ("firms", "dividends")),
    Flow("entry_equity", "households", "firms", ("firms", "equity_paid_in")),
    Flow("liquidation", "firms", "households", ("firms", "liquidated")),
    Flow("capital_outflow", "households", "abroad", ("households", "lent_abroad")),
    Flow("ai_services", "firms", "households", ("firms", "ai_paid")),
    # tax and public money to firms
    Flow("corporate_tax", "firms", "government", ("firms", "tax_paid")),
    Flow("tax_refund", "government", "firms", ("firms", "tax_refunded")),
    Flow("fines", "firms", "government", ("firms", "fines")),
    Flow("direct_subsidy", "government", "firms", ("firms", "grants_received")),
    Flow("scenario_orders", "government", "firms", ("firms", "orders_received")),
    Flow("household_tax", "households", "government", ("governments", "household_tax")),
    Flow("public_consumption", "government", "households", ("governments", "consumption")),
    # universities and institutes
    Flow("university_funding", "government", "universities", ("universities", "public_funding")),
    Flow("university_spending", "universities", "households", ("universities", "spending")),
    Flow("inventor_shares", "universities", "households", ("universities", "inventor_shares")),
    Flow("licence_income", "firms", "universities", ("firms", "licences_paid")),
    Flow("contract_research", "firms", "universities", ("firms", "contracts_paid")),
    # pilot platforms
    Flow("pilot_fees", "firms", "pilots", ("firms", "pilot_fees")),
    Flow("pilot_fee_support", "government", "pilots", ("pilots", "fee_support")),
    Flow("pilot_support", "government", "pilots", ("pilots", "support")),
    Flow("pilot_running_cost", "pilots", "households", ("pilots", "running_cost")),
    # credit
    Flow("loans_granted", "banks", "firms", ("firms", "borrowed")),
    Flow("loans_repaid", "firms", "banks", ("firms", "repaid")),
    Flow("loan_interest", "firms", "banks", ("firms", "interest")),
    Flow("deposit_interest", "banks", "households", ("households", "deposit_interest")),
    Flow("bank_costs", "banks", "households", ("banks", "operating_cost")),
    Flow("bank_dividends", "banks", "households", ("banks", "dividends")),
    Flow("bank_capital", "households", "banks", ("banks", "capital_paid_in")),
    Flow("collateral_sold", "households", "banks", ("banks", "collateral_recovered")),
    Flow("bonds_sold", "banks", "government", ("governments", "bonds_issued")),
    Flow("bonds_redeemed", "government", "banks", ("governments", "bonds_redeemed")),
    Flow("bond_interest", "government", "banks", ("banks", "bond_interest")),
    # risk pool and guarantors
    Flow("pool_refill", "government", "guarantors", ("guarantors", "refilled")),
    Flow("guarantee_fees", "firms", "guarantors", ("firms", "guarantee_fees")),
    Flow("claims", "guarantors", "banks", ("guarantors", "claims_paid")),
    Flow("subrogation", "banks", "guarantors", ("guarantors", "recovered")),
    Flow("guarantor_costs", "guarantors", "households", ("guarantors", "running_cost")),
    # funds
    Flow("private_commitments", "households", "funds", ("funds", "private_paid_in")),
    Flow("public_commitments", "government", "funds", ("funds", "public_paid_in")),
    Flow("venture_investment", "funds", "firms", ("firms", "venture_received")),
    Flow("venture_exits", "firms", "funds", ("firms", "exits_paid")),
    Flow("fund_fees", "funds", "households", ("funds", "fees")),
    Flow("private_distributions", "funds", "households", ("funds", "private_distributed")),
    Flow("public_distributions", "funds", "government", ("funds", "public_distributed")),
    # consortia
    Flow("consortium_contributions", "firms", "universities", ("firms", "consortium_paid")),
    # talent
    Flow("training", "government", "households", ("governments", "training")),
    Flow("settlement", "government", "households", ("governments", "settlement")),
    Flow("long_contracts", "government", "universities", ("universities", "long_contracts")),
    Flow("young_grants", "government", "universities", ("universities", "young_grants")),
    # industry
    Flow("energy_charges", "firms", "government", ("firms", "energy_charges")),
    Flow("seed_purchases", "government", "households", ("governments", "seed_purchases")),
    Flow("trial_places", "government", "households", ("governments", "trial_places")),
    Flow("price_fines", "firms", "government", ("firms", "price_fines")),
    Flow("price_inspections", "government", "households", ("governments", "inspections")),
    # space
    Flow("facilities", "government", "households", ("governments", "facilities")),
    Flow("enclaves", "government", "households", ("governments", "enclaves")),
    Flow("overseas_centres", "government", "abroad", ("governments", "overseas_centres")),
    # large firms, tiers, joint laboratories, public projects of leaders, missions
    Flow("consortium_matching", "government", "firms", ("firms", "matching_received")),
    Flow("consortium_research", "government", "universities", ("universities", "consortium_match")),
    Flow("trial_orders", "firms", "firms", ("firms", "trial_orders_paid")),
    Flow("tier_awards", "government", "firms", ("firms", "tier_award")),
    Flow("laboratory_contributions", "firms", "universities", ("firms", "laboratory_paid")),
    Flow("laboratory_support", "government", "universities", ("universities", "laboratory_support")),
    Flow("leaders_projects", "government", "firms", ("firms", "project_money")),
    Flow("mission_research", "government", "universities", ("universities", "mission_funding")),
    Flow("mission_grants", "government", "firms", ("firms", "mission_received")),
    # research paid by others
    Flow("basic_research_bought", "firms", "universities", ("firms", "basic_bought")),
    Flow("proof_of_concept_grants", "government", "universities", ("universities", "proof_grants")),
    Flow("basic_research_grants", "government", "universities", ("universities", "basic_grants")),
    Flow("misuse_repaid", "universities", "government", ("universities", "repaid")),
    Flow("research_audits", "government", "households", ("governments", "audit_cost")),
    # technology insurance
    Flow("insurance_premiums", "firms", "guarantors", ("firms", "insurance_premiums")),
    Flow("insurance_claims", "guarantors", "firms", ("firms", "insurance_received")),
    # services, permits, protection
    Flow("permit_places", "government", "households", ("governments", "permit_places")),
    Flow("transfer_staff", "government", "households", ("governments", "transfer_staff")),
    Flow("incubator_support", "government", "firms", ("firms", "incubator_support")),
    Flow("incubator_places", "government", "households", ("governments", "incubator_places")),
    Flow("certification_labs", "government", "households", ("governments", "certification_labs")),
    Flow("standard_licences", "firms", "firms", ("firms", "standard_licences_paid")),
    Flow("infringement_damages", "firms", "firms", ("firms", "damages_paid")),
    # artificial intelligence and data
    Flow("ai_support", "government", "households", ("firms", "ai_support")),
    Flow("public_compute", "government", "households", ("governments", "public_compute")),
    Flow("digital_support", "government", "households", ("firms", "digital_support")),
    Flow("data_zones", "government", "households", ("governments", "data_zones")),
    Flow("data_handling", "firms", "households", ("firms", "data_handling")),
)
FLOW_CODE = {flow.id: code for code, flow in enumerate(FLOWS)}
N_FLOWS = len(FLOWS)
(
    DOMESTIC_SALES,
    EXPORTS,
    DOMESTIC_INPUTS,
    IMPORTED_INPUTS,
    WAGES,
    OVERHEAD,
    CAPITAL_GOODS,
    RESEARCH_SPENDING,
    STAGE_SPENDING,
    DIVIDENDS,
    ENTRY_EQUITY,
    LIQUIDATION,
    CAPITAL_OUTFLOW,
    AI_SERVICES,
    CORPORATE_TAX,
    TAX_REFUND,
    FINES,
    DIRECT_SUBSIDY,
    SCENARIO_ORDERS,
    HOUSEHOLD_TAX,
    PUBLIC_CONSUMPTION,
    UNIVERSITY_FUNDING,
    UNIVERSITY_SPENDING,
    INVENTOR_SHARES,
    LICENCE_INCOME,
    CONTRACT_RESEARCH,
    PILOT_FEES,
    PILOT_FEE_SUPPORT,
    PILOT_SUPPORT,
    PILOT_RUNNING_COST,
    LOANS_GRANTED,
    LOANS_REPAID,
    LOAN_INTEREST,
    DEPOSIT_INTEREST,
    BANK_COSTS,
    BANK_DIVIDENDS,
    BANK_CAPITAL,
    COLLATERAL_SOLD,
    BONDS_SOLD,
    BONDS_REDEEMED,
    BOND_INTEREST,
    POOL_REFILL,
    GUARANTEE_FEES,
    CLAIMS,
    SUBROGATION,
    GUARANTOR_COSTS,
    PRIVATE_COMMITMENTS,
    PUBLIC_COMMITMENTS,
    VENTURE_INVESTMENT,
    VENTURE_EXITS,
    FUND_FEES,
    PRIVATE_DISTRIBUTIONS,
    PUBLIC_DISTRIBUTIONS,
    CONSORTIUM_CONTRIBUTIONS,
    TRAINING,
    SETTLEMENT,
    LONG_CONTRACTS,
    YOUNG_GRANTS,
    ENERGY_CHARGES,
    SEED_PURCHASES,
    TRIAL_PLACES,
    PRICE_FINES,
    PRICE_INSPECTIONS,
    FACILITIES,
    ENCLAVES,
    OVERSEAS_CENTRES,
    CONSORTIUM_MATCHING,
    CONSORTIUM_RESEARCH,
    TRIAL_ORDERS,
    TIER_AWARDS,
    LABORATORY_CONTRIBUTIONS,
    LABORATORY_SUPPORT,
    LEADERS_PROJECTS,
    MISSION_RESEARCH,
    MISSION_GRANTS,
    BASIC_RESEARCH_BOUGHT,
    PROOF_OF_CONCEPT_GRANTS,
    BASIC_RESEARCH_GRANTS,
    MISUSE_REPAID,
    RESEARCH_AUDITS,
    INSURANCE_PREMIUMS,
    INSURANCE_CLAIMS,
    PERMIT_PLACES,
    TRANSFER_STAFF,
    INCUBATOR_SUPPORT,
    INCUBATOR_PLACES,
    CERTIFICATION_LABS,
    STANDARD_LICENCES,
    INFRINGEMENT_DAMAGES,
    AI_SUPPORT,
    PUBLIC_COMPUTE,
    DIGITAL_SUPPORT,
    DATA_ZONES,
    DATA_HANDLING,
) = range(N_FLOWS)


@rule
def pay(flows, banks, kind, payer, payee, amount):
    """Move ``amount`` (aggregate million yuan) between two depositors and book it as flow ``kind``.

    Writes the deposits of both, the deposits and reserves of their banks if they differ, and ``flows[kind]``.
    """
    payer.cash -= amount / payer.weight
    payee.cash += amount / payee.weight
    between_banks(flows, banks, kind, payer.bank, payee.bank, amount)


@rule
def between_banks(flows, banks, kind, sending, receiving, amount):
    """Book a payment as flow ``kind`` and, where the two bank apart, in the books of both banks (their rows)."""
    flows[kind] += amount
    if sending == receiving:
        return  # moves nothing between banks
    sender = banks[sending]
    sender.deposits -= amount
    sender.reserves -= amount
    receiver = banks[receiving]
    receiver.deposits += amount
    receiver.reserves += amount


@rule
def pay_own(flows, banks, kind, payer, payee, own):
    """``pay`` for an amount of the payer's own account; its cash waits for no division."""
    payer.cash -= own
    amount = own * payer.weight
    payee.cash += amount / payee.weight
    between_banks(flows, banks, kind, payer.bank, payee.bank, amount)


@rule
def receive_own(flows, banks, kind, payer, payee, own):
    """``pay`` for an amount of the payee's own account; its cash waits for no division."""
    payee.cash += own
    amount = own * payee.weight
    payer.cash -= amount / payer.weight
    between_banks(flows, banks, kind, payer.bank, payee.bank, amount)


@rule
def pay_to_bank(flows, banks, kind, payer, bank, amount):
    """A depositor pays ``bank`` (a record) ``amount``: the bank's income or repayment, booked by the caller."""
    payer.cash -= amount / payer.weight
    sender = banks[payer.bank]
    sender.deposits -= amount
    sender.reserves -= amount
    bank.reserves += amount
    flows[kind] += amount


@rule
def pay_own_to_bank(flows, banks, kind, payer, bank, own):
    """``pay_to_bank`` for an amount of the payer's own account; its cash waits for no division."""
    payer.cash -= own
    amount = own * payer.weight
    sender = banks[payer.bank]
    sender.deposits -= amount
    sender.reserves -= amount
    bank.reserves += amount
    flows[kind] += amount


@rule
def pay_from_bank(flows, banks, kind, bank, payee, amount):
    """``bank`` (a record) pays a depositor ``amount``: a cost or a loan, booked by the caller."""
    payee.cash += amount / payee.weight
    receiver = banks[payee.bank]
    receiver.deposits += amount
    receiver.reserves += amount
    bank.reserves -= amount
    flows[kind] += amount
