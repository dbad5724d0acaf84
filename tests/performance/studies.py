"""What the engine of studies costs: against a bare loop over the same runs, and with two workers against one.

``python -m tests.performance.studies`` measures a sweep of one lever dated 2026 Q1 (2,000 firms, 60 recorded quarters,
the common history branched). Marginal numbers are the difference between a large and a small sweep, so that starting
workers and loading kernels does not count. Ratios compare times taken in turn on the same machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from pathlib import Path

from experiments.study import Point, StudyOptions, StudyPlan, run_study
from model.scenario import Scenario
from model.world import World

TARGETS = {"overhead": 0.03, "marginal efficiency": 0.92, "1,000 runs, s": 30.0, "parent, MB": 1000.0}


def sweep(points: int, firms: int) -> StudyPlan:
    """A sweep of the R&E deduction from 2026 Q1 on."""
    base = Scenario().replace(firms=firms)
    values = [0.1 + 0.8 * number / points for number in range(points)]
    made = tuple(Point(n, {"re_deduction": x}, {"re_deduction": {"2026-Q1": x}}) for n, x in enumerate(values))
    return StudyPlan("speed", "sweep", (base,), made)


def seconds_bare(plan: StudyPlan) -> float:
    """Time of the runs in a plain loop: the history once, then each point from a copy of it."""
    begun = time.perf_counter()
    history = World(plan.bases[0], plan.seed, reuse_burn_in=False).run(20)
    for point in plan.points:
        scenario = plan.scenario(point)
        plan.recorder.reduce(history.branch(scenario).run().records, scenario.start)
    return time.perf_counter() - begun


def seconds_of_study(plan: StudyPlan, workers: int) -> float:
    """Time of the same as a study in child processes, from nothing to the tables."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        run_study(plan, StudyOptions(Path(folder) / "s", engine="processes", workers=workers, quiet=True))
        return time.perf_counter() - begun


def measured(few: int, many: int, firms: int, repeats: int) -> dict[str, float]:
    """Medians over ``repeats`` of marginal seconds a run, and what follows from them."""
    small, large = sweep(few, firms), sweep(many, firms)
    seconds_bare(small)
    found: dict[str, list[float]] = {"bare": [], "one worker": [], "two workers": [], "whole": []}
    for _ in range(repeats):
        found["bare"].append((seconds_bare(large) - seconds_bare(small)) / (many - few))
        for name, workers in (("one worker", 1), ("two workers", 2)):
            whole = seconds_of_study(large, workers)
            found[name].append((whole - seconds_of_study(small, workers)) / (many - few))
        found["whole"].append(whole)
    median = {name: statistics.median(values) for name, values in found.items()}
    return {
        "runs": many,
        "firms": firms,
        "bare, ms a run": median["bare"] * 1e3,
        "one worker, ms a run": median["one worker"] * 1e3,
        "two workers, ms a run": median["two workers"] * 1e3,
        "overhead": median["one worker"] / median["bare"] - 1.0,
        "marginal efficiency": median["one worker"] / (2.0 * median["two workers"]),
        f"{many:,} runs, s": median["whole"],
        "parent, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    }


def main() -> None:
    """Measure and print beside the targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--firms", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    found = measured(given.few, given.many, given.firms, given.repeats)
    print(json.dumps({"measured": found, "targets": TARGETS}, indent=1))


if __name__ == "__main__":
    main()
