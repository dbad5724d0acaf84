"""Every phrase on a figure that is not a label of the model, in English and Chinese."""

from __future__ import annotations

from model.classifications import Item
from model.indicators import OUTCOMES

from .study_wording import STUDY_PHRASES

LANGUAGES = ("en", "zh")

PHRASES: dict[str, dict[str, str]] = {
    "lang": {"en": "en", "zh": "zh"},
    "baseline": {"en": "Baseline", "zh": "基准"},
    "comma": {"en": ", ", "zh": "，"},
    "to": {"en": "to", "zh": "至"},
    "percent": {"en": "per cent", "zh": "％"},
    "points": {"en": "percentage points", "zh": "百分点"},
    "per_quarter": {"en": "per quarter", "zh": "每季度"},
    "bn_yuan": {"en": "bn yuan", "zh": "十亿元"},
    "by": {"en": "{number} {unit}", "zh": "{number}{unit}"},
    "period": {"en": "{unit}, {first}–{last}", "zh": "{unit}，{first}–{last}年"},
    "source": {
        "en": "Source: simulation with lab2market {version}, experiment {experiment}. "
        "N = {replicates} paired replicates of {firms:,} firms.",
        "zh": "来源：lab2market {version} 模拟，实验 {experiment}。"
        "N = {replicates} 次配对重复，每次 {firms:,} 家企业。",
    },
    "raises": {
        "en": "{policy}: {outcome} in {year} is {size} above the baseline",
        "zh": "{policy}：{year}年{outcome}比基准高{size}",
    },
    "lowers": {
        "en": "{policy}: {outcome} in {year} is {size} below the baseline",
        "zh": "{policy}：{year}年{outcome}比基准低{size}",
    },
    "largest_of": {"en": ", the largest difference of {policies} policies", "zh": "，为{policies}项政策中最大"},
    "rest_unclear": {"en": "; no clear difference for {unclear}", "zh": "；其余{unclear}项无明确差异"},
    "no_clear": {
        "en": "No clear difference in {outcome} in {year} between any policy and the baseline",
        "zh": "{year}年{outcome}：各政策与基准均无明确差异",
    },
    "bands_note": {
        "en": "Line: median of the replicates; dark band: middle half; light band: middle 90 %; "
        "thin lines: the same {paths} replicates under the policy.",
        "zh": "粗线为各次重复的中位数，深色带为中间50%，浅色带为中间90%，细线为该政策下相同的{paths}次重复。",
    },
    "start_note": {
        "en": "Dotted vertical line: first quarter in which a policy differs.",
        "zh": "竖虚线：政策首次不同的季度。",
    },
    "difference_title": {"en": "{outcome}: difference from the baseline", "zh": "{outcome}：与基准之差"},
    "difference_note": {
        "en": "Line: mean over replicates of policy minus baseline, same chance in both. Band: 95 % interval of that "
        "mean; where it covers zero there is no clear difference. Thin lines: {paths} single pairs.",
        "zh": "线为各次重复中政策减基准的均值（两者随机数相同）；色带为该均值的95%区间，"
        "跨零即无明确差异；细线为其中{paths}对。",
    },
    "funnel_clear": {
        "en": "Commonest cause of death: {cause} ({share} of deaths); {policy} changes its share most, by {size}",
        "zh": "“{cause}”是最主要的终止原因（占{share}）；{policy}使其占比变化最大：{size}",
    },
    "funnel_unclear": {
        "en": "Commonest cause of death: {cause} ({share} of deaths); no policy clearly changes its share",
        "zh": "“{cause}”是最主要的终止原因（占{share}），各政策均未明确改变其占比",
    },
    "funnel_none": {"en": "No technology died in these years", "zh": "这些年份没有技术终止"},
    "funnel_unit": {"en": "Per cent of the technologies that come to each stage", "zh": "各阶段技术去向，％"},
    "funnel_note": {
        "en": "Of the technologies whose fate at a stage was decided: grey went on to the next stage, colours died "
        "before passing, by cause. Beside the bar: how many came and how many went on a year (means over replicates), "
        "and the change of the latter from the baseline where its 95 % interval excludes zero.",
        "zh": "在某阶段见分晓的技术中：灰色为进入下一阶段，彩色为未通过而终止，按原因分。条旁为每年到达数与通过数"
        "（各次重复均值），以及通过数相对基准的变化（仅当95%区间不含零）。",
    },
    "went_on": {"en": "Went on", "zh": "进入下一阶段"},
    "margin_sizes": {"en": "By firm size, {year}", "zh": "按企业规模，{year}年"},
    "margin_note": {
        "en": "Left: medians of the replicates; bands show the baseline's middle 50 % and 90 %. "
        "Right: mark at the median of the replicates, thick bar the middle half, thin bar the middle 90 %.",
        "zh": "左图为各次重复的中位数，色带为基准的中间50%与90%。右图标记为中位数，粗线为中间50%，细线为中间90%。",
    },
    "cost_title": {
        "en": "Extra public cost {first}–{last} runs from {low} ({cheapest}) to {high} bn yuan ({dearest})",
        "zh": "{first}–{last}年新增财政成本从{low}（{cheapest}）到{high}十亿元（{dearest}）",
    },
    "cost_title_one": {
        "en": "{dearest}: {high} bn yuan of extra public cost {first}–{last}",
        "zh": "{dearest}：{first}–{last}年新增财政成本{high}十亿元",
    },
    "cost_unclear": {
        "en": "No clear difference in public cost between any policy and the baseline",
        "zh": "各政策的财政成本与基准均无明确差异",
    },
    "cost_unit": {
        "en": "bn yuan above the baseline by instrument; cash paid plus tax forgone less recoveries",
        "zh": "高出基准的部分，按政策工具，十亿元；现金支出加税式支出减回收",
    },
    "cost_yearly": {"en": "bn yuan a year", "zh": "当年，十亿元"},
    "cost_cumulative": {"en": "bn yuan, added up", "zh": "累计，十亿元"},
    "cost_total": {"en": "total {value} ({low} to {high})", "zh": "合计 {value}（{low} 至 {high}）"},
    "cost_raised": {"en": "raises {value} in charges and fines", "zh": "另取得规费罚没 {value}"},
    "cost_note": {
        "en": "Bars and areas: means over replicates. Black line: sum of all instruments. "
        "In brackets: 95 % interval of the cumulative sum. Charges and fines are not netted.",
        "zh": "条形与面积为各次重复均值，黑线为所有工具之和；括号内为累计和的95%区间。规费罚没不冲减成本。",
    },
    "other": {"en": "Other instruments", "zh": "其他工具"},
    "plane_best": {
        "en": "{policy} adds a converted technology at the lowest clear cost: {ratio} m yuan ({low} to {high})",
        "zh": "{policy}每多转化一项技术的明确成本最低：{ratio}百万元（{low} 至 {high}）",
    },
    "plane_free": {
        "en": "{policy} adds converted technologies without extra public cost",
        "zh": "{policy}增加转化技术且不增加财政成本",
    },
    "plane_unclear": {
        "en": "{policy} adds converted technologies, but what each costs is not clear",
        "zh": "{policy}增加转化的技术，但每项的成本不明确",
    },
    "plane_none": {
        "en": "No policy clearly adds converted technologies",
        "zh": "没有政策明确增加转化的技术",
    },
    "plane_x": {"en": "additional public cost, bn yuan", "zh": "新增财政成本，十亿元"},
    "plane_y": {"en": "additional technologies industrialised", "zh": "新增产业化技术数"},
    "plane_unit": {
        "en": "Sums over {first}–{last}, policy minus baseline; up and to the left is better",
        "zh": "{first}–{last}年合计，政策减基准；越靠左上越好",
    },
    "plane_note": {
        "en": "Large mark: mean over replicates; cross: 95 % interval of each mean. Small marks: single replicates.",
        "zh": "大标记为各次重复均值，十字为均值的95%区间；小标记为单次重复。",
    },
    "gains_title": {
        "en": "The largest clear change of any group is in {group}: {size} ({policy})",
        "zh": "各群体中最大的明确变化：{group}{size}（{policy}）",
    },
    "gains_conversion": {"en": "Conversion rate by origin", "zh": "成果转化率，按来源"},
    "gains_patents": {"en": "Patent use by firm size", "zh": "专利产业化率，按企业规模"},
    "gains_margin": {"en": "Profit margin by firm size", "zh": "营收利润率，按企业规模"},
    "gains_none": {
        "en": "No group clearly gains or loses under any policy",
        "zh": "各政策下没有任何群体明确受益或受损",
    },
    "gains_unit": {
        "en": "Difference from the baseline in {year}, percentage points",
        "zh": "{year}年与基准之差，百分点",
    },
    "gains_note": {
        "en": "Mark: mean paired difference; bar: its 95 % interval; hollow: no clear difference, it covers zero.",
        "zh": "标记为配对差均值，横线为其95%区间；空心表示区间跨零，即无明确差异。",
    },
    "evidence_title": {
        "en": "{within} of {n} main figures within {tolerance} % of the evidence",
        "zh": "{n}项主要数据中，{within}项与证据相差不超过{tolerance}%",
    },
    "evidence_farthest": {
        "en": "; farthest: {quantity} ({size} %)",
        "zh": "；偏离最大的是{quantity}（{size}%）",
    },
    "evidence_unit": {
        "en": "Simulated baseline relative to its target, per cent (0 = on target), {first}–{last}",
        "zh": "基准模拟值与目标值的相对差，％（0为相符），{first}–{last}年",
    },
    "evidence_note": {
        "en": "Mark: mean over replicates; filled: within {tolerance} % of the target (light band); hollow: outside. "
        "A fourth quarter alone stands for a value over the whole year.",
        "zh": "标记为各次重复均值：实心表示与目标相差不超过{tolerance}%（浅色带），空心表示超出。"
        "单列的四季度为全年数值。",
    },
    "evidence_range_note": {
        "en": "Where the target is a range, 0 is anywhere inside it.",
        "zh": "目标为区间时，落在区间内即为0。",
    },
    "evidence_fit_note": {
        "en": "The baseline was calibrated to figures of this list: distances show its fit, not its power to predict.",
        "zh": "基准曾按本表数据校准，故相对差反映拟合程度，而非预测能力。",
    },
    "and": {"en": " and ", "zh": "、"},
    "at": {"en": "{factor} at {value}", "zh": "{factor}为{value}"},
    **STUDY_PHRASES,
    "evidence_target": {"en": "Evidence", "zh": "证据"},
    "evidence_simulated": {"en": "Simulated", "zh": "模拟"},
    "evidence_row": {"en": "Row", "zh": "条目"},
}


def words(lang: str) -> dict[str, str]:
    """Phrases in ``lang``; raises ValueError for a language there is none of."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang={lang!r}; choose one of {', '.join(LANGUAGES)}")
    return {key: texts[lang] for key, texts in PHRASES.items()}


def label(outcome: str, say: dict[str, str]) -> str:
    """Label of an outcome."""
    return OUTCOMES[outcome].label[say["lang"]]


def item_label(item: Item, say: dict[str, str]) -> str:
    """Label of an entry of a classification."""
    return item.en if say["lang"] == "en" else item.zh


def in_sentence(text: str) -> str:
    """A label as it stands inside a sentence: the first letter small unless the word is an abbreviation or name."""
    first = text.split()[0]
    plain = first.isascii() and first[1:].islower() and first != "East's"
    return text[0].lower() + text[1:] if plain else text
