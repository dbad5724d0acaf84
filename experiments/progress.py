"""How far a run is: a bar on a terminal, nothing in a file or a pipe; always on stderr."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from .replicate import Simulated


@contextlib.contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[Simulated], None]]:
    """A function to call with each replicate that is done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda _: bar.advance(task)


def say(line: str) -> None:
    """One line for the user that is not a result."""
    print(line, file=sys.stderr, flush=True)
