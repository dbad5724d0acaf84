"""Outcomes: what is recorded every quarter, each with unit and definition.

A record is one row of float64, one column per outcome in the order of ``OUTCOMES``; kernels write by the
column numbers in ``COLUMN``. Rates over three years and other ratios are formed from recorded sums, so a
quarter without events is NaN, never an invented zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from .classifications import CAUSES_OF_DEATH, ORIGINS, SECTORS, SIZES, STAGES
from .definitions_zh import definition_zh
from .levers import INSTRUMENTS, LEVERS
from .measures import MEASURES


@dataclass(frozen=True)
class Outcome:
    """One recorded series."""

    id: str
    label: dict[str, str]
    unit: str
    definition: str
    family: str
    headline: bool = False

    @property
    def description(self) -> dict[str, str]:
        """Definition in both languages."""
        return {"en": self.definition, "zh": definition_zh(self.id)}


def _o(id: str, en: str, zh: str, unit: str, definition: str, family: str, headline: bool = False) -> Outcome:
    return Outcome(id, {"en": en, "zh": zh}, unit, definition, family, headline)


_CONVERSION = [
    _o("conversion_rate", "Conversion rate", "成果转化率", "share",
       "technologies industrialised / technologies ended (industrialised or dead), trailing three years",
       "conversion", True),
    _o("cohort_conversion", "Cohort conversion", "同期群转化率", "share",
       "share of technologies born in the quarter five years ago that are industrialised by now", "conversion"),
    _o("conversion_rate_firm", "Conversion rate, firms' results", "企业成果转化率", "share",
       "conversion_rate of technologies that originate in firms", "conversion"),
    _o("conversion_rate_university", "Conversion rate, universities' results", "高校成果转化率", "share",
       "conversion_rate of technologies that originate in universities", "conversion"),
    _o("conversion_rate_institute", "Conversion rate, institutes' results", "院所成果转化率", "share",
       "conversion_rate of technologies that originate in research institutes", "conversion"),
    _o("patent_use_firm", "Patent use, firms", "企业专利产业化率", "share",
       "valid patents held by firms in industrial use / valid patents held by firms", "patents"),
    _o("patent_use_university", "Patent use, universities", "高校专利产业化率", "share",
       "as patent_use_firm, held by universities", "patents"),
    _o("patent_use_institute", "Patent use, institutes", "院所专利产业化率", "share",
       "as patent_use_firm, held by research institutes", "patents"),
    _o("patent_use", "Patent use, all holders", "全部专利产业化率", "share",
       "as patent_use_firm, all holders", "patents"),
    *[
        _o(f"patent_use_{size.id}", f"Patent use, {size.en.lower()} firms", f"{size.zh}企业专利产业化率", "share",
           f"as patent_use_firm, {size.id} firms", "patents")
        for size in SIZES
    ],
    _o("technologies_born", "Technologies born", "新增成果", "per quarter", "results of research, weighted", "pipeline"),
    _o("technologies_industrialised", "Technologies industrialised", "产业化成果", "per quarter",
       "technologies that passed the last gate, weighted", "pipeline", True),
    _o("technologies_dead", "Technologies dead", "终止成果", "per quarter", "technologies that died, weighted", "pipeline"),
    _o("technologies_open", "Technologies open", "在途成果", "count", "technologies between birth and end, weighted",
       "pipeline"),
    *[
        _o(f"{what}_{origin.id}", f"{en}, {origin.en.lower()}", f"{origin.zh}{zh}", "per quarter", meaning, "pipeline")
        for what, en, zh, meaning in (
            ("industrialised", "Technologies industrialised", "产业化成果", "as technologies_industrialised, by origin"),
            ("ended", "Technologies ended", "终结成果", "technologies industrialised or dead, by origin"),
        )
        for origin in ORIGINS
    ],
    _o("time_to_market", "Time to market", "转化周期", "years",
       "mean age at industrialisation of technologies industrialised in the quarter", "pipeline"),
]
_FUNNEL = [
    *[
        _o(f"entered_{stage.id}", f"Entered {stage.en.lower()}", f"进入{stage.zh}", "per quarter",
           f"technologies that entered the stage {stage.id}, weighted", "funnel")
        for stage in STAGES
    ],
    *[
        _o(f"waiting_{stage.id}", f"Waiting for {stage.en.lower()}", f"等待{stage.zh}", "count",
           f"technologies waiting for a complement of the stage {stage.id}, weighted", "funnel")
        for stage in STAGES
    ],
    *[
        _o(f"died_{stage.id}_{cause.id}", f"{stage.en}: {cause.en.lower()}", f"{stage.zh}:{cause.zh}", "per quarter",
           f"technologies that died before passing {stage.id}, cause {cause.id}, weighted", "deaths")
        for stage in STAGES
        for cause in CAUSES_OF_DEATH
    ],
]
_ECONOMY = [
    _o("margin", "Profit margin", "营收利润率", "share of revenue",
       "total profit before tax / revenue of firms, trailing four quarters", "economy", True),
    *[
        _o(f"margin_{size.id}", f"Profit margin, {size.en.lower()} firms", f"{size.zh}企业营收利润率", "share of revenue",
           f"as margin, {size.id} firms", "economy")
        for size in SIZES
    ],
    _o("utilisation", "Capacity utilisation", "产能利用率", "share", "output / capacity, value weighted", "economy", True),
    _o("revenue", "Revenue", "营业收入", "bn yuan a quarter", "sales of firms", "economy"),
    _o("output_price", "Producer prices", "生产者出厂价格", "index, 2020 Q4 = 1", "revenue weighted price of firms", "economy"),
    _o("input_price", "Purchase prices", "购进价格", "index, 2020 Q4 = 1", "input weighted price paid by firms", "economy"),
    _o("leverage", "Asset-liability ratio", "资产负债率", "share", "debt and payables / assets of firms", "economy"),
    _o("receivable_days", "Receivable days", "应收账款周转天数", "days", "receivables / revenue of a day", "economy"),
    _o("entry_rate", "Entry rate", "进入率", "share a quarter", "firms entered / firms", "economy"),
    _o("exit_rate", "Exit rate", "退出率", "share a quarter", "firms exited / firms", "economy"),
    _o("productivity", "Labour productivity", "劳动生产率", "index", "revenue weighted labour productivity", "economy"),
    _o("ai_adoption", "AI adoption", "人工智能采用率", "share", "share of firms that have adopted AI", "economy"),
]
_RESEARCH = [
    _o("rd_intensity", "R&D intensity", "研发强度", "share of GDP", "real R&D of all performers / GDP, trailing year",
       "research", True),
    _o("rd_to_revenue", "R&D to revenue", "研发投入占营收比", "share", "real R&D of firms / revenue, trailing year", "research"),
    _o("rd_reported_ratio", "Relabelled share of reported R&D", "虚报研发占比", "share",
       "(reported - real R&D) / reported R&D, of certified high-tech firms, trailing year", "research"),
    _o("rd_basic_share", "Basic research share", "基础研究占比", "share of R&D", "trailing year", "research"),
    _o("rd_applied_share", "Applied research share", "应用研究占比", "share of R&D", "trailing year", "research"),
    _o("rd_firm_share", "R&D performed by firms", "企业执行研发占比", "share of R&D", "trailing year", "research"),
    _o("rd_institute_share", "R&D performed by institutes", "院所执行研发占比", "share of R&D", "trailing year", "research"),
    _o("rd_university_share", "R&D performed by universities", "高校执行研发占比", "share of R&D", "trailing year", "research"),
    _o("rd_east_share", "East's share of R&D", "东部研发占比", "share of R&D", "trailing year", "research"),
    _o("rd_firms_doing", "Firms doing R&D", "有研发活动企业占比", "share of firms", "firms with research spending", "research"),
    _o("basic_by_firms_share", "Basic research paid by firms", "企业基础研究占比", "share of basic research", "trailing year",
       "research"),
    _o("contract_income_ratio", "Universities' contracts to R&D", "高校院所合同额占研发比", "ratio",
       "contract research, licences and services sold / R&D of universities and institutes, trailing year", "research"),
    _o("researcher_wage", "Researcher wage", "研发人员工资", "index", "cost of a researcher relative to start", "research"),
]
_FINANCE = [
    _o("tech_loans", "Technology loans outstanding", "科技贷款余额", "bn yuan", "loans to firms with technologies in hand", "finance"),
    _o("tech_loan_access", "Technology firms with a loan", "科技企业获贷率", "share of technology firms",
       "technology firms with bank debt", "finance"),
    _o("loan_rate", "Loan rate", "贷款利率", "share a year", "rate on loans granted in the quarter", "finance"),
    _o("npl_ratio", "Non-performing loans", "不良贷款率", "share of loans", "non-performing / all loans of banks", "finance"),
    _o("loans_rejected", "Loans refused", "贷款拒绝率", "share of applications", "applications refused / made", "finance"),
    _o("venture_investment", "Venture investment", "创投投资额", "bn yuan a quarter", "paid by funds into technologies", "finance"),
]
_COST = [
    _o("public_cost", "Public cost of levers", "政策财政成本", "bn yuan a quarter",
       "cash out + revenue forgone - recoveries of all instruments", "cost", True),
    *[
        _o(f"cost_{name}_{part}", f"{name.replace('_', ' ')}: {en}", f"{zh_name}:{zh}", "bn yuan a quarter" if part != "users" else "firms",
           meaning, "cost")
        for name, zh_name in ((i, next(x.label["zh"].split(":")[0] for x in LEVERS.values() if x.cost == i)) for i in INSTRUMENTS)
        for part, en, zh, meaning in (
            ("cash", "cash out", "现金支出", "paid by government or its pool for the instrument"),
            ("forgone", "revenue forgone", "税式支出", "tax not collected because of the instrument"),
            ("recovered", "recoveries", "回收", "fees, recoveries and exits received"),
            ("contingent", "contingent liability", "或有负债", "cover outstanding at the end of the quarter"),
            ("users", "users", "受益企业数", "firms that used the instrument in the quarter, weighted"),
        )
    ],
]
_SCENARIOS = [
    _o("slots_offered", "Scenario slots offered", "开放场景名额", "per quarter", "first orders tendered", "scenarios"),
    _o("slots_filled", "Scenario slots filled", "中标场景名额", "per quarter", "first orders won and delivered", "scenarios"),
    _o("pilot_load", "Pilot places in use", "中试名额利用率", "share", "places in use / places", "scenarios"),
]

_MEASURES = [_o(m.id, m.en, m.zh, m.unit, m.definition, m.family) for m in MEASURES]

OUTCOMES: dict[str, Outcome] = {
    outcome.id: outcome
    for outcome in [*_CONVERSION, *_FUNNEL, *_ECONOMY, *_RESEARCH, *_FINANCE, *_COST, *_SCENARIOS, *_MEASURES]
}
COLUMN: dict[str, int] = {name: column for column, name in enumerate(OUTCOMES)}

RAW: tuple[str, ...] = (
    "revenue", "profit", "rd_firm", "rd_university", "rd_institute", "basic", "applied", "basic_firm", "east", "gdp",
    "reported", "contracts", "rd_other", "real", "patents_used", "patents_idle",
    *(f"revenue_{size.id}" for size in SIZES),
    *(f"profit_{size.id}" for size in SIZES),
    "firms_doing", "productivity_level", "value_added_volume", "private_commitments", "public_commitments",
    "labour_efficiency",
    *(f"best_practice_{sector.id}" for sector in SECTORS),
)
"""Sums behind the outcomes (aggregate million yuan a quarter, patents in units); kept to form ratios over past quarters."""
RAW_COLUMN: dict[str, int] = {name: column for column, name in enumerate(RAW)}
