"""Outcomes: what is recorded every quarter, each with unit and definition.

A record is one row of float64, one column per outcome in the order of ``OUTCOMES``; kernels write by the
column numbers in ``COLUMN``. Rates over three years and other ratios are formed from recorded sums, so a
quarter without events is NaN, never an invented zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from .classifications import CAUSES_OF_DEATH, DEATHS, ORIGINS, SECTOR_CLASSES, SECTORS, SIZES, STAGES
from .definitions_zh import definition_zh
from .levers import INSTRUMENTS, KINDS_OF_USERS, LEVERS, USED_BY, USERS
from .measures import MEASURES
from .public_accounts import columns_of


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
        for stage, cause in ((STAGES[stage], CAUSES_OF_DEATH[cause]) for stage, cause in DEATHS)
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
    _o("output_price", "Producer prices", "生产者出厂价格", "index, quarter before the run = 1", "revenue weighted price of firms", "economy"),
    _o("input_price", "Purchase prices", "购进价格", "index, quarter before the run = 1", "input weighted price paid by firms", "economy"),
    _o("leverage", "Asset-liability ratio", "资产负债率", "share", "debt and payables / assets of firms", "economy"),
    _o("receivable_days", "Receivable days", "应收账款周转天数", "days", "receivables / revenue of a day", "economy"),
    _o("entry_rate", "Entry rate", "进入率", "share a quarter", "firms entered / firms", "economy"),
    _o("exit_rate", "Exit rate", "退出率", "share a quarter", "firms exited / firms", "economy"),
    _o("productivity", "Labour productivity", "劳动生产率", "index", "revenue weighted labour productivity", "economy"),
    _o("ai_adoption", "AI adoption", "人工智能采用率", "share", "share of firms that have adopted AI", "economy"),
    _o("zombie_share", "Zombie firms", "僵尸企业占比", "share of firms",
       "indebted firms that would have made a loss without grants in every quarter of the last three years", "economy"),
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
    _o("basic_relabelled_share", "Relabelled share of declared basic research", "虚报基础研究占比", "share",
       "other research declared as basic / all that firms declare as own basic research, trailing year", "research"),
    _o("research_misused", "Research money misused", "科研经费挪用", "bn yuan a quarter",
       "money of universities and institutes misused beyond what happens under today's control", "research"),
]
_FINANCE = [
    _o("tech_loans", "Technology loans outstanding", "科技贷款余额", "bn yuan", "loans to firms with technologies in hand", "finance"),
    _o("tech_loan_access", "Technology firms with a loan", "科技企业获贷率", "share of technology firms",
       "technology firms with bank debt", "finance"),
    _o("loan_rate", "Loan rate", "贷款利率", "share a year", "rate on loans granted in the quarter", "finance"),
    _o("grants_replacing_own", "Subsidies in place of own money", "补贴替代自有资金占比", "share",
       "part of direct subsidies beyond what sponsors would have had to borrow for the stage: they had own money for it / "
       "direct subsidies", "crowding_out"),
    _o("own_effort_subsidised", "Own effort, subsidised firms", "受补贴企业自有研发投入强度", "share of revenue",
       "research, trial, pilot and engineering paid by technology firms with a direct subsidy in the quarter less that "
       "subsidy / their revenue", "crowding_out"),
    _o("own_effort_others", "Own effort, other firms", "未受补贴企业自有研发投入强度", "share of revenue",
       "research, trial, pilot and engineering paid by technology firms without a direct subsidy in the quarter / their "
       "revenue", "crowding_out"),
    _o("order_dependence", "Dependence on public orders", "公共订单依赖度", "share of revenue",
       "first orders of opened scenarios / revenue, these orders included, of firms with technologies in hand", "crowding_out"),
    _o("losses_without_orders", "Firms kept in profit by public orders", "靠公共订单盈利企业占比", "share of technology firms",
       "technology firms in profit that would make a loss without first orders of opened scenarios and the cost of "
       "delivering them / technology firms", "crowding_out"),
    _o("npl_ratio", "Non-performing loans", "不良贷款率", "share of loans", "non-performing / all loans of banks", "finance"),
    _o("loans_rejected", "Loans refused", "贷款拒绝率", "share of applications", "applications refused / made", "finance"),
    _o("venture_investment", "Venture investment", "创投投资额", "bn yuan a quarter", "paid by funds into technologies", "finance"),
    _o("venture_hard_tech_share", "Venture investment in hard technology", "创投硬科技占比", "share",
       "of venture_investment, in strategic emerging and future fields", "finance"),
    _o("cover_windfall", "Loans covered without need", "无需担保的受保贷款", "bn yuan a quarter",
       "loans put under pool or guarantee that the bank would have granted without", "finance"),
    _o("technology_desk_share", "Technology loans by technology desks", "科技网点贷款占比", "share",
       "technology loans granted at desks that read technology signals / technology loans granted", "finance"),
    _o("ip_pledge_loans", "Loans secured by patents", "专利质押贷款余额", "bn yuan",
       "outstanding loans for which nothing but patents stands", "finance"),
]
COST_PARTS: dict[str, tuple[str, str, str]] = {
    "cash": ("cash out", "现金支出", "paid by government or its pool for the instrument"),
    "forgone": ("revenue forgone", "税式支出", "tax not collected because of the instrument"),
    "recovered": ("recoveries", "回收", "recoveries of what the instrument paid: exits, subrogation, fees and premiums"),
    "raised": ("revenue raised", "规费罚没收入", "charges, fines and reclaimed misuse; not netted against public cost"),
    "contingent": ("contingent liability", "或有负债", "cover outstanding at the end of the quarter"),
    "users": ("users", "使用者", ""),  # what they are and how they are counted: USED_BY
}
"""What can be recorded of an instrument, with label in both languages and definition."""


def cost_outcomes(instrument: str) -> dict[str, str]:
    """Ids of the outcomes that report an instrument, by what they report: what its account can hold, and its users."""
    if instrument == "none":
        return {}
    return {part: f"cost_{instrument}_{part}" for part in (*columns_of(instrument), "users")}


def _part_of_cost(instrument: str, label_zh: str, part: str) -> Outcome:
    en, zh, meaning = COST_PARTS[part]
    unit = "bn yuan a quarter"
    if part == "users":
        unit, meaning = USERS[instrument], USED_BY[USERS[instrument]][0]
    label = {"en": f"{instrument.replace('_', ' ')}: {en}", "zh": f"{label_zh}:{zh}"}
    return Outcome(cost_outcomes(instrument)[part], label, unit, meaning, "cost")


_COST = [
    _o("public_cost", "Public cost of levers", "政策财政成本", "bn yuan a quarter",
       "cash out + revenue forgone - recoveries of all instruments; what they raise is public_revenue", "cost", True),
    _o("public_revenue", "Revenue raised by levers", "政策规费罚没收入", "bn yuan a quarter",
       "charges, fines and reclaimed misuse that instruments raise, not netted against public_cost", "cost"),
    *[
        _part_of_cost(name, zh_name, part)
        for name, zh_name in ((i, next(x.label["zh"].split(":")[0] for x in LEVERS.values() if x.cost == i)) for i in INSTRUMENTS)
        for part in cost_outcomes(name)
    ],
]
_SCENARIOS = [
    _o("slots_offered", "Scenario slots offered", "开放场景名额", "per quarter", "first orders tendered", "scenarios"),
    _o("slots_filled", "Scenario slots filled", "中标场景名额", "per quarter", "first orders won and delivered", "scenarios"),
    _o("customers_found", "First customers found in the market", "市场化首用户", "per quarter",
       "technologies whose first customer came without a tender or a large firm's order, weighted", "scenarios"),
    _o("pilot_load", "Pilot places in use", "中试名额利用率", "share", "places in use / places", "scenarios"),
    _o("orders_unspent", "Order budget unspent", "首单预算结余", "bn yuan a quarter",
       "budget of first orders that found no technology or no place; what was moved there from subsidies goes back to them",
       "scenarios"),
    _o("permit_load", "Permitted places in use", "许可场地利用率", "share", "permitted places in use / permitted places",
       "scenarios"),
    _o("scenarios_copied", "Copies of proven scenarios", "成熟场景复制", "per quarter",
       "technologies that skipped first use as a copy of a proven scenario, weighted", "scenarios"),
    _o("joint_wins", "Orders won jointly", "联合体中标", "per quarter", "first orders won by bidding consortia, weighted",
       "scenarios"),
]
_SERVICES = [
    _o("startups_founded", "Start-ups founded on results", "成果创业企业", "per quarter",
       "companies founded on a result with a fund's money, weighted", "services"),
    _o("startups_housed", "Start-ups in incubators", "在孵企业", "firms", "start-ups with a place in an incubator, weighted",
       "services"),
    _o("certified_at_once", "Products certified at once", "即时认证产品", "per quarter",
       "products that did not wait the usual quarter for their certificate, weighted", "services"),
    _o("products_tested", "Products tested independently", "独立检测产品", "per quarter",
       "products tested before first use, weighted", "services"),
    _o("standards_set", "Standards set", "确立标准", "per quarter", "fields in which a product became the standard", "services"),
    _o("standard_licences", "Licences on standards", "标准许可费", "bn yuan a quarter", "paid by rivals to setters of standards",
       "services"),
    _o("technologies_incompatible", "Technologies made obsolete by a standard", "因标准不兼容淘汰", "per quarter",
       "rivals' technologies under way that did not fit a new standard, weighted", "services"),
    _o("infringement_damages", "Infringement damages", "侵权赔偿", "bn yuan a quarter",
       "paid by firms that copied to holders of patents", "services"),
]
_TECHNOLOGY = [
    _o("ai_price", "Price of AI", "人工智能价格", "index", "price of AI relative to the status quo of public supply",
       "technology"),
    _o("stages_shortened", "Stages shortened by AI", "人工智能缩短的阶段", "per quarter",
       "early stages that ended a quarter earlier through AI, weighted", "technology"),
]
_SECTORS = [
    *[
        _o(f"output_{name}", f"Output, {kind.en.lower()} sectors", f"{kind.zh}产出", "bn yuan a quarter",
           f"sales of {kind.en.lower()} sectors", "sectors")
        for name, kind in zip(("traditional", "emerging", "future"), SECTOR_CLASSES, strict=True)
    ],
    _o("industrial_output", "Industrial output", "工业产出", "bn yuan a quarter at 2020 prices", "units sold by firms", "sectors"),
    _o("value_added", "Value added", "增加值", "bn yuan a quarter", "revenue less inputs used by firms", "sectors"),
    _o("supply_lost", "Capacity without inputs", "断供停摆产能", "share",
       "capacity that stands still for lack of cut foreign inputs / capacity, value weighted", "sectors"),
    _o("import_dependence", "Import dependence", "进口依存度", "share", "inputs bought abroad / inputs bought", "sectors"),
    _o("choke_point_coverage", "Choke-point coverage", "卡脖子环节自主覆盖率", "share",
       "choke points covered by own technologies, weighted by sectors' imported inputs", "sectors"),
    _o("sectors_ahead", "Sectors ahead", "领先行业数", "count",
       "sectors whose best practice quality is at or above best practice abroad", "sectors"),
    _o("knowledge_inflow", "Knowledge from abroad", "国外知识流入", "share",
       "what firms learn of quality by looking abroad and not only at home / all they learn of quality by imitation, "
       "weighted by sales", "sectors"),
    _o("learnt_with_abroad", "Learning with partners abroad", "与国外伙伴共同学习占比", "share",
       "what firms learn of quality over foreign parts, equipment and partners, or by looking abroad / all they learn of "
       "quality by imitation, weighted by sales", "sectors"),
    _o("energy_use", "Energy use", "能源消耗强度", "units per unit of output", "energy in inputs used / output of firms", "sectors"),
]
_TALENT = [
    _o("engineer_wage", "Engineer wage", "工程师工资", "index", "cost of an engineer relative to start", "talent"),
    _o("engineers_trained", "Engineers trained", "新增培养工程师", "persons a quarter",
       "graduates of added training places who work as engineers", "talent"),
    _o("talent_arrived", "People arrived from abroad", "引进国际人才", "persons a quarter", "admitted and settled", "talent"),
    _o("results_own_agenda", "Results of own agendas", "自主议程成果", "per quarter",
       "technologies born of scientists with an agenda of their own, weighted", "talent"),
    _o("research_time_waiting", "Research time waiting", "仪器等待时间", "share",
       "research time of universities and institutes lost waiting for instruments", "talent"),
    _o("east_talent_share", "Researchers in the East", "东部研究人员占比", "share", "researchers living in the East / all", "talent"),
    _o("licence_deals", "Licence deals", "许可交易", "per quarter", "technologies of universities and institutes that found a sponsor",
       "talent"),
    _o("deals_across_regions", "Deals across regions", "跨区交易占比", "share", "licence deals whose partners sit in different regions",
       "talent"),
]

_ACTORS = [
    _o("consortium_members", "Consortium members", "创新联合体成员企业", "firms", "firms in an innovation consortium, leaders included",
       "actors"),
    _o("consortium_free_riders", "Consortium free riders", "联合体搭便车企业", "firms",
       "members that joined for the match and withhold part of their contribution", "actors"),
    _o("trial_orders_state", "First orders of state firms", "国有企业首单", "per quarter",
       "technologies whose first customer is a state-owned leader that opened its procurement", "actors"),
    _o("trial_orders_partners", "First orders of leading partners", "链主企业首单", "per quarter",
       "technologies of small and medium firms whose first customer is a leader that published its needs", "actors"),
    _o("state_line_guests", "Guests on state firms' pilot lines", "国企中试线外部用户", "per quarter",
       "technologies of outsiders given a place on a state-owned leader's pilot line", "actors"),
    _o("tier_firms", "Firms with a tier", "梯度培育企业", "firms", "firms that were awarded a tier in the year", "actors"),
    _o("tier_padded", "Padded tiers", "虚报入库企业", "firms",
       "firms awarded a tier in the year that report ordinary cost as research to reach it", "actors"),
    _o("laboratories", "Joint laboratories", "联合实验室", "count", "firms that run a joint laboratory with a university or institute",
       "actors"),
    _o("topics_by_industry", "Topics set by industry", "产业出题成果", "per quarter",
       "results of universities and institutes on a topic that today's panel would not have chosen", "actors"),
    _o("potential_spread", "Spread of results", "成果差异度", "log share",
       "standard deviation of log potential among results of universities and institutes born in the quarter", "actors"),
    _o("leaders_project_money", "Public projects of leaders", "领军企业承担项目经费", "bn yuan a quarter",
       "public project money run by leading firms", "actors"),
    _o("state_assets_lost", "State assets lost", "国有成果低价流失", "bn yuan a quarter",
       "licence fees given away in deals below the usual price", "actors"),
    _o("transfer_effort", "Effort for transfer", "转化投入时间", "share",
       "researchers' time for transfer at universities and institutes, weighted by people", "actors"),
    _o("pilot_guests", "Pilot places in another region", "跨区域中试名额", "per quarter",
       "technologies given a place on a pilot platform of another region than their own", "actors"),
    _o("mission_stages", "Stages carried by missions", "攻关任务承担环节", "per quarter", "stages paid by missions", "actors"),
]

_MEASURES = [_o(m.id, m.en, m.zh, m.unit, m.definition, m.family) for m in MEASURES]

OUTCOMES: dict[str, Outcome] = {
    outcome.id: outcome
    for outcome in [
        *_CONVERSION, *_FUNNEL, *_ECONOMY, *_RESEARCH, *_FINANCE, *_COST, *_SCENARIOS, *_SECTORS, *_TALENT, *_ACTORS, *_SERVICES, *_TECHNOLOGY, *_MEASURES,
    ]
}
COLUMN: dict[str, int] = {name: column for column, name in enumerate(OUTCOMES)}

RAW: tuple[str, ...] = (
    "revenue", "profit", "rd_firm", "rd_university", "rd_institute", "basic", "applied", "basic_firm", "east", "gdp",
    "reported", "contracts", "rd_other", "real", "patents_used", "patents_idle", "basic_bought", "basic_declared",
    *(f"revenue_{size.id}" for size in SIZES),
    *(f"profit_{size.id}" for size in SIZES),
    "firms_doing", "productivity_level", "value_added_volume", "private_commitments", "public_commitments",
    "labour_efficiency",
    *(f"could_use_{kind}" for kind in KINDS_OF_USERS),
    *(f"best_practice_{sector.id}" for sector in SECTORS),
)
"""Sums behind the outcomes (aggregate million yuan a quarter, patents in units); kept to form ratios over past quarters."""
RAW_COLUMN: dict[str, int] = {name: column for column, name in enumerate(RAW)}
