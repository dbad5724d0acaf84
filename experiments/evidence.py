"""The evidence table: every figure taken from outside, with its source."""

from __future__ import annotations

import csv
import functools
from importlib import resources


@functools.cache
def evidence() -> dict[str, dict[str, str]]:
    """Rows of ``model/data/evidence.csv`` by id."""
    text = resources.files("model").joinpath("data/evidence.csv").read_text(encoding="utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}


def disputed() -> list[dict[str, str]]:
    """Rows in which figures of the source document are corrected or doubted."""
    return [row for id_, row in evidence().items() if id_.startswith("Z")]
