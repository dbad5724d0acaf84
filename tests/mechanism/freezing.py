"""Worlds in which one behavioural rule is frozen or replaced, while everything else goes on as compiled.

Only the processes that reach the rule run as plain Python, with that rule replaced; compiled and plain code agree to
the bit, so any difference from the compiled world comes from the rule.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np

import model.processes
import model.world
from model.levers import LEVERS
from model.policy import policy_table
from model.scenario import Scenario
from model.world import BURN_IN, PLAN, World

Rule = Callable[..., Any]


def plain(function: Rule) -> Rule:
    """The Python source function behind a compiled one."""
    return getattr(function, "py_func", function)


def named(dotted: str) -> Rule:
    """The rule or process ``module.function``."""
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def modules() -> list[ModuleType]:
    """Every module whose functions a process may call; what the world itself calls stays compiled."""
    for found in pkgutil.iter_modules(model.processes.__path__):
        importlib.import_module(f"model.processes.{found.name}")
    names = (name for name in sorted(sys.modules) if name.startswith("model.") and name != "model.world")
    return [sys.modules[name] for name in names]  # the world itself hands plain records to what opens a quarter


def reaches(function: Rule, target: Rule, seen: set[Rule] | None = None) -> bool:
    """Whether a function is ``target`` or calls it, directly or not."""
    seen = set() if seen is None else seen
    source = plain(function)
    if source is plain(target):
        return True
    if source in seen or not inspect.isfunction(source):
        return False
    seen.add(source)
    called = (source.__globals__.get(name) for name in source.__code__.co_names)
    return any(reaches(one, target, seen) for one in called if callable(one))


def _with_attributes(array: np.ndarray) -> np.ndarray:
    return array if array.dtype.names is None else array.view(np.recarray)


def _interpreted(process: Rule) -> Rule:
    def run(*arguments: np.ndarray) -> None:
        with np.errstate(over="ignore"):  # unsigned wrap-around of the draws is meant
            process(*map(_with_attributes, arguments))

    return run


@contextmanager
def replaced(rules: Mapping[Rule, Rule], extra: Rule | None = None) -> Iterator[None]:
    """Worlds branched inside run with other ``rules`` (original -> what stands in for its Python source).

    ``extra`` is a process that runs at the end of every quarter, to see or to smuggle.
    """
    substitutes = {plain(old): new for old, new in rules.items()}
    plan = []
    for process, names in PLAN:
        if any(reaches(process, old) for old in rules):
            process = _interpreted(substitutes.get(plain(process), plain(process)))
        plan.append((process, names))
    if extra is not None:
        plan.append((_interpreted(extra), tuple(inspect.signature(extra).parameters)))
    with patch.object(model.world, "PLAN", tuple(plan)), _plain_modules(substitutes):
        yield


@contextmanager
def _plain_modules(substitutes: Mapping[Rule, Rule]) -> Iterator[None]:
    """Every name that stands for a compiled function stands for its source, or its substitute, for a while."""
    kept = []
    try:
        for module in modules():
            for name, value in list(vars(module).items()):
                if hasattr(value, "py_func") or (inspect.isfunction(value) and value in substitutes):
                    kept.append((module, name, value))
                    setattr(module, name, substitutes.get(plain(value), plain(value)))
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def frozen(lever: str, scenario: Scenario) -> dict[Rule, Rule]:
    """The lever's declared rule, made to see the lever as it is in ``scenario``, whatever is in force.

    A rule that is given only the terms of one quarter sees the last ones of ``scenario``.
    """
    rule = named(LEVERS[lever].rule)
    source = plain(rule)
    field = LEVERS[lever].field
    table = policy_table(scenario, BURN_IN)
    settled = float(table[field][-1, 0])

    def under_old_policy(*arguments: Any) -> Any:
        given = list(arguments)
        for place, name in enumerate(inspect.signature(source).parameters):
            if name == "policy":
                given[place] = _with_attributes(given[place].copy())
                given[place][field] = table[field][: len(given[place])]
            elif name == "terms":
                given[place] = given[place].copy()
                given[place][field] = settled
        return source(*given)

    return {rule: under_old_policy}


def ran_on(world: World, scenario: Scenario, quarters: int) -> World:
    """A branch of ``world`` under ``scenario``, so many quarters later."""
    branch = world.branch(scenario)
    return branch.run(branch.quarter + quarters)
