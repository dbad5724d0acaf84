"""Resilience: what is left of output when foreign inputs are cut, how long it takes to come back, what is covered.

Both are read from a pair of runs under the same chance, with and without the cut. Output is its volume: revenue over
producer prices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from model.indicators import COLUMN

from ..statistics import Interval, interval

RECOVERED = 0.99
"""Part of undisturbed output from which on an economy counts as recovered."""


@dataclass(frozen=True)
class Resilience:
    """Share of output kept over the two years after the cut, its lowest quarter, quarters to recover, and the choke
    points that own technologies cover at the end of the two years.

    ``recovered`` is the share of replicates that come back before the run ends; ``quarters`` is over those.
    """

    scenario: str
    kept: Interval
    lowest: Interval
    quarters: Interval
    recovered: float
    coverage: Interval


def volume(records: np.ndarray) -> np.ndarray:
    """Output without price changes: revenue / producer prices; the last axis of ``records`` holds outcomes."""
    return records[..., COLUMN["revenue"]] / records[..., COLUMN["output_price"]]


def quarters_to_recover(ratio: np.ndarray, level: float = RECOVERED) -> float:
    """Quarters from the cut until output is back at ``level`` for good; NaN if it is not, 0 if it never fell."""
    below = np.nonzero(ratio < level)[0]
    if not len(below):
        return 0.0
    return float(below[-1] + 1) if below[-1] + 1 < len(ratio) else math.nan


def resilience(records: np.ndarray, names: list[str], first: int, years: int = 2) -> list[Resilience]:
    """Resilience of every scenario against the first, from quarter ``first`` on (the quarter of the cut)."""
    output = volume(records)
    found = []
    for position, scenario in enumerate(names[1:], start=1):
        ratio = output[position, :, first:] / output[0, :, first:]
        near = slice(0, 4 * years)
        kept = output[position, :, first:][:, near].sum(axis=1) / output[0, :, first:][:, near].sum(axis=1)
        covered = records[position, :, first:, COLUMN["choke_point_coverage"]][:, near][:, -1]
        waits = np.array([quarters_to_recover(row) for row in ratio])
        found.append(
            Resilience(
                scenario,
                interval(kept),
                interval(ratio.min(axis=1)),
                interval(waits),
                float(np.isfinite(waits).mean()),
                interval(covered),
            )
        )
    return found
