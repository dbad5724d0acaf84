"""What verbs on designs, searches and discovery say, in English and Chinese."""

from __future__ import annotations

STUDY_SENTENCES: dict[str, tuple[str, str]] = {
    "dry_run": (
        "{runs:,} runs: {points:,} points x {replicates:,} replicates, equal runs once ({worlds:,} histories); "
        "about {seconds} on {workers} workers",
        "共 {runs:,} 次运行：{points:,} 个点 × {replicates:,} 次重复，相同者只计一次（{worlds:,} 段共同历史）；"
        "{workers} 个进程约需 {seconds}",
    ),
    "dry_run_shard": (
        "shard {shard}: {runs:,} of {planned:,} runs ({worlds:,} histories); about {seconds} on {workers} workers",
        "分片 {shard}：{planned:,} 次运行中的 {runs:,} 次（{worlds:,} 段共同历史）；{workers} 个进程约需 {seconds}",
    ),
    "dry_run_left": (
        "{kept:,} of them are there already, {missing:,} are left",
        "其中 {kept:,} 次已完成，尚余 {missing:,} 次",
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
        "{mixes} mixes of the front within {budget:g} bn yuan a year, tested in {worlds:,} fresh worlds ({draws:,} "
        "parameter draws); gains over the base, conversion and margin in percentage points, cost in bn yuan a year",
        "每年 {budget:g} 十亿元以内的 {mixes} 个前沿组合，在 {worlds:,} 个全新世界"
        "（{draws:,} 组参数抽样）中检验；相对基准的变化，"
        "转化率与利润率以百分点计，成本以十亿元/年计",
    ),
    "knee_title": (
        "knee of {outcome}: mix {mix}; what each lever adds to it (the mix less the mix without it)",
        "{outcome}的拐点：组合 {mix}；各杠杆的贡献（该组合减去不含该杠杆的组合）",
    ),
    "front_standing": (
        "in the fresh worlds: beaten by another mix: {beaten}; over the budget: {dear}; knees are sought among "
        "the others whose gain is clear",
        "在全新世界中：被其他组合超越：{beaten}；超出预算：{dear}；拐点只在其余收益明确的组合中寻找",
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
    "greedy_unconfirmed": (
        "not confirmed on fresh seeds: there the interval of its gain covers zero",
        "未在全新种子上得到确认：其收益的区间含零",
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
        "change: paired difference from the reference (the base scenario with none of these levers set), same worlds "
        "in both; p (Holm): corrected over the headline outcomes of the setting; all outcomes are in response.csv",
        "变化：与参照（未设定这些杠杆的基准情景）的配对差，两者世界相同；p 值（Holm）：对该设定的各主要指标校正；"
        "全部指标见 response.csv",
    ),
}
