"""Patient rule induction: peel thin slices off the uncertain space until mostly failures are left.

Each step takes off the slice, at one end of one factor, that raises the share of failures most for the cases it
costs. Source: Friedman and Fisher (1999), Statistics and Computing 9; the criterion (gain of density per share of
cases given up) after Kwakkel and Jaxa-Rozen (2016), Environmental Modelling & Software 79.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .boxes import Box, box_of, within


@dataclass(frozen=True)
class Peeling:
    """Every box on the way from the whole space to the smallest, and which of them to report."""

    boxes: tuple[Box, ...]
    chosen: int

    @property
    def box(self) -> Box:
        return self.boxes[self.chosen]


def prim(
    names: Sequence[str],
    x: np.ndarray,
    failed: np.ndarray,
    *,
    slice_share: float = 0.05,
    least_mass: float = 0.05,
    density: float = 0.8,
) -> Peeling:
    """Peel cases ``x`` (case, factor), of which ``failed`` did.

    The box reported is the widest that reaches ``density``; where none does, the one with the largest product of
    coverage and density. ``slice_share`` is the share of cases in a slice, ``least_mass`` the smallest box.

    Raises ValueError where no case failed or all did: there is nothing to tell apart.
    """
    failed = np.asarray(failed, dtype=bool)
    if failed.all() or not failed.any():
        raise ValueError(f"{'all' if failed.all() else 'none'} of the {len(x)} cases failed: nothing to tell apart")
    low, high = np.full(x.shape[1], -np.inf), np.full(x.shape[1], np.inf)
    limits = [(low, high)]
    while (peeled := _peeled(x, failed, *limits[-1], slice_share, least_mass)) is not None:
        limits.append(peeled)
    boxes = tuple(box_of(names, x, failed, *pair) for pair in limits)
    dense = [place for place, box in enumerate(boxes) if box.density >= density]
    best = max(range(len(boxes)), key=lambda place: boxes[place].coverage * boxes[place].density)
    return Peeling(boxes, dense[0] if dense else best)


def _peeled(
    x: np.ndarray, failed: np.ndarray, low: np.ndarray, high: np.ndarray, slice_share: float, least_mass: float
) -> tuple[np.ndarray, np.ndarray] | None:
    """Limits after the best peel; None where no peel raises the density and leaves enough cases."""
    inside = within(x, low, high)
    cases, density = int(inside.sum()), float(failed[inside].mean())
    best: tuple[float, int, np.ndarray, np.ndarray] | None = None
    for place in range(x.shape[1]):
        for end in (1, 0):
            cut = _cut(x[inside, place], slice_share, upper=end == 1)
            if cut is None:
                continue
            new_low, new_high = low.copy(), high.copy()
            (new_high if end else new_low)[place] = cut
            kept = within(x, new_low, new_high)
            left = int(kept.sum())
            if left == 0 or left == cases or left / len(x) < least_mass:
                continue
            gain = (float(failed[kept].mean()) - density) / ((cases - left) / len(x))
            free = int((~(np.isfinite(new_low) | np.isfinite(new_high))).sum())
            if gain > 0.0 and (best is None or (gain, free) > best[:2]):
                best = gain, free, new_low, new_high
    return None if best is None else (best[2], best[3])


def _cut(values: np.ndarray, slice_share: float, *, upper: bool) -> float | None:
    """Limit that takes the outermost ``slice_share`` off, half-way between two different values of the cases.

    Equal values leave together, so a factor with few values is peeled one value at a time; None where all are equal.
    """
    ordered = np.sort(values)
    if ordered[0] == ordered[-1]:
        return None
    place = (len(ordered) - 1) * (1.0 - slice_share if upper else slice_share)
    below, above = int(np.floor(place)), int(np.ceil(place))
    if upper:
        while below > 0 and ordered[below] == ordered[above]:
            below -= 1
    else:
        while above < len(ordered) - 1 and ordered[below] == ordered[above]:
            above += 1
    return None if ordered[below] == ordered[above] else float(ordered[below] + ordered[above]) / 2.0
