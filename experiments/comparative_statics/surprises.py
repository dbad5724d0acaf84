"""``python -m experiments.comparative_statics.surprises``: test the explanation of each surprise apart.

Paired worlds with and without the lever, as in the sweep; what an explanation says is read off both. The table stands
beside the page of the sweep, which shows it.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.indicators import COLUMN
from model.levers import LEVERS
from model.scenario import Scenario
from model.world import World

from ..progress import say
from ..statistics import Interval, interval
from .cases import CASES, FIRST, LAST, Case, Check, Quantity
from .sweep import DATE
from .tested import FILE

BEFORE = 20
"""Quarters from the start to the date of the levers."""
WINDOWS = {FIRST: slice(0, 8), LAST: slice(16, 40)}
"""Quarters since that date."""


@dataclass(frozen=True)
class Seen:
    """What came out of one check."""

    check: Check
    difference: Interval

    @property
    def holds(self) -> bool:
        """Whether the interval lies wholly on the side that the explanation names."""
        return self.check.sign * self.difference.low > 0.0 and self.check.sign * self.difference.high > 0.0


def verdict(seen: Sequence[Seen]) -> str:
    """An explanation holds if all it says is seen, in part if some of it is."""
    held = sum(one.holds for one in seen)
    return "holds" if held == len(seen) else "holds in part" if held else "does not hold"


def checks_of(case: Case) -> list[Check]:
    """The surprise itself, in the sense in which it was one, and what its explanation says."""
    return [Check("the surprise itself", case.outcome, -_stated(case)), *case.checks]


def paired(case: Case, history: World) -> list[float]:
    """Difference that the lever makes to what each check looks at, in one world."""
    checks = checks_of(case)
    differences = [math.nan] * len(checks)
    for (parameters, levers), places in _settings(case, checks).items():
        quantities = [checks[place].quantity for place in places]
        without, policy = (
            _series(history, {**dict(levers), **more}, dict(parameters), quantities)
            for more in ({}, {case.lever: LEVERS[case.lever].levels["very_strong"]})
        )
        for column, place in enumerate(places):
            window = WINDOWS[checks[place].window]
            differences[place] = _mean(policy[window, column]) - _mean(without[window, column])
    for place, check in enumerate(checks):
        if check.beside:
            differences[place] -= differences[0]
        if check.where is not None and not check.where(history):
            differences[place] = math.nan
    return differences


def assessed(case: Case, differences: Sequence[Sequence[float]]) -> list[Seen]:
    """What came out of each check, from the differences of every world."""
    columns = np.array(differences).T
    return [Seen(check, interval(column)) for check, column in zip(checks_of(case), columns, strict=True)]


def _stated(case: Case) -> int:
    """Sign expected at very strong, as declared with the lever."""
    lever = LEVERS[case.lever]
    direction = 1 if lever.levels["very_strong"] > lever.baseline else -1
    return direction * dict((*lever.chain, *lever.side_effects))[case.outcome]


def _settings(case: Case, checks: Sequence[Check]) -> dict[tuple[Any, Any], list[int]]:
    """Checks by the parameters and levers around them, so that each pair of worlds is simulated once."""
    groups: dict[tuple[Any, Any], list[int]] = {}
    for place, check in enumerate(checks):
        around = tuple(sorted({**case.levers, **check.levers}.items()))
        groups.setdefault((tuple(sorted(check.parameters.items())), around), []).append(place)
    return groups


def _series(
    history: World, levers: Mapping[str, float], parameters: Mapping[str, float], quantities: Sequence[Quantity]
) -> np.ndarray:
    """Quantities in every quarter since the date of the levers, shape (quarter, quantity)."""
    world = history.branch(history.scenario.with_levers({name: {DATE: value} for name, value in levers.items()}))
    found = []
    with _held(world.state["parameters"], parameters):
        while world.quarter < world.horizon:
            world.step()
            found.append(_read(world, quantities))
    return np.array(found)


@contextmanager
def _held(record: np.ndarray, parameters: Mapping[str, float]) -> Iterator[None]:
    """Hold parameters at values outside their ranges for a while; branches of a world share the record."""
    kept = record.copy()
    try:
        for name, value in parameters.items():
            record[name] = value
        yield
    finally:
        record[...] = kept


def _read(world: World, quantities: Sequence[Quantity]) -> list[float]:
    return [
        float(world.records[world.quarter - 1, COLUMN[one]]) if isinstance(one, str) else one(world)
        for one in quantities
    ]


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else math.nan


def rows(case: Case, found: Sequence[Seen]) -> list[dict[str, Any]]:
    """The table: a row for the surprise itself, then one for each check; the first has the verdict."""
    confirmed = "seen again" if found[0].holds else "not seen again"
    return [
        {
            "lever": case.lever,
            "outcome": case.outcome,
            "window": one.check.window,
            "check": one.check.says,
            "expected_sign": one.check.sign,
            "difference": one.difference.estimate,
            "low": one.difference.low,
            "high": one.difference.high,
            "replicates": one.difference.replicates,
            "verdict": confirmed if place == 0 else "as explained" if one.holds else "not as explained",
            "explanation": f"{verdict(found[1:])}: {case.explanation}" if place == 0 else "",
        }
        for place, one in enumerate(found)
    ]


def main(words: Sequence[str] | None = None) -> int:
    """Simulate, test, write the table."""
    from ..store import write_rows

    asked = _options().parse_args(words)
    chosen = [case for case in CASES if not asked.levers or case.lever in asked.levers]
    baseline = Scenario().replace(firms=asked.firms, until="2035-Q4")
    differences: list[list[list[float]]] = [[] for _ in chosen]
    for seed in range(asked.seed, asked.seed + asked.replicates):
        history = World(baseline, seed).run(BEFORE)
        for found, case in zip(differences, chosen, strict=True):
            found.append(paired(case, history))
    table = []
    for case, values in zip(chosen, differences, strict=True):
        results = assessed(case, values)
        say(f"{case.lever} {case.outcome}: {verdict(results[1:])}")
        table += rows(case, results)
    asked.out.mkdir(parents=True, exist_ok=True)
    write_rows(table, asked.out / FILE)
    return 0


def _options() -> argparse.ArgumentParser:
    from .__main__ import REFERENCE

    parser = argparse.ArgumentParser(prog="python -m experiments.comparative_statics.surprises", description=__doc__)
    parser.add_argument("levers", nargs="*", help="levers whose surprises are tested; all of them if left out")
    parser.add_argument("--firms", type=int, default=2000)
    parser.add_argument("--replicates", type=int, default=60)
    parser.add_argument("--seed", type=int, default=500, help="first seed; other worlds than those of the sweep")
    parser.add_argument("--out", type=Path, default=REFERENCE)
    return parser


if __name__ == "__main__":
    sys.exit(main())
