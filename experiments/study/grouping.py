"""Which runs are done in a row: those that share a history together, in chunks of about two seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..engine.chunks import Chunk, Done, Run
from .branching import Common, Task
from .keys import Keys, world_of
from .plan import Point, StudyPlan

if TYPE_CHECKING:
    from model.scenario import Scenario

CHUNK_SECONDS = 2.0
_LEAST_SECONDS = 0.25
_FIRST_GUESS, _LEAST_GUESS = 1e-6, 0.05  # seconds a firm and recorded quarter, seconds a run, until one is timed
_NEVER = 10**9


class Resolved:
    """What the plan's points come to: their content, and the history each shares with another."""

    def __init__(self, plan: StudyPlan, keys: Keys) -> None:
        self.contents: list[str] = []
        self.tasks: list[Task] = []
        self.worlds: list[int] = []
        self._keys = keys
        numbers: dict[str, int] = {}
        origins: dict[str, tuple[Point, Scenario]] = {}
        for point in plan.points:
            scenario = plan.scenario(point)
            self.contents.append(keys.content(scenario))
            world = world_of(scenario)
            self.worlds.append(numbers.setdefault(world, len(numbers)))
            self.tasks.append(_task(point, scenario, origins.setdefault(world, (point, scenario))))

    def key(self, point: int, seed: int) -> str:
        """Key of a run."""
        return self._keys.key(self.contents[point], seed)


def _task(point: Point, scenario: Scenario, origin: tuple[Point, Scenario]) -> Task:
    """The first point of a world is the origin of the others' history; it goes on from there itself."""
    from model.policy import first_difference

    if origin[0] is point:
        return Task(point, point, _NEVER)
    parting = first_difference(origin[1], scenario)
    return Task(point, origin[0], _NEVER if parting is None else parting)


def in_order(plan: StudyPlan, resolved: Resolved) -> list[Run]:
    """All runs sorted by the history they share: seed, world, and the quarter in which they part."""
    runs = [
        Run(point.number * plan.replicates + replicate, plan.seed + replicate, resolved.tasks[point.number])
        for point in plan.points
        for replicate in range(plan.replicates)
    ]
    runs.sort(key=lambda run: (*_group(run, resolved), run.task.parting, run.number))
    return runs


def lone_ones_apart(runs: Sequence[Run], resolved: Resolved) -> list[Run]:
    """The same runs; one that has nobody to share a history with keeps none for others."""
    members = Counter(_group(run, resolved) for run in runs)
    return [
        run if members[_group(run, resolved)] > 1 else Run(run.number, run.seed, Task(run.task.point)) for run in runs
    ]


def _group(run: Run, resolved: Resolved) -> tuple[int, int]:
    return run.seed, resolved.worlds[run.task.point.number]


def shard_of(runs: Sequence[Run], shard: tuple[int, int] | None) -> list[Run]:
    """The i-th of n parts of nearly equal size, in a row, so that histories stay together."""
    if shard is None:
        return list(runs)
    part, parts = shard
    return list(runs[len(runs) * (part - 1) // parts : len(runs) * part // parts])


class Chunker:
    """Cuts runs into chunks, by the time that runs turn out to take; smaller ones towards the end."""

    def __init__(self, plan: StudyPlan, runs: Sequence[Run], seconds: float = CHUNK_SECONDS) -> None:
        base = plan.bases[0]
        self._common = Common(plan.bases, plan.recorder)
        self._runs, self._place, self._target = runs, 0, seconds
        self._seconds = max(_FIRST_GUESS * base.firms * base.horizon, _LEAST_GUESS)
        self._timed = 0

    def __call__(self, workers: int) -> Chunk | None:
        """The next chunk; None after the last."""
        left = len(self._runs) - self._place
        if left == 0:
            return None
        target = self._target if self._timed else self._target / 4.0
        seconds = min(target, max(left * self._seconds / (2 * workers), _LEAST_SECONDS))
        count = max(1, min(left, round(seconds / self._seconds)))
        end = self._to_group_end(self._place + count)
        chunk = Chunk(tuple(self._runs[self._place : end]), self._common)
        self._place = end
        return chunk

    def learn(self, done: Sequence[Done]) -> None:
        """Take the time of a chunk into the estimate."""
        timed = [result.seconds for result in done if result.failure is None]
        if timed:
            mean = max(sum(timed) / len(timed), 1e-6)
            self._timed = min(self._timed + 1, 5)
            self._seconds += (mean - self._seconds) / self._timed

    def _to_group_end(self, end: int) -> int:
        """Where to cut near ``end`` so that as few histories as possible are simulated twice."""
        reach = max(1, (end - self._place) // 3)
        for place in sorted(range(max(end - reach, self._place + 1), min(end + reach, len(self._runs)) + 1),
                            key=lambda place: abs(place - end)):  # fmt: skip
            if place == len(self._runs) or self._origin(place) != self._origin(place - 1):
                return place
        return min(end, len(self._runs))

    def _origin(self, place: int) -> tuple[int, int]:
        run = self._runs[place]
        origin = run.task.origin or run.task.point
        return run.seed, origin.number
