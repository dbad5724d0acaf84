"""What the declaration of a lever holds."""

from __future__ import annotations

from dataclasses import dataclass

from ..classifications import ACTORS, FIRM_ACTORS, RESEARCH_ACTORS

_SYMPOSIUM = "symposium in Technology Economics 44(12) 2025"
CHEN = f"Chen Jin, {_SYMPOSIUM}"
HE = f"He Ying, {_SYMPOSIUM}"
HUANG = f"Huang Maoxing, {_SYMPOSIUM}"
LI_KAIMENG = f"Li Kaimeng, {_SYMPOSIUM}"
LI_PING = f"Li Ping, {_SYMPOSIUM}"
SHENG = f"Sheng Chaoxun, {_SYMPOSIUM}"

Effects = tuple[tuple[str, int], ...]
Words = dict[str, str]  # English and Chinese

BY_FIRM = ("sector", "region", "size", "actor")
BY_UNIT = ("sector", "region", "actor")
BY_CELL = ("sector", "region", "size")
BY_PLACE = ("sector", "region")
BY_SECTOR = ("sector",)
BY_REGION = ("region",)
"""What a target may choose by: the firm that is taxed, paid or lent to; the university or institute and its main field;
the field and the place that a project, a platform or a pool of data is for."""

ZERO_SUM = {
    "en": "it moves money between units within one national total: what a target gained all others would lose",
    "zh": "只在全国总额内于各单位之间调剂:定向者所得即其他单位所失",
}
SHARED_CAPITAL = {
    "en": "one capital stands behind all that is covered; aim the cover instead",
    "zh": "同一笔资本为全部保障兜底;应对保障比例定向",
}
BANKS_OWN = {
    "en": "banks are national groups that open desks by their own customers",
    "zh": "银行为全国性机构,按自身客户布设网点",
}
WHOLE_VOTE = {
    "en": "it takes the same share of every pot of the direct subsidy; aim those, and the orders, instead",
    "zh": "对直接补贴的每个资金池按同一比例划转;应对补贴资金池和订单定向",
}
ONE_SYSTEM = {
    "en": "one national system, list or staff serves everybody; it has no part that could be kept for some",
    "zh": "由统一的全国系统、清单或队伍服务所有主体,没有可单独划给某些主体的部分",
}
NATIONAL_TITLE = {
    "en": "a national title with one standard; a place in it is won in one competition",
    "zh": "标准统一的国家级称号,名额通过一次全国竞争产生",
}
ALREADY_NARROW = {
    "en": "its target is part of what it is: state-owned leaders, listed choke-point fields, future fields, pilot lines",
    "zh": "对象已由工具本身限定:国有龙头企业、清单内卡脖子领域、未来产业领域、中试线",
}
BETWEEN_OFFICES = {
    "en": "it is about how offices or regions deal with each other, so it has two sides and no single target",
    "zh": "规范部门或地区之间的相互关系,涉及双方,没有单一对象",
}
LAW_FOR_ALL = {
    "en": "a law on disputes between two parties, who may belong to different groups",
    "zh": "适用于双方争议的法律,双方可能分属不同群体",
}
"""Why a lever has one value for the country."""


@dataclass(frozen=True)
class Lever:
    """A quantity that a scenario may set, as a dated path and, where it makes sense, by target.

    ``targets`` names what a target may choose by; ``untargeted`` says why a lever has one value for the country. With
    ``pot`` the lever is a sum to be spent: each target is a pot of its own, for which nobody outside may apply and
    whose applicants stand back from the general one. Any other lever is a rate or a rule, which holds where it is aimed.

    ``levels`` names settings from the status quo to very strong. ``rule`` is the dotted name of the
    only behavioural rule that reads the lever, ``actor`` whose rule it is. ``ministries`` counts the offices whose
    lists and calendars an applicant has to pass (0: nobody applies).

    ``chain`` and ``side_effects`` are what is expected of a rise of the lever before any run: outcomes with a sign,
    the chain from what moves first to what it is meant for.
    """

    id: str
    family: str
    label: dict[str, str]
    description: dict[str, str]
    mechanism: dict[str, str]
    unit: str
    minimum: float
    maximum: float
    baseline: float
    baseline_source: str
    levels: dict[str, float]
    payer: str
    actor: str
    rule: str
    chain: Effects
    side_effects: Effects
    ministries: int
    sources: tuple[str, ...]
    cost: str = "none"  # the instrument under which its public cost is booked
    targets: tuple[str, ...] = ()
    untargeted: Words | None = None
    pot: bool = False
    integer: bool = False  # counted in whole things: takes no fraction, and no phase-in that would pass through one

    @property
    def field(self) -> str:
        """Name of the lever's column in the policy table."""
        return self.id.replace(".", "_")

    @property
    def targetable(self) -> bool:
        """Whether a scenario may set it for a part of the country or of its actors."""
        return bool(self.targets)

    @property
    def actors(self) -> tuple[str, ...]:
        """Kinds of actor that a target may choose: of firms where it may choose a size, of research units elsewhere."""
        if "actor" not in self.targets:
            return ()
        codes = FIRM_ACTORS if "size" in self.targets else RESEARCH_ACTORS
        return tuple(ACTORS[code].id for code in codes)


def levels(status_quo: float, moderate: float, strong: float, very_strong: float) -> dict[str, float]:
    """Named settings of a lever, from what is in force to the most that is asked for."""
    return {"status_quo": status_quo, "moderate": moderate, "strong": strong, "very_strong": very_strong}
