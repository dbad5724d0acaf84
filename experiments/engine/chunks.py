"""A chunk of runs: what a worker is asked, what comes back, and failure as data.

``work(chunk, begin)`` is a generator: it calls ``begin(number)`` before each run and yields ``(number, value)`` after
it, in any order. This module is what a worker imports; it stays free of tables, plots and the command line.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

RAISED, DIED, TIMEOUT, MEMORY, RESULT = "raised", "died", "timeout", "memory", "result"
"""Kinds of failure: an exception, the end of its process, too long, too much memory, a result that is none."""


@dataclass(frozen=True)
class Run:
    """One run: its number in the plan, its seed, and what is to be simulated."""

    number: int
    seed: int
    task: Any = None


@dataclass(frozen=True)
class Chunk:
    """Runs that one worker does in a row, and what they have in common."""

    runs: tuple[Run, ...]
    common: Any = None

    def only(self, numbers: set[int]) -> Chunk:
        """The runs of ``numbers``, in the same order."""
        return replace(self, runs=tuple(run for run in self.runs if run.number in numbers))

    def halves(self) -> tuple[Chunk, Chunk]:
        """The first and the second half of the runs."""
        middle = len(self.runs) // 2
        return replace(self, runs=self.runs[:middle]), replace(self, runs=self.runs[middle:])


@dataclass(frozen=True)
class Failure:
    """Why there is no result."""

    kind: str
    error: str
    details: str = ""


@dataclass(frozen=True)
class Done:
    """What came of a run: a value, or a failure."""

    number: int
    value: Any = None
    seconds: float = 0.0
    failure: Failure | None = None


@dataclass(frozen=True)
class Limits:
    """What a run may take: seconds, and MB of memory that its process may hold (None: no limit)."""

    timeout: float | None = None
    memory: float | None = None


Begin = Callable[[int], None]
Work = Callable[[Chunk, Begin], Iterator[tuple[int, Any]]]


def perform(chunk: Chunk, work: Work, begin: Begin = lambda number: None) -> Iterator[Done]:
    """Do the runs of ``chunk`` in this process; a run that raises is a failure and the others go on."""
    left = {run.number for run in chunk.runs}
    current: int | None = None
    begun = time.perf_counter()

    def begins(number: int) -> None:
        nonlocal current
        current = number
        begin(number)

    while left:
        try:
            for number, value in work(chunk.only(left), begins):
                left.discard(number)
                current, spent = None, time.perf_counter() - begun
                yield Done(number, value, spent)
                begun = time.perf_counter()
            for number in sorted(left):
                yield Done(number, failure=Failure(RESULT, "the run ended without a result"))
            return
        except Exception as error:
            number = min(left) if current is None else current
            left.discard(number)
            kind = MEMORY if isinstance(error, MemoryError) else RAISED
            text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            failure = Failure(kind, text, traceback.format_exc())
            yield Done(number, None, time.perf_counter() - begun, failure)
            current, begun = None, time.perf_counter()


def perform_here(chunk: Chunk, work: Work, limits: Limits) -> list[Done]:
    """All results of a chunk simulated in the process that is asked; limits are not enforced."""
    return list(perform(chunk, work))
