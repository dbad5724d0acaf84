"""The tables that verbs on designs print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.indicators import OUTCOMES

from .designs.points import SETTING
from .tables import chance, number, render
from .wording import sentence, term, word

if TYPE_CHECKING:
    from .sensitivity.common_seeds import Index
    from .sensitivity.study import Sensitivity
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
    figures = ("mean", "change", "interval", "holm", "variance")
    headers = [word("point", lang), *factors, *(word(key, lang) for key in figures)]
    rows = [row for row in done.rows if row["outcome"] == outcome]
    cells = [
        [
            word(row["kind"], lang),
            *(f"{row[factor.column]:.6g}" for factor in response.factors),
            number(row["mean"], unit),
            *(_change(row, unit) if row["kind"] == SETTING else ("-",) * 4),
        ]
        for row in rows[: MOST_SETTINGS + 1]
    ]
    title = sentence(
        "sweep_title", lang, outcome=OUTCOMES[outcome].label[lang], unit=term(unit, lang),
        settings=len(response.chosen), worlds=response.worlds, first=response.period[0], last=response.period[1],
    )  # fmt: skip
    parts = [title, render(headers, cells, numeric=range(1, len(headers)))]
    if len(rows) > MOST_SETTINGS + 1:
        parts.append(sentence("sweep_more", lang, more=len(rows) - MOST_SETTINGS - 1))
    return "\n\n".join([*parts, sentence("response_rows", lang), written])


def _change(row: dict[str, Any], unit: str) -> tuple[str, ...]:
    """Change of a setting with its interval, corrected p value, and variance reduction."""
    return (
        number(row["change"], unit, signed=True),
        f"[{number(row['change_low'], unit)}, {number(row['change_high'], unit)}]",
        chance(row["p_adjusted"]),
        number(row["variance_reduction"]) if row["variance_reduction"] < 1e4 else "-",
    )


def sensitivity_text(done: Sensitivity, lang: str) -> str:
    """Indices of every outcome, or changes one at a time, as printed by ``sensitivity``."""
    parts = []
    if done.indices:
        parts.append(sentence("indices_title", lang, worlds=done.response.worlds if done.response else 0))
        parts += [_indices(outcome, found, lang) for outcome, found in done.indices.items()]
    elif done.rows:
        parts += [sentence("swings_title", lang), _swings(done, lang)]
    return "\n\n".join([*parts, sentence("written", lang, folder=done.study.folder)])


def _indices(outcome: str, found: list[Index], lang: str) -> str:
    measures = list(dict.fromkeys(index.measure for index in found))
    by_factor: dict[str, dict[str, Index]] = {}
    for index in found:
        by_factor.setdefault(index.factor, {})[index.measure] = index
    lead = "ST" if "ST" in measures else "mu_star"
    ranked = sorted(by_factor.items(), key=lambda item: -_rank(item[1][lead].value))
    headers = [OUTCOMES[outcome].label[lang]]
    headers += [text for measure in measures for text in (measure, word("between", lang))]
    unit = "" if lead == "ST" else OUTCOMES[outcome].unit
    cells = [
        [factor, *(text for measure in measures for text in _cells(measured[measure], unit))]
        for factor, measured in ranked
    ]
    return render(headers, cells, numeric=range(1, len(headers)))


def _cells(index: Index, unit: str) -> tuple[str, str]:
    bounds = "-" if index.low != index.low else f"[{number(index.low, unit)}, {number(index.high, unit)}]"
    return number(index.value, unit), bounds


def _rank(value: float) -> float:
    return -1.0 if value != value else value


def _swings(done: Sensitivity, lang: str) -> str:
    headers = [word(key, lang) for key in ("outcome", "factor", "value_of", "change", "interval")]
    cells = []
    for row in done.rows:
        unit = row["unit"]
        bounds = "-" if row["low"] != row["low"] else f"[{number(row['low'], unit)}, {number(row['high'], unit)}]"
        cells.append([row[f"label_{lang}"], row["factor"], f"{row['value']:.6g}",
                      number(row["change"], unit, signed=True), bounds])  # fmt: skip
    return render(headers, cells, numeric=(2, 3, 4))
