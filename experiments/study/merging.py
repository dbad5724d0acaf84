"""A study made again from its folder: shards put together, one run simulated once more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from model.scenario import Scenario

from ..engine.chunks import Chunk, Run
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
from .plan import Point, Recorder, StudyPlan
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


def run_again(folder: Path, number: int) -> pa.Table:
    """Date, outcome and value of one run, simulated in this process.

    Raises ReplicatesFailedError with the traceback if it fails again.
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
    try:
        ((_, value),) = simulate_runs(chunk, lambda _: None)
    except Exception as error:
        import traceback

        text = traceback.format_exc()
        raise ReplicatesFailedError(f"{type(error).__name__}: {error}", worker_traceback=text) from error
    dates = [date for date in plan.dates for _ in plan.recorder.outcomes]
    outcomes = list(plan.recorder.outcomes) * len(plan.dates)
    return pa.table({"date": dates, "outcome": outcomes, "value": value.reshape(-1)})


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
