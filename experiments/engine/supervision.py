"""A chunk in a child process, watched: a run that kills, hangs or bloats its process is named, the others go on."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

from ..errors import ExperimentError
from .child import OVER_MEMORY
from .chunks import DIED, MEMORY, TIMEOUT, Chunk, Done, Failure, Limits, Work
from .frames import read_frame, write_frame

_START_SECONDS = 120.0  # a machine under load may take long to import numba
_LAST_WORDS = 4000
_ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
KEEP_MEMORY = ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_")
KEPT_BYTES = str(512 * 1024 * 1024)  # a world's arrays are used again by the next: fresh pages cost a tenth of a run


class ChildStartError(ExperimentError):
    """A child process did not come up; nothing can be simulated here."""


class ClosedError(RuntimeError):
    """The study ends; its children have been stopped."""


class Child:
    """One child process that does chunks, one at a time."""

    def __init__(self, order: bytes) -> None:
        self.words = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the child)
        command = [sys.executable, "-c", "from experiments.engine.child import main; main()"]
        modules = os.pathsep.join(filter(None, sys.path))
        own = {**dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": modules}
        environment = {**dict.fromkeys(KEEP_MEMORY, KEPT_BYTES), **os.environ, **own}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.words, env=environment,
            start_new_session=True,  # an interrupt at the terminal is the parent's to handle
        )  # fmt: skip
        assert self.process.stdin is not None  # both are pipes
        assert self.process.stdout is not None
        self.orders, self.answers = self.process.stdin, self.process.stdout
        self.messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.ready = False
        self.send(order)

    def send(self, message: Any) -> None:
        """Give an order; a child that is gone is noticed when its answer is awaited."""
        with contextlib.suppress(BrokenPipeError):
            write_frame(self.orders, message)

    def next(self, seconds: float | None) -> tuple[str, Any]:
        """The next message, ``("gone", None)`` after the last one; raises queue.Empty when none comes in time."""
        return self.messages.get(timeout=seconds)

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.wait()
        for stream in (self.orders, self.answers, self.words):
            with contextlib.suppress(OSError):
                stream.close()

    def end(self) -> Failure:
        """Why the process ended by itself."""
        code = self.process.wait()
        self.words.seek(max(self.words.seek(0, os.SEEK_END) - _LAST_WORDS, 0))
        words = self.words.read().decode(errors="replace").strip()
        if code == OVER_MEMORY:
            return Failure(MEMORY, "the run took more memory than it may", words)
        if code < 0:
            with contextlib.suppress(ValueError):
                return Failure(DIED, f"its process was killed by {signal.Signals(-code).name}", words)
        return Failure(DIED, f"its process ended with exit code {code}", words)

    def _listen(self) -> None:
        try:
            while True:
                self.messages.put(read_frame(self.answers))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self.messages.put(("gone", None))


class Children:
    """Child processes kept warm between chunks that ask for the same work."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.idle: list[tuple[bytes, Child]] = []
        self.all: set[Child] = set()
        self.closed = False

    def start(self, count: int, work: Work, limits: Limits) -> None:
        """Begin children for what will be asked; they come up by themselves."""
        order = order_of(work, limits)
        with self.lock:
            for _ in range(count - sum(known == order for known, _ in self.idle)):
                child = Child(order)
                self.all.add(child)
                self.idle.append((order, child))

    def lend(self, order: bytes) -> Child:
        """An idle child that knows the order, or a new one that has started."""
        with self.lock:
            if self.closed:
                raise ClosedError
            for place, (known, child) in enumerate(self.idle):
                if known == order and child.process.poll() is None:
                    del self.idle[place]
                    break
            else:
                child = Child(order)
                self.all.add(child)
        if not child.ready:
            self._await(child)
        return child

    def _await(self, child: Child) -> None:
        """Wait until a child has started."""
        try:
            kind, _ = child.next(_START_SECONDS)
        except queue.Empty:
            kind = "late"
        if kind != "ready":
            reason = "it did not start in time" if kind == "late" else _text(child.end())
            self.drop(child)
            if self.closed:
                raise ClosedError
            raise ChildStartError(f"a worker process cannot start: {reason}")
        child.ready = True

    def give_back(self, order: bytes, child: Child) -> None:
        """Keep a child that is well for the next chunk; at most one order is kept warm."""
        with self.lock:
            others = [known for known in self.idle if known[0] != order]
            self.idle = [known for known in self.idle if known[0] == order]
            self.idle.append((order, child))
        for _, other in others:
            self.drop(other)

    def drop(self, child: Child) -> None:
        """Stop a child that is not needed or not well."""
        self.all.discard(child)
        child.stop()

    def close(self) -> None:
        """Stop all of them; chunks under way end with ClosedError."""
        with self.lock:
            self.closed = True
            children, self.idle = list(self.all), []
        for child in children:
            child.stop()


_OF_THIS_PROCESS = Children()


def supervise(chunk: Chunk, work: Work, limits: Limits, children: Children | None = None) -> list[Done]:
    """Do a chunk in child processes and return a result or a failure for every run.

    A run during which its process dies is tried once more alone in a new process before it is blamed, for the cause
    may have been another one; a run that takes too long or too much memory is not.
    """
    children = children or _OF_THIS_PROCESS
    found: dict[int, Done] = {}
    left = {run.number for run in chunk.runs}
    while left:
        guilty, failure = _attempt(chunk.only(left), work, limits, children, found)
        left -= found.keys()
        if failure is None or guilty is None:
            continue
        if failure.kind == DIED:
            _attempt(chunk.only({guilty}), work, limits, children, found)
        if guilty not in found:
            found[guilty] = Done(guilty, failure=failure)
        left.discard(guilty)
    return [found[run.number] for run in chunk.runs]


def _attempt(
    chunk: Chunk, work: Work, limits: Limits, children: Children, found: dict[int, Done]
) -> tuple[int | None, Failure | None]:
    """Collect results into ``found`` until the chunk or its process ends; the run to blame and why, if any."""
    order = order_of(work, limits)
    child = children.lend(order)
    child.send(chunk)
    current = chunk.runs[0].number
    deadline = None if limits.timeout is None else time.monotonic() + limits.timeout + _START_SECONDS
    while True:
        try:
            kind, content = child.next(None if deadline is None else max(deadline - time.monotonic(), 0.0))
        except queue.Empty:
            children.drop(child)
            return current, Failure(TIMEOUT, f"the run took longer than {limits.timeout:g} s")
        if kind == "begin":
            current = content
            deadline = None if limits.timeout is None else time.monotonic() + limits.timeout
        elif kind == "done":
            found[content.number] = content
        elif kind == "end":
            children.give_back(order, child)
            return None, None
        else:
            return _gone(child, children, current, found)


def _gone(child: Child, children: Children, current: int, found: dict[int, Done]) -> tuple[int | None, Failure | None]:
    if children.closed:
        raise ClosedError
    failure = child.end()
    children.drop(child)
    return (None, None) if current in found else (current, failure)


def order_of(work: Work, limits: Limits) -> bytes:
    """What a child is told at its start."""
    return pickle.dumps((work, limits))


def _text(failure: Failure) -> str:
    return f"{failure.error}\n{failure.details}".strip()
