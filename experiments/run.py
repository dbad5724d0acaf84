"""``run``: replicates of one scenario, as tables in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.indicators import COLUMN, OUTCOMES

from .manifest import common_manifest, write_readme
from .plan import Plan
from .simulation import simulate_plan
from .store import (
    outcome_labels,
    refuse_if_taken,
    results_folder,
    write_failures,
    write_manifest,
    write_rows,
    write_series,
)
from .summaries import LAST_QUARTERS, level_intervals

if TYPE_CHECKING:
    from model.scenario import Scenario

SUMMARY_COLUMNS = {
    "scenario, outcome": "what the row is about; label_en, label_zh and unit describe it",
    "window_first, window_last": "quarters over which the mean is taken",
    "mean": "mean over the window and over replicates",
    "low, high": "95 % interval of the mean over replicates (Student)",
    "end_mean": f"the same over the last {LAST_QUARTERS} quarters",
    "replicates": "replicates in which the outcome is defined",
}


@dataclass(frozen=True)
class RunResult:
    """What ``run`` found and where it is."""

    folder: Path
    rows: list[dict[str, Any]]
    failures: list[dict[str, object]]


def default_name(scenario: Scenario) -> str:
    """Name of the folder of a scenario that is run alone; `compare` names its own after its policies."""
    return f"run-{scenario.id}"


def run(plan: Plan, scenario: Scenario) -> RunResult:
    """Simulate the replicates of one scenario and write their folder; tables only."""
    folder = plan.out or Path("results") / default_name(scenario)
    refuse_if_taken(folder, "run", plan.replace)
    done = simulate_plan(plan, [scenario], "run", folder)
    rows = _rows(done.series.values, scenario.id, done.series.dates)
    manifest = {
        **common_manifest(plan, "run", scenario.id, [scenario], done),
        "question": dict(scenario.question),
    }
    with results_folder(folder, "run", plan.replace) as draft:
        write_series(done.series, draft / "outcomes.parquet")
        write_rows(rows, draft / "summary.csv")
        write_manifest(manifest, draft)
        write_failures(done.failures, draft)
        write_readme(draft, scenario.id, manifest, SUMMARY_COLUMNS)
    done.settled()
    return RunResult(folder, rows, done.failures)


def _rows(values: Any, scenario: str, dates: list[str]) -> list[dict[str, Any]]:
    whole = level_intervals(values, 0)
    end = level_intervals(values, max(len(dates) - LAST_QUARTERS, 0))
    return [
        {
            "scenario": scenario,
            "outcome": outcome,
            **outcome_labels(outcome),
            "unit": OUTCOMES[outcome].unit,
            "window_first": dates[0],
            "window_last": dates[-1],
            "mean": whole[column].estimate,
            "low": whole[column].low,
            "high": whole[column].high,
            "end_mean": end[column].estimate,
            "replicates": whole[column].replicates,
        }
        for outcome, column in COLUMN.items()
    ]
