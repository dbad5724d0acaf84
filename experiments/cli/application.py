"""The command itself: its name, its version, and what makes a function a verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from ..errors import reports_errors
from .groups import spread

app = typer.Typer(
    name="lab2market",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def verb(function: Callable[..., None]) -> Callable[..., None]:
    """A function as a verb: groups of options spread out, errors reported."""
    return reports_errors(spread(function))


def _show_version(asked: bool) -> None:
    if asked:
        from ..version import version

        print(version())
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it and end.")
    ] = False,
) -> None:
    """Which policies move research results from the laboratory to the market, and at what public cost."""
