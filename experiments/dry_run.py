"""What a study would take: the number of runs, and a time measured on one of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .compilation import compile_once
from .engine.executors import cores

if TYPE_CHECKING:
    from model.scenario import Scenario

    from .study import StudyPlan


@dataclass(frozen=True)
class Estimate:
    """Runs of a plan, different worlds among them, and the seconds they would take."""

    points: int
    replicates: int
    runs: int
    worlds: int
    seconds_per_run: float
    workers: int
    seconds: float


def estimate(plan: StudyPlan, workers: int | None = None) -> Estimate:
    """Count the runs of ``plan`` and time one, its common history apart; raises what making a point raises.

    A world is a history that policies share: a seed with one set of parameters.
    """
    compile_once()
    base = plan.bases[0]
    scenarios = [plan.scenario(point) for point in plan.points]
    worlds = len({tuple(sorted(scenario.parameters.items())) for scenario in scenarios}) * plan.replicates
    history, rest = _timed(base, plan.scenario(plan.points[-1]), plan.seed)
    workers = min(workers or cores(), len(plan))
    seconds = (worlds * history + len(plan) * rest) / workers
    return Estimate(
        len(plan.points), plan.replicates, len(plan), worlds, seconds / len(plan) * workers, workers, seconds
    )


def _timed(base: Scenario, scenario: Scenario, seed: int) -> tuple[float, float]:
    """Seconds up to the quarter in which a scenario parts from the base, and from there to the end."""
    from model.policy import first_difference
    from model.world import World

    parting = first_difference(base, scenario) or 0
    World(base.replace(until=base.start), seed, reuse_burn_in=False).run()  # loads the compiled code
    begun = time.perf_counter()
    world = World(base, seed, reuse_burn_in=False).run(until=parting)
    between = time.perf_counter()
    world.run()
    return between - begun, time.perf_counter() - between


def duration(seconds: float) -> str:
    """Seconds as somebody would say them."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
