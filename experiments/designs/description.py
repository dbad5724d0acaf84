"""A design in the manifest of its study, so that an analysis of the folder needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .design import Design, Factor


def describe(design: Design) -> dict[str, Any]:
    """Everything about a design that is not in its points, as plain values."""
    return {
        "method": design.method,
        "points": design.points,
        "draws": design.draws,
        "budget": design.budget,
        "policy_start": None if design.policy_start is None else str(design.policy_start),
        "factors": [{**asdict(factor), "values": list(factor.values)} for factor in design.factors],
        "name": dict(design.base.name),
    }


def factors_of(description: Mapping[str, Any]) -> tuple[Factor, ...]:
    """The factors of a described design."""
    return tuple(Factor(**{**factor, "values": tuple(factor["values"])}) for factor in description["factors"])
