"""Every policy lever, declared once: what it is called, its unit and bounds, who pays, and whose rule it enters.

Command-line help, the JSON schema of scenario files, the generated lever reference and the dtype of
the policy table are all made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lever:
    """A quantity that a scenario may set, as a dated path and, where it makes sense, by target.

    ``levels`` names settings from the status quo to very strong. ``rule`` is the dotted name of the
    only behavioural rule that reads the lever. ``ministries`` counts the offices whose lists and
    calendars an applicant has to pass (0: nobody applies).
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
    rule: str
    ministries: int
    targetable: bool
    sources: tuple[str, ...]
    cost: str = "none"  # the instrument under which its public cost is booked

    @property
    def field(self) -> str:
        """Name of the lever's column in the policy table."""
        return self.id.replace(".", "_")


def _levels(status_quo: float, moderate: float, strong: float, very_strong: float) -> dict[str, float]:
    return {"status_quo": status_quo, "moderate": moderate, "strong": strong, "very_strong": very_strong}


_SHENG = "Sheng Chaoxun, symposium in Technology Economics 44(12) 2025"
_HE = "He Ying, symposium in Technology Economics 44(12) 2025"
_LI_PING = "Li Ping, symposium in Technology Economics 44(12) 2025"

_DECLARED = (
    Lever(
        id="rd_deduction",
        family="tax",
        label={"en": "R&D super deduction", "zh": "研发费用加计扣除"},
        description={
            "en": "Extra share of eligible research cost that a firm may deduct from taxable profit.",
            "zh": "企业可在应税利润中加计扣除的合格研发费用比例。",
        },
        mechanism={
            "en": "Lowers the after-tax price of a yuan of research; worth nothing at once to a firm without "
            "taxable profit, which only carries the loss forward.",
            "zh": "降低研发的税后价格;无应税利润的企业当期得不到好处,只能结转亏损。",
        },
        unit="extra deductible share",
        minimum=0.0,
        maximum=3.0,
        baseline=1.0,
        baseline_source="A03, A04: 100 % extra for manufacturing since 2021 (75 % in 2018-2020, A02)",
        levels=_levels(1.0, 1.2, 1.5, 2.0),
        payer="government (revenue forgone)",
        rule="model.processes.taxes.firms_price_research",
        ministries=2,
        targetable=True,
        sources=("A01", "A02", "A03", "A04", "A05", "A07", _SHENG),
        cost="rd_deduction",
    ),
    Lever(
        id="re_deduction",
        family="tax",
        label={"en": "R&E deduction", "zh": "研发与工程化费用加计扣除"},
        description={
            "en": "Share of small-trial, pilot and engineering cost that qualifies for the super deduction.",
            "zh": "小试、中试和工程化费用中可享受加计扣除的比例。",
        },
        mechanism={
            "en": "Adds cost items of the later stages to the deductible base, so carrying a technology from the "
            "laboratory to the line becomes cheaper after tax for profitable firms.",
            "zh": "把后期环节的费用纳入扣除基数,使盈利企业把技术推向产线的税后成本下降。",
        },
        unit="share of engineering-stage cost that qualifies",
        minimum=0.0,
        maximum=1.0,
        baseline=0.1,
        baseline_source="assumption: today's law admits a few pilot items (trial moulds, trial inspection)",
        levels=_levels(0.1, 0.4, 0.7, 1.0),
        payer="government (revenue forgone)",
        rule="model.processes.taxes.firms_price_research",
        ministries=2,
        targetable=True,
        sources=(_SHENG, "A07", "A08"),
        cost="re_deduction",
    ),
    Lever(
        id="direct_subsidy.budget",
        family="grants",
        label={"en": "Direct subsidy", "zh": "直接补贴"},
        description={
            "en": "Yearly budget of cash grants to firms' research and development projects.",
            "zh": "对企业研发项目的年度现金补助预算。",
        },
        mechanism={
            "en": "Firms on the list apply with projects they would run; the grant pays part of the cost, so it "
            "relaxes liquidity and replaces own money where the project would have run anyway.",
            "zh": "名单内企业以项目申请;补助缓解流动性,但对本来就会做的项目只是替代自有资金。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=80.0,
        baseline_source="assumption: about 3 % of enterprise R&D (E15) comes from government",
        levels=_levels(80.0, 120.0, 200.0, 400.0),
        payer="government (cash)",
        rule="model.processes.grants.grants_awarded",
        ministries=2,
        targetable=False,
        sources=("C05", "C08", "C09", _SHENG),
        cost="direct_subsidy",
    ),
    Lever(
        id="risk_pool.cover",
        family="finance",
        label={"en": "Risk pool: cover", "zh": "风险补偿资金池:补偿比例"},
        description={
            "en": "Share of a bank's loss on an enrolled technology loan that the pool pays.",
            "zh": "资金池对入池科技贷款银行损失的补偿比例。",
        },
        mechanism={
            "en": "The bank prices and screens for the loss that is left to it: cover lowers the rate, widens access "
            "and weakens care.",
            "zh": "银行只对自担损失定价和筛选:补偿降低利率、扩大可得性,也削弱审慎。",
        },
        unit="share of loss",
        minimum=0.0,
        maximum=1.0,
        baseline=0.3,
        baseline_source="B01, B02: 20-50 % in provincial schemes",
        levels=_levels(0.3, 0.5, 0.65, 0.8),
        payer="government (contingent liability, paid from the pool)",
        rule="model.processes.guarantees.enrol_in_pool",
        ministries=3,
        targetable=True,
        sources=("B01", "B02", "B03", "B26", _SHENG, _HE),
        cost="risk_pool",
    ),
    Lever(
        id="risk_pool.capital",
        family="finance",
        label={"en": "Risk pool: capital", "zh": "风险补偿资金池:资本"},
        description={
            "en": "Balance to which government refills the pools.",
            "zh": "财政将资金池补足到的余额。",
        },
        mechanism={
            "en": "Pays claims until it is empty; enrolment stops at the leverage cap or when losses pass the stop-loss.",
            "zh": "赔付至余额用尽;达到杠杆上限或止损线时停止入池。",
        },
        unit="bn yuan",
        minimum=0.0,
        maximum=1000.0,
        baseline=10.0,
        baseline_source="assumption: sum of municipal pools of 0.2-1.5bn (B02, B03)",
        levels=_levels(10.0, 30.0, 60.0, 120.0),
        payer="government (cash)",
        rule="model.processes.guarantees.government_refills",
        ministries=3,
        targetable=False,
        sources=("B02", "B03", "B26", _SHENG, _HE),
        cost="risk_pool",
    ),
    Lever(
        id="risk_pool.leverage",
        family="finance",
        label={"en": "Risk pool: leverage cap", "zh": "风险补偿资金池:杠杆上限"},
        description={
            "en": "Enrolled loan principal allowed per yuan of pool balance.",
            "zh": "每元资金池余额允许入池的贷款本金。",
        },
        mechanism={"en": "Caps how many loans banks may enrol.", "zh": "限制银行入池贷款规模。"},
        unit="times",
        minimum=0.0,
        maximum=30.0,
        baseline=5.0,
        baseline_source="assumption: below the prudential 10x of B09",
        levels=_levels(5.0, 7.5, 10.0, 20.0),
        payer="nobody",
        rule="model.processes.guarantees.enrol_in_pool",
        ministries=0,
        targetable=False,
        sources=("B09", "B26"),
        cost="risk_pool",
    ),
    Lever(
        id="guarantee.cover",
        family="finance",
        label={"en": "Guarantee: cover", "zh": "融资担保:分担比例"},
        description={
            "en": "Share of loss borne by guarantors on loans of small firms they accept.",
            "zh": "担保机构对其承保的小企业贷款分担的损失比例。",
        },
        mechanism={
            "en": "Replaces collateral for a fee, limited by ten times the guarantors' capital.",
            "zh": "以收费担保替代抵押,规模不超过担保资本的十倍。",
        },
        unit="share of loss",
        minimum=0.0,
        maximum=1.0,
        baseline=0.2,
        baseline_source="B06: 20 % before July 2024",
        levels=_levels(0.2, 0.4, 0.6, 0.8),
        payer="guarantors; government refills their capital",
        rule="model.processes.guarantees.guarantee_accepted",
        ministries=2,
        targetable=True,
        sources=("B06", "B07", "B08", "B09", "B16", "B17", _HE),
        cost="guarantee",
    ),
    Lever(
        id="guarantee.capital",
        family="finance",
        label={"en": "Guarantee: capital", "zh": "融资担保:资本"},
        description={
            "en": "Capital of policy guarantors that government keeps topped up.",
            "zh": "财政维持的政策性担保机构资本。",
        },
        mechanism={"en": "Outstanding cover is limited to ten times capital.", "zh": "在保余额不超过资本的十倍。"},
        unit="bn yuan",
        minimum=0.0,
        maximum=1000.0,
        baseline=66.0,
        baseline_source="B06: National Financing Guarantee Fund capital 66.1bn",
        levels=_levels(66.0, 100.0, 150.0, 250.0),
        payer="government (cash)",
        rule="model.processes.guarantees.government_refills",
        ministries=2,
        targetable=False,
        sources=("B06", "B08", "B09", "B10", _HE),
        cost="guarantee",
    ),
    Lever(
        id="guidance_fund.capital",
        family="finance",
        label={"en": "Guidance fund: money", "zh": "引导基金:出资"},
        description={
            "en": "Public money committed to early-stage funds in a year.",
            "zh": "财政每年对早期基金的出资。",
        },
        mechanism={
            "en": "Adds to what funds can invest; private partners follow the public share only as far as their own "
            "hurdle allows.",
            "zh": "增加基金可投资金;社会资本只在满足自身回报门槛时跟投。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=60.0,
        baseline_source="assumption: paid-in public share of funds (F03, F04)",
        levels=_levels(60.0, 90.0, 150.0, 300.0),
        payer="government (cash, recovered at exit)",
        rule="model.processes.venture.funds_raise",
        ministries=2,
        targetable=False,
        sources=("F02", "F03", "F04", "F05", _SHENG, _HE),
        cost="guidance_fund",
    ),
    Lever(
        id="guidance_fund.patience",
        family="finance",
        label={"en": "Guidance fund: patience", "zh": "引导基金:耐心"},
        description={
            "en": "Years that public funds may wait for an exit.",
            "zh": "政府基金可等待退出的年限。",
        },
        mechanism={
            "en": "A fund invests only where the exit is expected before its own end.",
            "zh": "基金只投在自身到期前预期可退出的项目。",
        },
        unit="years",
        minimum=3.0,
        maximum=20.0,
        baseline=7.0,
        baseline_source="assumption: usual 5+2 year life; 20 in F05",
        levels=_levels(7.0, 10.0, 15.0, 20.0),
        payer="nobody",
        rule="model.processes.venture.funds_raise",
        ministries=0,
        targetable=False,
        sources=("F05", _SHENG, _HE),
        cost="guidance_fund",
    ),
    Lever(
        id="guidance_fund.early_share",
        family="finance",
        label={"en": "Guidance fund: early share", "zh": "引导基金:投早比例"},
        description={
            "en": "Share of the public money bound to proof of concept and small trial.",
            "zh": "公共出资中限定投向概念验证和小试阶段的比例。",
        },
        mechanism={
            "en": "Binds public money to stages where signals are noisy and exits far away.",
            "zh": "把公共资金限定在信号噪声大、退出遥远的阶段。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.3,
        baseline_source="F02: early-stage share 39 %; public money later than that (F04)",
        levels=_levels(0.3, 0.5, 0.7, 0.9),
        payer="nobody",
        rule="model.processes.venture.funds_raise",
        ministries=0,
        targetable=False,
        sources=("F02", "F05", _SHENG),
        cost="guidance_fund",
    ),
    Lever(
        id="scenario_opening.orders",
        family="scenarios",
        label={"en": "Scenario opening: orders", "zh": "场景开放:首单"},
        description={
            "en": "Yearly value of first orders tendered by opened scenarios.",
            "zh": "开放场景每年招标的首单金额。",
        },
        mechanism={
            "en": "A first customer with a budget and slots: the winner delivers, is paid once, learns, and its quality "
            "becomes known to banks, funds and buyers. A slot without a ready technology stays empty.",
            "zh": "有预算和名额的首用户:中标者交付并获一次付款、积累经验,质量为银行、基金和买家所知;没有成熟技术的名额空置。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=0.0,
        baseline_source="assumption: closed before the State Council opinion of 2025-11-07 (S14)",
        levels=_levels(0.0, 20.0, 60.0, 150.0),
        payer="government (cash)",
        rule="model.processes.tenders.sector_orders",
        ministries=3,
        targetable=True,
        sources=("S14", "C13", "C14", "C18", _LI_PING, _SHENG),
        cost="scenario_opening",
    ),
    Lever(
        id="scenario_opening.openness",
        family="scenarios",
        label={"en": "Scenario opening: openness", "zh": "场景开放:开放度"},
        description={
            "en": "Share of slots in which outsiders compete on the same terms as the buyer's usual suppliers.",
            "zh": "外部企业与既有供应商同等竞争的名额比例。",
        },
        mechanism={
            "en": "Removes the insiders' advantage in the tender score.",
            "zh": "取消评标中的内部优势。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.3,
        baseline_source="assumption",
        levels=_levels(0.3, 0.5, 0.7, 1.0),
        payer="nobody",
        rule="model.processes.tenders.tender_score",
        ministries=0,
        targetable=False,
        sources=(_SHENG, _LI_PING),
        cost="scenario_opening",
    ),
    Lever(
        id="pilot_platforms.places",
        family="services",
        label={"en": "Pilot platforms: places", "zh": "中试平台:容量"},
        description={
            "en": "Number of pilot platforms that government keeps open.",
            "zh": "政府支持运行的中试平台数量。",
        },
        mechanism={
            "en": "More places in a sector and region shorten the queue of technologies waiting for a pilot line; an "
            "empty line still costs.",
            "zh": "增加部门和地区的中试名额以缩短排队;空置产线照样花钱。",
        },
        unit="platforms",
        minimum=0.0,
        maximum=20000.0,
        baseline=2400.0,
        baseline_source="D17: 2,400+ platforms built",
        levels=_levels(2400.0, 3600.0, 4800.0, 7200.0),
        payer="government (cash: building and running support)",
        rule="model.processes.pilots.platforms_in_force",
        ministries=2,
        targetable=False,
        sources=("D16", "D17", "D32", _HE, _SHENG),
        cost="pilot_platforms",
    ),
    Lever(
        id="pilot_platforms.fee_support",
        family="services",
        label={"en": "Pilot platforms: fee support", "zh": "中试平台:费用补助"},
        description={
            "en": "Share of the pilot fee that government pays for the user.",
            "zh": "政府替用户承担的中试费用比例。",
        },
        mechanism={
            "en": "Lowers what a sponsor has to find before its technology may enter the line.",
            "zh": "降低承接方进入中试线前需要筹集的资金。",
        },
        unit="share of fee",
        minimum=0.0,
        maximum=1.0,
        baseline=0.1,
        baseline_source="assumption: service vouchers in some cities",
        levels=_levels(0.1, 0.3, 0.5, 0.7),
        payer="government (cash)",
        rule="model.processes.pilots.fee_support",
        ministries=2,
        targetable=True,
        sources=("D17", "D32", _HE),
        cost="pilot_platforms",
    ),
    Lever(
        id="policy_coordination",
        family="rules",
        label={"en": "Policy coordination", "zh": "政策协同"},
        description={
            "en": "How far ministries' eligibility lists and calendars overlap.",
            "zh": "各部门资格名单和办理日程的重合程度。",
        },
        mechanism={
            "en": "An applicant has to stand on every ministry's list and wait for every calendar; overlap raises "
            "take-up and shortens the lag of every other lever.",
            "zh": "申请者须进入各部门名单并等待各自日程;重合度提高会提升其他政策的覆盖并缩短时滞。",
        },
        unit="share of lists and calendars that coincide",
        minimum=0.0,
        maximum=1.0,
        baseline=0.4,
        baseline_source="assumption",
        levels=_levels(0.4, 0.6, 0.75, 0.9),
        payer="nobody",
        rule="model.processes.administration.coordination_in_force",
        ministries=0,
        targetable=False,
        sources=(_SHENG, "Huang Maoxing, same symposium"),
        cost="none",
    ),
)

LEVERS: dict[str, Lever] = {lever.id: lever for lever in _DECLARED}

INSTRUMENTS: tuple[str, ...] = tuple(
    dict.fromkeys(lever.cost for lever in _DECLARED if lever.cost != "none")
)
"""Instruments under which public cost and take-up are booked, in order of declaration."""
