"""Running a study: what is missing is simulated, kept as it comes, and put together when nothing is missing."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..compilation import compile_once
from ..engine.chunks import RESULT, Done, Failure, Limits, Work
from ..engine.dispatch import dispatch
from ..engine.executors import Engine, engine_for
from ..errors import InvalidInputError, UsageError
from ..messages import problems_said
from ..progress import progress, say
from .branching import simulate_runs
from .failures import forget_failure, write_failure
from .files import disk_error
from .finishing import Keeping, finish, write_study_manifest
from .folder import Claim, entered
from .grouping import Chunker, Resolved, in_order, lone_ones_apart, shard_of
from .keys import Keys
from .opened import OUTCOMES, Study, read_schema
from .parts import Parts
from .plan import StudyOptions, StudyPlan
from .tables import plan_table, table_bytes

_TIMEOUT, _TIMEOUT_PER_FIRM = 300.0, 0.01
_SHARE_OF_MEMORY = 0.8


def run_study(plan: StudyPlan, options: StudyOptions | None = None, work: Work = simulate_runs) -> Study:
    """Simulate the runs of ``plan`` that its folder does not have yet, and write its tables.

    The same call again resumes. With a shard, only its part is simulated and no tables are written. Raises
    InvalidInputError for a point whose settings are not allowed, UsageError for a folder that is in other use, holds
    runs of another plan that may not be replaced, or cannot be written, ExperimentError when the disk is full.
    """
    options = options or StudyOptions()
    folder = options.out or Path("results") / plan.id
    keys = keys_of(plan)
    claim = Claim(plan, table_bytes(plan_table(plan, keys.of_run)), options.replace)
    with (
        engine_for(options.engine, options.workers, options.limited) as engine,
        entered(folder, options.shard, claim),
    ):
        if _is_finished(folder):
            return Study(folder)
        prepare(engine, plan, options, work)
        write_study_manifest(plan, folder, Keeping(), "running")
        parts, keeping = simulate_missing(plan, options, folder, keys, work, engine)
        if options.shard is not None:
            write_study_manifest(plan, folder, keeping, "running")
            return Study(folder)
        return finish(plan, folder, keys.of_run, parts, keeping)


@dataclass
class RunKeys:
    """Keys of the runs, and what is needed to order those that are missing."""

    of_run: list[str]
    resolved: Resolved
    first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, key in enumerate(self.of_run):
            self.first.setdefault(key, number)


def keys_of(plan: StudyPlan) -> RunKeys:
    """The identity of every run; raises InvalidInputError for a point whose settings are not allowed."""
    from model.kernel import source_hash
    from model.scenario import ScenarioError

    try:
        resolved = Resolved(plan, Keys(source_hash(), plan.recorder))
    except ScenarioError as error:
        raise InvalidInputError(*problems_said(error.problems)) from error
    seeds = range(plan.seed, plan.seed + plan.replicates)
    return RunKeys([resolved.key(point.number, seed) for point in plan.points for seed in seeds], resolved)


def prepare(engine: Engine, plan: StudyPlan, options: StudyOptions, work: Work) -> None:
    """What takes time before the first run: the model is compiled, workers begin to start."""
    compile_once()
    engine.warm(work, limits_of(plan, options, engine))


def simulate_missing(
    plan: StudyPlan, options: StudyOptions, folder: Path, keys: RunKeys, work: Work, engine: Engine
) -> tuple[Parts, Keeping]:
    """Simulate what ``folder`` does not have; the folder is that of ``entered``."""
    begun = time.perf_counter()
    parts = Parts(folder / "parts", plan.shape)
    for name in parts.find():
        say(f"warning: {parts.folder / name} was damaged and is removed; its runs are simulated again")
    part = shard_of(in_order(plan, keys.resolved), options.shard)  # of all runs: the same part whatever is there
    missing = {number for key, number in keys.first.items() if key not in parts}
    runs = lone_ones_apart([run for run in part if run.number in missing], keys.resolved)
    if runs:
        _simulate(plan, options, folder, keys, parts, Chunker(plan, runs), engine, work, len(runs))
    kept = sum(key in parts for key in keys.first)
    seconds = time.perf_counter() - begun
    return parts, Keeping(kept, len(runs), seconds, engine.name, engine.workers)


def _simulate(
    plan: StudyPlan, options: StudyOptions, folder: Path, keys: RunKeys, parts: Parts, chunker: Chunker,
    engine: Engine, work: Work, total: int,
) -> None:  # fmt: skip
    limits = limits_of(plan, options, engine)
    kept_limits = Limits() if engine.name == "serial" else limits
    with progress(total, plan.verb, options.quiet) as advance:
        try:
            for results in dispatch(chunker, work, engine, limits):
                chunker.learn(results)
                _keep(plan, folder, keys, parts, results, kept_limits)
                advance(len(results))
        except KeyboardInterrupt:
            say(f"{len(parts):,} runs are kept in {folder}; the same command resumes")
            raise
        except OSError as error:
            raise disk_error(folder, error, len(parts)) from error


def _keep(plan: StudyPlan, folder: Path, keys: RunKeys, parts: Parts, results: Sequence[Done], limits: Limits) -> None:
    """Put the results of a chunk on disk."""
    checked = [checked_result(done, plan.shape) for done in results]
    good = [done for done in checked if done.failure is None]
    if good:
        names = [keys.of_run[done.number] for done in good]
        parts.add(names, [done.value for done in good], [done.seconds for done in good])
        for name in names:
            forget_failure(folder, name)
    for done in checked:
        if done.failure is not None:
            write_failure(plan, folder, done.number, keys.of_run[done.number], done.failure, limits)


def checked_result(done: Done, shape: tuple[int, int]) -> Done:
    """A value of another form than the study's is a failure."""
    if done.failure is not None:
        return done
    value = done.value
    if isinstance(value, np.ndarray) and value.shape == shape and value.dtype == np.float64:
        return done
    form = f"{value.dtype} array of shape {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__
    what = f"the result is a {form}, not a float64 array of shape {shape}"
    return replace(done, value=None, failure=Failure(RESULT, what))


def limits_of(plan: StudyPlan, options: StudyOptions, engine: Engine) -> Limits:
    """What a run may take: what is asked for, else by the size of the sample and the memory of this machine.

    Workers elsewhere have a memory of their own that is not known here; they get no limit that nobody asked for.
    """
    firms = max(base.firms for base in plan.bases)
    timeout = options.timeout if options.timeout is not None else _TIMEOUT + _TIMEOUT_PER_FIRM * firms
    memory = options.memory
    if memory is None and engine.on_this_machine:
        memory = _SHARE_OF_MEMORY * machine_memory() / engine.workers
    return Limits(timeout, memory or None)


def machine_memory() -> float:
    """MB of memory of this machine, or what its container may use; 0 where the system does not say."""
    found = []
    with contextlib.suppress(ValueError, OSError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(ValueError, OSError):
        found.append(int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return min(found, default=0) / 1e6


def _is_finished(folder: Path) -> bool:
    """Whether every run of the folder's plan is in its tables."""
    study = Study(folder)
    if study.manifest["status"] != "complete":
        return False
    try:
        read_schema(folder / OUTCOMES)
    except UsageError:  # cut off, or gone: made again from the parts
        return False
    return True
