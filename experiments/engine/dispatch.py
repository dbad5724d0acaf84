"""Handing chunks out and collecting what comes back: bounded work in flight, lost workers, suspects alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait

from .chunks import DIED, Chunk, Done, Failure, Limits, Work
from .executors import Engine

Next = Callable[[int], Chunk | None]


def dispatch(next_chunk: Next, work: Work, engine: Engine, limits: Limits) -> Iterator[list[Done]]:
    """Results, chunk by chunk as they are done.

    ``next_chunk(workers)`` gives the next chunk, None when there are no more. When the executor breaks, every chunk in
    flight is a suspect: the executor is made anew, and suspects are done one at a time, halved when they break it
    again, until a run that is alone is blamed; not at the first loss, for a worker may be lost to other causes.
    """
    waiting: dict[Future[list[Done]], Chunk] = {}
    more = True
    while more or waiting:
        lost: list[Chunk] = []
        while more and not lost and len(waiting) < engine.in_flight:
            chunk = next_chunk(engine.workers)
            more = chunk is not None
            if chunk is not None:
                _hand_out(chunk, work, engine, limits, waiting, lost)
        finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in finished:
            chunk = waiting.pop(future)
            try:
                yield future.result()
            except (*engine.broken, CancelledError):
                lost.append(chunk)
        if lost:
            yield from _collect_rest(waiting, engine, lost)
            yield from _suspects(lost, work, engine, limits)


def _hand_out(
    chunk: Chunk,
    work: Work,
    engine: Engine,
    limits: Limits,
    waiting: dict[Future[list[Done]], Chunk],
    lost: list[Chunk],
) -> None:
    try:
        waiting[engine.submit(chunk, work, limits)] = chunk
    except engine.broken:
        lost.append(chunk)


def _collect_rest(waiting: dict[Future[list[Done]], Chunk], engine: Engine, lost: list[Chunk]) -> Iterator[list[Done]]:
    """Let what is still in flight end, well or not, so that suspects are alone."""
    wait(waiting)
    for future, chunk in waiting.items():
        try:
            yield future.result()
        except (*engine.broken, CancelledError):
            lost.append(chunk)
    waiting.clear()


def _suspects(lost: list[Chunk], work: Work, engine: Engine, limits: Limits) -> Iterator[list[Done]]:
    suspects = deque(lost)
    alone: set[int] = set()
    engine.rebuild()
    while suspects:
        chunk = suspects.popleft()
        try:
            yield engine.submit(chunk, work, limits).result()
        except (*engine.broken, CancelledError):
            engine.rebuild()
            number = chunk.runs[0].number
            if len(chunk.runs) > 1:
                suspects.extendleft(reversed(chunk.halves()))
            elif number not in alone:
                alone.add(number)
                suspects.appendleft(chunk)
            else:
                yield [Done(number, failure=Failure(DIED, "its worker died twice without a message"))]
