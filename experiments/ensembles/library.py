"""The ensemble kept in a file: one row for each draw, one column for each parameter it moves."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.parameters import PARAMETERS
from model.scenario_format.library import builtin_folder

from ..errors import InvalidInputError

DISTANCE = "distance"
_MAKE = "make it anew: python -m experiments.ensembles.near_targets"


@dataclass(frozen=True)
class Ensemble:
    """Parameter draws (draw, parameter), nearest to the targets first, and their distances from them."""

    names: tuple[str, ...]
    draws: np.ndarray
    distances: np.ndarray


def builtin_ensemble() -> Path:
    """The draws near the main targets that the package brings."""
    return builtin_folder() / "ensembles" / "near_targets.csv"


def load_ensemble(path: Path | None = None) -> Ensemble:
    """Draws of a file; raises InvalidInputError where they do not fit the model's parameters."""
    path = path or builtin_ensemble()
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = tuple(name for name in (rows[0] if rows else ()) if name != DISTANCE)
    unknown = [name for name in names if name not in PARAMETERS]
    if unknown or not rows:
        problem = f"the model has no parameter {', '.join(unknown)}" if unknown else "no draws"
        raise InvalidInputError(f"{path}: {problem}; {_MAKE}")
    draws = np.array([[float(row[name]) for name in names] for row in rows])
    outside = [
        name
        for name, column in zip(names, draws.T, strict=True)
        if column.min() < PARAMETERS[name].low or column.max() > PARAMETERS[name].high
    ]
    if outside:
        raise InvalidInputError(f"{path}: outside the range of {', '.join(outside)}; {_MAKE}")
    return Ensemble(names, draws, np.array([float(row[DISTANCE]) for row in rows]))
