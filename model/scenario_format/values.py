"""Checks of single values that the head of a file and its levers share."""

from __future__ import annotations

import math

from .problems import Problems
from .text import Entry, Node, core_scalar


def entries_of(node: Node, path: str, problems: Problems, what: str) -> dict[str, Entry]:
    """Entries of a mapping; none, with the reason noted, when the node is something else or empty."""
    if isinstance(node.content, dict) and node.content:
        return node.content
    empty = node.content is None or node.content in ({}, [])
    text = "empty" if empty else f"wrong type: {node.kind} where a mapping is needed"
    fix = f"give {what}, or remove the line" if empty else f"give {what}, one 'key: value' a line, indented alike"
    problems.add(node.position, path, text, fix=fix)
    return {}


def number_of(node: Node, path: str, problems: Problems, low: float, high: float, unit: str) -> float | None:
    """A finite number from ``low`` to ``high``; None, with the reason noted, for anything else."""
    allowed = range_text(low, high, unit)
    value = node.content
    if isinstance(value, bool) or not isinstance(value, int | float):
        numeric = isinstance(value, str) and isinstance(core_scalar(value.strip().replace("_", "")), float | int)
        fix = "remove the quotes and any underscores" if numeric else "give a number"
        kind = f"the text {value!r:.60}" if isinstance(value, str) else node.kind
        problems.add(node.position, path, f"wrong type: {kind} where a number is needed", allowed=allowed, fix=fix)
        return None
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        problems.add(node.position, path, f"{number} is not a finite number", allowed=allowed, fix="give a number")
        return None
    if not low <= number <= high:
        percentage = high == 1.0 and 2.0 <= number <= 100.0
        fix = "write a percentage as a share, 50 % as 0.5" if percentage else "give a value inside"
        problems.add(node.position, path, f"{number:.15g} is out of range", allowed=allowed, fix=fix)
        return None
    return number + 0.0  # -0.0 becomes 0.0, so that equal settings are equal to the bit


def range_text(low: float, high: float, unit: str) -> str:
    """Bounds with their unit, as messages show them."""
    return f"{low:.15g} to {high:.15g}" + (f" ({unit})" if unit else "")
