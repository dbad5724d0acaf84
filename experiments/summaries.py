"""From records to rows: averages over a window, paired differences, cost for one more converted technology.

``records`` is always an array (scenario, replicate, quarter, outcome) whose first scenario is the baseline.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import asdict, dataclass

import numpy as np

from model.indicators import COLUMN, OUTCOMES

from .json_rows import finite_row
from .statistics import Interval, fieller, interval, joint_tests, t_interval, variance_reduction

LAST_QUARTERS = 4  # "at the end" is the mean of the last year


@dataclass(frozen=True)
class Row:
    """One scenario and outcome: window averages, their paired difference, and the same over the last year."""

    scenario: str
    outcome: str
    unit: str
    window_first: str
    window_last: str
    baseline: float
    value: float
    difference: float
    low: float
    high: float
    replicates: int
    variance_reduction: float
    interval: str
    p_value: float
    p_adjusted: float  # Holm over the headline outcomes of the scenario; NaN for others
    end_baseline: float
    end_difference: float
    end_low: float
    end_high: float

    def as_json(self) -> dict[str, object]:
        """The row with NaN and infinity as null, as JSON has neither."""
        return finite_row(asdict(self))


@dataclass(frozen=True)
class CostEffectiveness:
    """Public cost of a policy for each technology it adds, over the window."""

    scenario: str
    cost_bn: float
    revenue_bn: float  # charges and fines that it raises; not netted
    technologies: float
    per_technology_bn: float
    low_bn: float | None
    high_bn: float | None
    verdict: str  # more | fewer | not distinguishable from zero


def window_means(records: np.ndarray, first: int) -> np.ndarray:
    """Mean over the quarters from ``first`` on, quarters without events left out: (scenario, replicate, outcome)."""
    return _mean(records[:, :, first:, :], axis=2)


def paired_means(records: np.ndarray, position: int, first: int) -> np.ndarray:
    """Window means (2, replicate, outcome) of the baseline and of the scenario at ``position``.

    A quarter counts where both have events.
    """
    pair = records[[0, position]]
    pair[:, ~np.isfinite(pair).all(axis=0)] = np.nan
    return window_means(pair, first)


def paired_rows(records: np.ndarray, names: list[str], dates: list[str], first: int) -> list[Row]:
    """Rows of every scenario but the first against the first, in order of scenario and outcome."""
    rows = []
    for position, scenario in enumerate(names[1:], start=1):
        window_before, window_after = paired_means(records, position, first)
        end_before, end_after = paired_means(records, position, max(len(dates) - LAST_QUARTERS, 0))
        gaps = window_after - window_before
        tests = joint_tests({outcome: gaps[:, column] for outcome, column in COLUMN.items()})
        for outcome, column in COLUMN.items():
            before, after = window_before[:, column], window_after[:, column]
            gap = interval(after - before)
            end_gap = interval(end_after[:, column] - end_before[:, column])
            rows.append(
                Row(
                    scenario=scenario,
                    outcome=outcome,
                    unit=OUTCOMES[outcome].unit,
                    window_first=dates[first],
                    window_last=dates[-1],
                    baseline=_mean_of(before),
                    value=_mean_of(after),
                    difference=gap.estimate,
                    low=gap.low,
                    high=gap.high,
                    replicates=gap.replicates,
                    variance_reduction=variance_reduction(before, after),
                    interval=gap.method,
                    p_value=tests[outcome].p_value,
                    p_adjusted=tests[outcome].p_adjusted,
                    end_baseline=_mean_of(end_before[:, column]),
                    end_difference=end_gap.estimate,
                    end_low=end_gap.low,
                    end_high=end_gap.high,
                )
            )
    return rows


def cost_effectiveness(records: np.ndarray, names: list[str], first: int) -> list[CostEffectiveness]:
    """Additional public cost over additional industrialised technologies from quarter ``first`` on.

    What a policy raises in charges and fines stands beside its cost and is not taken off it.

    The interval is Fieller's; where the number of additional technologies cannot be told from zero the ratio has
    no bounded interval and the verdict says so.
    """
    totals = np.nansum(records[:, :, first:, :], axis=2)
    answers = []
    for position, scenario in enumerate(names[1:], start=1):
        cost = _gap(totals, position, "public_cost")
        gained = _gained(totals, position)
        ratio = fieller(cost, gained)
        more = float(gained.mean()) > 0.0
        answers.append(
            CostEffectiveness(
                scenario=scenario,
                cost_bn=float(cost.mean()),
                revenue_bn=float(_gap(totals, position, "public_revenue").mean()),
                technologies=float(gained.mean()),
                per_technology_bn=ratio.estimate,
                low_bn=ratio.low if ratio.bounded else None,
                high_bn=ratio.high if ratio.bounded else None,
                verdict=("more" if more else "fewer") if ratio.bounded else "not distinguishable from zero",
            )
        )
    return answers


def _gap(totals: np.ndarray, position: int, outcome: str) -> np.ndarray:
    """How far a policy's total is above that of the first scenario, by replicate."""
    return totals[position, :, COLUMN[outcome]] - totals[0, :, COLUMN[outcome]]


def level_intervals(records: np.ndarray, first: int) -> list[Interval]:
    """Mean of each outcome of a single scenario over the window, with its interval over replicates."""
    means = window_means(records, first)[0]
    return [t_interval(means[:, column]) for column in range(means.shape[1])]


def _gained(totals: np.ndarray, position: int) -> np.ndarray:
    column = COLUMN["technologies_industrialised"]
    return totals[position, :, column] - totals[0, :, column]


def _mean_of(sample: np.ndarray) -> float:
    kept = sample[np.isfinite(sample)]
    return float(kept.mean()) if kept.size else math.nan


def _mean(values: np.ndarray, axis: int) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nothing is NaN, which is what is meant
        return np.nanmean(values, axis=axis)
