"""The public account of every instrument: what it can hold, and where its users booked the same amounts.

Cash, tax forgone and recoveries of that very spending (exits, subrogation, the fees and premiums that a cover is sold
for) make its public cost. Charges, fines and reclaimed misuse are ``raised``: revenue that no spending of the
instrument has paid for, so they stand beside its cost and never lower it. Cover outstanding is cost once it is called.
"""

from __future__ import annotations

COLUMNS = ("cash", "forgone", "recovered", "raised", "contingent")
_EVERYONE, _POOL, _GUARANTORS = slice(None), slice(0, 1), slice(1, None)
PUBLIC_ACCOUNTS: dict[tuple[str, str], tuple[tuple[str, str, slice], ...]] = {
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
    ("green_upgrade", "raised"): (("firms", "energy_charges", _EVERYONE),),
    ("future_industries", "cash"): (
        ("governments", "seed_purchases", _EVERYONE),
        ("governments", "trial_places", _EVERYONE),
    ),
    ("orderly_competition", "cash"): (("governments", "inspections", _EVERYONE),),
    ("orderly_competition", "raised"): (("firms", "price_fines", _EVERYONE),),
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
    ("research_audits", "raised"): (("universities", "repaid", _EVERYONE),),
    ("technology_insurance", "cash"): (("guarantors", "insurance_paid", _GUARANTORS),),
    ("technology_insurance", "recovered"): (("guarantors", "premium_income", _GUARANTORS),),
    ("technology_insurance", "contingent"): (("guarantors", "insured", _GUARANTORS),),
}
"""(instrument, column of its account) -> what its users booked. An account without an entry has to stay empty."""


def columns_of(instrument: str) -> tuple[str, ...]:
    """What the account of an instrument can hold: follows from who pays and what for."""
    return tuple(column for column in COLUMNS if (instrument, column) in PUBLIC_ACCOUNTS)
