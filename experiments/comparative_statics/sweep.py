"""The study behind the page: one reference point for each set of companions, and steps of every lever from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.indicators import OUTCOMES, cost_outcomes
from model.levers import LEVERS, Lever
from model.scenario import Scenario

from ..errors import unknown_name
from ..study.plan import HEADLINE, Point, Recorder, StudyPlan
from .companions import COMPANIONS

DATE = "2026-Q1"
STEPS = 4
"""Equal steps from the baseline to very strong; with the baseline, five points."""


@dataclass(frozen=True)
class Swept:
    """A lever, the values it takes (the reference first) and the points of the study they are."""

    lever: Lever
    values: tuple[float, ...]
    points: tuple[int, ...]

    @property
    def direction(self) -> int:
        """Whether very strong lies above the baseline (+1) or below it (-1); expectations are stated for a rise."""
        return 1 if self.values[-1] > self.values[0] else -1


def values_of(lever: Lever) -> tuple[float, ...]:
    """Baseline and ``STEPS`` equal steps to very strong (whole ones of what is counted); the baseline alone where they
    are the same."""
    top = lever.levels["very_strong"]
    if top == lever.baseline:
        return (lever.baseline,)
    steps = [lever.baseline + (top - lever.baseline) * step / STEPS for step in range(STEPS)]
    return (*(round(step) if lever.integer else step for step in steps), top)


def own_accounts(lever: Lever) -> list[str]:
    """Cost and take-up of the lever's instrument."""
    return [outcome for part, outcome in cost_outcomes(lever.cost).items() if part != "contingent"]


def outcomes_of(lever: Lever) -> list[str]:
    """What is looked at for one lever: its chain, its side effects, its account and the headline outcomes."""
    stated = [outcome for outcome, _ in (*lever.chain, *lever.side_effects)]
    return list(dict.fromkeys([*stated, *own_accounts(lever), *HEADLINE]))


def study_of(
    levers: Iterable[str], firms: int, replicates: int, seed: int, until: str, arguments: Sequence[str] = ()
) -> tuple[StudyPlan, list[Swept]]:
    """The plan of the study and where each lever is in it; raises UsageError for a lever that does not exist."""
    names = list(levers) or list(LEVERS)
    for name in names:
        if name not in LEVERS:
            raise unknown_name("lever", name, list(LEVERS), "lab2market levers")
    points: list[Point] = []
    references: dict[tuple[tuple[str, float], ...], int] = {}

    def add(lever: str, value: float, settings: Mapping[str, float]) -> int:
        dated: dict[str, Any] = {name: {DATE: setting} for name, setting in settings.items()}
        points.append(Point(len(points), {"lever": lever, "value": value}, dated))
        return len(points) - 1

    swept = []
    for name in names:
        values, around = values_of(LEVERS[name]), COMPANIONS.get(name, {})
        key = tuple(sorted(around.items()))
        if key not in references:
            references[key] = add("", 0.0, around)
        steps = [add(name, value, {**around, name: value}) for value in values[1:]]
        swept.append(Swept(LEVERS[name], values, (references[key], *steps)))
    outcomes = dict.fromkeys(outcome for sweep in swept for outcome in outcomes_of(sweep.lever))
    plan = StudyPlan(
        "comparative_statics",
        "comparative-statics",
        (Scenario().replace(firms=firms, until=until),),
        tuple(points),
        replicates,
        seed,
        Recorder(tuple(outcome for outcome in OUTCOMES if outcome in outcomes)),
        {
            "en": "What does each lever move, in which order, at what cost, and where does it saturate?",
            "zh": "每个政策杠杆依次影响什么,代价多大,在何处饱和?",
        },
        tuple(arguments),
    )
    return plan, swept
