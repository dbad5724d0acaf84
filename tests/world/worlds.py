"""Small worlds for tests, and what is compared of them."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from model.lever_path import position
from model.levers import LEVERS
from model.scenario import Scenario
from model.world import World

EXTREME = {
    name: lever.maximum if lever.maximum != lever.baseline else lever.minimum for name, lever in LEVERS.items()
}
"""Every lever at the bound farthest from doing nothing."""


def small(levers: dict[str, Any] | None = None, **keys: Any) -> Scenario:
    """A scenario of four years and 120 firms, other things as in the baseline."""
    scenario = Scenario().replace(**{"firms": 120, "until": "2024-Q4", **keys})
    return scenario.with_levers(nested(levers)) if levers else scenario


def nested(levers: dict[str, Any]) -> dict[str, Any]:
    """Lever settings by id in the form of a file, where a dot is a level."""
    section: dict[str, Any] = {}
    for name, value in levers.items():
        instrument, _, part = name.partition(".")
        if part:
            section.setdefault(instrument, {})[part] = value
        else:
            section[instrument] = value
    return section


def dated(levers: dict[str, Any], date: str) -> dict[str, Any]:
    """The same settings from ``date`` on."""
    return {name: {date: value} for name, value in levers.items()}


def as_it_is(lever: str, scenario: Scenario) -> dict[str, float]:
    """The path that a lever has anyway, spelt out quarter by quarter."""
    first = position(scenario.start)
    values = scenario.levers[lever].general_series()[first : first + scenario.horizon]
    return {str(scenario.start + quarter): float(value) for quarter, value in enumerate(values)}


def bits(world: World) -> str:
    """Digest of the whole state and of everything recorded, NaN included."""
    digest = hashlib.sha256(str(world.quarter).encode())
    for name, array in sorted(world.state.items()):
        digest.update(name.encode())
        used = array[: int(world.state["clock"]["n_technologies"][0])] if name == "technologies" else array
        digest.update(np.ascontiguousarray(used).tobytes())
    return digest.hexdigest()


def same_records(a: World, b: World) -> bool:
    """Whether two worlds recorded the same numbers to the bit."""
    return a.records.shape == b.records.shape and a.records.tobytes() == b.records.tobytes()
