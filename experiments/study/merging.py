"""A study made again from its folder: shards put together, one run simulated once more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from model.scenario import Scenario

from ..compilation import compile_once
from ..engine.chunks import Chunk, Limits, Run
from ..engine.executors import Processes
from ..errors import ReplicatesFailedError, UsageError
from ..progress import say
from .branching import Common, Task, simulate_runs
from .failures import read_failures
from .finishing import Keeping, finish
from .folder import entered
from .grouping import Resolved
from .keys import Keys
from .opened import PLAN, Study, open_study, read_table
from .parts import Parts
from .plan import Point, Recorder, StudyOptions, StudyPlan
from .running import checked_result, limits_of
from .tables import OWN_COLUMNS


def merge(folder: Path) -> Study:
    """Write the tables from what the shards have left; raises UsageError while runs have not been tried."""
    open_study(folder)  # before a folder that is no study's gets a lock
    with entered(folder):
        plan, keys = plan_of(open_study(folder))
        parts = Parts(folder / "parts", plan.shape)
        parts.find()
        failed = {failure["key"] for failure in read_failures(folder)}
        missing = sum(key not in parts and key not in failed for key in dict.fromkeys(keys))
        if missing:
            raise UsageError(
                f"{missing:,} of {len(set(keys)):,} runs of {folder} have not been simulated; "
                "run the missing shards, or give their command without --shard to do the rest here"
            )
        kept = sum(key in parts for key in dict.fromkeys(keys))
        return finish(plan, folder, keys, parts, Keeping(kept, engine="shards"))


def run_again(folder: Path, number: int, timeout: float | None = None, memory: float | None = None) -> pa.Table:
    """Date, outcome and value of one run, simulated in a child process under the limits it failed under.

    Raises ReplicatesFailedError with the kind of failure and the traceback if it fails again.
    """
    from model.kernel import source_hash

    study = open_study(folder)
    plan, keys = plan_of(study)
    if number >= len(plan):
        raise UsageError(f"{folder} has runs 0 to {len(plan) - 1}, not {number} (--run)")
    point, replicate = divmod(number, plan.replicates)
    seed = plan.seed + replicate
    if Resolved(plan, Keys(source_hash(), plan.recorder)).key(point, seed) != keys[number]:
        say("warning: the model has been changed since this study was planned; the numbers may differ")
    chunk = Chunk((Run(number, seed, Task(plan.points[point])),), Common(plan.bases, plan.recorder))
    with Processes(1) as engine:
        asked = StudyOptions(timeout=timeout, memory=memory)
        limits = _limits_again(study, number, limits_of(plan, asked, engine), asked)
        compile_once()
        (done,) = engine.submit(chunk, simulate_runs, limits).result()
    failure = checked_result(done, plan.shape).failure
    if failure is not None:
        what = f"run {number} failed again ({failure.kind}): {failure.error}"
        raise ReplicatesFailedError(what, worker_traceback=failure.details)
    dates = [date for date in plan.dates for _ in plan.recorder.outcomes]
    outcomes = list(plan.recorder.outcomes) * len(plan.dates)
    return pa.table({"date": dates, "outcome": outcomes, "value": done.value.reshape(-1)})


def _limits_again(study: Study, number: int, default: Limits, asked: StudyOptions) -> Limits:
    """Limits that are asked for, else those of the run's failure, else what a study would set."""
    kept = next((one.get("limits") for one in read_failures(study.folder) if one["run"] == number), None)
    if kept is None:
        return default
    return Limits(
        kept["timeout"] if asked.timeout is None else asked.timeout,
        kept["memory"] if asked.memory is None else asked.memory,
    )


def plan_of(study: Study) -> tuple[StudyPlan, list[str]]:
    """The plan of a study and the keys of its runs, from its folder."""
    manifest = study.manifest
    bases = tuple(
        Scenario.from_mapping({"name": base["name"], **base["differences"]}, base="baseline", id=base["id"])
        for base in manifest["bases"]
    )
    table = read_table(study.folder / PLAN)
    rows = table.to_pylist()[:: manifest["replicates"]]
    points = tuple(_point(row) for row in rows)
    recorder = Recorder(tuple(manifest["recorder"]["outcomes"]), manifest["recorder"]["frequency"])
    command = tuple(manifest["command"] or ())[1:]
    plan = StudyPlan(
        manifest["experiment"], manifest["verb"], bases, points, manifest["replicates"], manifest["seed"], recorder,
        manifest["question"], command, manifest["design"],
    )  # fmt: skip
    return plan, table["key"].to_pylist()


def _point(row: dict[str, Any]) -> Point:
    settings = json.loads(row["settings"])
    columns = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
    return Point(row["point"], columns, settings["levers"], settings["parameters"], settings["base"])
