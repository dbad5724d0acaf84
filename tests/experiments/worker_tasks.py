"""What pool workers are asked to do in the engine's tests; importable by name in a new process."""

from __future__ import annotations

import os
import time

import numpy as np

from experiments.replicate import Replicate, Simulated


def seeded(task: Replicate) -> Simulated:
    """Numbers that depend on the seed alone; later replicates finish first."""
    time.sleep(0.02 * max(0, 4 - task.number))
    return Simulated(task.number, task.seed, [np.random.default_rng(task.seed).random(5)])


def third_kills_its_process(task: Replicate) -> Simulated:
    """Replicate 2 takes its worker down without a message."""
    if task.number == 2:
        os._exit(9)
    return seeded(task)


def threads_and_interrupts(task: Replicate) -> Simulated:
    """Numba's thread setting and the worker's answer to an interrupt, as numbers."""
    import signal

    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return Simulated(task.number, task.seed, [np.array([float(os.environ["NUMBA_NUM_THREADS"]), float(ignored)])])


def counts_heavy_imports(task: Replicate) -> Simulated:
    """How many libraries a worker has loaded that only tables and figures need."""
    import sys

    heavy = ("pandas", "pyarrow", "matplotlib", "mesa", "rich")
    return Simulated(task.number, task.seed, [np.array([float(sum(name in sys.modules for name in heavy))])])


def sleeps(task: Replicate) -> Simulated:
    """Longer than a test waits."""
    time.sleep(120)
    return Simulated(task.number, task.seed)
