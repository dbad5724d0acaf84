"""Paired worlds: a common history, and policies that part from it at a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np

from model.indicators import COLUMN
from model.levers import INSTRUMENTS, LEVERS
from model.scenario import Scenario
from model.world import World
from tests.world.worlds import nested

BEFORE = 20  # quarters from the start to the date of the policies
DATE = "2026-Q1"
FIRMS = 600

STRONG = {name: lever.levels["very_strong"] for name, lever in LEVERS.items()}
"""A setting of each lever that is surely felt."""

OPENED = {"scenario_opening.orders": 60.0}
"""Openness, joint bids and copies need scenarios to be open."""

OPEN_STATE_FIRMS = {"state_firms.openness": 1.0}
"""A manager's horizon matters where state firms buy from outsiders."""

FUNDED_MISSIONS = {"missions.budget": 80.0}
"""The list of fields matters where there is money."""

ROOMY_POOL = {"risk_pool.capital": 300.0, "risk_pool.leverage": 20.0}
"""A pool that can enrol all that banks bring."""

INSPECTED = {"orderly_competition.strictness": 0.9}
"""What counts as cost matters where prices are inspected."""

TRAINING = {"engineers.places": 120.0}
"""Joint training needs places."""

POOR_GUARANTORS = {"guarantee.cover": 0.8, "guarantee.capital": 0.0}
"""Guarantors whose capital binds: what they have is not refilled."""

LIGHT_PAPERWORK = {"research_paperwork.share": 0.1}
"""Audits need something to find."""


def baseline(firms: int = FIRMS) -> Scenario:
    return Scenario().replace(firms=firms, until="2035-Q4")


def under(levers: dict[str, Any], scenario: Scenario | None = None) -> Scenario:
    """``scenario`` (the baseline) with levers set from the date of the policies on; a mapping is taken as it is."""
    dated = {name: value if isinstance(value, dict) else {DATE: value} for name, value in levers.items()}
    return (scenario or baseline()).with_levers(nested(dated))


@cache
def history(seed: int = 5, firms: int = FIRMS) -> World:
    """The world at the date of the policies; branch it, do not step it."""
    return World(baseline(firms), seed).run(BEFORE)


def account(world: World, instrument: str, column: str) -> float:
    """An instrument's account in the last quarter."""
    return float(world.state["instruments"][column][INSTRUMENTS.index(instrument)])


def series(world: World, outcome: str) -> np.ndarray:
    """An outcome since the date of the policies."""
    return world.records[BEFORE:, COLUMN[outcome]]


def by_weight(world: World, field: str, population: str = "firms") -> float:
    """What a population states of itself in the last quarter, in aggregate."""
    rows = world.state[population]
    return float((rows[field] * rows["weight"]).sum())


def enrolled(world: World, instrument: str) -> np.ndarray:
    """Which firms stand on every list of an instrument."""
    firms = world.state["firms"]
    return (firms["active"] == 1) & ((firms["enrolled"] >> INSTRUMENTS.index(instrument)) & 1 == 1)


def each_quarter(world: World, scenario: Scenario, quarters: int) -> Iterator[World]:
    """A branch of ``world`` after every quarter, to be read at once."""
    branch = world.branch(scenario)
    for _ in range(quarters):
        branch.step()
        yield branch


def summed(world: World, scenario: Scenario, quarters: int, *measures: Callable[[World], float]) -> list[float]:
    """Sums of several measures over the quarters of a branch."""
    return [float(total) for total in np.sum(
        [[measure(now) for measure in measures] for now in each_quarter(world, scenario, quarters)], axis=0
    )]  # fmt: skip


@contextmanager
def setting(parameter: str, value: float) -> Iterator[None]:
    """Branches share their history's parameters: put one back afterwards."""
    rules = history().state["parameters"]
    usual = float(rules[parameter][0])
    rules[parameter] = value
    try:
        yield
    finally:
        rules[parameter] = usual
