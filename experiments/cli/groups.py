"""Groups of options: a verb takes a dataclass, the command line each of its fields.

So options that go together are listed once, in the class, and reach a verb as one argument. A group may hold groups.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any, get_type_hints


def spread(verb: Callable[..., None]) -> Callable[..., None]:
    """``verb`` with every option of its groups as an argument of its own, in the order of declaration."""

    @functools.wraps(verb)
    def spread_verb(**given: Any) -> None:
        _made(verb, given)

    vars(spread_verb)["__signature__"] = inspect.Signature(list(_options(verb)))  # what typer reads
    return spread_verb


def _arguments(owner: Callable[..., Any]) -> list[inspect.Parameter]:
    """Arguments of a verb, or fields of a group, with their types."""
    types = get_type_hints(owner, include_extras=True)
    return [
        argument.replace(annotation=types[argument.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for argument in inspect.signature(owner).parameters.values()
    ]


def _options(owner: Callable[..., Any]) -> Iterator[inspect.Parameter]:
    for argument in _arguments(owner):
        if is_dataclass(argument.annotation):
            yield from _options(argument.annotation)
        else:
            yield argument


def _made(owner: Callable[..., Any], given: dict[str, Any]) -> Any:
    """What ``owner`` returns for the options that are its own, its groups made of theirs."""
    return owner(
        **{
            argument.name: _made(argument.annotation, given)
            if is_dataclass(argument.annotation)
            else given[argument.name]
            for argument in _arguments(owner)
        }
    )
