"""From a plan to recorded series: replicates through the engine, failures kept apart."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .compilation import compile_once
from .engine import default_workers, run_replicates
from .errors import ReplicatesFailedError
from .plan import Plan
from .progress import progress
from .replicate import Replicate, Simulated
from .store import Series

if TYPE_CHECKING:
    from model.scenario import Scenario


@dataclass(frozen=True)
class Simulation:
    """Recorded series of the replicates that ran, and the failures of those that did not."""

    series: Series
    failures: list[dict[str, object]]
    workers: int
    wall_seconds: float


def simulate_plan(plan: Plan, scenarios: Sequence[Scenario], verb: str) -> Simulation:
    """Simulate every replicate of ``plan``; raises ReplicatesFailedError if none of them runs."""
    compile_once()
    begun = time.perf_counter()
    workers = plan.workers or default_workers(plan.replicates)
    tasks = [Replicate(number, plan.seed_of(number), tuple(scenarios)) for number in range(plan.replicates)]
    with progress(len(tasks), "replicates") as advance:
        simulated = run_replicates(tasks, workers, advance)
    failures = [_failure(plan, verb, result) for result in simulated if result.failure]
    kept = [result for result in simulated if not result.failure]
    if not kept:
        raise ReplicatesFailedError(
            f"all {plan.replicates} replicates failed; nothing was written",
            *failure_lines(failures[:3]),
            worker_traceback=simulated[0].traceback,
        )
    values = np.array([[result.records[position] for result in kept] for position in range(len(scenarios))])
    names = [scenario.id for scenario in scenarios]
    series = Series(names, [result.number for result in kept], dates(scenarios[0]), values)
    return Simulation(series, failures, workers, time.perf_counter() - begun)


def dates(scenario: Scenario) -> list[str]:
    """Recorded quarters of a scenario."""
    return [str(scenario.start + quarter) for quarter in range(scenario.horizon)]


def failure_lines(failures: Sequence[dict[str, object]]) -> list[str]:
    """Two lines for each failure: what happened, and how to see it again."""
    return [
        line
        for failure in failures
        for line in (f"replicate {failure['replicate']}: {failure['error']}", f"  reproduce: {failure['reproduce']}")
    ]


def _failure(plan: Plan, verb: str, result: Simulated) -> dict[str, object]:
    return {
        "replicate": result.number,
        "seed": result.seed,
        "error": result.failure,
        "reproduce": plan.reproduce(verb, result.seed),
        "traceback": result.traceback,
    }
