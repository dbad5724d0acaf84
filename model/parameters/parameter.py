"""What the declaration of a parameter holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameter:
    """One number of the model."""

    id: str
    group: str
    meaning: str
    unit: str
    default: float
    low: float
    high: float
    source: str
    kind: str = "uncertainty"


def declared(
    group: str, id: str, default: float, low: float, high: float, unit: str, meaning: str, source: str
) -> Parameter:
    """A parameter in the order of a table's columns; its range says its kind."""
    kind = "constant" if low == high else "uncertainty"
    return Parameter(id, group, meaning, unit, default, low, high, source, kind)
