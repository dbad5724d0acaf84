"""Who did it: the effect of a package divided among its parts (Shapley 1953), and the synergy of pairs.

The value of a coalition is the effect of those parts alone against the baseline, in the same replicates. Exact for up
to six parts (64 coalitions); beyond, permutations are sampled, each with its reverse, and the error of sampling is
added to that of the replicates.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from ..statistics import Interval, interval
from ..statistics.intervals import LEVEL

EXACT = 6
"""Most parts for which every coalition is simulated."""
_SEED = 19530101

Coalition = frozenset[int]


@dataclass(frozen=True)
class Share:
    """What one part contributes to one outcome: its Shapley value, its effect alone, its effect when added last."""

    shapley: Interval
    alone: Interval
    last: Interval


def permutations(parts: int, count: int) -> list[tuple[int, ...]]:
    """``count`` orders of the parts (rounded up to even), each followed by its reverse; always the same ones."""
    draws = np.random.default_rng([_SEED, parts])
    found: list[tuple[int, ...]] = []
    while len(found) < count:
        order = tuple(int(part) for part in draws.permutation(parts))
        found += [order, order[::-1]]
    return found


def coalitions(parts: int, orders: Sequence[tuple[int, ...]] | None) -> list[Coalition]:
    """Coalitions to be simulated, the empty one first: all of them, or those the orders pass, singles and pairs."""
    if orders is None:
        sizes = range(parts + 1)
        return [frozenset(chosen) for size in sizes for chosen in itertools.combinations(range(parts), size)]
    needed = {frozenset(order[:size]) for order in orders for size in range(parts + 1)}
    needed |= {frozenset(chosen) for size in (1, 2) for chosen in itertools.combinations(range(parts), size)}
    needed |= {frozenset(range(parts)) - {part} for part in range(parts)}
    return sorted(needed, key=lambda coalition: (len(coalition), sorted(coalition)))


def exact(values: Mapping[Coalition, np.ndarray], parts: int) -> np.ndarray:
    """Shapley values by part and replicate: each part's marginal effect, weighted over all coalitions without it."""
    found = np.zeros((parts, *next(iter(values.values())).shape))
    for coalition, value in values.items():
        for part in set(range(parts)) - coalition:
            size = len(coalition)
            weight = math.factorial(size) * math.factorial(parts - size - 1) / math.factorial(parts)
            found[part] += weight * (values[coalition | {part}] - value)
    return found


def sampled(
    values: Mapping[Coalition, np.ndarray], parts: int, orders: Sequence[tuple[int, ...]]
) -> tuple[np.ndarray, np.ndarray]:
    """Estimated Shapley values by part and replicate, and the sampling error of each part's mean.

    An order and its reverse are one draw: their mean is what the error is computed from.
    """
    marginal = np.zeros((len(orders), parts, *next(iter(values.values())).shape))
    for row, order in enumerate(orders):
        for place, part in enumerate(order):
            before = frozenset(order[:place])
            marginal[row, part] = values[before | {part}] - values[before]
    pairs = 0.5 * (marginal[0::2] + marginal[1::2])
    over_replicates = np.nanmean(pairs, axis=2)
    error = over_replicates.std(axis=0, ddof=1) / math.sqrt(len(pairs)) if len(pairs) > 1 else np.full(parts, np.inf)
    return pairs.mean(axis=0), error


def shares(values: Mapping[Coalition, np.ndarray], parts: int, orders: Sequence[tuple[int, ...]] | None) -> list[Share]:
    """Contribution of each part to one outcome; ``values`` are by coalition, one number a replicate."""
    if orders is None:
        by_part, error = exact(values, parts), np.zeros(parts)
    else:
        by_part, error = sampled(values, parts, orders)
    nothing, everything = values[frozenset()], values[frozenset(range(parts))]
    return [
        Share(
            widened(interval(by_part[part]), float(error[part])),
            interval(values[frozenset({part})] - nothing),
            interval(everything - values[frozenset(range(parts)) - {part}]),
        )
        for part in range(parts)
    ]


def widened(found: Interval, error: float) -> Interval:
    """An interval that also holds an independent error with this standard deviation."""
    if error == 0.0 or found.replicates < 2:
        return found
    critical = float(stdtrit(found.replicates - 1, 0.5 + LEVEL / 2))
    low = math.hypot(found.estimate - found.low, critical * error)
    high = math.hypot(found.high - found.estimate, critical * error)
    return Interval(found.estimate, found.estimate - low, found.estimate + high, found.replicates, found.method)


def synergies(values: Mapping[Coalition, np.ndarray], parts: int) -> dict[tuple[int, int], Interval]:
    """Effect of each pair less the effects of its two parts alone, paired by replicate."""
    nothing = values[frozenset()]
    return {
        (one, other): interval(
            values[frozenset({one, other})] - values[frozenset({one})] - values[frozenset({other})] + nothing
        )
        for one, other in itertools.combinations(range(parts), 2)
    }
