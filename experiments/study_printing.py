"""The tables that verbs on designs print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.indicators import OUTCOMES

from .tables import number, render
from .wording import sentence, term, word

if TYPE_CHECKING:
    from .sweep import Sweep

MOST_SETTINGS = 30


def sweep_text(done: Sweep, lang: str) -> str:
    """Changes of the first outcome at every setting, as printed by ``sweep``."""
    written = sentence("written", lang, folder=done.study.folder)
    response = done.response
    if response is None:
        return written
    outcome = next(iter(response.values))
    unit = OUTCOMES[outcome].unit
    factors = [factor.name for factor in response.factors]
    headers = [*factors, *(word(key, lang) for key in ("mean", "change", "interval", "variance"))]
    rows = [row for row in done.rows if row["outcome"] == outcome]
    cells = [
        [
            *(f"{row[factor.column]:.6g}" for factor in response.factors),
            number(row["mean"], unit),
            number(row["change"], unit, signed=True),
            f"[{number(row['change_low'], unit)}, {number(row['change_high'], unit)}]",
            number(row["variance_reduction"]) if row["variance_reduction"] < 1e4 else "-",
        ]
        for row in rows[:MOST_SETTINGS]
    ]
    title = sentence(
        "sweep_title", lang, outcome=OUTCOMES[outcome].label[lang], unit=term(unit, lang), settings=len(rows),
        worlds=response.worlds, first=response.period[0], last=response.period[1],
    )  # fmt: skip
    parts = [title, render(headers, cells, numeric=range(len(headers)))]
    if len(rows) > MOST_SETTINGS:
        parts.append(sentence("sweep_more", lang, more=len(rows) - MOST_SETTINGS))
    return "\n\n".join([*parts, sentence("response_rows", lang), written])
