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
import threading
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
        serial = SerialExecutor()
        for task in tasks:
            _gather(_submit(serial, [task], work), done, advance)
    else:
        _run_in_pool(tasks, workers, done, advance, work)
        for suspect in [task for task in tasks if task.number not in done]:
            _run_in_pool([suspect], 1, done, advance, work)
            if suspect.number not in done:
                lost = Simulated(suspect.number, suspect.seed, failure="the worker process died without a message")
                done[suspect.number] = lost
                if advance is not None:
                    advance(lost)
    return [done[task.number] for task in tasks]


def _submit(executor: Executor, tasks: Sequence[Replicate], work: Task) -> list[Future]:
    futures = []
    for task in tasks:
        try:
            futures.append(executor.submit(work, task))
        except BrokenProcessPool:
            break  # a worker died while the others were being handed out; the rest is run again alone
    return futures


def _gather(futures: Sequence[Future], done: dict[int, Simulated], advance: Advance | None) -> None:
    for future in as_completed(futures):
        try:
            outcome = future.result()
        except BrokenProcessPool:
            continue
        done[outcome.number] = outcome
        if advance is not None:
            advance(outcome)


def _run_in_pool(
    tasks: Sequence[Replicate], workers: int, done: dict[int, Simulated], advance: Advance | None, work: Task
) -> None:
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin_worker)
    try:
        with _inherited_by_children():
            futures = _submit(executor, tasks, work)
        _gather(futures, done, advance)
    except BaseException:
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextlib.contextmanager
def _inherited_by_children() -> Iterator[None]:
    """What processes started inside inherit: one numba thread, and no ear for interrupts, which are the parent's.

    This process keeps its own thread setting, which numba refuses to see changed.
    """
    name = "NUMBA_NUM_THREADS"
    own = os.environ.get(name)
    os.environ[name] = "1"
    in_main_thread = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN) if in_main_thread else None
    try:
        yield
    finally:
        if in_main_thread:
            signal.signal(signal.SIGINT, handler)
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
    """Workers of a fork server that was there before hear interrupts; they are the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
