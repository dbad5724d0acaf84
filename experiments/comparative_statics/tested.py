"""The table of explanations tested apart, as it is kept beside the page and shown on it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

FILE = "surprises.csv"


def read(folder: Path) -> list[dict[str, str]]:
    """The table kept beside the page; empty where there is none."""
    file = folder / FILE
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _short(text: str, sign: str = "") -> str:
    number = float(text)
    return f"{number:{sign},.0f}" if abs(number) >= 1000.0 else f"{number:{sign}.3g}"


def section(table: Sequence[Mapping[str, str]]) -> str:
    """The table in Markdown; differences in the unit of the outcome, shares as shares."""
    lines = ["| lever | outcome | explanation | test | difference [95 %] |", "| --- | --- | --- | --- | --- |"]
    for row in table:
        size = f"{_short(row['difference'], '+')} [{_short(row['low'])}, {_short(row['high'])}]"
        names = f"`{row['lever']}` | `{row['outcome']}`" if row["explanation"] else " | "
        lines.append(
            f"| {names} | {row['explanation']} | {row['check']} ({row['window']}): {row['verdict']} | {size} |"
        )
    return "\n".join(lines)
