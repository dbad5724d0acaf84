"""Chinese for what is declared or said in English, in tables of both beside each other.

``parameters.csv``: meanings of parameters; ``sources.csv``: what sources say in words; ``messages.csv``: errors,
warnings and notes with gaps for their values; ``help.csv``: help of verbs and options, a paragraph each.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

_FOLDER = Path(__file__).parent


@functools.cache
def table(name: str) -> dict[str, str]:
    """Chinese by English text; of parameters by their id."""
    first = "parameter" if name == "parameters" else "english"
    return {row[first]: row["chinese"] for row in rows(name)}


def rows(name: str) -> list[dict[str, str]]:
    """A table as it stands in its file."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
