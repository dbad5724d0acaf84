"""What workers are asked to do in the tests of engine and studies; importable by name in a new process."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import numpy as np

RAISES, EXITS, LOOPS, HOLDS, BLOATS, SENDS_NONSENSE, SEGFAULTS = 3, 5, 7, 8, 9, 11, 13
"""Numbers of the runs that go wrong in ``faulty``, each in its own way."""
FAULTY = {
    RAISES: "raised",
    EXITS: "died",
    LOOPS: "timeout",
    HOLDS: "timeout",
    BLOATS: "memory",
    SENDS_NONSENSE: "result",
    SEGFAULTS: "died",
}


def seeded(chunk, begin):
    """Numbers that depend on the seed alone; later runs finish first."""
    for run in chunk.runs:
        begin(run.number)
        time.sleep(0.01 * max(0, 4 - run.number))
        yield run.number, np.random.default_rng(run.seed).random(5)


def toy_runs(chunk, begin):
    """Numbers of the form a study asks for, from the point and the seed, without a world."""
    recorder, base = chunk.common.recorder, chunk.common.bases[0]
    shape = len(recorder.dates(base.start, base.horizon)), len(recorder.outcomes)
    for run in chunk.runs:
        begin(run.number)
        yield run.number, np.random.default_rng([run.seed, run.task.point.number]).random(shape)


def slow_toy_runs(chunk, begin):
    """As ``toy_runs``, a twentieth of a second each."""
    for number, value in toy_runs(chunk, begin):
        time.sleep(0.05)
        yield number, value


def logged_toy_runs(chunk, begin):
    """As ``slow_toy_runs``; every run that is begun is noted in the file that LOG names."""
    with Path(os.environ["LOG"]).open("a") as log:

        def noted(number):
            print(number, os.getpid(), file=log, flush=True)
            begin(number)

        yield from slow_toy_runs(chunk, noted)


def faulty_toy_runs(chunk, begin):
    """As ``toy_runs``, with the faults of ``FAULTY``."""
    yield from with_faults(toy_runs, chunk, begin)


def faulty(chunk, begin):
    """As ``seeded``, with the faults of ``FAULTY``."""
    yield from with_faults(seeded, chunk, begin)


def with_faults(work, chunk, begin):
    """What ``work`` does, but for the runs that go wrong."""
    for run in chunk.runs:
        if run.number not in FAULTY:
            yield from work(chunk.only({run.number}), begin)
        else:
            begin(run.number)
            yield run.number, fault(run.number)


def fault(number):
    """Go wrong in the way of this number."""
    if number == RAISES:
        raise ValueError("three is not allowed")
    if number == EXITS:
        os._exit(9)
    if number == LOOPS:
        while True:
            time.sleep(0.01)
    if number == HOLDS:  # never lets another thread of its process run
        re.match(r"(a+)+$", "a" * 64 + "b")
    if number == BLOATS:
        kept = []
        while True:
            kept.append(np.ones(5_000_000))
    if number == SEGFAULTS:
        os.kill(os.getpid(), signal.SIGSEGV)
    return lambda: "no numbers"


def ends_its_parent(chunk, begin):
    """Run 2 takes the worker down that watches it, without a message."""
    for run in chunk.runs:
        begin(run.number)
        if run.number == 2:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        yield run.number, np.random.default_rng(run.seed).random(5)


def kills_its_process(chunk, begin):
    """Run 2 ends the process it is in: without a child between, that of the executor."""
    for run in chunk.runs:
        begin(run.number)
        if run.number == 2:
            os._exit(9)
        yield run.number, np.random.default_rng(run.seed).random(5)


def threads_and_interrupts(chunk, begin):
    """Numba's thread setting and the worker's answer to an interrupt, as numbers."""
    for run in chunk.runs:
        begin(run.number)
        ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        yield run.number, np.array([float(os.environ["NUMBA_NUM_THREADS"]), float(ignored)])


def counts_heavy_imports(chunk, begin):
    """How many libraries a worker has loaded that only tables and figures need, after a real run."""
    from experiments.study.branching import simulate_runs

    for number, _ in simulate_runs(chunk, begin):
        heavy = ("pandas", "pyarrow", "matplotlib", "mesa", "rich", "typer")
        yield number, np.array([float(sum(name in sys.modules for name in heavy))])


def sleeps(chunk, begin):
    """Longer than a test waits; says so in the file that LOG names."""
    begin(chunk.runs[0].number)
    with Path(os.environ["LOG"]).open("a") as log:
        print(os.getpid(), file=log, flush=True)
    time.sleep(120)
    yield chunk.runs[0].number, np.zeros(1)


def holds_the_interpreter(chunk, begin):
    """As ``sleeps``, letting no other thread of its process run."""
    begin(chunk.runs[0].number)
    with Path(os.environ["LOG"]).open("a") as log:
        print(os.getpid(), file=log, flush=True)
    yield chunk.runs[0].number, fault(HOLDS)
