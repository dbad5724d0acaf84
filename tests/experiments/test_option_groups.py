"""Groups of options: the command line sees each option once and in order, a verb its groups."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from experiments.cli.groups import spread

Size = Annotated[int, typer.Option("--size")]


@dataclass(frozen=True)
class Inner:
    size: Size = 3
    wide: bool = False


@dataclass(frozen=True)
class Outer:
    inner: Inner
    name: str = "x"


def say(first: str, *, before: int = 1, outer: Outer, after: int = 2) -> None:
    """Say what has been given."""
    print(first, before, outer, after)


def test_every_option_is_an_argument_of_its_own_in_the_order_of_declaration():
    arguments = inspect.signature(spread(say)).parameters
    assert list(arguments) == ["first", "before", "size", "wide", "name", "after"]
    assert arguments["size"].default == 3
    assert arguments["first"].default is inspect.Parameter.empty
    assert arguments["size"].annotation == Size


def test_a_verb_receives_its_groups_made_of_what_was_given():
    app = typer.Typer()
    app.command()(spread(say))
    said = CliRunner().invoke(app, ["hello", "--size", "5", "--name", "y"])
    assert said.exit_code == 0, said.output
    assert said.output == "hello 1 Outer(inner=Inner(size=5, wide=False), name='y') 2\n"
