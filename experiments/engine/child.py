"""The process in which runs are simulated: it may die, hang or eat memory without harm to the study.

It reads orders from its standard input and answers on what was its standard output. It ends as soon as its parent is
gone: the input closes, or another process has become its parent.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import queue
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

from .chunks import MEMORY, RESULT, Chunk, Done, Failure, Limits, Work, perform
from .frames import read_frame, write_frame

OVER_MEMORY = 77
"""Exit code of a child that has taken more memory than it may."""

_WATCH_SECONDS = 0.1
_SLACK = 1 << 30  # address space is reserved generously by libraries; what is resident is watched more strictly
_GRACE_SECONDS = 5.0  # the parent ends a run that takes too long; after this the child does, should the parent be gone


def main() -> None:
    """Do the chunks that the parent sends until it sends no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a run prints must not get between the answers
    faulthandler.enable()
    orders: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    work, limits = pickle.loads(orders.get())
    _limit_memory(limits)
    getattr(work, "prepare", int)()
    threading.Thread(target=_watch, args=(os.getppid(), limits), daemon=True).start()
    write_frame(answers, ("ready", None))
    while True:
        _do(orders.get(), work, limits, answers)


def _listen(stream: BinaryIO, orders: queue.SimpleQueue[Any]) -> None:
    while True:
        try:
            orders.put(read_frame(stream))
        except EOFError:
            os._exit(0)


def _do(chunk: Chunk, work: Work, limits: Limits, answers: BinaryIO) -> None:
    def begin(number: int) -> None:
        _set_alarm(limits)
        write_frame(answers, ("begin", number))

    for done in perform(chunk, work, begin):
        _send(answers, done)
        if done.failure is not None and done.failure.kind == MEMORY:
            os._exit(0)  # what the run left behind is not known; the next runs get a fresh process
    _set_alarm(Limits())
    write_frame(answers, ("end", None))


def _send(answers: BinaryIO, done: Done) -> None:
    try:
        write_frame(answers, ("done", done))
    except Exception as error:
        what = f"the result cannot be sent: {type(error).__name__}: {error}"
        write_frame(answers, ("done", Done(done.number, None, done.seconds, Failure(RESULT, what))))


def _set_alarm(limits: Limits) -> None:
    """The system ends this process when the time is over, whatever it is doing."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0.0 if limits.timeout is None else limits.timeout + _GRACE_SECONDS)


def _limit_memory(limits: Limits) -> None:
    if limits.memory is None:
        return
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        most = address_space() + int(limits.memory * 1e6) + _SLACK
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _watch(parent: int, limits: Limits) -> None:
    most = None if limits.memory is None else limits.memory * 1e6
    while True:
        time.sleep(_WATCH_SECONDS)
        if os.getppid() != parent:
            os._exit(0)
        if most is not None and resident() > most:
            os._exit(OVER_MEMORY)


def resident() -> int:
    """Bytes of memory this process holds now; where the system does not say, the most it ever held."""
    try:
        return _statm(1)
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def address_space() -> int:
    """Bytes of address space of this process; raises OSError where the system does not say."""
    return _statm(0)


def _statm(field: int) -> int:
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  (read ten times a second)
        return int(file.read().split()[field]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
