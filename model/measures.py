"""Measures built on top of what agents did: conversion by who and where, integration, self-reliance, penetration.

Each is declared once, with unit and formula in both languages; ``processes/measurement.py`` computes them from
populations and flows and never looks at a lever. An index is the plain mean of its components, each between 0 and 1.
"""

from __future__ import annotations

from typing import NamedTuple

from .classifications import (
    CAUSES_OF_DEATH,
    FROM_FIRM,
    NO_SPONSOR,
    ORIGINS,
    REGIONS,
    SECTORS,
    SIZES,
    STAGES,
    Item,
)

Components = tuple[tuple[str, int], ...]


class Measure(NamedTuple):
    """One recorded series with its formula."""

    id: str
    en: str
    zh: str
    unit: str
    definition: str
    definition_zh: str
    family: str


PLACES = (*SECTORS, *REGIONS, *SIZES)
GROUPS = (*ORIGINS, *PLACES)
"""By whom and where conversion is counted: origin, field, region of birth, size of the firm that carries it."""
COHORT_GROUPS = (*ORIGINS, *SECTORS, *REGIONS)
"""Groups that a result belongs to from birth."""
HAVE_SPONSORS = (ORIGINS[FROM_FIRM], *SIZES)
"""Groups whose technologies have a sponsor by definition: they never die for lack of one."""


def _whose(group: Item) -> tuple[str, str]:
    """What the technologies of a group are, in words."""
    if group in ORIGINS:
        return f"technologies that originate in the group {group.id}", f"源自{group.zh}的成果"
    if group in SECTORS:
        return f"technologies of the field {group.id}", f"{group.zh}领域的成果"
    if group in REGIONS:
        return f"technologies born in the region {group.id}", f"产生于{group.zh}的成果"
    return f"technologies carried by {group.id} firms at their end", f"终结时由{group.zh}企业承接的成果"


_COUNTED = [
    Measure(f"{what}_{group.id}", f"{en}, {group.en.lower()}", f"{group.zh}{zh}", "per quarter",
            f"{_whose(group)[0]}: {meaning}, weighted", f"{_whose(group)[1]}:{meaning_zh},加权", "conversion_by")
    for what, en, zh, meaning, meaning_zh in (
        ("industrialised", "Technologies industrialised", "产业化成果", "passed the last gate in the quarter",
         "当季通过最后一关"),
        ("ended", "Technologies ended", "终结成果", "industrialised or dead in the quarter", "当季产业化或终止"),
    )
    for group in PLACES
]  # fmt: skip
_RATES = [
    Measure(f"conversion_rate_{group.id}", f"Conversion rate, {group.en.lower()}", f"{group.zh}成果转化率", "share",
            f"industrialised_{group.id} / ended_{group.id}, both summed over three years",
            f"{_whose(group)[1]}:近三年产业化 / 近三年终结", "conversion_by")
    for group in PLACES
]  # fmt: skip
_TIMES = [
    Measure(f"time_to_market_{group.id}", f"Time to market, {group.en.lower()}", f"{group.zh}成果转化周期", "years",
            f"mean age at industrialisation in the quarter of {_whose(group)[0]}",
            f"{_whose(group)[1]}:当季产业化者自产生起的平均年数", "conversion_by")
    for group in GROUPS
]  # fmt: skip
_DEATHS = [
    Measure(f"died_{group.id}_{cause.id}", f"{group.en}: {cause.en.lower()}", f"{group.zh}:{cause.zh}", "per quarter",
            f"{_whose(group)[0]} that died of the cause {cause.id} at any stage, weighted",
            f"{_whose(group)[1]}:当季因“{cause.zh}”而终止,加权", "deaths_by")
    for group in GROUPS
    for cause in CAUSES_OF_DEATH
    if not (cause is CAUSES_OF_DEATH[NO_SPONSOR] and group in HAVE_SPONSORS)
]  # fmt: skip
_COHORTS = [
    Measure(f"cohort_conversion_{group.id}", f"Cohort conversion, {group.en.lower()}", f"{group.zh}同期群转化率",
            "share", f"cohort_conversion of {_whose(group)[0]}",
            f"{_whose(group)[1]}:五年前同一季度产生者中迄今已产业化的份额", "conversion_by")
    for group in COHORT_GROUPS
]  # fmt: skip
_FLOWS = [
    Measure(f"flow_{stage.id}", f"Flow through {stage.en.lower()}", f"{stage.zh}通过流量率", "share",
            f"{then} / these and technologies that died at the stage {stage.id}, its door included, trailing year",
            f"{then_zh} / 这些成果与在{stage.zh}(含等待进入时)终止的成果,近一年", "conversion_flow")
    for stage, then, then_zh in zip(
        STAGES,
        [*(f"technologies that started the next stage, {stage.id}" for stage in STAGES[1:]),
         "technologies industrialised"],
        [*(f"开始下一环节({stage.zh})的成果" for stage in STAGES[1:]), "产业化的成果"],
        strict=True,
    )
]  # fmt: skip

_YEAR = "trailing year"
_COMPONENTS = [
    # six integrations: actors
    Measure("academic_carried", "Academic results carried by a firm", "高校院所成果企业承接率", "share",
            "open results of universities and institutes with a sponsoring firm / all of them",
            "在途高校院所成果中有企业承接的份额", "integration"),
    Measure("joint_projects", "Joint projects", "联合项目占比", "share",
            "open technologies with a sponsor that come from another actor or belong to a consortium / open "
            "technologies with a sponsor", "有承接企业的在途成果中,来自其他主体或属于创新联合体的份额", "integration"),
    # factors
    Measure("capital_matched", "Technologies with money", "资金匹配率", "share",
            "open technologies with a sponsor that do not wait for money / open technologies with a sponsor",
            "有承接企业的在途成果中不因缺资金而等待的份额", "integration"),
    Measure("talent_matched", "Engineers found", "工程人才匹配率", "share",
            "engineers and technicians there are / asked for, at most 1, regions weighted by what they ask for",
            "工程技术人才现有数 / 需求数(不超过 1),按各地区需求加权", "integration"),
    # scenarios
    Measure("first_use_found", "First use found", "首用实现率", "share",
            f"technologies that entered first use / these and those that died for lack of a first customer, {_YEAR}",
            "进入首用的成果 / 进入首用与因无首用户而终止的成果,近一年", "integration"),
    Measure("first_use_in_scenario", "First use in an opened scenario", "场景首用占比", "share",
            f"first orders of opened scenarios delivered / technologies that entered first use, at most 1, {_YEAR}",
            "开放场景交付的首单 / 进入首用的成果(不超过 1),近一年", "integration"),
    # mechanisms
    Measure("take_up", "Take-up of the R&D deduction", "加计扣除享受面", "share",
            f"firms whose tax the R&D deduction lowered / firms with research spending, {_YEAR}",
            "因加计扣除少缴税的企业 / 有研发支出的企业,近一年", "integration"),
    Measure("instruments_taken_up", "Take-up of instruments", "政策工具享受面", "share",
            "mean over all instruments that have to be taken up of users / those who could use them, 0 for one that "
            "nobody uses (of firms, firms with research, open technologies, people, units, loans granted, places, "
            f"licence deals), at most 1, over the quarters with users in the {_YEAR}",
            "对须主动使用的全部工具取平均:使用者 / 可使用者,无人使用者计为 0(企业、有研发企业、在途成果、人员、单位、"
            "新发贷款、场地、许可交易),不超过 1,取近一年有使用者的季度", "integration"),
    Measure("policy_lag", "Lag of instruments", "政策落地时滞", "quarters",
            f"mean over instruments with users in the {_YEAR} of the quarters from a decision to the field; of the two "
            "deductions, of the quarters that the mean firm on their lists waits between offices",
            "对近一年有使用者的各工具取平均:从决策到落地的季度数;两项加计扣除取名单内企业在部门之间等待的平均季度数",
            "integration"),
    Measure("policy_promptness", "Promptness of instruments", "政策落地及时度", "share",
            "4 / (4 + policy_lag): 1 without a lag, a half with a year",
            "4 / (4 + policy_lag):无时滞为 1,一年时滞为一半",
            "integration"),
    Measure("moving_share", "Technologies on the move", "推进中成果占比", "share",
            "open technologies whose stage runs / open technologies (the others wait at a gate)",
            "正在推进的在途成果 / 全部在途成果(其余在关口等待)", "integration"),
    Measure("risk_shared", "Technology loans under cover", "科技贷款风险分担率", "share",
            "loans enrolled with the pool or a guarantor / debt of firms with technologies in hand, at most 1",
            "纳入风险池或担保的贷款 / 持有在途成果企业的贷款(不超过 1)", "integration"),
    # ecosystem
    Measure("pilot_reached", "Pilots that found a place", "中试落位率", "share",
            "technologies at the pilot stage with a place / these and those that wait for a place",
            "中试环节有名额的成果 / 有名额与等待名额的成果", "integration"),
    Measure("market_reached", "Results that firms looked at", "成果触达率", "share",
            "open academic results without a sponsor that a firm looked at in the quarter / all of them",
            "无人承接的在途高校院所成果中当季被企业考察的份额", "integration"),
    Measure("finance_reached", "Technologies with outside money", "外部融资触达率", "share",
            "open technologies with a sponsor that hold a loan or a fund's stake for the stage in hand / open "
            "technologies with a sponsor", "有承接企业的在途成果中获得贷款或基金投入的份额", "integration"),
    # space
    Measure("cross_region", "Academic results carried elsewhere", "跨区域承接率", "share",
            "open academic results carried by a firm of another region / open academic results carried by a firm",
            "由其他地区企业承接的在途高校院所成果 / 由企业承接的全部此类成果", "integration"),
    Measure("regional_balance", "Regional balance of conversion", "区域转化均衡度", "share",
            "lowest / highest of the four regions' conversion rates",
            "四大区域中最低转化率 / 最高转化率", "integration"),
    # self-reliance: independent
    Measure("choke_point_conversion", "Conversion at choke points", "卡脖子领域自主转化率", "share",
            "mean conversion rate of fields whose share of foreign inputs is above the average, weighted by that share",
            "进口投入占比高于平均的领域的转化率,按该占比加权平均", "self_reliance"),
    Measure("original_results", "Originality of results", "成果原创度", "share",
            "mean fundamentality (0 applied, 1 fundamental) of the results born in the quarter",
            "当季新增成果的平均基础性(0 为应用,1 为基础)", "self_reliance"),
    # leading
    Measure("emerging_share", "Emerging and future industries", "新兴与未来产业占比", "share of revenue",
            "revenue of strategic emerging and future sectors / revenue of all", "战略性新兴与未来产业营业收入占比",
            "self_reliance"),
    Measure("sectors_ahead_share", "Sectors ahead of the frontier abroad", "领先国际前沿行业占比", "share",
            "sectors_ahead / sectors", "sectors_ahead / 行业数", "self_reliance"),
    Measure("sectors_gaining", "Sectors that outgrow the economy", "加速领先行业占比", "share",
            "sectors whose best practice (productivity x quality) grew faster over a year than the efficiency of the "
            "economy at large / sectors",
            "最佳实践(生产率 × 质量)一年增速高于全社会效率增速的行业份额", "self_reliance"),
    # open
    Measure("trade_openness", "Trade with abroad", "贸易开放度", "share of revenue",
            "exports and foreign inputs / twice the revenue of firms",
            "出口与进口投入之和 / 两倍营业收入", "self_reliance"),
    Measure("talent_inflow", "People from abroad", "国际人才占比", "share",
            "people who arrived from abroad over five years / researchers, engineers and technicians there are",
            "近五年引进的境外人才 / 现有研究人员与工程技术人员", "self_reliance"),
    # supporting
    Measure("total_factor_productivity", "Total factor productivity", "全要素生产率", "index",
            "volume of value added, quality included / (capacity ^ a x labour ^ (1 - a)), a = measured_capital_share",
            "增加值实物量(含质量)/(产能^a × 劳动^(1-a)),a 为 measured_capital_share", "self_reliance"),
    Measure("productivity_advance", "Advance of total factor productivity", "全要素生产率进展", "share",
            f"x / (x + x of the year before the run), x: total_factor_productivity summed over the {_YEAR}; "
            "a half is as then",
            "x /(x + 运行前一年的 x),x 为近一年 total_factor_productivity 之和;一半表示与当时持平", "self_reliance"),
    Measure("value_added_advance", "Advance of value added", "增加值进展", "share",
            f"x / (x + x of the year before the run), x: volume of value added, quality included, over the {_YEAR}",
            "x /(x + 运行前一年的 x),x 为近一年增加值实物量(含质量)", "self_reliance"),
    Measure("contracts_advance", "Advance of technology contracts", "技术合同成交额进展", "share",
            f"x / (x + x of the year before the run), x: technology_contracts over the {_YEAR}",
            "x /(x + 运行前一年的 x),x 为近一年 technology_contracts 之和", "self_reliance"),
    Measure("technology_contribution", "Contribution of technology to growth", "科技进步贡献率", "share",
            "log growth of total factor productivity / log growth of value added (volume), over three years, between "
            "0 and 1; not defined where value added shrinks",
            "近三年全要素生产率对数增长 / 增加值实物量对数增长(限于 0 至 1;增加值下降时无定义)", "self_reliance"),
    Measure("hightech_value_added", "High-technology value added", "高技术增加值占比", "share",
            "value added (revenue less inputs) of strategic emerging and future sectors / value added of all",
            "战略性新兴与未来产业增加值(收入减投入)占比", "self_reliance"),
    Measure("technology_contracts", "Technology contracts", "技术合同成交额", "bn yuan a quarter",
            "contract research, licences and services that universities and institutes sell",
            "高校院所出售的委托研究、许可和服务合同额", "self_reliance"),
    Measure("energy_intensity", "Energy and resource dependence", "能源资源依赖度", "share of revenue",
            "inputs bought from the energy sector and from outside the ten sectors / revenue of firms",
            "向能源行业及十大行业之外购买的投入 / 营业收入", "self_reliance"),
    # penetration of intelligent products
    Measure("intelligent_users", "Users of intelligent products", "智能产品用户渗透率", "share",
            "share of firms with AI in each sector, weighted by what final buyers spend there",
            "各行业采用人工智能的企业份额,按最终买方支出加权", "penetration"),
    Measure("intelligent_penetration", "Penetration of intelligent products", "智能产品与智能体渗透率", "share",
            "mean of ai_adoption (firms) and intelligent_users (users); the State Council's aim is 70 % in 2027 and "
            "90 % in 2030 (Z08)",
            "ai_adoption(企业)与 intelligent_users(用户)的平均;国务院目标为 2027 年 70%、2030 年 90%(Z08)",
            "penetration"),
    # sums behind cost-effectiveness
    Measure("re_spending", "Research and engineering spending of firms", "企业研发与工程化支出", "bn yuan a quarter",
            "paid by firms for research, trial, pilot and engineering", "企业为研究、小试、中试和工程化支付的金额",
            "leverage"),
    Measure("public_project_money", "Public project money of firms", "企业获公共项目资金", "bn yuan a quarter",
            "direct subsidies, matching of consortia, projects led by firms, missions and tier awards paid to firms",
            "付给企业的直接补贴、联合体配套、企业牵头项目、攻关任务和梯度奖励", "leverage"),
    Measure("own_per_public", "Own money per yuan of public money", "每元公共资金对应的企业自有投入", "yuan per yuan",
            f"(re_spending - public_project_money) / public_project_money, both summed over the {_YEAR}",
            "(re_spending - public_project_money)/ public_project_money,均为近一年之和", "crowding_out"),
    Measure("pooled_loans", "Loans in the risk pool", "风险池在保贷款", "bn yuan", "loans enrolled in the pool",
            "纳入风险池的贷款余额", "leverage"),
    Measure("pool_leverage", "Leverage of the risk pool", "风险池杠杆", "times", "loans enrolled / balance of the pool",
            "在池贷款 / 资金池余额", "leverage"),
    Measure("fund_leverage", "Leverage of public money in funds", "政府引导资金杠杆", "times",
            f"private money / public money paid into funds, {_YEAR}", "基金到位的社会资金 / 政府资金,近一年",
            "leverage"),
]  # fmt: skip

INTEGRATIONS: dict[str, tuple[str, str, Components]] = {
    "actors": ("actors", "主体融合", (("academic_carried", 1), ("joint_projects", 1), ("contract_income_ratio", 1))),
    "factors": ("factors", "要素融合", (("capital_matched", 1), ("talent_matched", 1))),
    "scenarios": ("scenarios", "场景融合", (("first_use_found", 1), ("first_use_in_scenario", 1))),
    "mechanisms": (
        "mechanisms",
        "机制融合",
        (
            ("instruments_taken_up", 1),
            ("policy_promptness", 1),
            ("moving_share", 1),
            ("transfer_effort", 1),
            ("risk_shared", 1),
        ),
    ),
    "ecosystem": ("ecosystem", "生态融合", (("pilot_reached", 1), ("market_reached", 1), ("finance_reached", 1))),
    "space": ("space", "空间融合", (("cross_region", 1), ("regional_balance", 1))),
}
SELF_RELIANCE: dict[str, tuple[str, str, Components]] = {
    "independent": (
        "independent",
        "自主可控",
        (
            ("choke_point_coverage", 1),
            ("choke_point_conversion", 1),
            ("original_results", 1),
            ("rd_basic_share", 1),
            ("import_dependence", -1),
        ),
    ),
    "leading": ("leading", "引领", (("emerging_share", 1), ("sectors_ahead_share", 1), ("sectors_gaining", 1))),
    "open": (
        "open",
        "开放",
        (("trade_openness", 1), ("talent_inflow", 1), ("knowledge_inflow", 1), ("learnt_with_abroad", 1)),
    ),
    "supporting": (
        "supporting",
        "支撑",
        (
            ("technology_contribution", 1),
            ("productivity_advance", 1),
            ("value_added_advance", 1),
            ("hightech_value_added", 1),
            ("contracts_advance", 1),
            ("energy_intensity", -1),
            ("regional_balance", 1),
        ),
    ),
}


def _index(stem: str, name: str, parts: tuple[str, str, Components], en: str, zh: str, family: str) -> Measure:
    terms = [part if sign > 0 else f"(1 - {part})" for part, sign in parts[2]]
    return Measure(f"{stem}_{name}", f"{en}: {parts[0]}", f"{zh}:{parts[1]}", "index",
                   f"mean of {', '.join(terms)}, each between 0 and 1",
                   f"{'、'.join(terms)} 的平均,各项介于 0 与 1 之间", family)  # fmt: skip


_INDICES = [
    *[
        _index("integration", name, parts, "Integration", "融合指数", "integration")
        for name, parts in INTEGRATIONS.items()
    ],
    *[
        _index("self_reliance", name, parts, "Self-reliance", "自立自强指数", "self_reliance")
        for name, parts in SELF_RELIANCE.items()
    ],
]

MEASURES: tuple[Measure, ...] = (*_COUNTED, *_RATES, *_TIMES, *_DEATHS, *_COHORTS, *_FLOWS, *_COMPONENTS, *_INDICES)
