"""How far the baseline is from the figures of the evidence table.

Each target names its row in ``model/data/evidence.csv`` and repeats the number it takes from there; a test holds the
two together. Shares are compared in per cent, as the sources print them.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from model.classifications import CAUSES_OF_DEATH, DEATHS, PILOT, STAGES
from model.indicators import COLUMN, OUTCOMES

TOLERANCE = 0.15
_LATE_DEATHS = [(STAGES[stage].id, CAUSES_OF_DEATH[cause].id) for stage, cause in DEATHS if stage >= PILOT]
"""(stage, cause) of deaths after the prototype."""

Measure = Callable[[np.ndarray], float]  # records (quarter of the period, outcome) -> number in the target's unit


@dataclass(frozen=True)
class Target:
    """One figure to compare with: ``kind`` is *main*, *further* or *reported* (shown, never fitted)."""

    evidence: str
    label: dict[str, str]
    period: tuple[str, str]
    low: float
    high: float
    unit: str
    measured_on: str
    measure: Measure
    kind: str

    @property
    def id(self) -> str:
        """Evidence row, outcome and last quarter: unique among the targets."""
        return f"{self.evidence}:{self.measured_on}:{self.period[1]}"


@dataclass(frozen=True)
class Distance:
    """A target beside what the baseline shows, averaged over replicates; ``relative`` is 0 inside a range."""

    target: Target
    simulated: float
    relative: float

    @property
    def within(self) -> bool:
        return abs(self.relative) <= TOLERANCE


def distances(baseline: np.ndarray, dates: Sequence[str]) -> list[Distance]:
    """Distance of ``baseline`` (replicate, quarter, outcome) from every target whose period lies in the run."""
    found = []
    for target in TARGETS:
        first, last = target.period
        if first not in dates or last not in dates:
            continue
        period = slice(dates.index(first), dates.index(last) + 1)
        simulated = _nanmean(np.array([target.measure(replicate[period]) for replicate in baseline]))
        found.append(Distance(target, simulated, _relative(simulated, target.low, target.high)))
    return found


def as_row(distance: Distance) -> dict[str, object]:
    """The distance as a row of ``calibration.csv``."""
    target = distance.target
    return {
        "id": target.evidence,
        "quantity": target.label["en"],
        "quantity_zh": target.label["zh"],
        "outcome": target.measured_on,
        "period": f"{target.period[0]} to {target.period[1]}",
        "target": target_text(target),
        "unit": target.unit,
        "simulated": round(distance.simulated, 4),
        "distance": round(distance.relative, 4),
        "within_15": distance.within,
        "kind": target.kind,
    }


def target_text(target: Target) -> str:
    """The target as printed: a number or a range."""
    return f"{target.low:g}" if target.low == target.high else f"{target.low:g}-{target.high:g}"


def _relative(simulated: float, low: float, high: float) -> float:
    if math.isnan(simulated):
        return math.nan
    nearest = min(max(simulated, low), high)
    return (simulated - nearest) / abs(nearest)


def _nanmean(values: np.ndarray) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a rate without events in the whole period stays NaN
        return float(np.nanmean(values))


def _average(outcome: str, times: float) -> Measure:
    return lambda period: times * _nanmean(period[:, COLUMN[outcome]])


def _remainder(*outcomes: str) -> Measure:
    return lambda period: 100.0 * (1.0 - sum(_nanmean(period[:, COLUMN[outcome]]) for outcome in outcomes))


def _change_on_base(outcome: str) -> Measure:
    return lambda period: 100.0 * (_nanmean(period[:, COLUMN[outcome]]) - 1.0)


def _share_of_late_deaths(cause: str) -> Measure:
    every = [COLUMN[f"died_{stage}_{other}"] for stage, other in _LATE_DEATHS]
    own = [COLUMN[f"died_{stage}_{other}"] for stage, other in _LATE_DEATHS if other == cause]

    def measure(period: np.ndarray) -> float:
        deaths = float(np.nansum(period[:, every]))
        return 100.0 * float(np.nansum(period[:, own])) / deaths if deaths > 0.0 else math.nan

    return measure


def _year(year: int) -> tuple[str, str]:
    return f"{year}-Q1", f"{year}-Q4"


def _end(year: int, quarter: int = 4) -> tuple[str, str]:
    """A single quarter; outcomes over a trailing year show the calendar year in its fourth quarter."""
    return f"{year}-Q{quarter}", f"{year}-Q{quarter}"


def _share(
    evidence: str, outcome: str, period: tuple[str, str], low: float, high: float | None = None,
    kind: str = "main", times: float = 100.0, unit: str = "%", note: dict[str, str] | None = None,
) -> Target:  # fmt: skip
    high = low if high is None else high
    label = {lang: text + (note or {}).get(lang, "") for lang, text in OUTCOMES[outcome].label.items()}
    return Target(evidence, label, period, low, high, unit, outcome, _average(outcome, times), kind)


def _late_death(cause: str, value: float) -> Target:
    item = next(item for item in CAUSES_OF_DEATH if item.id == cause)
    label = {"en": f"Deaths after the prototype: {item.en.lower()}", "zh": f"样机之后终止的原因:{item.zh}"}
    period = ("2021-Q1", "2025-Q4")
    return Target("D15", label, period, value, value, "%", f"deaths:{cause}", _share_of_late_deaths(cause), "further")


def _prices(outcome: str, value: float) -> Target:
    note = {"en": ", mean of 2021 on 2020 Q4", "zh": "(2021 年均值比 2020 年四季度)"}
    label = {lang: text + note[lang] for lang, text in OUTCOMES[outcome].label.items()}
    return Target("E29", label, _year(2021), value, value, "%", outcome, _change_on_base(outcome), "further")


_JAN_SEP = {"en": " (source: January-September)", "zh": "(来源为 1—9 月)"}
_OF_2018 = {"en": " (source: 2018)", "zh": "(来源为 2018 年)"}
_HIGH_TECH = {"en": " (source: high-tech firms)", "zh": "(来源为高新技术企业)"}
_AIM = {"en": " (aim of the State Council, never fitted)", "zh": "(国务院目标,不作拟合)"}
_DISPUTED = {"en": " (disputed, never fitted)", "zh": "(有争议,不作拟合)"}


TARGETS: tuple[Target, ...] = (
    _share("D01", "patent_use_firm", _year(2021), 46.8),
    _share("D01", "patent_use_firm", _year(2022), 48.1),
    _share("D01", "patent_use_firm", _year(2023), 51.3),
    _share("D02", "patent_use_university", _year(2021), 3.0),
    _share("D02", "patent_use_university", _year(2022), 3.9),
    _share("D04", "patent_use_institute", _year(2022), 13.3),
    _share("D05", "patent_use", _year(2021), 35.4),
    _share("D05", "patent_use", _year(2022), 36.7),
    _share("D05", "patent_use", _year(2023), 39.6),
    _share("D06", "patent_use_large", _year(2023), 51.0),
    _share("D06", "patent_use_medium", _year(2023), 57.9),
    _share("D06", "patent_use_small", _year(2023), 53.9),
    _share("D06", "patent_use_micro", _year(2023), 33.8),
    _share("S06", "margin", _end(2021), 6.81),
    _share("S06", "margin", _end(2022), 6.09),
    _share("S06", "margin", _end(2023), 5.76),
    _share("S06", "margin", _end(2024), 5.39),
    _share("S06", "margin", _end(2025), 5.26, note=_JAN_SEP),
    _share("E07", "utilisation", _year(2021), 77.5),
    _share("E07", "utilisation", _year(2022), 75.6),
    _share("S05", "utilisation", _year(2025), 75.0),
    _share("Z06", "rd_intensity", _end(2023), 2.58),
    _share("Z06", "rd_intensity", _end(2024), 2.69),
    _share("E14", "rd_basic_share", _end(2024), 6.88),
    _share("E14", "rd_applied_share", _end(2024), 11.9),
    Target(
        "E14", {"en": "Experimental development share", "zh": "试验发展占比"}, _end(2024), 81.2, 81.2, "%",
        "1 - rd_basic_share - rd_applied_share", _remainder("rd_basic_share", "rd_applied_share"), "main",
    ),
    _share("E15", "rd_firm_share", _end(2023), 77.7),
    _share("E15", "rd_institute_share", _end(2023), 11.6),
    _share("E15", "rd_university_share", _end(2023), 8.3),
    _share("E17", "basic_by_firms_share", _end(2023), 3.0, 9.0),
    _share("G01", "rd_east_share", _end(2022), 65.7),
    _share("E10", "rd_firms_doing", _year(2023), 37.0, kind="further"),
    _share("E11", "rd_to_revenue", _end(2021), 1.23, kind="further", note=_OF_2018),
    _share("A09", "rd_reported_ratio", _end(2021), 24.2, kind="further", note=_HIGH_TECH),
    _share("D33", "contract_income_ratio", _end(2023), 31.0, kind="further"),
    _share("B11", "tech_loan_access", _end(2025, 2), 50.0, kind="further"),
    _share("B12", "loan_rate", _end(2025, 3), 3.2, 3.48, kind="further"),
    _share("B14", "npl_ratio", _year(2024), 1.56, kind="further"),
    _share("B14", "npl_ratio", _end(2025, 3), 1.52, kind="further"),
    _share("E04", "leverage", _end(2021, 2), 56.5, kind="further"),
    _share("E04", "leverage", _end(2025, 2), 57.9, kind="further"),
    _share("E05", "receivable_days", _end(2021, 2), 51.4, kind="further", times=1.0, unit="days"),
    _share("E05", "receivable_days", _end(2025, 3), 69.2, kind="further", times=1.0, unit="days"),
    _prices("output_price", 8.1),
    _prices("input_price", 11.0),
    _share("E22", "exit_rate", ("2021-Q1", "2025-Q4"), 6.5, kind="further", times=400.0),
    _late_death("no_first_customer", 32.0),
    _late_death("technical_failure", 25.0),
    _late_death("no_finance", 12.0),
    _share("S01", "conversion_rate", _year(2025), 30.0, kind="reported", note=_DISPUTED),
    _share("Z08", "intelligent_penetration", _end(2027), 70.0, kind="reported", note=_AIM),
    _share("Z08", "intelligent_penetration", _end(2030), 90.0, kind="reported", note=_AIM),
)  # fmt: skip
