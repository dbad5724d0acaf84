"""``compare --precision``: as many replicates as it takes for the paired differences to be as sharp as asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import COLUMN, OUTCOMES

from .engine.executors import engine_for
from .errors import UsageError, unknown_name
from .plan import Plan
from .simulation import Simulation, simulate_plan
from .statistics import Criterion, Stop, StoppingRule, replicates_needed
from .store import Series
from .summaries import paired_means

if TYPE_CHECKING:
    from model.scenario import Scenario

_GROWTH = 1.25  # each batch brings a quarter more, so that few are simulated in vain


@dataclass(frozen=True)
class Precision:
    """Half-widths wanted of the 95 % intervals of differences, by outcome in its unit."""

    half_widths: dict[str, float]

    def criteria(self, policies: Sequence[str]) -> list[tuple[int, str, Criterion]]:
        """One for each policy (by its position) and outcome."""
        return [
            (position, outcome, Criterion(f"{policy}: {outcome}", wanted))
            for position, policy in enumerate(policies, start=1)
            for outcome, wanted in self.half_widths.items()
        ]


@dataclass(frozen=True)
class Stopped:
    """Where and by which rule the replicates ended, and what was asked and reached of each difference."""

    stop: Stop
    criteria: tuple[Criterion, ...]

    @property
    def missed(self) -> list[tuple[Criterion, float]]:
        """Criteria that the cap cut off, with the half-width reached."""
        pairs = zip(self.criteria, self.stop.half_widths, strict=True)
        return [(criterion, width) for criterion, width in pairs if not width <= criterion.half_width]

    def as_data(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "rule": self.stop.rule,
            "replicates": self.stop.replicates,
            "reached_at": self.stop.reached_at,
            "criteria": [
                {"difference": criterion.name, "wanted": criterion.half_width,
                 "reached": width if math.isfinite(width) else None}
                for criterion, width in zip(self.criteria, self.stop.half_widths, strict=True)
            ],
        }  # fmt: skip


def parse_precision(options: Sequence[str]) -> Precision | None:
    """``--precision OUTCOME=HALF_WIDTH`` options; None without any. Raises UsageError."""
    wanted: dict[str, float] = {}
    for option in options:
        outcome, _, text = (part.strip() for part in option.partition("="))
        if outcome not in OUTCOMES:
            raise unknown_name("outcome", outcome, list(OUTCOMES), "lab2market outcomes")
        try:
            half_width = float(text)
        except ValueError:
            half_width = math.nan
        if not (math.isfinite(half_width) and half_width > 0.0):
            unit = OUTCOMES[outcome].unit
            raise UsageError(
                f"--precision {option!r}: write OUTCOME=HALF_WIDTH with a positive number ({unit}), "
                "such as conversion_rate=0.002"
            )
        wanted[outcome] = half_width
    return Precision(wanted) if wanted else None


def simulate_until_precise(
    plan: Plan, scenarios: Sequence[Scenario], folder: Path, precision: Precision, first: int
) -> tuple[Simulation, Stopped]:
    """Simulate batches until the stopping rule is met; the series end where it says.

    Differences are those of window means from quarter ``first`` on. ``plan.replicates`` is the cap. The batches do
    not change the answer; replicates beyond it are dropped.
    """
    rule = StoppingRule(most=plan.replicates)
    wanted = precision.criteria([scenario.id for scenario in scenarios[1:]])
    criteria = [criterion for _, _, criterion in wanted]
    count = min(rule.fewest + rule.look_ahead, rule.most)
    options = plan.study_options()
    with engine_for(options.engine, options.workers, options.limited) as engine:
        plan = replace(plan, engine=engine)  # its workers stay between batches
        while True:
            done = simulate_plan(replace(plan, replicates=count), scenarios, "compare", folder)
            samples = [_differences(done, position, outcome, first) for position, outcome, _ in wanted]
            kept = len(done.series.replicates)
            stop = replicates_needed(samples, criteria, rule if count < rule.most else replace(rule, most=kept))
            if stop is not None:
                return _cut(done, stop.replicates), Stopped(stop, tuple(criteria))
            count = min(math.ceil(count * _GROWTH), rule.most)


def _differences(done: Simulation, position: int, outcome: str, first: int) -> np.ndarray:
    """Paired differences of window means, one for each replicate."""
    before, after = paired_means(done.series.values, position, first)[:, :, COLUMN[outcome]]
    return after - before


def _cut(done: Simulation, replicates: int) -> Simulation:
    """The first replicates that ran, and the failures before the last of them."""
    series = done.series
    kept = series.replicates[:replicates]
    failures = [failure for failure in done.failures if failure["replicate"] < kept[-1]]
    return replace(
        done, series=Series(series.scenarios, kept, series.dates, series.values[:, :replicates]), failures=failures
    )
