"""The closed lists of the world: sectors, regions, sizes, stages, causes of death, institutions.

The position in a list is the code stored in the record arrays; the ``id`` is what scenario files,
tables and the command line use. Labels are here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One entry of a classification: machine name and its two labels."""

    id: str
    en: str
    zh: str


def _items(*rows: tuple[str, str, str]) -> tuple[Item, ...]:
    return tuple(Item(*row) for row in rows)


SECTORS = _items(
    ("consumer_goods", "Consumer goods", "消费品"),
    ("materials", "Materials", "材料"),
    ("energy", "Energy", "能源"),
    ("machine_tools", "Machinery and machine tools", "装备与工业母机"),
    ("network_information", "Network information", "网络信息"),
    ("integrated_circuits", "Integrated circuits", "集成电路"),
    ("biomanufacturing", "Biomanufacturing", "生物制造"),
    ("artificial_intelligence", "Artificial intelligence", "人工智能"),
    ("low_altitude_economy", "Low-altitude economy", "低空经济"),
    ("quantum", "Quantum", "量子科技"),
)
SECTOR_CLASSES = _items(
    ("traditional", "Traditional", "传统产业"),
    ("strategic_emerging", "Strategic emerging", "战略性新兴产业"),
    ("future", "Future", "未来产业"),
)
CLASS_OF_SECTOR = (0, 0, 0, 0, 1, 1, 1, 1, 2, 2)

REGIONS = _items(
    ("east", "East", "东部"),
    ("central", "Central", "中部"),
    ("west", "West", "西部"),
    ("northeast", "Northeast", "东北"),
)
SIZES = _items(
    ("large", "Large", "大型"),
    ("medium", "Medium", "中型"),
    ("small", "Small", "小型"),
    ("micro", "Micro", "微型"),
)
LARGE, MEDIUM, SMALL, MICRO = range(4)

STAGES = _items(
    ("proof_of_concept", "Proof of concept", "概念验证"),
    ("small_trial", "Small trial", "小试"),
    ("pilot", "Pilot", "中试"),
    ("engineering", "Engineering", "工程化"),
    ("first_use", "Scenario trial (first use)", "场景试用"),
    ("industrialisation", "Industrialisation", "产业化"),
)
PROOF_OF_CONCEPT, SMALL_TRIAL, PILOT, ENGINEERING, FIRST_USE, INDUSTRIALISATION = range(6)

CAUSES_OF_DEATH = _items(
    ("no_sponsor", "No sponsor", "无人承接"),
    ("no_pilot_capacity", "No pilot capacity", "无中试能力"),
    ("no_finance", "No finance", "缺资金"),
    ("technical_failure", "Technical failure", "技术失败"),
    ("no_first_customer", "No first customer", "无首用户"),
    ("obsolete", "Obsolete", "技术过时"),
    ("host_bankrupt", "Host went bankrupt", "承接企业破产"),
)
(
    NO_SPONSOR,
    NO_PILOT_CAPACITY,
    NO_FINANCE,
    TECHNICAL_FAILURE,
    NO_FIRST_CUSTOMER,
    OBSOLETE,
    HOST_BANKRUPT,
) = range(7)
_EARLY = (PROOF_OF_CONCEPT, SMALL_TRIAL)
_ONLY_AT = {NO_SPONSOR: _EARLY, NO_PILOT_CAPACITY: (PILOT,)}  # whoever runs a small trial is the sponsor from then on
DEATHS = tuple(
    (stage, cause)
    for stage in range(len(STAGES))
    for cause in range(len(CAUSES_OF_DEATH))
    if stage in _ONLY_AT.get(cause, (stage,))
)
"""(stage, cause): what the rules can end in. Any other pair is not an outcome."""

ORIGINS = _items(
    ("firm", "Firm", "企业"),
    ("university", "University", "高校"),
    ("institute", "Research institute", "科研院所"),
)
FROM_FIRM, FROM_UNIVERSITY, FROM_INSTITUTE = range(3)

ACTORS = _items(
    ("state_firm", "State-owned firm", "国有企业"),
    ("private_firm", "Private firm", "民营企业"),
    ("start_up", "Start-up", "初创企业"),
    ("university", "University", "高校"),
    ("institute", "Research institute", "科研院所"),
)
FIRM_ACTORS, RESEARCH_ACTORS = (0, 1, 2), (3, 4)
"""Kinds of actor a policy may aim at: of firms, and of research units. A start-up is a firm founded on a result."""

INSTITUTIONS = _items(
    ("firms", "Firms", "企业"),
    ("universities", "Universities and institutes", "高校院所"),
    ("pilots", "Pilot platforms", "中试平台"),
    ("banks", "Banks", "银行"),
    ("funds", "Funds", "基金"),
    ("guarantors", "Risk pool and guarantors", "风险池与担保机构"),
    ("government", "Government", "政府"),
    ("households", "Households", "居民"),
    ("abroad", "Abroad", "国外"),
)

N_SECTORS, N_REGIONS, N_SIZES = len(SECTORS), len(REGIONS), len(SIZES)
N_STAGES, N_CAUSES = len(STAGES), len(CAUSES_OF_DEATH)
N_CELLS = N_SECTORS * N_REGIONS * N_SIZES
N_KINDS = max(len(FIRM_ACTORS), len(RESEARCH_ACTORS))  # blocks of cells in a policy table that tells actors apart


def codes(items: tuple[Item, ...]) -> dict[str, int]:
    """Machine name -> stored code."""
    return {item.id: code for code, item in enumerate(items)}
