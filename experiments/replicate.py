"""One replicate: the same world under each policy, simulated where the engine puts it.

This module is what a worker imports; it stays free of tables, plots and the command line.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from model.scenario import Scenario


@dataclass(frozen=True)
class Replicate:
    """What one worker is asked to do: every scenario of one replicate. The first scenario is the baseline."""

    number: int
    seed: int
    scenarios: tuple[Scenario, ...]


@dataclass
class Simulated:
    """What came back: records by scenario (quarter, outcome), or the failure as data."""

    number: int
    seed: int
    records: list[np.ndarray] = field(default_factory=list)
    seconds: float = 0.0
    failure: str = ""
    traceback: str = ""


def simulate(task: Replicate) -> Simulated:
    """Simulate a replicate; an exception is returned as a failure, never raised."""
    begun = time.perf_counter()
    try:
        records = branches(task.scenarios, task.seed)
    except Exception as error:
        return Simulated(
            task.number, task.seed, failure=f"{type(error).__name__}: {error}", traceback=traceback.format_exc()
        )
    return Simulated(task.number, task.seed, records, time.perf_counter() - begun)


def branches(scenarios: Sequence[Scenario], seed: int) -> list[np.ndarray]:
    """Records of each scenario under one seed, the history they share simulated once.

    The baseline is stepped to the quarter in which a scenario first differs from it, and the scenario goes on
    from a copy of the baseline's world; a scenario that differs from the beginning has a world of its own.
    """
    from model.policy import first_difference
    from model.world import World

    baseline, *others = scenarios
    trunk = World(baseline, seed=seed)
    records: dict[int, np.ndarray] = {}
    parting = {position: first_difference(baseline, other) for position, other in enumerate(others, start=1)}
    for position in sorted(parting, key=lambda position: (parting[position] is None, parting[position] or 0)):
        quarter, scenario = parting[position], scenarios[position]
        if quarter is None:
            continue
        if quarter == 0:
            world = World(scenario, seed=seed)
        else:
            trunk.run(until=quarter)
            world = trunk.branch(scenario)
        records[position] = np.array(world.run().records)
    records[0] = np.array(trunk.run().records)
    return [records.get(position, records[0]) for position in range(len(scenarios))]
