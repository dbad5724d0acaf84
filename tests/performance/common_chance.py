"""How much of the noise common chance takes out of a comparison: paired against unpaired variance.

For a small step and for the large package of each flagship policy: the variance over seeds of the difference between
policy and baseline under one seed, over that between independent runs (the sum of both variances).
``python -m tests.performance.common_chance`` prints the table for 200 pairs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

import numpy as np

from model.indicators import COLUMN
from model.scenario import Scenario
from model.world import World

OUTCOMES = ("conversion_rate", "margin")
SMALL_STEPS: dict[str, dict[str, Any]] = {
    "re_deduction": {"re_deduction": {"2026-Q1": 0.15}},
    "scenario_opening": {"scenario_opening": {"orders": {"2026-Q1": 2.0}}},
    "risk_pool": {"risk_pool": {"cover": {"2026-Q1": 0.35}}},
}
LARGE_PACKAGES = ("re_deduction", "scenario_opening", "risk_pool", "all_three")
YEARS = 5
"""Last years of the run over which an outcome is averaged, as in the comparison of policies; none before the policy."""


def settings(large: bool, **sample: Any) -> dict[str, Scenario]:
    """Baseline first, then the small steps or the large packages, on one sample."""
    baseline = Scenario().replace(**sample)
    if large:
        others = {name: Scenario.load(name).replace(**sample) for name in LARGE_PACKAGES}
    else:
        others = {name: baseline.with_levers(levers) for name, levers in SMALL_STEPS.items()}
    return {"baseline": baseline, **others}


def means(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> np.ndarray:
    """Means of the outcomes over the last years, shape (scenarios, seeds, outcomes); the common past is run once."""
    columns = [COLUMN[name] for name in OUTCOMES]
    first = scenarios[0].start
    parting = min((2026 - first.year) * 4 - first.number + 1, scenarios[0].horizon)
    found = np.empty((len(scenarios), len(seeds), len(columns)))
    for place, seed in enumerate(seeds):
        trunk = World(scenarios[0], seed, reuse_burn_in=False).run(parting)
        for position, scenario in enumerate(scenarios):
            records = trunk.branch(scenario).run().records[max(parting, scenario.horizon - 4 * YEARS) :, columns]
            found[position, place] = np.nanmean(records, axis=0)
    return found


def variance_ratios(found: np.ndarray) -> np.ndarray:
    """Paired over unpaired variance, shape (policies, outcomes); 0 where a policy changes nothing at all."""
    baseline, policies = found[0], found[1:]
    paired = (policies - baseline).var(axis=1, ddof=1)
    unpaired = policies.var(axis=1, ddof=1) + baseline.var(axis=0, ddof=1)
    return paired / unpaired


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument("--first-seed", type=int, default=1)
    given = parser.parse_args()
    seeds = range(given.first_seed, given.first_seed + given.pairs)
    print(f"paired / unpaired variance, {given.pairs} pairs, {given.firms} firms")
    print(f"{'':34}" + "".join(f"{name:>18}" for name in OUTCOMES))
    for large in (False, True):
        scenarios = settings(large, firms=given.firms)
        ratios = variance_ratios(means(list(scenarios.values()), seeds))
        for name, row in zip(list(scenarios)[1:], ratios, strict=True):
            label = f"{'large package' if large else 'small step'}: {name}"
            print(f"{label:34}" + "".join(f"{value:18.3f}" for value in row))


if __name__ == "__main__":
    main()
