"""Scenarios back into plain values and YAML."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from ..classifications import ACTORS, REGIONS, SECTORS, SIZES
from ..lever_path import LeverPath, Selector, Steps, position, quarter_at
from ..levers import LEVERS, Lever
from .overlay import LIFTED

if TYPE_CHECKING:
    from ..scenario import Scenario

_HEAD = ("start", "until", "firms", "real_firms")


def resolved_levers(scenario: Scenario) -> dict[str, Any]:
    """Every lever as dated values up to the run's end, from the first year of the calendar."""
    end = position(scenario.until) + 1
    return {name: _setting(LEVERS[name], path, None, end) for name, path in scenario.levers.items()}


def differences(scenario: Scenario, base: Scenario) -> dict[str, Any]:
    """Keys of a file that turn ``base`` into ``scenario``."""
    found: dict[str, Any] = {}
    for key in _HEAD:
        value = getattr(scenario, key)
        if value != getattr(base, key):
            found[key] = value if isinstance(value, int) else str(value)
    other = {name: value for name, value in scenario.parameters.items() if base.parameters.get(name) != value}
    if other:
        found["parameters"] = other
    end = position(scenario.until) + 1
    levers = {}
    for name in LEVERS:
        path, under = scenario.levers[name], base.levers[name]
        if path != under and (setting := _setting(LEVERS[name], path, under, end)):
            levers[name] = setting
    if levers:
        found["levers"] = levers
    return found


def as_yaml(scenario: Scenario) -> str:
    """A file that extends the baseline."""
    from ruamel.yaml import YAML

    content = {
        "extends": "baseline",
        "name": dict(scenario.name),
        "question": {language: text for language, text in scenario.question.items() if text},
        "sources": list(scenario.sources),
        **scenario.differences(),
    }
    writer = YAML(typ="rt", pure=True)
    writer.default_flow_style = False
    writer.width = 110
    out = io.StringIO()
    writer.dump({key: value for key, value in content.items() if value not in ({}, [])}, out)
    return out.getvalue()


def _setting(lever: Lever, path: LeverPath, base: LeverPath | None, end: int) -> dict[str, Any]:
    """Dated values, and targets, from the first quarter in which ``path`` leaves ``base``."""
    general = path.general_series()
    under = base.general_series() if base is not None else None
    setting: dict[str, Any] = {}
    if steps := _changes(general, under, end):
        setting["path"] = steps
    known = dict(base.exceptions) if base is not None else {}
    targets = [
        {**named(lever, selector), "path": steps}
        for selector, exception in path.exceptions
        if (steps := _changes(path.exception_series(exception, general), _known(known, selector, base), end))
    ]
    if targets:
        setting["targets"] = targets
    return setting


def _known(known: dict[Selector, Steps], selector: Selector, base: LeverPath | None) -> np.ndarray | None:
    if base is None or selector not in known:
        return None
    return base.exception_series(known[selector], base.general_series())


def _changes(series: np.ndarray, base: np.ndarray | None, end: int) -> dict[str, float | str]:
    """Dated values of a series from where it leaves ``base``; NaN is a lifted exception."""
    first = 1
    if base is not None:
        unequal = np.nonzero(~_equal(series[:end], base[:end]))[0]
        if not len(unequal):
            return {}
        first = int(unequal[0])
    steps: dict[str, float | str] = {}
    for place in range(first, end):
        value = float(series[place])
        if place > first and _equal(series[place], series[place - 1]):
            continue
        if np.isnan(value) and base is None and not steps:
            continue  # an exception that has not begun yet
        steps[str(quarter_at(place))] = LIFTED if np.isnan(value) else value
    return steps


def _equal(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a == b) | (np.isnan(a) & np.isnan(b))


def named(lever: Lever, selector: Selector) -> dict[str, list[str]]:
    """A target in the words of a file."""
    if selector == Selector():  # everything was named, one by one
        kinds = {"sector": SECTORS, "region": REGIONS}
        first = lever.targets[0]
        return {first: [item.id for item in kinds[first]]}
    dimensions = (
        ("sector", SECTORS, selector.sectors),
        ("region", REGIONS, selector.regions),
        ("size", SIZES, selector.sizes),
        ("actor", ACTORS, selector.actors),
    )
    return {name: [items[code].id for code in chosen] for name, items, chosen in dimensions if chosen}
