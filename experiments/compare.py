"""``compare``: policies against a baseline, in paired replicates, with intervals, costs and curves."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .calibration import Distance, as_row, distances
from .errors import UsageError
from .manifest import common_manifest, write_readme
from .measures.equal_cost import EqualCost, Scaled, scale_to_equal_cost
from .measures.reporting import equal_cost_rows, measure_rows, resilience_rows, write_measures
from .plan import Plan
from .precision import Precision, Stopped, simulate_until_precise
from .simulation import Simulation, dates, simulate_plan
from .statistics.headlines import MEANING
from .store import (
    outcome_labels,
    refuse_if_taken,
    results_folder,
    write_failures,
    write_manifest,
    write_rows,
    write_series,
)
from .summaries import LAST_QUARTERS, CostEffectiveness, Row, cost_effectiveness, paired_rows

if TYPE_CHECKING:
    from model.scenario import Scenario

SUMMARY_COLUMNS = {
    "scenario, outcome": "what the row is about; label_en, label_zh and unit describe it",
    "window_first, window_last": "quarters averaged over: from the first in which any policy differs to the end",
    "baseline, value": "window mean under the baseline and under the scenario",
    "difference": "paired difference, mean over replicates",
    "low, high": "95 % interval of the difference; `interval` says whether Student's t or, for a skewed outcome, "
    "widened to hold a studentised bootstrap's",
    "replicates": "pairs in which the outcome is defined",
    "variance_reduction": "variance of an unpaired difference over that of the paired one; empty where nothing varies",
    "p_value, p_adjusted": f"{MEANING} the scenario",
    "end_baseline, end_difference, end_low, end_high": f"the same over the last {LAST_QUARTERS} quarters",
}


@dataclass(frozen=True)
class Comparison:
    """What ``compare`` found and where it is."""

    folder: Path
    rows: list[Row]
    costs: list[CostEffectiveness]
    calibration: list[Distance]
    failures: list[dict[str, object]]
    replicates: int
    window: tuple[str, str]
    any_policy: bool
    stopped: Stopped | None = None
    ratios: list[dict[str, Any]] = field(default_factory=list)
    shocks: list[dict[str, Any]] = field(default_factory=list)
    equal_cost: list[dict[str, Any]] = field(default_factory=list)


def compare(
    plan: Plan, scenarios: Sequence[Scenario], experiment: str | None = None, precision: Precision | None = None,
    equal: EqualCost | None = None,
) -> Comparison:  # fmt: skip
    """Compare every scenario with the first one and write the results folder with its figures.

    With ``precision`` the number of replicates is found, and ``plan.replicates`` is the most. With ``equal`` every
    policy is first scaled to the same public cost. Raises UsageError where the scenarios cannot be paired because they
    do not record the same quarters.
    """
    baseline, *policies = scenarios
    for policy in policies:
        if (policy.start, policy.until) != (baseline.start, baseline.until):
            raise UsageError(
                f"{policy.id} records {policy.start} to {policy.until}, {baseline.id} {baseline.start} to "
                f"{baseline.until}; give both the same span (--until sets the end)"
            )
    name = experiment or "-".join(scenario.id for scenario in policies)[:80]
    folder = plan.out or Path("results") / name
    refuse_if_taken(folder, "compare", plan.replace)
    scenarios, scaled = _scaled(plan, scenarios, equal, folder)
    first = first_policy_quarter(scenarios)
    start, stopped = first or 0, None
    if precision is None:
        done = simulate_plan(plan, scenarios, "compare", folder)
    else:
        done, stopped = simulate_until_precise(plan, scenarios, folder, precision, start)
        plan = replace(plan, replicates=len(done.series.replicates) + len(done.failures))
    names, recorded = done.series.scenarios, done.series.dates
    rows = paired_rows(done.series.values, names, recorded, start)
    costs = cost_effectiveness(done.series.values, names, start)
    calibration = distances(done.series.values[0], recorded)
    comparison = Comparison(
        folder, rows, costs, calibration, done.failures, len(done.series.replicates),
        (recorded[start], recorded[-1]), first is not None, stopped,
        measure_rows(done.series.values, scenarios, start), resilience_rows(done.series.values, scenarios, start),
        equal_cost_rows(done.series.values, scenarios, start, equal, scaled) if equal else [],
    )  # fmt: skip
    manifest = {
        **common_manifest(plan, "compare", name, scenarios, done),
        "question": _question(scenarios),
        "baseline": baseline.id,
        "window": {"first": recorded[start], "last": recorded[-1]},
        "first_policy_date": None if first is None else recorded[first],
        "stopped": None if stopped is None else stopped.as_data(),
        "cost_effectiveness": {cost.scenario: _finite(asdict(cost)) for cost in costs},
        "equal_cost": [_finite(row) for row in comparison.equal_cost] or None,
    }
    with results_folder(folder, "compare", plan.replace) as draft:
        _write(draft, comparison, done, manifest)
    done.settled()
    shutil.rmtree(_search_folder(folder), ignore_errors=True)
    _draw(folder, plan.lang, done.workers)  # in the finished folder: a figure that fails spares the tables
    return comparison


def first_policy_quarter(scenarios: Sequence[Scenario]) -> int | None:
    """First recorded quarter in which any scenario differs from the first one; None if none ever does."""
    from model.policy import first_difference

    baseline, *policies = scenarios
    found = [first_difference(baseline, policy) for policy in policies]
    quarters = [quarter for quarter in found if quarter is not None and quarter < len(dates(baseline))]
    return min(quarters) if quarters else None


def _scaled(
    plan: Plan, scenarios: Sequence[Scenario], equal: EqualCost | None, folder: Path
) -> tuple[Sequence[Scenario], list[Scaled]]:
    if equal is None:
        return scenarios, []
    options = replace(plan, replace=True).study_options(_search_folder(folder))  # a search kept between commands
    policies, found = scale_to_equal_cost(scenarios[0], scenarios[1:], equal, plan.seed, options)
    return [scenarios[0], *policies], found


def _search_folder(folder: Path) -> Path:
    """Where the runs of a search for equal cost are kept until the comparison is written."""
    return folder.parent / f".{folder.name}.equal-cost"


def _write(draft: Path, comparison: Comparison, done: Simulation, manifest: dict[str, Any]) -> None:
    with ThreadPoolExecutor(2) as pool:  # compressing millions of numbers takes no turns at the interpreter
        tables = {"outcomes.parquet": done.series, "differences.parquet": done.series.against_first()}
        for written in [pool.submit(write_series, series, draft / file) for file, series in tables.items()]:
            written.result()
    write_rows([_summary(row) for row in comparison.rows], draft / "summary.csv")
    if comparison.calibration:
        write_rows([as_row(distance) for distance in comparison.calibration], draft / "calibration.csv")
    write_measures(draft, comparison.ratios, comparison.shocks, comparison.equal_cost)
    write_manifest(manifest, draft)
    write_failures(done.failures, draft)
    (draft / "figures").mkdir()
    write_readme(draft, manifest["experiment"], manifest, SUMMARY_COLUMNS)


def _draw(folder: Path, lang: str, workers: int) -> None:
    from .figures import draw_comparison

    draw_comparison(folder, lang, workers=min(workers, 2))  # a third process would start longer than it draws


def _summary(row: Row) -> dict[str, Any]:
    fields = asdict(row)
    return {
        "scenario": fields.pop("scenario"),
        "outcome": fields.pop("outcome"),
        **outcome_labels(row.outcome),
        **fields,
    }


def _question(scenarios: Sequence[Scenario]) -> dict[str, str]:
    baseline, *policies = scenarios
    named = {lang: [policy.name.get(lang, policy.id) for policy in policies] for lang in ("en", "zh")}
    return {
        "en": f"What do these change against {baseline.name.get('en', baseline.id)}: {'; '.join(named['en'])}?",
        "zh": f"与{baseline.name.get('zh', baseline.id)}相比,以下政策带来哪些变化:{';'.join(named['zh'])}?",
    }


def _finite(values: dict[str, Any]) -> dict[str, Any]:
    return {key: None if value != value else value for key, value in values.items()}
