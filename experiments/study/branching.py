"""What a worker does: simulate runs, the history that policies share once for each seed.

This module is what a worker imports; it stays free of tables, plots and the command line.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.chunks import Begin, Chunk

if TYPE_CHECKING:
    from model.scenario import Scenario
    from model.world import World

    from .plan import Point, Recorder

_KEPT = 3
LARGE_SAMPLE = 20_000  # firms from which on a second world in memory is felt


@dataclass(frozen=True)
class Task:
    """A point, and where its history is shared: it is that of ``origin`` up to the quarter ``parting``."""

    point: Point
    origin: Point | None = None
    parting: int = 0


@dataclass(frozen=True)
class Common:
    """What the runs of a chunk have in common."""

    bases: tuple[Scenario, ...]
    recorder: Recorder


def simulate_runs(chunk: Chunk, begin: Begin) -> Iterator[tuple[int, np.ndarray]]:
    """Recorded numbers of each run of a chunk, shape (dates, outcomes)."""
    from model.world import World

    prepare()
    common: Common = chunk.common
    origins: dict[int, Scenario] = {}
    over: World | None = None  # a world whose memory the next may take
    for run in chunk.runs:
        begin(run.number)
        task: Task = run.task
        scenario = task.point.on(common.bases)
        if task.origin is None or task.parting == 0:
            world = World(scenario, run.seed, reuse_burn_in=scenario.firms < LARGE_SAMPLE)
        else:
            if task.origin.number not in origins:
                origins[task.origin.number] = task.origin.on(common.bases)
            history = _HISTORIES.get(origins[task.origin.number], run.seed, task.parting)
            if task.origin.number == task.point.number:
                world = history
            else:
                world = over = history.branch(scenario, instead_of=over)
        yield run.number, common.recorder.reduce(world.run().records, scenario.start)


class Histories:
    """Worlds of the runs others branch off, each stepped on to the quarter that is asked for."""

    def __init__(self) -> None:
        self._worlds: OrderedDict[tuple[Any, ...], World] = OrderedDict()

    def get(self, origin: Scenario, seed: int, quarter: int) -> World:
        """The world of ``origin`` at ``quarter``, which is not to be stepped by others."""
        from model.world import World

        small = origin.firms < LARGE_SAMPLE
        key = (seed, origin)
        world = self._worlds.pop(key, None)
        if world is not None and world.quarter > quarter:
            world = None
        if world is None:
            if not small:
                self._worlds.clear()
            world = World(origin, seed, reuse_burn_in=small)
        world.run(min(quarter, world.horizon))
        self._worlds[key] = world  # only now: a world that failed on its way is not to be used again
        while len(self._worlds) > (_KEPT if small else 1):
            self._worlds.popitem(last=False)
        return world


_HISTORIES = Histories()


def prepare() -> None:
    """Compile the model on a machine where it is not, one process at a time."""
    from model.compilation import compile_all, is_compiled

    if is_compiled():
        return
    with _one_at_a_time():
        compile_all()


def _one_at_a_time() -> Any:
    import contextlib

    try:
        import fcntl
    except ImportError:
        return contextlib.nullcontext()
    from model.kernel import CACHE_FOLDER

    @contextlib.contextmanager
    def locked() -> Iterator[None]:
        CACHE_FOLDER.parent.mkdir(parents=True, exist_ok=True)
        with (CACHE_FOLDER.parent / ".compiling").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    return locked()


def _load() -> None:
    """What a new worker does while it has nothing to simulate yet."""
    import_module("model.world")
    prepare()


simulate_runs.prepare = _load  # type: ignore[attr-defined]  # engine.child looks for it
