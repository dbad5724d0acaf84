"""Equal budgets: each policy made weaker or stronger until it costs the public purse the same.

A policy at intensity s sets every lever to baseline + s x (policy - baseline), within the lever's bounds. Its cost is
the present value of public cost beyond the baseline's, over the run, in the same replicates (charges and fines that it
raises are not taken off, so a levy pays for no spending); s is the lowest at which
the cost passes the target, bracketed first inside the policy and then beyond it, and found by the Illinois rule (a
secant that never loses its bracket) with a few replicates.
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
SATURATED, FALLS, FREE, NOT_MET = "saturated", "falls again", "costs nothing", "not reached"
"""Why a policy does not come to the cost: bounds stop it, its cost peaks below, it has none, rounds were too few."""
_INSIDE = (0.25, 0.5, 0.75)
_LOOKS_AT_PEAK = 3


@dataclass(frozen=True)
class EqualCost:
    """What is asked: ``target`` (bn yuan of present value), within ``tolerance`` (share of it)."""

    target: float
    rate: float = DISCOUNT_RATE
    tolerance: float = 0.03
    replicates: int = 6
    rounds: int = 18


@dataclass
class Scaled:
    """What was found for one policy: its intensity and what it costs there in the replicates of the search."""

    scenario: str
    intensity: float
    cost_bn: float
    status: str  # found, or why not
    stopped: tuple[str, ...] = ()
    tried: list[tuple[float, float]] = field(default_factory=list)


def amount(text: str) -> float:
    """``100bn``, ``1.5tn``, ``800m`` or a plain number of bn yuan; raises UsageError for anything else or nothing."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(tn|bn|m|)", text.strip().lower())
    if match is None or float(match[1]) == 0.0:
        raise UsageError(f"--equal-cost {text!r}: write an amount of yuan above zero such as 100bn, 1.5tn or 800m")
    return float(match[1]) * _UNITS[match[2]]


def search(names: Sequence[str], highest: Sequence[float], costs: Costs, asked: EqualCost) -> list[Scaled]:
    """Intensity of every policy; one round looks at those intensities of each open policy that come next.

    A policy that does not come to the target keeps the intensity whose cost is nearest to it, and its status says why;
    one that costs nothing at any intensity stays as it was written.
    """
    searches = [_Search(name, top, asked) for name, top in zip(names, highest, strict=True)]
    for _ in range(asked.rounds):
        wanted = [(place, intensity) for place, one in enumerate(searches) for intensity in one.following()]
        if not wanted:
            break
        answers = costs(wanted)
        for place, one in enumerate(searches):
            one.see([(asked_for[1], cost) for asked_for, cost in zip(wanted, answers, strict=True)
                     if asked_for[0] == place])  # fmt: skip
    return [one.found() for one in searches]


class _Search:
    """The search for one policy: at full intensity, inside it, beyond it, and around the dearest intensity seen.

    Cost need not rise with intensity: a policy that makes firms earn more brings back taxes, and one that moves a
    budget may spend less. The lowest intensity at which the cost passes the target is the one looked for.
    """

    def __init__(self, name: str, highest: float, asked: EqualCost) -> None:
        self.name, self.highest, self.asked = name, highest, asked
        self.seen: dict[float, float] = {0.0: 0.0}
        self.status = ""
        self.weights = [1.0, 1.0]  # of the two ends of the bracket: Illinois
        self.moved = -1  # which end moved last
        self.looks_at_peak = 0

    def following(self) -> list[float]:
        """Intensities to look at next; none when the search is over."""
        if self.status:
            return []
        if len(self.seen) == 1:
            return [1.0]
        bracket = self._bracket()
        if bracket is not None:
            low, high = bracket
            gaps = [weight * (self.seen[end] - self.asked.target)
                    for end, weight in zip(bracket, self.weights, strict=True)]  # fmt: skip
            return [(low * gaps[1] - high * gaps[0]) / (gaps[1] - gaps[0])]
        if max(self.seen) == 1.0 and not set(_INSIDE) <= self.seen.keys():
            return list(_INSIDE)
        last = max(self.seen)
        return [min(2.0 * last, self.highest)] if last < self.highest else self._around(self._dearest())

    def see(self, answers: Sequence[tuple[float, float]]) -> None:
        """Take in what the intensities asked for cost."""
        if not answers:
            return
        before = self._bracket()
        self.seen.update(answers)
        if any(self._is_met(cost) for _, cost in answers):
            self.status = "found"
            return
        after = self._bracket()
        if before is not None and after is not None:
            kept = 0 if after[0] == before[0] else 1
            self.weights = [1.0, 1.0]
            if self.moved == 1 - kept:  # the same end twice
                self.weights[kept] = 0.5
            self.moved = 1 - kept
        elif after is None:
            self._end_without_bracket()

    def _end_without_bracket(self) -> None:
        """No cost above the target: over once the strongest has been seen and, where cost falls again, its peak."""
        last, dearest = max(self.seen), self._dearest()
        if not set(_INSIDE) <= self.seen.keys() or last < self.highest:
            return
        if self.seen[dearest] <= 0.0:
            self.status = FREE
        elif dearest == last:
            self.status = SATURATED
        elif self.looks_at_peak >= _LOOKS_AT_PEAK:
            self.status = FALLS

    def _around(self, dearest: float) -> list[float]:
        """The middles to both sides of the dearest intensity seen, below which the peak of the cost must lie."""
        self.looks_at_peak += 1
        ordered = sorted(self.seen)
        place = ordered.index(dearest)
        return [0.5 * (one + dearest) for one in ordered[max(place - 1, 0) : place + 2] if one != dearest]

    def _bracket(self) -> tuple[float, float] | None:
        """The lowest neighbours between which the cost passes the target."""
        ordered = sorted(self.seen)
        passes = [high for high in ordered if self.seen[high] > self.asked.target]
        return (ordered[ordered.index(passes[0]) - 1], passes[0]) if passes else None

    def _dearest(self) -> float:
        """The intensity that costs most; of equals the strongest."""
        return max(self.seen, key=lambda intensity: (self.seen[intensity], intensity))

    def _is_met(self, cost: float) -> bool:
        return abs(cost - self.asked.target) <= self.asked.tolerance * self.asked.target

    def found(self) -> Scaled:
        """The intensity whose cost is nearest to the target; a policy without cost as it was written."""
        tried = [(intensity, cost) for intensity, cost in self.seen.items() if intensity > 0.0]
        status = self.status or (NOT_MET if self._bracket() else FALLS)
        nearest = min(tried, key=lambda pair: (abs(pair[1] - self.asked.target), pair[0]))
        if status == FREE:
            nearest = (1.0, self.seen[1.0])
        elif status == SATURATED:
            nearest = (max(self.seen), self.seen[max(self.seen)])
        return Scaled(self.name, *nearest, status, tried=tried)


def refuse_if_none_reaches(found: Sequence[Scaled], asked: EqualCost) -> None:
    """Raise UsageError where no policy comes to the cost asked for: there is nothing to compare at equal cost."""
    if any(scaled.status in ("found", NOT_MET) for scaled in found):
        return
    what = "; ".join(
        f"{scaled.scenario} costs {max(cost for _, cost in scaled.tried):,.1f} bn yuan at most" for scaled in found
    )
    raise UsageError(f"--equal-cost: no policy comes to {asked.target:g} bn yuan: {what}. Ask for less, or compare "
                     "without --equal-cost")  # fmt: skip


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
    """The policies at the intensity at which each costs the same, and how each was found.

    Raises UsageError where none of them can be scaled to the cost.
    """
    highest = [largest_intensity(baseline, policy) for policy in policies]
    names = [policy.id for policy in policies]
    found = search(names, highest, simulated_costs(baseline, policies, asked, seed, options), asked)
    refuse_if_none_reaches(found, asked)
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
