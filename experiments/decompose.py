"""``decompose``: which parts of a package its effect comes from, and what pairs of them do together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import OUTCOMES

from .errors import UsageError
from .measures.blending import levers_changed, players
from .measures.shapley import EXACT, Coalition, Share, coalitions, permutations, shares, synergies
from .statistics import Interval, interval
from .study.plan import HEADLINE, Point, Recorder, StudyOptions, StudyPlan
from .study.running import run_study

if TYPE_CHECKING:
    from model.scenario import Scenario

    from .study.opened import Study


@dataclass(frozen=True)
class Decomposition:
    """Effect of a package by outcome, the share of each part, and the synergy of each pair."""

    study: Study
    parts: list[str]
    window: tuple[str, str]
    exact: bool
    orders: int
    total: dict[str, Interval]
    beyond_parts: dict[str, Interval]
    shares: dict[str, list[Share]]
    synergies: dict[str, dict[tuple[int, int], Interval]]

    def rows(self) -> list[dict[str, Any]]:
        """One row for each outcome and part: Shapley value, effect alone, effect when added last."""
        return [
            {
                "outcome": outcome,
                "part": part,
                "unit": OUTCOMES[outcome].unit,
                **_bounds("shapley", share.shapley),
                **_bounds("alone", share.alone),
                **_bounds("last", share.last),
                "total": self.total[outcome].estimate,
                "replicates": share.shapley.replicates,
            }
            for outcome, found in self.shares.items()
            for part, share in zip(self.parts, found, strict=True)
        ]

    def pair_rows(self) -> list[dict[str, Any]]:
        """One row for each outcome and pair: effect of both less the effects of each."""
        return [
            {
                "outcome": outcome,
                "part": self.parts[one],
                "other": self.parts[other],
                "unit": OUTCOMES[outcome].unit,
                **_bounds("synergy", found),
                "replicates": found.replicates,
            }
            for outcome, pairs in self.synergies.items()
            for (one, other), found in pairs.items()
        ]


def plan_of(
    baseline: Scenario, package: Scenario, by: str, replicates: int, seed: int, outcomes: Sequence[str],
    orders: int, arguments: tuple[str, ...] = (),
) -> tuple[StudyPlan, list[str], list[Coalition], list[tuple[int, ...]] | None]:  # fmt: skip
    """The study of a decomposition, its parts, its coalitions, and the orders sampled (None: all coalitions).

    Raises UsageError where the package has fewer than two parts.
    """
    changed = levers_changed(baseline, package)
    groups = players(changed, by)
    parts = list(groups)
    if len(parts) < 2:
        raise UsageError(f"{package.id} has a single part ({', '.join(parts)}); --by lever divides it further")
    sampled = None if len(parts) <= EXACT else permutations(len(parts), orders)
    found = coalitions(len(parts), sampled)
    points = tuple(
        Point(
            number,
            {part: int(place in coalition) for place, part in enumerate(parts)},
            {lever: changed[lever] for place in sorted(coalition) for lever in groups[parts[place]]},
        )
        for number, coalition in enumerate(found)
    )
    plan = StudyPlan(
        f"decompose-{package.id}"[:80],
        "decompose",
        (baseline,),
        points,
        replicates,
        seed,
        Recorder(tuple(outcomes) or HEADLINE),
        {
            "en": f"Which parts of {package.name.get('en', package.id)} does its effect come from?",
            "zh": f"{package.name.get('zh', package.id)}的效果来自哪些部分?",
        },
        arguments,
        {"parts": groups, "orders": len(sampled) if sampled else None},
    )
    return plan, parts, found, sampled


def decompose(
    baseline: Scenario, package: Scenario, options: StudyOptions, *, by: str = "instrument", replicates: int = 20,
    seed: int = 0, outcomes: Sequence[str] = (), orders: int = 40, arguments: tuple[str, ...] = (),
) -> Decomposition:  # fmt: skip
    """Simulate the coalitions and divide the effect; writes shapley.csv and synergy.csv into the study's folder."""
    from .compare import first_policy_quarter

    plan, parts, found, sampled = plan_of(baseline, package, by, replicates, seed, outcomes, orders, arguments)
    study = run_study(plan, options)
    values = study.values()
    first = str((baseline.start + (first_policy_quarter([baseline, package]) or 0)).year)
    window = values.array[:, :, values.dates.index(first) :, :]
    with np.errstate(invalid="ignore"):
        means = np.nanmean(window, axis=2)
    result = Decomposition(
        study, parts, (first, values.dates[-1]), sampled is None, len(sampled or ()), {}, {}, {}, {}
    )  # fmt: skip
    for outcome in plan.recorder.outcomes:
        by_coalition = dict(zip(found, means[:, :, values.outcomes.index(outcome)], strict=True))
        nothing, everything = by_coalition[frozenset()], by_coalition[frozenset(range(len(parts)))]
        singles = sum(by_coalition[frozenset({part})] - nothing for part in range(len(parts)))
        result.total[outcome] = interval(everything - nothing)
        result.beyond_parts[outcome] = interval(everything - nothing - singles)
        result.shares[outcome] = shares(by_coalition, len(parts), sampled)
        result.synergies[outcome] = synergies(by_coalition, len(parts))
    study.write_rows(result.rows(), "shapley.csv")
    study.write_rows(result.pair_rows(), "synergy.csv")
    return result


def _bounds(name: str, found: Interval) -> dict[str, float]:
    return {name: found.estimate, f"{name}_low": found.low, f"{name}_high": found.high}
