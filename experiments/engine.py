"""Where replicates are simulated: in this process, or in a pool of processes.

The seam is ``concurrent.futures.Executor``; results come back in the order of the replicates, so they do not depend
on the number of workers. A replicate that raises is returned as a failure; one that kills its worker process is run
again alone, so that the replicates which only shared a pool with it are not blamed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from .replicate import Replicate, Simulated, simulate

Task = Callable[[Replicate], Simulated]
Advance = Callable[[Simulated], None]


class SerialExecutor(Executor):
    """Runs each call at once in this process: the reference, and the default of notebooks."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def, override]
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def default_workers(replicates: int) -> int:
    """One worker for each core this process may use, never more than there are replicates."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, replicates))


def run_replicates(
    tasks: Sequence[Replicate], workers: int | None = None, advance: Advance | None = None, work: Task = simulate
) -> list[Simulated]:
    """Outcomes of ``tasks`` in their order; ``advance`` hears of each as it is done."""
    workers = default_workers(len(tasks)) if workers is None else min(workers, max(len(tasks), 1))
    done: dict[int, Simulated] = {}
    if workers == 1:
        _collect(SerialExecutor(), tasks, done, advance, work)
    else:
        _collect_in_pool(tasks, workers, done, advance, work)
        for suspect in [task for task in tasks if task.number not in done]:
            _collect_in_pool([suspect], 1, done, advance, work)
            if suspect.number not in done:
                lost = Simulated(suspect.number, suspect.seed, failure="the worker process died without a message")
                done[suspect.number] = lost
                if advance is not None:
                    advance(lost)
    return [done[task.number] for task in tasks]


def compile_once() -> None:
    """Compile the model's kernels before workers start, saying so on stderr if it will take a while."""
    from model import kernel

    if kernel.is_compiled():
        return
    print("compiling the model once, about 30 s", file=sys.stderr, flush=True)
    begun = time.perf_counter()
    kernel.compile_all()
    print(f"compiled in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def _collect(
    executor: Executor, tasks: Sequence[Replicate], done: dict[int, Simulated], advance: Advance | None, work: Task
) -> None:
    futures = []
    for task in tasks:
        try:
            futures.append(executor.submit(work, task))
        except BrokenProcessPool:
            break  # a worker died while the others were being handed out; the rest is run again alone
    for future in as_completed(futures):
        try:
            outcome = future.result()
        except BrokenProcessPool:
            continue
        done[outcome.number] = outcome
        if advance is not None:
            advance(outcome)


def _collect_in_pool(
    tasks: Sequence[Replicate], workers: int, done: dict[int, Simulated], advance: Advance | None, work: Task
) -> None:
    others = set(multiprocessing.active_children())
    with _one_thread_in_children():
        executor = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin_worker)
        try:
            _collect(executor, tasks, done, advance, work)
        except BaseException:
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
            executor.shutdown(cancel_futures=True)
            raise
        executor.shutdown()


@contextlib.contextmanager
def _one_thread_in_children() -> Iterator[None]:
    """Workers inherit one numba thread; this process keeps its own setting, which numba refuses to see changed."""
    name = "NUMBA_NUM_THREADS"
    own = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if own is None:
            del os.environ[name]
        else:
            os.environ[name] = own


def _context() -> multiprocessing.context.BaseContext:
    """Worker processes that inherit no threads: a fork server with the model imported, or new interpreters."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["model.world", "experiments.replicate"])
    return context


def _begin_worker() -> None:
    """An interrupt is the parent's to handle; a worker that heard it too would print a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
