"""What a user of each instrument is: the unit in which its account counts them."""

from __future__ import annotations

from collections.abc import Mapping

FIRMS, TECHNOLOGIES, PERSONS, UNITS = "firms", "technologies", "persons", "units"

USERS: Mapping[str, str] = {
    "rd_deduction": FIRMS,
    "re_deduction": FIRMS,
    "basic_research_deduction": FIRMS,
    "direct_subsidy": FIRMS,
    "proof_of_concept": TECHNOLOGIES,
    "basic_research_funding": UNITS,
    "risk_pool": "loans",
    "guarantee": "loans",
    "guidance_fund": TECHNOLOGIES,
    "technology_insurance": FIRMS,
    "scenario_opening": FIRMS,
    "scenario_permits": "places",
    "pilot_platforms": TECHNOLOGIES,
    "consortia": FIRMS,
    "sme_tiers": FIRMS,
    "joint_laboratories": FIRMS,
    "research_audits": UNITS,
    "technology_market": UNITS,
    "incubators": FIRMS,
    "certification": TECHNOLOGIES,
    "engineers": PERSONS,
    "strategic_scientists": PERSONS,
    "young_scientists": PERSONS,
    "international_talent": PERSONS,
    "ai_action": FIRMS,
    "digital_upgrade": FIRMS,
    "data_zones": FIRMS,
    "green_upgrade": FIRMS,
    "future_industries": TECHNOLOGIES,
    "orderly_competition": FIRMS,
    "missions": FIRMS,
    "science_clusters": PERSONS,
    "regional_distance": "deals",
    "open_innovation": FIRMS,
}
"""Students, scientists and settlers are persons; universities and institutes are units, audited ones too."""

USED_BY: Mapping[str, tuple[str, str]] = {
    FIRMS: ("firms that used the instrument in the quarter, weighted", "当季使用该工具的企业数,加权"),
    TECHNOLOGIES: ("technologies that the instrument served in the quarter, weighted", "当季该工具所服务的成果数,加权"),
    PERSONS: ("people whom the instrument served in the quarter", "当季该工具所服务的人数"),
    UNITS: (
        "universities and institutes that the instrument reached in the quarter, weighted",
        "当季该工具所覆盖的高校院所数,加权",
    ),
    "loans": ("loans granted behind the instrument in the quarter, weighted", "当季由该工具分担风险的贷款笔数,加权"),
    "places": ("permitted places in use in the quarter", "当季在用的许可场地数"),
    "deals": (
        "licences and research contracts of the quarter across the distance that is overcome, weighted",
        "当季跨越所缩短距离的许可与委托研发合同数,加权",
    ),
}
"""Definition of the count of users by its unit, English and Chinese."""

KINDS_OF_USERS = ("firms", "research_firms", "technologies", "persons", "units", "loans", "places", "deals")
"""Of whom take-up is a share: firms; those with research spending; open technologies; researchers and engineers;
universities and institutes; loans granted; permitted places; licence deals."""

_KIND_OF: Mapping[str, str] = {TECHNOLOGIES: "technologies", PERSONS: "persons", UNITS: "units"}
_FOR_RESEARCH = {
    "rd_deduction", "re_deduction", "basic_research_deduction", "direct_subsidy", "technology_insurance",
    "scenario_opening", "consortia", "sme_tiers", "joint_laboratories", "missions",
}  # fmt: skip
_IMPOSED = {"orderly_competition", "research_audits"}


def could_use(instrument: str) -> str | None:
    """Of whom the users of an instrument are a part; None where users are inspected and nobody takes anything up."""
    if instrument in _IMPOSED:
        return None
    if instrument in _FOR_RESEARCH:
        return "research_firms"
    return _KIND_OF.get(USERS[instrument], USERS[instrument])
