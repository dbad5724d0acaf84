"""How far a run is: a bar on a terminal, nothing in a file or a pipe; always on stderr."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from .messages import said


@contextlib.contextmanager
def progress(total: int, what: str, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of runs that are done, which shows them and the time left."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said(what), total=total)
        yield lambda runs: bar.advance(task, runs)


def say(line: str) -> None:
    """One line for the user that is not a result."""
    print(said(line), file=sys.stderr, flush=True)
