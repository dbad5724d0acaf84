"""Points of a design: the values of its factors, and what they change in the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from model.lever_path import position
from model.parameters import defaults

from .design import LEVER, PARAMETER, Design
from .grid import grid
from .keys import GRID, LATIN_HYPERCUBE, ONE_AT_A_TIME, SOBOL
from .latin_hypercube import latin_hypercube
from .one_at_a_time import one_at_a_time
from .sobol_sequence import sobol_sequence

if TYPE_CHECKING:
    from ..study import Point


def sample(design: Design) -> np.ndarray:
    """Values (point, factor) that the design's method chooses; raises ValueError for one that is no sweep."""
    if design.method == GRID:
        return grid(design.factors)
    if design.method == ONE_AT_A_TIME:
        return one_at_a_time(design.factors, base_values(design))
    methods = {LATIN_HYPERCUBE: latin_hypercube, SOBOL: sobol_sequence}
    if design.method not in methods or design.points is None:
        raise ValueError(f"method {design.method} is for `lab2market sensitivity`")
    return methods[design.method](design.factors, design.points)


def points_at(design: Design, values: np.ndarray) -> tuple[Point, ...]:
    """Points of a study with these factor values (point, factor), numbered from 0."""
    from ..study import Point

    return tuple(
        Point(number, columns_of(design, row), levers_of(design, row), parameters_of(design, row))
        for number, row in enumerate(np.asarray(values, dtype=np.float64).tolist())
    )


def columns_of(design: Design, values: Sequence[float]) -> dict[str, float]:
    """The design's columns of tables: levers and uncertainties apart by the first part of their names."""
    return {factor.column: value for factor, value in zip(design.factors, values, strict=True)}


def levers_of(design: Design, values: Sequence[float]) -> Mapping[str, Any]:
    """Lever settings in the form of a scenario file, in force from the start of the policy."""
    start = design.policy_start
    return {
        factor.name: value if start is None else {str(start): value}
        for factor, value in zip(design.factors, values, strict=True)
        if factor.kind == LEVER
    }


def parameters_of(design: Design, values: Sequence[float]) -> Mapping[str, float]:
    """Parameters that the point sets."""
    return {
        factor.name: value for factor, value in zip(design.factors, values, strict=True) if factor.kind == PARAMETER
    }


def base_values(design: Design) -> np.ndarray:
    """Value of every factor in the scenario that the design varies, levers at the start of the policy."""
    start = design.policy_start or design.base.start
    parameters = {**defaults(), **design.base.parameters}
    return np.array(
        [
            float(design.base.levers[factor.name].general_series()[position(start)])
            if factor.kind == LEVER
            else parameters[factor.name]
            for factor in design.factors
        ]
    )
