"""Designs: which levers and uncertainties are varied, over what, by which method, with how many replicates."""

from __future__ import annotations

from .design import Design, Factor
from .library import builtin_designs, design_from_mapping, is_design, load_design
from .points import base_values, points_at, sample

__all__ = [
    "Design",
    "Factor",
    "base_values",
    "builtin_designs",
    "design_from_mapping",
    "is_design",
    "load_design",
    "points_at",
    "sample",
]
