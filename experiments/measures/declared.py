"""Measures that a verb computes from several runs at once, beside the ratios: what they are, unit and formula."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DeclaredMeasure:
    """A measure by the name its table gives it: label, unit, formula, and the verb that writes it where."""

    id: str
    label: dict[str, str]
    unit: str
    formula: dict[str, str]
    written: str


OF_THE_OUTCOME = "unit of the outcome"

MEASURES_OF_RUNS: tuple[DeclaredMeasure, ...] = (
    DeclaredMeasure(
        "shapley",
        {"en": "Share of a part in the effect of a package (Shapley value)",
         "zh": "各部分对政策组合效果的贡献(Shapley 值)"},
        OF_THE_OUTCOME,
        {"en": "mean over all orders of the parts of: effect of it and the parts before it - effect of the parts "
         "before it; the shares sum to the effect of the package",
         "zh": "对各部分的全部排列次序取平均:(先加入的部分 + 该部分)的效果 - 先加入部分的效果;"
         "各贡献之和等于整体效果"},
        "decompose: shapley.csv",
    ),
    DeclaredMeasure(
        "synergy",
        {"en": "Synergy of a pair of parts", "zh": "两个部分的协同"},
        OF_THE_OUTCOME,
        {"en": "effect of both parts - effect of the one alone - effect of the other alone, in the same replicates",
         "zh": "两部分同时实施的效果 - 各自单独实施的效果之和(同一重复内配对)"},
        "decompose: synergy.csv",
    ),
    DeclaredMeasure(
        "resilience",
        {"en": "Resilience: output kept under a shock", "zh": "韧性:冲击下保有的产出"},
        "share",
        {"en": "volume of output (revenue / output_price) over the two years from the shock / the same without the "
         "shock; beside it the lowest quarter of that ratio, the quarters until it stays at 99 %, and "
         "choke_point_coverage two years from the shock",
         "zh": "冲击起两年内的产出量(revenue / output_price)/ 无冲击时的产出量;"
         "另列该比值最低季度、恢复并保持在 99% 所需季度数,以及冲击两年后的 choke_point_coverage"},
        "compare: resilience.csv",
    ),
)  # fmt: skip
