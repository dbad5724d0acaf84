"""What the engine of studies costs: against a bare loop over the same runs, and with two workers against one.

``python -m tests.performance.studies`` measures a sweep of one lever dated 2026 Q1 (2,000 firms, 60 recorded quarters,
the common history branched). Marginal numbers are the difference between a large and a small sweep, so that starting
workers and loading kernels does not count. Ratios compare times taken in turn on the same machine; those of processor
time also hold on a machine that is busy with other things.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from experiments.engine.supervision import KEEP_MEMORY, KEPT_BYTES
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


def processor_seconds() -> float:
    """Processor time of this process and of the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


Times = tuple[float, float]


def seconds_bare(plan: StudyPlan) -> Times:
    """Wall and processor time of the runs in a plain loop: the history once, then each point from a copy of it."""
    begun, used = time.perf_counter(), processor_seconds()
    history = World(plan.bases[0], plan.seed, reuse_burn_in=False).run(20)
    world = None
    for point in plan.points:
        scenario = plan.scenario(point)
        world = history.branch(scenario, instead_of=world).run()
        plan.recorder.reduce(world.records, scenario.start)
    return time.perf_counter() - begun, processor_seconds() - used


def seconds_of_study(plan: StudyPlan, workers: int) -> Times:
    """Wall and processor time of the same as a study in child processes, from nothing to the tables."""
    with tempfile.TemporaryDirectory() as folder:
        begun, used = time.perf_counter(), processor_seconds()
        run_study(plan, StudyOptions(Path(folder) / "s", engine="processes", workers=workers, quiet=True))
        return time.perf_counter() - begun, processor_seconds() - used


def measured(few: int, many: int, firms: int, repeats: int) -> dict[str, float]:
    """Medians over ``repeats`` of marginal times a run, and of their ratios in each repeat."""
    small, large = sweep(few, firms), sweep(many, firms)
    ways = {
        "bare": seconds_bare,
        "one worker": functools.partial(seconds_of_study, workers=1),
        "two workers": functools.partial(seconds_of_study, workers=2),
    }
    seconds_bare(small)
    found: dict[str, list[np.ndarray]] = {name: [] for name in ways}
    whole = []
    for _ in range(repeats):
        for name, way in ways.items():
            all_of_it = np.array(way(large))
            found[name].append((all_of_it - np.array(way(small))) / (many - few))
        whole.append(all_of_it[0])
    times = {name: np.array(values) for name, values in found.items()}  # (repeat, wall or processor)
    median = {name: np.median(values, axis=0) for name, values in times.items()}
    overhead = np.median(times["one worker"] / times["bare"], axis=0) - 1.0  # of what was measured one after the other
    efficiency = np.median(times["one worker"] / times["two workers"], axis=0)
    return {
        "runs": many,
        "firms": firms,
        **{f"{name}, ms a run": float(values[0]) * 1e3 for name, values in median.items()},
        **{f"{name}, ms of a processor": float(values[1]) * 1e3 for name, values in median.items()},
        "overhead": float(overhead[0]),
        "overhead of processor time": float(overhead[1]),
        "marginal efficiency": float(efficiency[0]) / 2.0,
        "marginal efficiency of processor time": float(efficiency[1]),
        f"{many:,} runs, s": float(np.median(whole)),
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
    if "MALLOC_TRIM_THRESHOLD_" not in os.environ:  # the bare loop keeps memory as workers do
        os.execve(sys.executable, [sys.executable, "-m", "tests.performance.studies", *sys.argv[1:]],
                  {**os.environ, **dict.fromkeys(KEEP_MEMORY, KEPT_BYTES)})  # fmt: skip
    found = measured(given.few, given.many, given.firms, given.repeats)
    print(json.dumps({"measured": found, "targets": TARGETS}, indent=1))


if __name__ == "__main__":
    main()
