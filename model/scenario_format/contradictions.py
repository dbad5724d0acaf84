"""What the keys of a scenario must not say of each other, whichever file each of them stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .overlay import Overlay
from .problems import Place, Problem

_ORDERED = (
    ("until", "start", "ends before it starts", "let 'until' lie after 'start'"),
    ("real_firms", "firms", "fewer real firms than firms in the sample", "raise 'real_firms' or lower 'firms'"),
)


def contradictions(layers: Sequence[Overlay]) -> list[Problem]:
    """Mistakes between keys of a stack of overlays, lowest first; a key that could not be read contradicts nothing."""
    problems = []
    for high, low, what, fix in _ORDERED:
        above, below = _in_force(layers, high), _in_force(layers, low)
        if above is not None and below is not None and above < below:
            stated = [layer.place(key) for layer in reversed(layers) for key in (high, low)]
            text = f"{what} ({low} {below}, {high} {above})"
            problems.append(Problem(next(filter(None, stated), Place()), high, text, fix=fix))
    return problems


def _in_force(layers: Sequence[Overlay], key: str) -> Any:
    """Value of the uppermost layer that gives the key; None where what it gives is no value."""
    given = (layer for layer in reversed(layers) if getattr(layer, key) is not None or layer.place(key) is not None)
    uppermost = next(given, None)
    return None if uppermost is None else getattr(uppermost, key)
