"""How many replicates are enough: the half-width of every interval asked for is small, and stays so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .intervals import finite, interval, skewness

FEWEST, LOOK_AHEAD, MOST = 20, 5, 200
_PER_SQUARED_SKEWNESS = 25.0  # Cochran (1977), Sampling Techniques, 2.15: n > 25 G1^2 for a normal mean
FEWEST_IF_SKEWED = 60  # beyond, the studentised bootstrap needs no normal mean


@dataclass(frozen=True)
class StoppingRule:
    """Fewest replicates, further ones for which the precision must hold, and the cap."""

    fewest: int = FEWEST
    look_ahead: int = LOOK_AHEAD
    most: int = MOST


@dataclass(frozen=True)
class Criterion:
    """A half-width wanted for the interval of one difference, in the outcome's unit; ``name`` is for messages."""

    name: str
    half_width: float


@dataclass(frozen=True)
class Stop:
    """Replicates to use, the rule that said so (*precision* or *cap*), and the half-widths reached."""

    replicates: int
    rule: str
    reached_at: int | None
    half_widths: tuple[float, ...]


def replicates_needed(samples: Sequence[np.ndarray], criteria: Sequence[Criterion], rule: StoppingRule) -> Stop | None:
    """Where to stop, given the differences of the replicates so far, one sample for each criterion.

    At n replicates the precision is reached when every half-width is at most what is wanted and n is at least
    ``rule.fewest``, or 25 times the squared skewness (60 at most) where that is more. It has to hold at
    ``rule.look_ahead`` further numbers too, all of which are then used. None means that more replicates are needed.
    The answer is the same whether replicates come one by one or in batches. Source of the look-ahead: Hoad, Robinson
    and Davies (2010), Journal of the Operational Research Society 61.
    """
    available = min(len(samples[0]), rule.most)
    held = 0
    for n in range(min(rule.fewest, rule.most), available + 1):
        held = held + 1 if _precise([sample[:n] for sample in samples], criteria, rule) else 0
        if held > rule.look_ahead:
            return Stop(n, "precision", n - rule.look_ahead, _half_widths(samples, n))
    if available == rule.most:
        return Stop(rule.most, "cap", None, _half_widths(samples, rule.most))
    return None


def fewest_for(sample: np.ndarray, rule: StoppingRule) -> int:
    """Replicates below which an interval of ``sample`` is not trusted."""
    wanted = math.ceil(_PER_SQUARED_SKEWNESS * skewness(sample) ** 2)
    return max(rule.fewest, min(wanted, FEWEST_IF_SKEWED))


def half_width(sample: np.ndarray) -> float:
    """Half the width of the interval shown; infinite where there is none."""
    found = interval(sample)
    return math.inf if math.isnan(found.low) else 0.5 * (found.high - found.low)


def _precise(samples: Sequence[np.ndarray], criteria: Sequence[Criterion], rule: StoppingRule) -> bool:
    return all(
        half_width(sample) <= criterion.half_width and finite(sample).size >= fewest_for(sample, rule)
        for sample, criterion in zip(samples, criteria, strict=True)
    )


def _half_widths(samples: Sequence[np.ndarray], n: int) -> tuple[float, ...]:
    return tuple(half_width(sample[:n]) for sample in samples)
