"""Equal budgets: each policy made weaker or stronger until it costs the public purse the same.

A policy at intensity s sets every lever to baseline + s x (policy - baseline), within the lever's bounds. Its cost is
the present value of public cost beyond the baseline's, over the run, in the same replicates; s is found by the
Illinois rule (a secant that never loses its bracket) with a few replicates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..errors import UsageError
from ..study.plan import Point, Recorder, StudyOptions, StudyPlan
from ..study.running import run_study
from .blending import blend, largest_intensity
from .present_value import DISCOUNT_RATE, present_value

if TYPE_CHECKING:
    from model.scenario import Scenario

_UNITS = {"tn": 1000.0, "bn": 1.0, "m": 0.001, "": 1.0}
Costs = Callable[[list[tuple[int, float]]], list[float]]


@dataclass(frozen=True)
class EqualCost:
    """What is asked: ``target`` (bn yuan of present value), within ``tolerance`` (share of it)."""

    target: float
    rate: float = DISCOUNT_RATE
    tolerance: float = 0.03
    replicates: int = 6
    rounds: int = 10


@dataclass
class Scaled:
    """What was found for one policy: its intensity and what it costs there in the replicates of the search."""

    scenario: str
    intensity: float
    cost_bn: float
    status: str  # found | saturated | not reached
    stopped: tuple[str, ...] = ()
    tried: list[tuple[float, float]] = field(default_factory=list)


def amount(text: str) -> float:
    """``100bn``, ``1.5tn``, ``800m`` or a plain number of bn yuan; raises UsageError for anything else or nothing."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(tn|bn|m|)", text.strip().lower())
    if match is None or float(match[1]) == 0.0:
        raise UsageError(f"--equal-cost {text!r}: write an amount of yuan above zero such as 100bn, 1.5tn or 800m")
    return float(match[1]) * _UNITS[match[2]]


def search(names: Sequence[str], highest: Sequence[float], costs: Costs, asked: EqualCost) -> list[Scaled]:
    """Intensity of every policy; one round looks at one intensity of each that is still open.

    Starts at 1, then doubles until the cost passes the target or nothing moves any further, then closes in.
    Raises UsageError for a policy that costs nothing even at its strongest: no intensity has the cost asked for.
    """
    found = [Scaled(name, 1.0, float("nan"), "not reached") for name in names]
    low = [(0.0, -asked.target)] * len(names)
    high: list[tuple[float, float] | None] = [None] * len(names)
    following = [min(1.0, top) for top in highest]
    still_open = list(range(len(names)))
    for _ in range(asked.rounds):
        if not still_open:
            break
        answers = costs([(policy, following[policy]) for policy in still_open])
        for policy, cost in zip(list(still_open), answers, strict=True):
            intensity, gap = following[policy], cost - asked.target
            found[policy].tried.append((intensity, cost))
            found[policy].intensity, found[policy].cost_bn = intensity, cost
            if abs(gap) <= asked.tolerance * asked.target:
                found[policy].status = "found"
            elif gap < 0.0 and high[policy] is None and intensity >= highest[policy]:
                found[policy].status = "saturated"
            else:
                low[policy], high[policy], following[policy] = _next(
                    low[policy], high[policy], (intensity, gap), highest[policy]
                )
                continue
            still_open.remove(policy)
    _refuse_free(found)
    for scaled in found:
        if scaled.status == "not reached":
            scaled.intensity, scaled.cost_bn = min(scaled.tried, key=lambda pair: abs(pair[1] - asked.target))
    return found


def _next(
    low: tuple[float, float], high: tuple[float, float] | None, seen: tuple[float, float], highest: float
) -> tuple[tuple[float, float], tuple[float, float] | None, float]:
    """The bracket after looking at one intensity, and where to look next."""
    if seen[1] > 0.0:
        if high is not None:
            low = (low[0], low[1] / 2.0)  # the same end moved twice: Illinois
        high = seen
    else:
        if high is not None and low[0] > 0.0:
            high = (high[0], high[1] / 2.0)
        low = seen
    if high is None:
        return low, None, min(2.0 * seen[0], highest)
    return low, high, (low[0] * high[1] - high[0] * low[1]) / (high[1] - low[1])


def _refuse_free(found: Sequence[Scaled]) -> None:
    free = [scaled for scaled in found if scaled.status == "saturated" and scaled.cost_bn <= 0.0]
    if free:
        what = "; ".join(f"{scaled.scenario} costs {scaled.cost_bn:,.1f} bn yuan at its strongest" for scaled in free)
        raise UsageError(f"--equal-cost: {what}: it cannot be scaled to a cost. Compare it without --equal-cost")


def simulated_costs(
    baseline: Scenario, policies: Sequence[Scenario], asked: EqualCost, seed: int, options: StudyOptions
) -> Costs:
    """Present value of extra public cost by simulation, in one growing study: nothing is simulated twice."""
    from ..compare import first_policy_quarter

    first = first_policy_quarter([baseline, *policies]) or 0
    points: list[Point] = [Point(0, {"policy": "", "intensity": 0.0})]

    def costs(wanted: list[tuple[int, float]]) -> list[float]:
        rows = []
        for policy, intensity in wanted:
            rows.append(len(points))
            points.append(
                Point(
                    len(points),
                    {"policy": policies[policy].id, "intensity": intensity},
                    blend(baseline, policies[policy], intensity).levers,
                )
            )
        plan = StudyPlan("equal-cost", "compare", (baseline,), tuple(points), asked.replicates, seed,
                         Recorder(("public_cost",), "quarter"))  # fmt: skip
        values = run_study(plan, options).values().of("public_cost")
        extra = present_value(values - values[:1], first, asked.rate)
        return [float(np.nanmean(extra[row])) for row in rows]

    return costs


def scale_to_equal_cost(
    baseline: Scenario, policies: Sequence[Scenario], asked: EqualCost, seed: int, options: StudyOptions
) -> tuple[list[Scenario], list[Scaled]]:
    """The policies at the intensity at which each costs the same, and how each was found."""
    highest = [largest_intensity(baseline, policy) for policy in policies]
    names = [policy.id for policy in policies]
    found = search(names, highest, simulated_costs(baseline, policies, asked, seed, options), asked)
    scaled = []
    for policy, result in zip(policies, found, strict=True):
        blended = blend(baseline, policy, result.intensity)
        result.stopped = blended.stopped
        scaled.append(
            baseline.with_levers(blended.levers).replace(
                id=policy.id, name=dict(policy.name), question=dict(policy.question), sources=list(policy.sources)
            )
        )
    return scaled, found
