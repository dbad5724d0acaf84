"""Where designs are found: the built-in ones, files, and what the command line lays over them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model.scenario_format.library import builtin_folder, builtin_scenarios
from model.scenario_format.problems import Place, Problem, Problems, ScenarioError, listing, nearest
from model.scenario_format.text import from_python, parse, read_bytes

from .checks import read_design
from .design import Design
from .keys import DESIGN_KEYS


@functools.cache
def builtin_designs() -> Mapping[str, Path]:
    """Built-in designs by id."""
    return {path.stem: path for path in sorted((builtin_folder() / "designs").glob("*.yaml"))}


def load_design(name_or_path: str | Path) -> Design:
    """A built-in design by name, or a file; raises ScenarioError with every mistake found."""
    path = builtin_designs().get(str(name_or_path), Path(name_or_path))
    if not path.exists():
        known = [*builtin_designs()]
        problem = Problem(
            Place(str(name_or_path)), "", "no such design or file", listing(known), nearest(str(name_or_path), known),
            "or give the path of a file; with --over also a scenario",
        )  # fmt: skip
        raise ScenarioError([problem])
    problems = Problems(str(path))
    data = read_bytes(path, problems)
    root = None if data is None else parse(data, problems)
    problems.raise_if_any()
    assert root is not None
    return read_design(root, problems, path.stem, path.parent)


def design_from_mapping(mapping: Mapping[str, Any], id: str = "custom") -> Design:
    """A design written in Python in the form of a file; raises ScenarioError."""
    problems = Problems()
    return read_design(from_python(mapping, "", problems), problems, id)


def is_design(name_or_path: str) -> bool:
    """Whether a name or file is a design: a built-in one, or a file with any key that only designs have."""
    if name_or_path in builtin_scenarios():
        return False
    if name_or_path in builtin_designs():
        return True
    path = Path(name_or_path)
    problems = Problems()
    data = read_bytes(path, problems) if path.is_file() else None
    root = None if data is None else parse(data, problems)
    return root is not None and isinstance(root.content, dict) and not DESIGN_KEYS.keys().isdisjoint(root.content)


def over_from_options(options: Sequence[str]) -> dict[str, Any]:
    """The section ``over`` of ``--over`` options: ``NAME=low:high:n``, ``NAME=v,v,v`` or ``NAME`` alone.

    A name without ``levers.`` or ``parameters.`` before it is a parameter's if there is one, else a lever's. Numbers
    are left as text where they are none, for the checks to refuse.
    """
    from model.parameters import PARAMETERS

    over: dict[str, Any] = {}
    for option in options:
        name, _, text = (part.strip() for part in option.partition("="))
        if not name.startswith(("levers.", "parameters.")):
            name = f"{'parameters' if name in PARAMETERS else 'levers'}.{name}"
        over[name] = _values(text)
    return over


def _values(text: str) -> Any:
    if not text:
        return {}
    if ":" in text:
        return dict(zip(("low", "high", "n", "beyond n"), map(_number, text.split(":", 3)), strict=False))
    return [_number(part) for part in text.split(",")]


def _number(text: str) -> Any:
    from model.scenario_format.text import core_scalar

    return core_scalar(text.strip())
