"""Points of a design: the values of its factors, and what they change in the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from model.lever_path import position
from model.parameters import defaults

from .design import LEVER, PARAMETER, Design, Factor
from .grid import grid
from .keys import GRID, LATIN_HYPERCUBE, ONE_AT_A_TIME, SEARCH, SOBOL
from .latin_hypercube import latin_hypercube
from .one_at_a_time import one_at_a_time
from .sobol_sequence import sobol_sequence

if TYPE_CHECKING:
    from ..study import Point

REFERENCE, SETTING = "reference", "setting"
"""Kinds of points: the base that changes are counted from, and what the design's method chose."""


def sample(design: Design) -> np.ndarray:
    """Values (point, factor) that the design's method chooses; raises ValueError for one that is no sweep.

    With ``draws`` the method chooses lever settings only, and each is tried in the same parameter draws, which run
    fastest.
    """
    if design.draws is None:
        return _chosen(design, design.factors, base_values(design))
    if not design.levers:
        return crossed(design, np.empty((1, 0)))
    levers = replace(design, factors=design.levers)
    return crossed(design, _chosen(design, design.levers, base_values(levers)))


def crossed(design: Design, settings: np.ndarray) -> np.ndarray:
    """Values (point, factor) of every lever setting (setting, lever) in every parameter draw of the design."""
    draws = design.ensemble
    if draws is None:
        draws = latin_hypercube(design.uncertainties, design.draws or 1)
    values = np.empty((len(settings) * len(draws), len(design.factors)))
    chosen = [place for place, factor in enumerate(design.factors) if factor.kind == LEVER]
    uncertain = [place for place, factor in enumerate(design.factors) if factor.kind != LEVER]
    values[:, chosen] = np.repeat(settings, len(draws), axis=0)
    values[:, uncertain] = np.tile(draws, (len(settings), 1))
    return values


def _chosen(design: Design, factors: Sequence[Factor], base: np.ndarray) -> np.ndarray:
    if design.method == GRID:
        return grid(factors)
    if design.method == ONE_AT_A_TIME:
        return one_at_a_time(factors, base)
    methods = {LATIN_HYPERCUBE: latin_hypercube, SOBOL: sobol_sequence}
    if design.method not in methods or design.points is None:
        verb = "optimise" if design.method == SEARCH else "sensitivity"
        raise ValueError(f"method {design.method} is for `lab2market {verb}`")
    return methods[design.method](factors, design.points)


def reference_points(design: Design) -> tuple[Point, ...]:
    """The base with no lever of the design set, once in each parameter draw: what every change is counted from.

    Without draws it is the base in its own parameters.
    """
    from ..study import Point

    at_base = base_values(design)[None, :]
    if design.draws is not None:
        at_base = crossed(design, base_values(replace(design, factors=design.levers))[None, :])
    return tuple(
        Point(
            number,
            _columns(design, REFERENCE, number, row),
            {},
            {} if design.draws is None else parameters_of(design, row),
        )
        for number, row in enumerate(at_base.tolist())
    )


def points_at(design: Design, values: np.ndarray, first: int = 0) -> tuple[Point, ...]:
    """Points of a study with these factor values (point, factor), numbered from ``first``; draws are numbered too.

    One at a time, a lever that is not moved is left to the base.
    """
    from ..study import Point

    unmoved = base_values(design).tolist() if design.method == ONE_AT_A_TIME else [None] * len(design.factors)
    return tuple(
        Point(
            first + place,
            _columns(design, SETTING, place, row),
            levers_of(design, row, unmoved),
            parameters_of(design, row),
        )
        for place, row in enumerate(np.asarray(values, dtype=np.float64).tolist())
    )


def _columns(design: Design, kind: str, place: int, values: Sequence[float]) -> dict[str, Any]:
    """Columns of the tables: which kind of point, which draw, the values of the factors."""
    draw = {} if design.draws is None else {"draw": place % design.draws}
    return {"kind": kind, **draw, **columns_of(design, values)}


def columns_of(design: Design, values: Sequence[float]) -> dict[str, float]:
    """The design's columns of tables: levers and uncertainties apart by the first part of their names."""
    return {factor.column: value for factor, value in zip(design.factors, values, strict=True)}


def levers_of(design: Design, values: Sequence[float], unmoved: Sequence[float | None]) -> Mapping[str, Any]:
    """Levers that are not at the value ``unmoved``, as in a scenario file, in force from the start of the policy."""
    start = design.policy_start
    return {
        factor.name: value if start is None else {str(start): value}
        for factor, value, left in zip(design.factors, values, unmoved, strict=True)
        if factor.kind == LEVER and value != left
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
