"""What the command line says beside the labels of levers and outcomes, in English and Chinese."""

from __future__ import annotations

from .chinese import table
from .study_wording import STUDY_SENTENCES
from .terms import CHINESE_TERMS

_WORDS: dict[str, tuple[str, str]] = {
    "outcome": ("outcome", "指标"),
    "policy": ("policy", "政策"),
    "baseline": ("baseline", "基准"),
    "reference": ("reference", "参照"),
    "setting": ("setting", "设定"),
    "point": ("point", "点"),
    "change": ("change", "变化"),
    "holm": ("p (Holm)", "p 值（Holm）"),
    "mean_regret": ("mean regret", "平均后悔值"),
    "high_regret": ("high regret", "高后悔值"),
    "satisfied": ("satisfied", "达标占比"),
    "mix": ("mix", "组合"),
    "standing": ("in fresh worlds", "全新世界中"),
    "beaten": ("beaten", "被超越"),
    "over_budget": ("over budget", "超预算"),
    "confirmed": ("confirmed", "已确认"),
    "adds_conversion": ("adds to conversion", "对转化率的贡献"),
    "adds_margin": ("to margin", "对利润率的贡献"),
    "adds_cost": ("cost", "成本"),
    "conversion_gain": ("conversion", "转化率"),
    "margin_gain": ("margin", "利润率"),
    "yearly_cost": ("cost", "成本"),
    "per_bn": ("conversion for each bn", "每十亿元的转化"),
    "not_priced": ("not priced", "无法计价"),
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
    "raised": ("charges and fines raised", "规费罚没收入"),
    "technologies": ("extra technologies", "新增转化成果"),
    "per_technology": ("cost per extra technology", "每项新增转化成本"),
    "denominator": ("denominator", "分母"),
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
    "status_quo": ("status quo", "现状"),
    "moderate": ("moderate", "适度"),
    "strong": ("strong", "较强"),
    "very_strong": ("very strong", "很强"),
    "sources": ("sources", "来源"),
    "family": ("family", "类别"),
    "ministries": ("ministries that must agree", "涉及部门数"),
    "instrument": ("cost booked under", "成本计入"),
    "targetable": ("can be targeted", "可定向"),
    "sector": ("sector", "行业"),
    "region": ("region", "地区"),
    "size": ("size class", "规模"),
    "actor": ("kind of actor", "主体类型"),
    "labels": ("labels", "双语名称"),
    "reported_by": ("reported by", "对应指标"),
    "syntax": ("in a scenario", "情景写法"),
    "written_by": ("written by", "输出于"),
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
    "measure": ("measure", "测度"),
    "value_of_ratio": ("value", "数值"),
    "part": ("part", "组成部分"),
    "shapley": ("share (Shapley)", "贡献(Shapley)"),
    "alone": ("alone", "单独"),
    "last": ("added last", "最后加入"),
    "pair": ("pair", "组合"),
    "synergy": ("synergy", "协同"),
    "of_total": ("of the whole", "占整体"),
    "technology": ("technology", "成果"),
    "firm": ("firm", "企业"),
    "university": ("university", "高校院所"),
    "loan": ("loans of firm", "企业贷款"),
    "yuan": ("public money of", "公共资金"),
    "uses": ("spent on", "用途"),
    "by_size": ("received by size", "按规模"),
    "by_sector": ("received by sector", "按行业"),
    "by_region": ("received by region", "按地区"),
    "largest_receivers": ("largest receivers, bn yuan", "最大受益者(十亿元)"),
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
    "resilience": (
        "{name}: {kept} % of output kept over two years, {lowest} % in the worst quarter, back at {level} % after "
        "{quarters} quarters ({recovered} % of replicates); two years on own technologies cover "
        "{coverage} % of choke points",
        "{name}:两年内保有产出的 {kept}%,最低季度 {lowest}%,{quarters} 个季度后恢复至 {level}%({recovered}% 的重复);"
        "两年后自主技术覆盖 {coverage}% 的卡脖子环节",
    ),
    "no_recovery": (
        "{name}: {kept} % of output kept over two years, {lowest} % in the worst quarter, not back at {level} % before "
        "the run ends; two years on own technologies cover {coverage} % of choke points",
        "{name}:两年内保有产出的 {kept}%,最低季度 {lowest}%,至期末未恢复到 {level}%;"
        "两年后自主技术覆盖 {coverage}% 的卡脖子环节",
    ),
    "equal_cost": (
        "{name}: at intensity {intensity} it costs {cost} bn yuan [{low}, {high}] (present value at {rate} % a year; "
        "{target} asked for)",
        "{name}:强度为 {intensity} 时成本 {cost} 十亿元 [{low}, {high}](按年 {rate}% 折现;目标 {target})",
    ),
    "equal_cost_saturated": (
        "{name}: saturated: at its strongest (intensity {intensity}) it costs {cost} bn yuan [{low}, {high}], "
        "less than the {target} asked for (present value at {rate} % a year); not at equal cost",
        "{name}:已达上限:最强(强度 {intensity})时成本 {cost} 十亿元 [{low}, {high}],"
        "低于目标 {target}(按年 {rate}% 折现);未按等成本比较",
    ),
    "equal_cost_missed": (
        "{name}: not found within the rounds allowed: nearest at intensity {intensity}, {cost} bn yuan [{low}, {high}] "
        "for {target} asked for (present value at {rate} % a year)",
        "{name}:在允许轮次内未找到:最接近时强度 {intensity},成本 {cost} 十亿元 [{low}, {high}],"
        "目标 {target}(按年 {rate}% 折现)",
    ),
    "equal_cost_falls": (
        "{name}: its cost falls again before it comes to the {target} asked for: nearest at intensity {intensity}, "
        "{cost} bn yuan [{low}, {high}] (present value at {rate} % a year); not at equal cost",
        "{name}:成本在达到目标 {target} 之前便回落:最接近时强度 {intensity},成本 {cost} 十亿元 [{low}, {high}]"
        "(按年 {rate}% 折现);未按等成本比较",
    ),
    "equal_cost_free": (
        "{name}: costs nothing at any intensity and stays as written: {cost} bn yuan [{low}, {high}] for {target} "
        "asked for (present value at {rate} % a year); not at equal cost",
        "{name}:任何强度下都无成本,保持原样:{cost} 十亿元 [{low}, {high}],目标 {target}(按年 {rate}% 折现);"
        "未按等成本比较",
    ),
    "at_their_bounds": ("; at their bounds: {levers}", ";已到边界的杠杆:{levers}"),
    "trace_title": ("{kind} {subject} under {scenario}, seed {seed}", "{kind} {subject},{scenario},种子 {seed}"),
    "trace_compared": (
        "{kind} {subject} under {one} and under {other}, seed {seed}",
        "{kind} {subject}:{one}与{other}对比,种子 {seed}",
    ),
    "trace_shared": ("what happens under both:", "两种情景下相同的经过:"),
    "trace_parts": ("their ways part in {date}:", "自 {date} 起分道:"),
    "trace_same": ("Nothing that happens to it differs.", "两种情景下经过完全相同。"),
    "trace_ended_alike": (
        "Nothing that happens to it differs: it ended in {date}, before the policies could reach it.",
        "两种情景下经过完全相同:它在 {date} 终结,政策尚未触及它。",
    ),
    "trace_one_that_parts": (
        "{subject} fares otherwise: --technology {subject}.",
        "{subject} 的经过不同:--technology {subject}。",
    ),
    "trace_none_parts": (
        "No technology ends otherwise under the two in this run.",
        "本次运行中没有任何一项技术的结局不同。",
    ),
    "trace_nothing": ("(nothing more)", "(再无其他)"),
    "trace_money": (
        "{total} bn yuan received in all; each receiver's money follows its own mix of payments of the quarter",
        "共收到 {total} 十亿元;每个受益者的资金按其当季自身支出结构分摊",
    ),
    "decompose_title": (
        "{name} against {baseline}: {n} paired replicates, means of {first} to {last}; shares in per cent; {how}",
        "{name}与{baseline}相比:{n} 次配对重复;{first} 至 {last} 均值;份额以百分数表示;{how}",
    ),
    "decompose_exact": ("exact over all combinations", "对全部组合精确计算"),
    "decompose_sampled": (
        "estimated from {orders} orders, error of sampling included",
        "由 {orders} 种次序估计,区间含抽样误差",
    ),
    "decompose_total": (
        "{outcome}: whole package {total} {bounds}; beyond the sum of its parts alone {beyond} {beyond_bounds}",
        "{outcome}:整体 {total} {bounds};超出各部分单独之和 {beyond} {beyond_bounds}",
    ),
    **STUDY_SENTENCES,
    "syntax": (
        "each value holds from its quarter to the next date and is reached in equal parts over phase_in quarters; "
        "lifted returns to what holds without the measure",
        "各取值自该季度起生效至下一日期,在 phase_in 个季度内等分达到;lifted 表示恢复到无此措施时的取值",
    ),
    "syntax_whole": (
        "each value, a whole number, holds from its quarter to the next date; lifted returns to what holds without the "
        "measure",
        "各取值(整数)自该季度起生效至下一日期;lifted 表示恢复到无此措施时的取值",
    ),
    "no_targets": (
        "no: {reason}",
        "否:{reason}",
    ),
    "pot": (
        "a target is a pot of its own: only those inside may apply, and they leave the general one to others; money it "
        "does not spend returns to the general one",
        "每个定向对象单设资金池:仅对象内主体可申请,且不再申请一般资金池;未用完资金归还一般资金池",
    ),
    "no_cost": ("none: it is booked under no instrument", "无:不计入任何工具"),
    "written": ("results in {folder}", "结果见 {folder}"),
    "valid": ("{file}: valid", "{file}:有效"),
    "no_policy": ("no policy differs from the baseline; the window is the whole run", "各情景与基准无差别;取全部时期"),
}

LANGUAGES = ("en", "zh")


def word(key: str, lang: str) -> str:
    """A heading."""
    return _WORDS[key][LANGUAGES.index(lang)]


def term(text: str, lang: str) -> str:
    """A unit, payer or family as declared by the model, in the reader's language."""
    return CHINESE_TERMS.get(text, text) if lang == "zh" else text


def parameter_meaning(id: str, meaning: str, lang: str) -> str:
    """What a parameter of the model stands for; ``meaning`` is what its declaration says."""
    return table("parameters")[id] if lang == "zh" else meaning


def cited(source: str, lang: str) -> str:
    """A source or the reason of an assumption; what is a mere id or address as it stands."""
    return table("sources").get(source, source) if lang == "zh" else source


def sentence(key: str, lang: str, **values: object) -> str:
    """A whole line with its values filled in."""
    return _SENTENCES[key][LANGUAGES.index(lang)].format(**values)
