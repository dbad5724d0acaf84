"""A study as a command of its own, for tests that kill, interrupt and starve it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from experiments.cli.answers import report_study_failures
from experiments.cli.options import shard_of
from experiments.errors import reports_errors
from experiments.study import Point, Recorder, StudyOptions, StudyPlan, run_study, running
from experiments.study.branching import simulate_runs
from model.indicators import OUTCOMES
from model.scenario import Scenario
from tests.experiments import worker_tasks

NOBODY = 65534


def toy_plan(points=12, replicates=2, wide=False, firms=60, until="2022-Q4"):
    """A small plan: one lever, dated, so that there is a history to share."""
    base = Scenario().replace(firms=firms, until=until)
    recorder = Recorder(tuple(OUTCOMES), "quarter") if wide else Recorder()
    values = [round(0.1 + 0.8 * number / points, 6) for number in range(points)]
    return StudyPlan(
        "toy", "sweep", (base,),
        tuple(Point(n, {"re_deduction": x}, {"re_deduction": {"2022-Q1": x}}) for n, x in enumerate(values)),
        replicates, 0, recorder, arguments=("sweep", "toy.yaml"),
    )  # fmt: skip


def as_nobody(entered):
    """From the moment a study's folder is entered this process has no rights of its own."""

    def entered_as_nobody(*arguments):
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        return entered(*arguments)

    return entered_as_nobody


@reports_errors
def verb(given: argparse.Namespace) -> None:
    """Run the study that is asked for."""
    work = simulate_runs if given.work == "model" else getattr(worker_tasks, given.work)
    options = StudyOptions(given.out, given.engine, given.workers, shard_of(given.shard), given.timeout, given.memory)
    if given.as_nobody:
        running.entered = as_nobody(running.entered)
    study = run_study(toy_plan(given.points, given.replicates, given.wide), options, work)
    print(study.manifest["runs"]["simulated_by_this_command"])
    report_study_failures(study)


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path)
    parser.add_argument("--work", default="toy_runs")
    parser.add_argument("--engine")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--shard")
    parser.add_argument("--timeout", type=float)
    parser.add_argument("--memory", type=float)
    parser.add_argument("--points", type=int, default=12)
    parser.add_argument("--replicates", type=int, default=2)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--as-nobody", action="store_true")
    verb(parser.parse_args())


if __name__ == "__main__":
    main()
