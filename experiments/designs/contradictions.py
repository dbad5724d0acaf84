"""Keys of a design that do not go together, and designs of more runs than can be simulated."""

from __future__ import annotations

import math
from collections.abc import Mapping

from model.scenario_format.problems import Problems
from model.scenario_format.text import Entry, Node

from .design import PARAMETER, Factor
from .keys import GRID, MORRIS, MOST_POINTS, SAMPLED, SEARCH

UNSTEPPED = (*SAMPLED, SEARCH)
"""Methods that choose values within a range themselves."""


def refuse_contradictions(
    entries: Mapping[str, Entry], factors: tuple[Factor, ...], method: str, points: int | None, problems: Problems
) -> None:
    """Note what a method needs and is not given, or is given and would not use."""
    if "points" in entries and method not in SAMPLED:
        fix = "remove it, or choose a method that samples: " + ", ".join(SAMPLED)
        problems.add(entries["points"].position, "points", f"method {method} takes none", fix=fix)
    if points is None and "points" not in entries and method in SAMPLED:
        at = entries["method"].node.position
        problems.add(at, "points", f"missing; method {method} needs it", fix="say how many points")
    for factor in factors:
        at, path = _position(entries["over"].node, factor), f"over.{factor.column}.n"
        drawn = "draws" in entries and factor.kind == PARAMETER
        if factor.levels is not None and drawn:
            problems.add(at, path, "parameter draws take no steps", fix="remove n; 'draws' (--draws) says how many")
        elif factor.levels is not None and method in UNSTEPPED:
            fix = "the search chooses within the range" if method == SEARCH else "'points' (--points) says how many"
            problems.add(at, path, f"method {method} takes no steps", fix=f"remove n; {fix}")
        elif method == GRID and not drawn and not factor.values and factor.levels is None:
            problems.add(at, path, "missing", fix="say how many steps a grid takes, or list the values")


def refuse_too_many(
    entries: Mapping[str, Entry], factors: tuple[Factor, ...], method: str,
    counts: Mapping[str, int | None], problems: Problems,
) -> None:  # fmt: skip
    """Note a design of more than ``MOST_POINTS`` runs, before any of them is made; ``counts`` multiply the points."""
    drawn = counts.get("draws") is not None
    steps = {
        factor.column: len(factor.values) or factor.levels or 2
        for factor in factors
        if not (drawn and factor.kind == PARAMETER)
    }
    parts = {name: count for name, count in counts.items() if count is not None}
    if method == GRID:
        parts = {**steps, **parts}
    elif method == MORRIS:
        parts["factors + 1"] = len(factors) + 1
    elif method not in UNSTEPPED:
        parts = {"values of all factors": sum(steps.values()) + 1, **parts}
    runs = math.prod(parts.values())
    if runs > MOST_POINTS and method != SEARCH:
        product = " x ".join(f"{name} {count:,}" for name, count in parts.items())
        problems.add(entries["over"].position, "over", f"{runs:,} runs ({product}) are more than {MOST_POINTS:,}",
                     fix="take fewer steps, points, draws or replicates, or a method that samples")  # fmt: skip


def _position(over: Node, factor: Factor) -> tuple[int, int]:
    """Where a factor stands in the section ``over``."""
    node = over
    for key in factor.column.split("."):
        if isinstance(node.content, dict) and key in node.content:
            node = node.content[key].node
    return node.position
