"""Phrases on figures of designs, searches and discovery, in English and Chinese."""

from __future__ import annotations

STUDY_PHRASES: dict[str, dict[str, str]] = {
    "study_source": {
        "en": "Source: simulation with lab2market {version}, study {experiment}. "
        "N = {worlds} worlds of {firms:,} firms, the same for every setting.",
        "zh": "来源：lab2market {version} 模拟，研究 {experiment}。N = {worlds} 个世界，"
        "每个 {firms:,} 家企业，各设定相同。",
    },
    "response_unit": {
        "en": "Means of {first}–{last}; reference: {reference}",
        "zh": "{first}–{last}年均值；参照：{reference}",
    },
    "response_base": {"en": "the base scenario", "zh": "基准情景"},
    "response_base_at": {"en": "the base scenario ({values})", "zh": "基准情景（{values}）"},
    "response_up": {
        "en": "{where}: {outcome} is {size} above the reference",
        "zh": "{where}时，{outcome}比参照高{size}",
    },
    "response_down": {
        "en": "{where}: {outcome} is {size} below the reference",
        "zh": "{where}时，{outcome}比参照低{size}",
    },
    "response_none": {
        "en": "No clear change of {outcome} at any setting",
        "zh": "各设定下{outcome}均无明确变化",
    },
    "curve_note": {
        "en": "Line: mean over worlds. Blue band: 95 % interval of the change from the reference (hollow mark, dotted "
        "line), same worlds in both; where it holds the dotted line there is no clear change. Grey band: middle 90 % "
        "of worlds.",
        "zh": "线为各世界均值；蓝色带为相对参照（空心点、虚线）变化的95%区间（两者世界相同），含虚线即无明确变化；"
        "灰色带为各世界的中间90%。",
    },
    "map_note": {
        "en": "Numbers: mean paired change from the reference (square), same worlds in both; in brackets where the "
        "95 % interval covers zero.",
        "zh": "数字为相对参照（方框）的配对变化均值，两者世界相同；括号表示95%区间含零。",
    },
    "map_note_base_beyond": {
        "en": "Numbers: mean paired change from the reference (whose values are not on the map), same worlds in both; "
        "in brackets where the 95 % interval covers zero.",
        "zh": "数字为相对参照（其取值不在图上）的配对变化均值，两者世界相同；括号表示95%区间含零。",
    },
    "scatter_unit": {
        "en": "Change of {outcome} from the reference{unit}. {more}",
        "zh": "{outcome}相对参照的变化{unit}。{more}",
    },
    "scatter_title": {
        "en": "{factor} moves {outcome} most: from {first} {unit} {at} {first_at} to {last} {at} {last_at}",
        "zh": "{factor}对{outcome}影响最大：在{first_at}{at}为{first}{unit}，在{last_at}{at}为{last}",
    },
    "scatter_at": {"en": "at", "zh": "处"},
    "scatter_near": {"en": "near", "zh": "附近"},
    "scatter_sample": {"en": "F test over dots", "zh": "对圆点作F检验"},
    "scatter_grid": {"en": "paired over worlds", "zh": "按世界配对"},
    "scatter_share": {"en": "{share} %", "zh": "{share}%"},
    "scatter_note": {
        "en": "Dot: one of {settings} settings, mean over the worlds it shares with the reference (hollow circle, "
        "dotted line). Line: means of the dots by the factor's value, in groups of equal size; per cent: the part of "
        "the dots' spread that lies between these groups. Hollow squares: no more than chance gives "
        "({chance}, Holm over factors).",
        "zh": "圆点为{settings}个设定之一，取与参照（空心圆、虚线）相同世界的均值。"
        "折线为按因素取值分成等量组的圆点均值，百分数为圆点离散中组间所占部分。"
        "空心方块表示不超出偶然（{chance}，对各因素作霍尔姆校正）。",
    },
    "scatter_more": {
        "en": "{more} more factors tell less and are not shown.",
        "zh": "另有{more}个因素影响更小，未画出。",
    },
    "tornado_title": {
        "en": "{factor} moves {outcome} most: {size} as it goes from {low} to {high}",
        "zh": "{factor}对{outcome}影响最大：从{low}到{high}，变化{size}",
    },
    "tornado_none": {
        "en": "No factor alone clearly moves {outcome}",
        "zh": "单独变动任一因素，{outcome}均无明确变化",
    },
    "tornado_unit": {
        "en": "Change of {outcome} from the base, {unit}; means of {first}–{last}",
        "zh": "{outcome}相对基准的变化，{unit}；{first}–{last}年均值",
    },
    "tornado_note": {
        "en": "Bar: mean paired change when the factor alone goes to the value beside it; thin line: 95 % interval; "
        "hollow: no clear change, it covers zero.",
        "zh": "条形为仅该因素取旁注数值时的配对变化均值，细线为其95%区间；空心表示区间含零，即无明确变化。",
    },
    "search_source": {
        "en": "Source: simulation with lab2market {version}, search {experiment}. N = {worlds} independent "
        "differences.",
        "zh": "来源：lab2market {version} 模拟，搜索 {experiment}。N = {worlds} 个独立差异。",
    },
    "failures_title": {
        "en": "{setting} fails in {failures} of {cases} cases, {coverage} % of them where {limits}{more}",
        "zh": "{setting}在{cases}个案例中失败{failures}个，其中{coverage}%位于{limits}{more}之处",
    },
    "failures_unclear": {
        "en": "{setting} fails in {failures} of {cases} cases; no limit of the box tells more than chance",
        "zh": "{setting}在{cases}个案例中失败{failures}个；盒的各项限制均不超出偶然",
    },
    "failures_all": {"en": "The policy", "zh": "该政策"},
    "failures_unit": {
        "en": "Failure: {fail}; {cases} cases",
        "zh": "失败条件：{fail}；{cases}个案例",
    },
    "failures_box": {
        "en": "coverage {coverage} % of failures; density {density} % of the cases in the box",
        "zh": "覆盖失败案例的{coverage}%；盒内案例中{density}%失败",
    },
    "failures_below": {"en": "{factor} is at most {high}", "zh": "{factor}不高于{high}"},
    "failures_above": {"en": "{factor} is at least {low}", "zh": "{factor}不低于{low}"},
    "failures_between": {"en": "{factor} is {low} to {high}", "zh": "{factor}为{low}至{high}"},
    "failures_more": {"en": " (and {more} more limits)", "zh": "（另有{more}项限制）"},
    "failures_failed": {"en": "fails", "zh": "失败"},
    "failures_held": {"en": "does not fail", "zh": "未失败"},
    "failures_region": {"en": "box of failures (PRIM)", "zh": "失败盒（PRIM）"},
    "failures_note": {
        "en": "Axes: the two factors that restrict the box most (the least likely by chance). Faint: cases that a "
        "limit on another factor keeps out of the box.",
        "zh": "坐标为对盒限制最强（最不可能出于偶然）的两个因素。淡色为因其他因素的限制而不在盒内的案例。",
    },
    "discover_source": {
        "en": "Source: simulation with lab2market {version}, study {experiment}. N = {cases} cases of {firms:,} "
        "firms; worlds averaged in each: {worlds}.",
        "zh": "来源：lab2market {version} 模拟，研究 {experiment}。N = {cases} 个案例，每个 {firms:,} 家企业，"
        "每例平均的世界数：{worlds}。",
    },
    "front_title": {
        "en": "Within {budget} bn yuan a year the best mix raises {outcome} by {gain} {unit} ({low} to {high})",
        "zh": "每年{budget}十亿元以内，最佳组合使{outcome}提高{gain}{unit}（{low} 至 {high}）",
    },
    "front_none": {
        "en": "No mix within {budget} bn yuan a year clearly raises {outcome}",
        "zh": "每年{budget}十亿元以内，没有组合明确提高{outcome}",
    },
    "front_unit": {
        "en": "Gains over the base against extra public cost; dotted line: budget of {budget} bn yuan a year",
        "zh": "相对基准的提高与新增财政成本；虚线为每年{budget}十亿元的预算",
    },
    "front_note": {
        "en": "Marks: mixes of the search's front, tested in {worlds} fresh worlds, with 95 % intervals; hollow: no "
        "clear change. What is beaten or over the budget is so in those worlds. Circles: knees.",
        "zh": "标记为搜索所得前沿组合在{worlds}个全新世界中的结果及95%区间，空心为无明确变化；"
        "被超越或超预算均指在这些世界中。圆圈为拐点。",
    },
    "front_stands": {"en": "on the front, within the budget", "zh": "在前沿且不超预算"},
    "front_beaten": {"en": "beaten by another mix", "zh": "被其他组合超越"},
    "front_over_budget": {"en": "over the budget", "zh": "超出预算"},
    "front_tried": {"en": "tried in the search", "zh": "搜索中试过"},
    "greedy_title": {
        "en": "The next {step} bn yuan a year: {levers}",
        "zh": "下一个每年{step}十亿元：{levers}",
    },
    "greedy_then": {"en": ", then ", "zh": "，其次"},
    "greedy_again": {"en": "again", "zh": "仍为该项"},
    "greedy_no": {"en": "nothing clearly raises conversion", "zh": "没有杠杆明确提高转化率"},
    "greedy_doubt": {"en": " (not confirmed)", "zh": "（未确认）"},
    "greedy_unit": {
        "en": "Gain in conversion rate by each lever's best move, percentage points; extra public cost, bn yuan a year",
        "zh": "各杠杆最佳变动带来的转化率提高，百分点；新增财政成本，十亿元/年",
    },
    "greedy_round": {"en": "Round {round}", "zh": "第{round}轮"},
    "greedy_cost": {"en": "{from_} to {to}, cost {cost}", "zh": "{from_}至{to}，成本{cost}"},
    "greedy_note": {
        "en": "Chosen in the worlds of the search, shown in fresh ones: mark: mean gain over standing still; line: "
        "95 % interval; hollow: not confirmed, it does not lie above zero. Orange: taken.",
        "zh": "选择依据搜索的世界，图示为全新世界：标记为相对不变的平均提高，横线为95%区间；"
        "空心为未确认，即区间不在零以上。橙色为所选。",
    },
    "front_knee": {
        "en": "{letter}: {cost} bn yuan a year, conversion {gain} ({low} to {high}): {parts}.",
        "zh": "{letter}：每年{cost}十亿元，转化率{gain}（{low} 至 {high}）：{parts}。",
    },
    "front_part": {"en": "{lever} {value}", "zh": "{lever} {value}"},
    "front_cost": {"en": "extra public cost, bn yuan a year", "zh": "新增财政成本，十亿元/年"},
    "base_word": {"en": "its base", "zh": "基准值"},
    "index": {"en": "index", "zh": "指数"},
    "ranking_title": {
        "en": "{factor} matters most for {outcome}: {measure} {value}",
        "zh": "{factor}对{outcome}最重要：{measure} {value}",
    },
    "ranking_none": {
        "en": "{outcome} does not vary over the design",
        "zh": "{outcome}在该设计中没有变化",
    },
    "ranking_unit": {
        "en": "{measure} for {outcome}; means of {first}–{last}",
        "zh": "{outcome}的{measure}；{first}–{last}年均值",
    },
    "ranking_note": {
        "en": "Mark: index of the outcome averaged over {worlds} worlds, the same at every point; line: 95 % interval "
        "between worlds; hollow: the interval covers zero.",
        "zh": "标记为{worlds}个世界（各点相同）平均结果的指数，线为世界之间的95%区间；空心表示区间含零。",
    },
    "mu_star": {"en": "mean absolute effect (Morris)", "zh": "平均绝对效应（莫里斯法）"},
    "ST": {"en": "total share of variance (Sobol)", "zh": "方差总份额（索博尔指数）"},
}
