"""Coverage of the 95 % intervals, measured on the model itself.

Many replicates are simulated once; their paired differences stand for the whole population, whose mean is then
known. Samples of 20 and of 30 are drawn from them (with replacement, so that draws are independent), and
samples that the stopping rule ends; the share of intervals that hold the known mean is the coverage.
``python -m tests.performance.coverage`` prints the tables of docs/statistics.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.statistics import (
    Criterion,
    Interval,
    StoppingRule,
    bootstrap_interval,
    fieller,
    interval,
    replicates_needed,
    skewness,
    t_interval,
)
from model.indicators import COLUMN, OUTCOMES
from model.scenario import Scenario
from model.world import World

POLICIES = ("re_deduction", "scenario_opening", "risk_pool", "all_three")
HEADLINES = tuple(name for name, outcome in OUTCOMES.items() if outcome.headline)
SIZES = (20, 30)
METHODS: dict[str, Callable[[np.ndarray], Interval]] = {
    "student": t_interval,
    "bootstrap": bootstrap_interval,
    "shown": interval,
}
STOPS_NEAR = 40  # the half-width asked for is what Student's interval of so many replicates has on average


@dataclass(frozen=True)
class Differences:
    """Paired differences over the policy years: means of outcomes (policy, outcome, seed), sums for the ratio."""

    means: np.ndarray
    cost: np.ndarray
    gained: np.ndarray


def simulate(seeds: Sequence[int], firms: int, until: str) -> Differences:
    """Differences of every flagship policy from the baseline, the history they share simulated once."""
    baseline = Scenario().replace(firms=firms, until=until)
    policies = [Scenario.load(name).replace(firms=firms, until=until) for name in POLICIES]
    parting = (2026 - baseline.start.year) * 4 - baseline.start.number + 1
    records = np.empty((len(seeds), 1 + len(policies), baseline.horizon - parting, len(OUTCOMES)))
    for place, seed in enumerate(seeds):
        trunk = World(baseline, seed, reuse_burn_in=False).run(parting)
        for position, policy in enumerate(policies, start=1):
            records[place, position] = trunk.branch(policy).run().records[parting:]
        records[place, 0] = trunk.run().records[parting:]
    gaps = (records[:, 1:] - records[:, :1]).transpose(1, 3, 0, 2)  # policy, outcome, seed, quarter
    columns = [COLUMN[name] for name in HEADLINES]
    totals = np.nansum(gaps, axis=3)
    return Differences(
        np.nanmean(gaps[:, columns], axis=3),
        totals[:, COLUMN["public_cost"]],
        totals[:, COLUMN["technologies_industrialised"]],
    )


def fixed(population: np.ndarray, n: int, samples: int, seed: int) -> dict[str, float]:
    """Share of intervals of ``n`` replicates that hold the population's mean, by method."""
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, population.size, (samples, n))
    truth = population.mean()
    return {name: _share([method(population[pick]) for pick in picks], truth) for name, method in METHODS.items()}


def sequential(population: np.ndarray, samples: int, seed: int) -> tuple[float, float]:
    """Coverage of the interval shown where the stopping rule ends the sample, and the mean number of replicates."""
    rule = StoppingRule()
    rng = np.random.default_rng(seed)
    wanted = 2.02 * float(population.std()) / np.sqrt(STOPS_NEAR)
    criterion = [Criterion("difference", wanted)]
    found, lengths = [], []
    for _ in range(samples):
        sample = population[rng.integers(0, population.size, rule.most)]
        stop = replicates_needed([sample], criterion, rule)
        assert stop is not None
        found.append(interval(sample[: stop.replicates]))
        lengths.append(stop.replicates)
    return _share(found, population.mean()), float(np.mean(lengths))


def ratio(cost: np.ndarray, gained: np.ndarray, n: int, samples: int, seed: int) -> tuple[float, float]:
    """Coverage of Fieller's interval for cost over gain where it is bounded, and the share in which it is."""
    rng = np.random.default_rng(seed)
    truth = cost.mean() / gained.mean()
    found = [fieller(cost[pick], gained[pick]) for pick in rng.integers(0, cost.size, (samples, n))]
    bounded = [one for one in found if one.bounded]
    held = np.mean([one.low <= truth <= one.high for one in bounded]) if bounded else np.nan
    return float(held), len(bounded) / samples


def _share(found: Sequence[Interval], truth: float) -> float:
    return float(np.mean([one.low <= truth <= one.high for one in found]))


def print_tables(differences: Differences, samples: int) -> None:
    """Coverage by policy and outcome, and the range over all of them."""
    print("| policy | outcome | skewness | Student 20 | bootstrap 20 | shown 20 | shown 30 | stopped | replicates |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    every = []
    for policy, name in enumerate(POLICIES):
        for place, outcome in enumerate(HEADLINES):
            population = differences.means[policy, place]
            seed = 100 * policy + place
            few, more = (fixed(population, n, samples, seed) for n in SIZES)
            stopped, length = sequential(population, samples // 4, seed)
            row = (few["student"], few["bootstrap"], few["shown"], more["shown"], stopped)
            every.append(row)
            shares = " | ".join(f"{100 * value:.1f}" for value in row)
            print(f"| {name} | {outcome} | {skewness(population):+.2f} | {shares} | {length:.0f} |", flush=True)
    for label, figure in (("mean", np.mean), ("lowest", np.min), ("highest", np.max)):
        print(f"| {label} | | | " + " | ".join(f"{100 * value:.1f}" for value in figure(every, axis=0)) + " | |")
    print("\n| policy | replicates | bounded | Fieller holds the ratio |\n| --- | ---: | ---: | ---: |")
    for policy, name in enumerate(POLICIES):
        for n in SIZES:
            held, bounded = ratio(differences.cost[policy], differences.gained[policy], n, samples, policy)
            print(f"| {name} | {n} | {100 * bounded:.0f} | {100 * held:.1f} |")


def main() -> None:
    """Simulate, or read what was simulated before, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=600)
    parser.add_argument("--firms", type=int, default=2000)
    parser.add_argument("--until", default="2030-Q4")
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--keep", help="File to keep the differences in, or to take them from if it is there.")
    given = parser.parse_args()
    differences = _kept(given.keep)
    if differences is None:
        differences = simulate(range(1, given.replicates + 1), given.firms, given.until)
        if given.keep:
            np.savez(given.keep, means=differences.means, cost=differences.cost, gained=differences.gained)
    print(f"{differences.means.shape[2]} replicates as the population, {given.samples} samples of each size\n")
    print_tables(differences, given.samples)


def _kept(file: str | None) -> Differences | None:
    try:
        return None if file is None else Differences(**np.load(file))
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    main()
