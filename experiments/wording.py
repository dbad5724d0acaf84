"""What the command line says beside the labels of levers and outcomes, in English and Chinese."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "outcome": ("outcome", "指标"),
    "policy": ("policy", "政策"),
    "baseline": ("baseline", "基准"),
    "change": ("change", "变化"),
    "holm": ("p (Holm)", "p 值（Holm）"),
    "mean_regret": ("mean regret", "平均后悔值"),
    "high_regret": ("high regret", "高后悔值"),
    "satisfied": ("satisfied", "达标占比"),
    "mix": ("mix", "组合"),
    "adds_conversion": ("adds to conversion", "对转化率的贡献"),
    "adds_margin": ("to margin", "对利润率的贡献"),
    "adds_cost": ("cost", "成本"),
    "conversion_gain": ("conversion", "转化率"),
    "margin_gain": ("margin", "利润率"),
    "yearly_cost": ("cost", "成本"),
    "from_to": ("from, to", "从、到"),
    "between": ("between worlds", "世界之间"),
    "factor": ("factor", "因素"),
    "value_of": ("value", "取值"),
    "value": ("with policy", "政策下"),
    "difference": ("difference", "差值"),
    "interval": ("95 % interval", "95% 区间"),
    "last_year": ("last year", "最后一年"),
    "variance": ("variance cut", "方差缩减倍数"),
    "mean": ("mean", "均值"),
    "unit": ("unit", "单位"),
    "cost": ("extra public cost", "新增财政成本"),
    "technologies": ("extra technologies", "新增转化成果"),
    "per_technology": ("cost per extra technology", "每项新增转化成本"),
    "unknown_ratio": ("not distinguishable from zero", "与零无显著差异"),
    "fewer": ("fewer technologies converted", "转化成果减少"),
    "bn": ("bn yuan", "十亿元"),
    "mn": ("m yuan", "百万元"),
    "id": ("id", "标识"),
    "name": ("name", "名称"),
    "range": ("range", "范围"),
    "payer": ("who pays", "由谁支付"),
    "meaning": ("meaning", "含义"),
    "definition": ("definition", "定义"),
    "mechanism": ("mechanism", "机制"),
    "rule": ("rule", "规则"),
    "expected": ("expected to move, in order", "预期影响(依次)"),
    "side_effects": ("side effects expected", "预期副作用"),
    "levels": ("levels", "档位"),
    "sources": ("sources", "来源"),
    "family": ("family", "类别"),
    "ministries": ("ministries that must agree", "涉及部门数"),
    "instrument": ("cost booked under", "成本计入"),
    "targetable": ("can be targeted", "可定向"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "default": ("default", "默认值"),
    "question": ("question", "问题"),
    "target": ("target", "目标值"),
    "period": ("period", "时期"),
    "simulated": ("simulated", "模拟值"),
    "distance": ("distance", "偏差"),
    "within": ("within 15 %", "15% 以内"),
    "evidence": ("evidence", "证据"),
    "figure": ("figure", "指标"),
    "lever": ("lever", "政策杠杆"),
    "parameter": ("parameter", "参数"),
    "scenario": ("scenario", "情景"),
    "group": ("group", "组别"),
    "sets": ("sets", "设定"),
    "span": ("span", "时间跨度"),
    "kind": ("kind", "性质"),
}

_SENTENCES: dict[str, tuple[str, str]] = {
    "compare_title": (
        "{n} paired replicates, means of {first} to {last}; shares in per cent, differences in percentage points",
        "{n} 次配对重复;{first} 至 {last} 均值;份额以百分数表示,差值为百分点",
    ),
    "run_title": (
        "{n} replicates, means of {first} to {last}; shares in per cent",
        "{n} 次重复;{first} 至 {last} 均值;份额以百分数表示",
    ),
    "variance_note": (
        "variance cut: how many times more replicates independent runs would need for the same precision",
        "方差缩减倍数:独立重复达到同样精度所需次数的倍数",
    ),
    "calibration_title": (
        "baseline against evidence: {within} of {n} main targets within 15 %; {more} more figures in calibration.csv",
        "基准与证据对比:{n} 项主要目标中 {within} 项在 15% 以内(另有 {more} 项见 calibration.csv)",
    ),
    "dry_run": (
        "{runs:,} runs: {points:,} points x {replicates:,} replicates ({worlds:,} histories); "
        "about {seconds} on {workers} workers",
        "共 {runs:,} 次运行：{points:,} 个点 × {replicates:,} 次重复（{worlds:,} 段共同历史）；"
        "{workers} 个进程约需 {seconds}",
    ),
    "dry_search": (
        "at most {runs:,} runs; about {seconds} on {workers} workers",
        "最多 {runs:,} 次运行；{workers} 个进程约需 {seconds}",
    ),
    "sweep_title": (
        "{outcome} ({unit}; shares in per cent), {settings:,} settings, {worlds:,} worlds, means of {first} to {last}",
        "{outcome}（{unit}，份额以百分数表示）：{settings:,} 个设定，{worlds:,} 个世界，{first} 至 {last} 均值",
    ),
    "front_title": (
        "{mixes} mixes of the front within {budget:g} bn yuan a year, tested in {worlds:,} fresh worlds; gains over "
        "the base, conversion and margin in percentage points, cost in bn yuan a year",
        "每年 {budget:g} 十亿元以内的 {mixes} 个前沿组合，在 {worlds:,} 个全新世界中检验；相对基准的变化，"
        "转化率与利润率以百分点计，成本以十亿元/年计",
    ),
    "knee_title": (
        "knee of {outcome}: mix {mix}; what each lever adds to it (the mix less the mix without it)",
        "{outcome}的拐点：组合 {mix}；各杠杆的贡献（该组合减去不含该杠杆的组合）",
    ),
    "knee_none": ("the front has no knee", "前沿没有拐点"),
    "greedy_title": (
        "where should the next {step:g} bn yuan a year go? best option of each lever, by conversion for the money",
        "下一个每年 {step:g} 十亿元应投向哪里？各杠杆的最佳选择，按单位资金带来的转化排序",
    ),
    "greedy_taken": (
        "round {round}: {lever} from {start:g} to {end:g}",
        "第 {round} 轮：{lever} 从 {start:g} 到 {end:g}",
    ),
    "greedy_nothing": (
        "round {round}: no lever clearly raises conversion for that money",
        "第 {round} 轮：没有杠杆能以这笔资金明确提高转化率",
    ),
    "discover_title": ("failure: {fail}; {cases:,} cases", "失败条件：{fail}；{cases:,} 个案例"),
    "robust_title": (
        "robustness over the draws, judged by {outcome}: mean regret, regret exceeded in a tenth of draws, draws "
        "without failure; 95 % bootstrap intervals",
        "各抽样下的稳健性，以{outcome}衡量：平均后悔值、十分之一抽样中超过的后悔值、未失败的抽样占比；95% 自助法区间",
    ),
    "fails_title": (
        "{setting}fails in {failures:,} of {cases:,} cases",
        "{setting}在 {cases:,} 个案例中失败 {failures:,} 个",
    ),
    "fails_nowhere": ("- nothing to explain", "——无需解释"),
    "fails_everywhere": ("- everywhere, so no assumption tells why", "——处处失败，没有假设可作区分"),
    "box": (
        "{method}: {coverage:.0f} % of failures, {density:.0f} % of the cases inside fail, {mass:.0f} % of all cases",
        "{method}：含 {coverage:.0f}% 的失败案例，其中 {density:.0f}% 失败，占全部案例 {mass:.0f}%",
    ),
    "discover_more": ("... and {more} more settings in boxes.csv", "……另有 {more} 个设定见 boxes.csv"),
    "indices_title": (
        "indices of outcomes averaged over {worlds:,} worlds, the same at every point; intervals between worlds",
        "{worlds:,} 个世界（各点相同）平均结果的敏感性指数；区间为世界之间的区间",
    ),
    "swings_title": (
        "one factor at a time: paired change from the base",
        "逐项变动：相对基准的配对变化",
    ),
    "stopped_precise": (
        "stopped after {n} replicates: the precision asked for was reached at {reached} and held from there on",
        "{n} 次重复后停止：第 {reached} 次达到所要求的精度，此后一直保持",
    ),
    "stopped_cap": (
        "stopped by the cap of {n} replicates; half-widths not reached: {missed}",
        "达到 {n} 次重复的上限而停止；未达到的区间半宽：{missed}",
    ),
    "sweep_more": ("... and {more:,} more settings in response.csv", "……另有 {more:,} 个设定见 response.csv"),
    "response_rows": (
        "change: paired difference from the reference, same worlds in both; all outcomes are in response.csv",
        "变化：与参照的配对差（两者世界相同）；全部指标见 response.csv",
    ),
    "written": ("results in {folder}", "结果见 {folder}"),
    "valid": ("{file}: valid", "{file}:有效"),
    "no_policy": ("no policy differs from the baseline; the window is the whole run", "各情景与基准无差别;取全部时期"),
}

CHINESE_TERMS = {
    # units
    "per quarter": "每季",
    "bn yuan a quarter": "十亿元/季",
    "bn yuan a year": "十亿元/年",
    "bn yuan": "十亿元",
    "share": "份额",
    "share a quarter": "份额/季",
    "share a year": "份额/年",
    "share of R&D": "占研发经费",
    "share of GDP": "占 GDP",
    "share of revenue": "占营业收入",
    "share of firms": "占企业数",
    "share of technology firms": "占科技企业数",
    "share of basic research": "占基础研究",
    "share of loans": "占贷款",
    "share of applications": "占申请数",
    "share of loss": "占损失",
    "share of fee": "占费用",
    "share of engineering-stage cost that qualifies": "可扣除的工程化费用占比",
    "share of lists and calendars that coincide": "名单与日程重合占比",
    "extra deductible share": "加计扣除比例",
    "firms": "家企业",
    "platforms": "个平台",
    "count": "项",
    "index, 2020 Q4 = 1": "指数,2020 年四季度 = 1",
    "index": "指数",
    "ratio": "比率",
    "years": "年",
    "days": "天",
    "times": "倍",
    # payers
    "government (cash)": "政府(现金)",
    "government (revenue forgone)": "政府(税式支出)",
    "government (cash, recovered at exit)": "政府(现金,退出时收回)",
    "government (cash: building and running support)": "政府(现金:建设与运行补助)",
    "government (contingent liability, paid from the pool)": "政府(或有负债,由资金池支付)",
    "guarantors; government refills their capital": "担保机构;政府补充其资本",
    "nobody": "无",
    # whose rule a lever enters
    "firm": "企业",
    "university": "高校院所",
    "bank": "银行",
    "guarantor": "担保机构",
    "fund": "基金",
    "buyer": "场景业主",
    "platform": "中试平台",
    "government": "政府",
    # families of outcomes and levers
    "conversion": "转化",
    "patents": "专利",
    "pipeline": "成果在途",
    "funnel": "漏斗",
    "deaths": "终止原因",
    "economy": "经济",
    "research": "研发",
    "finance": "金融",
    "cost": "财政成本",
    "scenarios": "场景",
}

LANGUAGES = ("en", "zh")


def word(key: str, lang: str) -> str:
    """A heading."""
    return _WORDS[key][LANGUAGES.index(lang)]


def term(text: str, lang: str) -> str:
    """A unit, payer or family as declared by the model, in the reader's language."""
    return CHINESE_TERMS.get(text, text) if lang == "zh" else text


def sentence(key: str, lang: str, **values: object) -> str:
    """A whole line with its values filled in."""
    return _SENTENCES[key][LANGUAGES.index(lang)].format(**values)
