"""``run`` and ``compare`` on the engine of studies: scenarios as points, every outcome of every quarter, resumable."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import OUTCOMES

from .engine.executors import engine_for
from .errors import ReplicatesFailedError
from .plan import Plan
from .store import Series
from .study.branching import simulate_runs
from .study.failures import read_failures
from .study.folder import entered
from .study.plan import Point, Recorder, StudyPlan
from .study.running import keys_of, prepare, simulate_missing

if TYPE_CHECKING:
    from model.scenario import Scenario


@dataclass(frozen=True)
class Simulation:
    """Recorded series of the replicates that ran, and the failures of those that did not."""

    series: Series
    failures: list[dict[str, Any]]
    engine: str
    workers: int
    wall_seconds: float
    unfinished: Path

    def settled(self) -> None:
        """The results are written; what was kept in case they would not be is removed."""
        shutil.rmtree(self.unfinished, ignore_errors=True)


def simulate_plan(plan: Plan, scenarios: Sequence[Scenario], verb: str, folder: Path) -> Simulation:
    """Simulate every replicate of ``plan``; what an interrupted command has done is not done again.

    Raises ReplicatesFailedError if no replicate runs.
    """
    points = tuple(Point(number, base=number) for number in range(len(scenarios)))
    recorder = Recorder(tuple(OUTCOMES), "quarter")
    study = StudyPlan(folder.name, verb, tuple(scenarios), points, plan.replicates, plan.seed, recorder)
    options = plan.study_options()
    unfinished = folder.parent / f".{folder.name}.unfinished"
    keys = keys_of(study)
    with engine_for(options.engine, options.workers, options.limited) as engine, entered(unfinished):
        prepare(engine, study, options, simulate_runs)
        parts, keeping = simulate_missing(study, options, unfinished, keys, simulate_runs, engine)
        own = set(keys.of_run)
        failures = _by_replicate(plan, verb, [found for found in read_failures(unfinished) if found["key"] in own])
        failed = {failure["replicate"] for failure in failures}
        kept = [replicate for replicate in range(plan.replicates) if replicate not in failed]
        if not kept:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise ReplicatesFailedError(
                f"all {plan.replicates} replicates failed; nothing was written",
                *failure_lines(failures[:3]),
                worker_traceback=str(failures[0]["traceback"]),
            )
        values = np.array(
            [[parts.values(keys.of_run[number * plan.replicates + r]) for r in kept] for number in range(len(points))]
        )
    names = [scenario.id for scenario in scenarios]
    series = Series(names, kept, study.dates, values)
    return Simulation(series, failures, keeping.engine, keeping.workers, keeping.seconds, unfinished)


def dates(scenario: Scenario) -> list[str]:
    """Recorded quarters of a scenario."""
    return [str(scenario.start + quarter) for quarter in range(scenario.horizon)]


def failure_lines(failures: Sequence[dict[str, Any]]) -> list[str]:
    """Two lines for each failure: what happened, and how to see it again."""
    return [
        line
        for failure in failures
        for line in (f"replicate {failure['replicate']}: {failure['error']}", f"  reproduce: {failure['reproduce']}")
    ]


def _by_replicate(plan: Plan, verb: str, failures: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first failure of each replicate: without one of its scenarios it cannot be compared."""
    found: dict[int, dict[str, Any]] = {}
    for failure in failures:
        found.setdefault(
            failure["replicate"],
            {
                "replicate": failure["replicate"],
                "seed": failure["seed"],
                "error": failure["error"],
                "reproduce": plan.reproduce(verb, failure["seed"], failure["kind"], failure["limits"]),
                "traceback": failure["details"],
            },
        )
    return [found[replicate] for replicate in sorted(found)]
