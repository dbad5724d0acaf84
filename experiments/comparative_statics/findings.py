"""What a sweep found of one lever: sign against expectation, what moved first, cost, saturation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from model.indicators import OUTCOMES

from ..statistics import Interval, interval
from ..statistics.intervals import LEVEL
from ..study.opened import Values
from .sweep import DATE, Swept, outcomes_of

WINDOW_YEARS = 6
"""Years at the end of the run over which an effect is averaged."""
FIRST_YEARS = 2
"""Years from the date of the levers over which it is averaged as well: worlds have not drifted apart yet, and what
fades later is seen."""
SATURATED, FADING = 0.25, 0.75
"""Slope of the last step over that of the first below which a lever counts as saturated, or as fading."""


ROLES = ("chain", "account", "side effect", "other")
"""From what is nearest to a lever to what is farthest."""


@dataclass(frozen=True)
class Effect:
    """What one lever did to one outcome."""

    lever: str
    outcome: str
    role: str  # chain | side effect | account | other
    place: int
    expected: int  # sign of the difference expected at very strong; 0 nothing was stated
    steps: tuple[Interval, ...]  # differences from the reference, step by step
    first_year: str | None
    verdict: str  # as expected | no clear effect | surprise | moved | still
    at_first: Interval  # difference at very strong in the first years
    verdict_at_first: str

    @property
    def top(self) -> Interval:
        """Difference at very strong."""
        return self.steps[-1]

    @property
    def slope_ratio(self) -> float:
        """Slope of the last step over that of the first; NaN where the first does not move."""
        first = self.steps[0].estimate
        if first == 0.0 or not math.isfinite(first):
            return math.nan
        return (self.steps[-1].estimate - self.steps[-2].estimate) / first


@dataclass(frozen=True)
class Finding:
    """Everything about one lever."""

    swept: Swept
    effects: tuple[Effect, ...]

    def of(self, role: str) -> list[Effect]:
        """Effects in one role, in the order stated."""
        return [effect for effect in self.effects if effect.role == role]

    @property
    def first_mover(self) -> Effect | None:
        """The outcome that moves first; of those in the same year the one nearest to the lever. None: nothing moves."""
        moved = [effect for effect in self.effects if effect.first_year is not None]
        return min(moved, key=lambda effect: (effect.first_year, ROLES.index(effect.role), effect.place), default=None)

    @property
    def cost(self) -> Effect:
        """Public cost."""
        return next(effect for effect in self.effects if effect.outcome == "public_cost")

    @property
    def saturation(self) -> str:
        """How the first outcome of the chain that moved answers to the last step against the first."""
        moved = [effect for effect in self.of("chain") if clear(effect.top)]
        if not moved:
            return "nothing moves"
        ratio = moved[0].slope_ratio
        if not math.isfinite(ratio):
            return "starts late"
        if ratio < 0.0:
            return "turns back"
        return "saturates" if ratio < SATURATED else "fades" if ratio < FADING else "keeps on"


def clear(found: Interval) -> bool:
    """Whether the interval excludes zero."""
    return found.low > 0.0 or found.high < 0.0


def find(values: Values, swept: Swept) -> Finding:
    """Read the effects of one lever from the study; a lever without steps has none."""
    if len(swept.points) == 1:
        return Finding(swept, ())
    return Finding(swept, tuple(_effect(values, swept, outcome) for outcome in outcomes_of(swept.lever)))


def surprises(findings: list[Finding]) -> list[Effect]:
    """Effects whose interval lies wholly on the side that was not expected."""
    return [effect for finding in findings for effect in finding.effects if effect.verdict == "surprise"]


def rows(finding: Finding) -> list[dict[str, Any]]:
    """The table: one row for each outcome and step."""
    return [
        {
            "lever": effect.lever,
            "family": finding.swept.lever.family,
            "outcome": effect.outcome,
            "unit": OUTCOMES[effect.outcome].unit,
            "role": effect.role,
            "place": effect.place,
            "step": step,
            "value": finding.swept.values[step],
            "difference": found.estimate,
            "low": found.low,
            "high": found.high,
            "replicates": found.replicates,
            "expected_sign": effect.expected,
            "first_year": effect.first_year or "",
            "verdict": effect.verdict,
            "slope_ratio": effect.slope_ratio,
            "first_years_difference": effect.at_first.estimate if step == len(effect.steps) else math.nan,
            "first_years_low": effect.at_first.low if step == len(effect.steps) else math.nan,
            "first_years_high": effect.at_first.high if step == len(effect.steps) else math.nan,
            "first_years_verdict": effect.verdict_at_first if step == len(effect.steps) else "",
        }
        for effect in finding.effects
        for step, found in enumerate(effect.steps, start=1)
    ]


def _effect(values: Values, swept: Swept, outcome: str) -> Effect:
    numbers = values.of(outcome)
    extra = numbers[list(swept.points[1:])] - numbers[swept.points[0]]  # (step, replicate, year)
    policy = values.dates.index(DATE[:4])
    with np.errstate(invalid="ignore"):
        late = np.nanmean(extra[:, :, max(policy, extra.shape[2] - WINDOW_YEARS) :], axis=2)
        early = interval(np.nanmean(extra[-1][:, policy : policy + FIRST_YEARS], axis=1))
    steps = tuple(interval(step) for step in late)
    role, place, stated = _role(swept, outcome)
    first = _first_clear(_t_values(extra[-1][:, policy:]), len(extra[-1]))
    expected = stated * swept.direction
    return Effect(
        swept.lever.id,
        outcome,
        role,
        place,
        expected,
        steps,
        None if first is None else values.dates[policy + first],
        _verdict(steps[-1], expected),
        early,
        _verdict(early, expected),
    )


def _role(swept: Swept, outcome: str) -> tuple[str, int, int]:
    """Role, place in the chain (from 1), and the sign stated for a rise of the lever."""
    for role, stated in (("chain", swept.lever.chain), ("side effect", swept.lever.side_effects)):
        for place, (name, sign) in enumerate(stated, start=1):
            if name == outcome:
                return role, place, sign
    return ("account" if outcome.startswith("cost_") else "other"), 0, 0


def _verdict(top: Interval, expected: int) -> str:
    if not clear(top):
        return "no clear effect" if expected else "still"
    if not expected:
        return "moved"
    return "as expected" if (top.estimate > 0.0) == (expected > 0) else "surprise"


def _t_values(extra: np.ndarray) -> np.ndarray:
    """Mean over its standard error, year by year; 0 where nothing differs, infinite where all differ alike."""
    count = np.isfinite(extra).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nanmean(extra, axis=0)
        error = np.nanstd(extra, axis=0, ddof=1) / np.sqrt(count)
        t = np.where(mean == 0.0, 0.0, mean / error)
    return np.nan_to_num(t, nan=0.0, posinf=np.inf, neginf=-np.inf)


def _first_clear(t: np.ndarray, replicates: int) -> int | None:
    """First year that is clear and followed by another of the same sign (or is the last)."""
    if replicates < 2:
        return None
    critical = float(stdtrit(replicates - 1, 0.5 + LEVEL / 2))
    for year in range(len(t)):
        again = t[min(year + 1, len(t) - 1)]
        if abs(t[year]) > critical and abs(again) > critical and (t[year] > 0.0) == (again > 0.0):
            return year
    return None
