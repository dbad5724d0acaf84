"""The seam: every engine is a ``concurrent.futures.Executor`` and a function that does a chunk in it.

| name | executor | a run that dies, hangs or bloats |
| --- | --- | --- |
| ``serial`` | this process, one run after another | takes this process with it |
| ``processes`` | threads, each watching a child process | is named, the others go on |
| ``dask``, ``dask:ADDRESS``, a client or cluster | ``distributed``, each worker watching a child process | the same |
| a function that makes an executor, or an executor | the user's | the same |
"""

from __future__ import annotations

import contextlib
import functools
import math
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from ..errors import UsageError
from ..progress import say
from .chunks import Chunk, Done, Limits, Work, perform_here
from .supervision import Children, supervise

IN_FLIGHT = 2
_COUNT_SECONDS = 5.0
CONNECT_SECONDS = 15.0
LOCAL_CLUSTER = {
    "distributed.scheduler.allowed-failures": 0,  # who kills a worker is found here
    "distributed.deploy.lost-worker-timeout": "1 hour",  # on a busy machine a worker may take long to come back
}
_UNLIMITED = (
    "warning: --timeout and --memory do nothing with --engine serial, for a run in this process cannot be stopped; "
    "leave --engine out or write --engine processes"
)
Result = TypeVar("Result")
Perform = Callable[[Chunk, Work, Limits], list[Done]]


class SerialExecutor(Executor):
    """Runs each call at once in this process: the reference, and the default of notebooks."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """A future that has ended already."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Engine:
    """An executor that can be made anew when it breaks.

    Parameters
    ----------
    name : str
        What the manifest says.
    workers : int
        Chunks done at the same time.
    make : callable
        Makes the executor.
    perform : callable
        Does a chunk where the executor puts it.
    broken : tuple of exception types
        What the executor raises for a chunk whose worker is lost.
    """

    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)
    on_this_machine = True
    """Whether its workers share the memory of this machine."""

    def __init__(self, name: str, workers: int, make: Callable[[], Executor], perform: Perform = supervise) -> None:
        self.name, self.workers = name, workers
        self._make, self._perform = make, perform
        self._executor: Executor | None = None

    @property
    def in_flight(self) -> int:
        """Chunks handed out at most: one that is done and one that waits for it, for each worker."""
        return IN_FLIGHT * self.workers

    def submit(self, chunk: Chunk, work: Work, limits: Limits) -> Future[list[Done]]:
        """Hand a chunk out; the executor is made when it is first needed."""
        if self._executor is None:
            self._executor = self._make()
        return self._executor.submit(self._perform, chunk, work, limits)

    def warm(self, work: Work, limits: Limits) -> None:
        """Begin what takes time before the first chunk, without waiting for it."""

    def rebuild(self) -> None:
        """Throw a broken executor away; the next chunk gets a new one."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None

    def close(self) -> None:
        """End without waiting for chunks under way."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class Serial(Engine):
    """This process; a chunk is done when it has been handed out."""

    in_flight = 1

    def __init__(self) -> None:
        super().__init__("serial", 1, SerialExecutor, perform_here)


class Processes(Engine):
    """Child processes of this one, each watched by a thread."""

    def __init__(self, workers: int) -> None:
        self._children = Children()
        perform = functools.partial(supervise, children=self._children)
        super().__init__("processes", workers, lambda: ThreadPoolExecutor(workers), perform)

    def warm(self, work: Work, limits: Limits) -> None:
        """Start the children while the chunks are still being cut."""
        self._children.start(self.workers, work, limits)

    def close(self) -> None:
        """Stop the children, then the threads that watch them."""
        self._children.close()
        super().close()


class Dask(Engine):
    """A Dask cluster: one that is given, one at an address, or a local one that ends with the study.

    A worker that is lost is not asked again for the same chunk by the scheduler (``retries=0``) more often than the
    cluster's ``distributed.scheduler.allowed-failures`` says; what it did is then halved here.
    """

    def __init__(
        self, client: Any, workers: int | None, owned: tuple[Any, ...] = (), on_this_machine: bool = False
    ) -> None:
        from distributed.scheduler import KilledWorker

        self._client, self._asked, self._owned = client, workers, owned
        self.on_this_machine = on_this_machine
        self._counted = -math.inf
        self.broken = (BrokenExecutor, KilledWorker)
        super().__init__("dask", workers or 1, lambda: client.get_executor(pure=False, retries=0))

    @property
    def in_flight(self) -> int:
        """As many as the workers there are now can do, for a cluster may grow."""
        if self._asked is None and time.monotonic() > self._counted + _COUNT_SECONDS:
            self.workers = max(len(self._client.scheduler_info(n_workers=-1)["workers"]), 1)
            self._counted = time.monotonic()
        return IN_FLIGHT * self.workers

    def rebuild(self) -> None:
        """The scheduler replaces its workers itself."""

    def close(self) -> None:
        """Take back what has not been done, leave the cluster, and end it if it is ours."""
        if self._executor is not None:
            self._executor.shutdown(wait=False)
        self._executor = None
        for thing in self._owned:
            thing.close()


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_engine(engine: object = None, workers: int | None = None, limited: bool = False) -> Engine:
    """The engine that is asked for; raises UsageError if there is none of that name or it cannot be reached.

    Without a name: this process where one worker is asked for, else child processes, one for each core. Limits on a
    run (``limited``) need a child process, for this one cannot be stopped from within.
    """
    if isinstance(engine, Engine):
        return engine
    if engine is None:
        engine = "serial" if workers == 1 and not limited else "processes"
    if engine == "serial":
        if limited:
            say(_UNLIMITED)
        return Serial()
    if engine == "processes":
        return Processes(workers or cores())
    if isinstance(engine, Executor):
        return Engine(type(engine).__name__, workers or cores(), _once(engine))
    if isinstance(engine, str) and (engine == "dask" or engine.startswith("dask:")):
        return _dask_by_name(engine, workers)
    if hasattr(engine, "get_executor"):
        return Dask(engine, workers)
    if hasattr(engine, "scheduler_address"):
        return _dask_of(engine, workers, owned_cluster=False)
    if callable(engine):
        return Engine("executor", workers or cores(), engine)
    raise UsageError(f"unknown engine {engine!r}: write serial, processes, dask or dask:ADDRESS (--engine)")


@contextlib.contextmanager
def engine_for(engine: object = None, workers: int | None = None, limited: bool = False) -> Iterator[Engine]:
    """The engine asked for, closed at the end unless it was open before."""
    opened = open_engine(engine, workers, limited)
    try:
        yield opened
    finally:
        if opened is not engine:
            opened.close()


def _once(executor: Executor) -> Callable[[], Executor]:
    """The user's executor, which cannot be made anew."""
    given = [executor]

    def make() -> Executor:
        if not given:
            raise UsageError("the given executor broke; give a function that makes one, so that it can be replaced")
        return given.pop()

    return make


def _dask_by_name(name: str, workers: int | None) -> Engine:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageError("--engine dask needs the package distributed: pip install 'lab2market[cluster]'") from error
    address = name.partition(":")[2]
    if not address:
        with dask.config.set(LOCAL_CLUSTER):
            cluster = LocalCluster(
                n_workers=workers or cores(), threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0
            )
        return _dask_of(cluster, workers or cores(), owned_cluster=True)
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address} (--engine): {error}") from error
    return Dask(client, workers, owned=(client,))


def _dask_of(cluster: Any, workers: int | None, owned_cluster: bool) -> Engine:
    from distributed import Client

    client = Client(cluster)
    owned = (client, cluster) if owned_cluster else (client,)
    return Dask(client, workers, owned, on_this_machine=owned_cluster)
