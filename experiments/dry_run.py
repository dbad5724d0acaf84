"""What a study would take: the number of runs, and a time measured on one of them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .compilation import compile_once
from .engine.executors import cores

if TYPE_CHECKING:
    from model.scenario import Scenario

    from .engine.chunks import Run
    from .study import StudyPlan


@dataclass(frozen=True)
class Estimate:
    """Runs of a plan or a shard of it, those not done yet, different worlds among them, and the seconds they take.

    Runs of ``planned`` that are the same (a setting that is the reference) are simulated once and counted once in the
    others.
    """

    points: int
    replicates: int
    planned: int
    runs: int
    missing: int
    worlds: int
    seconds_per_run: float
    workers: int
    seconds: float


def estimate(
    plan: StudyPlan, workers: int | None = None, shard: tuple[int, int] | None = None, folder: Path | None = None
) -> Estimate:
    """Count the runs of ``plan`` and time one, its common history apart; raises what making a point raises.

    A world is a history that policies share: a seed with one set of parameters. With a shard only its runs are
    counted; those that ``folder`` has are not missing and take no time.
    """
    from .study.grouping import in_order, shard_of
    from .study.running import keys_of

    compile_once()
    keys = keys_of(plan)
    once = set(keys.first.values())
    part = [run for run in shard_of(in_order(plan, keys.resolved), shard) if run.number in once]
    kept = set() if folder is None else _kept(folder)
    missing = [run for run in part if keys.of_run[run.number] not in kept]
    history, rest = _timed(plan.bases[0], plan.scenario(plan.points[-1]), plan.seed)

    def worlds_of(runs: Sequence[Run]) -> int:
        return len({(run.seed, keys.resolved.worlds[run.task.point.number]) for run in runs})

    def work_of(runs: Sequence[Run]) -> float:
        return worlds_of(runs) * history + len(runs) * rest

    workers = max(min(workers or cores(), len(missing)), 1)
    return Estimate(
        len(plan.points), plan.replicates, len(plan), len(part), len(missing), worlds_of(part),
        work_of(part) / max(len(part), 1), workers, work_of(missing) / workers,
    )  # fmt: skip


def _kept(folder: Path) -> set[str]:
    """Keys of the runs that a study's folder has, damaged parts left out; nothing is removed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: set[str] = set()
    for path in (folder / "parts").glob("*.parquet"):
        with contextlib.suppress(pa.ArrowException, OSError, KeyError):
            found.update(pq.read_table(path, columns=["key"])["key"].to_pylist())
    return found


def _timed(base: Scenario, scenario: Scenario, seed: int) -> tuple[float, float]:
    """Seconds up to the quarter in which a scenario parts from the base, and from there to the end."""
    from model.policy import first_difference
    from model.world import World

    parting = first_difference(base, scenario) or 0
    World(base.replace(until=base.start), seed, reuse_burn_in=False).run()  # loads the compiled code
    begun = time.perf_counter()
    world = World(base, seed, reuse_burn_in=False).run(until=parting)
    between = time.perf_counter()
    world.run()
    return between - begun, time.perf_counter() - between


def duration(seconds: float) -> str:
    """Seconds as somebody would say them."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
