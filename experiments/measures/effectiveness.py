"""What a policy buys: public money for each effect, own money that tax forgone brings, leverage of pools and funds.

Each ratio is a mean over a mean of paired differences from the baseline, with Fieller's interval; a denominator that
cannot be told from zero leaves it unbounded, and the row says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.indicators import COLUMN, cost_outcomes
from model.levers import INSTRUMENTS

from ..statistics import fieller

Sums = Callable[[str], np.ndarray]


@dataclass(frozen=True)
class RatioMeasure:
    """One ratio: what it is called, its unit, its formula, and how both sides follow from sums over the window."""

    id: str
    label: dict[str, str]
    unit: str
    formula: dict[str, str]
    numerator: Callable[[Sums, float], np.ndarray]
    denominator: Callable[[Sums, float], np.ndarray]


@dataclass(frozen=True)
class RatioRow:
    """A ratio of one policy; ``verdict`` says whether its denominator moved."""

    scenario: str
    measure: str
    unit: str
    numerator: float
    denominator: float
    ratio: float
    low: float | None
    high: float | None
    replicates: int
    verdict: str  # bounded | not distinguishable from zero


def _cost(of: Sums, _: float) -> np.ndarray:
    return of("public_cost")


def _forgone(of: Sums, _: float) -> np.ndarray:
    forgone = (outcomes["forgone"] for outcomes in map(cost_outcomes, INSTRUMENTS) if "forgone" in outcomes)
    return sum((of(outcome) for outcome in forgone), np.zeros(()))


def _net(instrument: str) -> Callable[[Sums, float], np.ndarray]:
    def of_instrument(of: Sums, _: float) -> np.ndarray:
        return of(f"cost_{instrument}_cash") - of(f"cost_{instrument}_recovered")

    return of_instrument


def _points_of_margin(of: Sums, quarters: float) -> np.ndarray:
    return 100.0 * of("margin") / quarters


RATIOS: tuple[RatioMeasure, ...] = (
    RatioMeasure(
        "cost_per_technology",
        {"en": "Public cost of one more technology", "zh": "每新增一项转化成果的财政成本"},
        "bn yuan",
        {"en": "extra public_cost / extra technologies_industrialised, both summed over the window",
         "zh": "新增 public_cost / 新增 technologies_industrialised,均按窗口期累计"},
        _cost,
        lambda of, _: of("technologies_industrialised"),
    ),
    RatioMeasure(
        "cost_per_margin_point",
        {"en": "Public cost of one more point of margin", "zh": "利润率每提高一个百分点的财政成本"},
        "bn yuan per point",
        {"en": "extra public_cost summed over the window / extra margin in percentage points, mean of the window",
         "zh": "窗口期累计新增 public_cost / 窗口期平均新增利润率(百分点)"},
        _cost,
        _points_of_margin,
    ),
    RatioMeasure(
        "additionality",
        {"en": "Extra R&E per yuan of tax forgone", "zh": "每元税式支出带动的研发与工程化支出"},
        "yuan per yuan",
        {"en": "extra re_spending / extra revenue forgone of all instruments, both summed over the window",
         "zh": "新增 re_spending / 全部工具新增税式支出,均按窗口期累计"},
        lambda of, _: of("re_spending"),
        _forgone,
    ),
    RatioMeasure(
        "additionality_of_public_money",
        {"en": "Extra R&E per yuan of public money", "zh": "每元财政成本带动的研发与工程化支出"},
        "yuan per yuan",
        {"en": "extra re_spending / extra public_cost, both summed over the window",
         "zh": "新增 re_spending / 新增 public_cost,均按窗口期累计"},
        lambda of, _: of("re_spending"),
        _cost,
    ),
    RatioMeasure(
        "pool_money_leverage",
        {"en": "Extra technology loans per yuan the pool paid", "zh": "风险池每元净支出带动的科技贷款"},
        "yuan per yuan",
        {"en": "extra tech_loans, mean of the window / extra cash less recoveries of risk_pool, summed over it",
         "zh": "窗口期平均新增 tech_loans / 窗口期累计 risk_pool 净支出增量"},
        lambda of, quarters: of("tech_loans") / quarters,
        _net("risk_pool"),
    ),
    RatioMeasure(
        "fund_money_leverage",
        {"en": "Extra venture investment per yuan of public fund money", "zh": "每元政府引导资金带动的创投投资"},
        "yuan per yuan",
        {"en": "extra venture_investment / extra cash of guidance_fund, both summed over the window",
         "zh": "新增 venture_investment / 新增 guidance_fund 现金支出,均按窗口期累计"},
        lambda of, _: of("venture_investment"),
        lambda of, _: of("cost_guidance_fund_cash"),
    ),
)  # fmt: skip


def effectiveness(records: np.ndarray, names: list[str], first: int) -> list[RatioRow]:
    """Every ratio of every policy against the first scenario, over the quarters from ``first`` on.

    ``records`` is (scenario, replicate, quarter, outcome). A ratio whose denominator is zero in every replicate (an
    instrument that the policy leaves alone) is left out.
    """
    quarters = float(records.shape[2] - first)
    rows = []
    for position, scenario in enumerate(names[1:], start=1):
        extra = np.nansum(records[position, :, first:, :] - records[0, :, first:, :], axis=1)

        def of(outcome: str, extra: np.ndarray = extra) -> np.ndarray:
            return extra[:, COLUMN[outcome]]

        for measure in RATIOS:
            above, below = measure.numerator(of, quarters), measure.denominator(of, quarters)
            if not np.any(below):
                continue
            ratio = fieller(above, below)
            rows.append(
                RatioRow(
                    scenario,
                    measure.id,
                    measure.unit,
                    float(above.mean()),
                    float(below.mean()),
                    ratio.estimate,
                    ratio.low if ratio.bounded else None,
                    ratio.high if ratio.bounded else None,
                    len(above),
                    "bounded" if ratio.bounded else "not distinguishable from zero",
                )
            )
    return rows
