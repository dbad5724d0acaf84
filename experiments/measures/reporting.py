"""Measures of a comparison as tables: what ``compare`` writes beside its summary and says on the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import COLUMN
from model.levers import LEVERS

from ..statistics import interval
from ..store import write_rows
from ..tables import number, render
from ..wording import sentence, word
from .effectiveness import RATIOS, effectiveness
from .equal_cost import FALLS, FREE, NOT_MET, SATURATED, EqualCost, Scaled
from .present_value import present_value
from .resilience import RECOVERED, resilience

if TYPE_CHECKING:
    from model.scenario import Scenario

Row = dict[str, Any]
_SENTENCES = {
    "found": "equal_cost",
    SATURATED: "equal_cost_saturated",
    FALLS: "equal_cost_falls",
    FREE: "equal_cost_free",
    NOT_MET: "equal_cost_missed",
}
_LABELS = {measure.id: (measure.label, measure.formula) for measure in RATIOS}


def measure_rows(records: np.ndarray, scenarios: Sequence[Scenario], first: int) -> list[Row]:
    """Ratios of every policy: effect per yuan, additionality, leverage."""
    rows = []
    for row in effectiveness(records, [scenario.id for scenario in scenarios], first):
        label, formula = _LABELS[row.measure]
        texts = {"label_en": label["en"], "label_zh": label["zh"]}
        rows.append({**asdict(row), **texts, "formula_en": formula["en"], "formula_zh": formula["zh"]})
    return rows


def resilience_rows(records: np.ndarray, scenarios: Sequence[Scenario], first: int) -> list[Row]:
    """Resilience of those scenarios that set a shock otherwise than the baseline."""
    shocked = [place for place, scenario in enumerate(scenarios) if place and _sets_a_shock(scenario, scenarios[0])]
    if not shocked:
        return []
    names = [scenarios[place].id for place in (0, *shocked)]
    return [
        {
            "scenario": found.scenario,
            **{
                f"{name}{bound}": value
                for name, part in (
                    ("kept", found.kept), ("lowest", found.lowest), ("quarters", found.quarters),
                    ("coverage", found.coverage),
                )
                for bound, value in (("", part.estimate), ("_low", part.low), ("_high", part.high))
            },
            "recovered": found.recovered,
            "level": RECOVERED,
        }
        for found in resilience(records[[0, *shocked]], names, first)
    ]


def equal_cost_rows(
    records: np.ndarray, scenarios: Sequence[Scenario], first: int, asked: EqualCost, found: Sequence[Scaled]
) -> list[Row]:
    """Intensity and cost of each policy: as searched for, and as it came out in the replicates of the comparison."""
    column = COLUMN["public_cost"]
    rows = []
    for place, scaled in enumerate(found, start=1):
        extra = present_value(records[place, :, :, column] - records[0, :, :, column], first, asked.rate)
        cost = interval(extra)
        rows.append(
            {
                "scenario": scenarios[place].id,
                "status": scaled.status,
                "intensity": scaled.intensity,
                "target_bn": asked.target,
                "searched_bn": scaled.cost_bn,
                "cost_bn": cost.estimate,
                "low_bn": cost.low,
                "high_bn": cost.high,
                "tolerance": asked.tolerance,
                "discount_rate": asked.rate,
                "search_replicates": asked.replicates,
                "at_their_bounds": " ".join(scaled.stopped),
            }
        )
    return rows


def write_measures(folder: Path, ratios: Sequence[Row], shocks: Sequence[Row], equal: Sequence[Row]) -> None:
    """Write measures.csv, resilience.csv and equal_cost.csv, each if it has rows."""
    for name, rows in (("measures", ratios), ("resilience", shocks), ("equal_cost", equal)):
        if rows:
            write_rows(rows, folder / f"{name}.csv")


def ratios_text(rows: Sequence[Row], names: dict[str, dict[str, str]], lang: str) -> str:
    """Ratios as printed by ``compare``."""
    cells = [
        [
            names[row["scenario"]][lang],
            row[f"label_{lang}"],
            number(row["ratio"]),
            "-" if row["low"] is None else f"[{number(row['low'])}, {number(row['high'])}]",
            word("unknown_ratio", lang) if row["low"] is None else "",
        ]
        for row in rows
    ]
    headers = [word(key, lang) for key in ("policy", "measure", "value_of_ratio", "interval", "denominator")]
    return render(headers, cells, numeric=(2, 3))


def resilience_text(rows: Sequence[Row], names: dict[str, dict[str, str]], lang: str) -> str:
    """One sentence for each shock."""
    return "\n".join(
        sentence(
            "resilience" if math.isfinite(row["quarters"]) else "no_recovery",
            lang,
            name=names[row["scenario"]][lang],
            kept=f"{100.0 * row['kept']:.1f}",
            lowest=f"{100.0 * row['lowest']:.1f}",
            quarters=f"{row['quarters']:.1f}",
            recovered=f"{100.0 * row['recovered']:.0f}",
            level=f"{100.0 * RECOVERED:.0f}",
            coverage=f"{100.0 * row['coverage']:.0f}",
        )
        for row in rows
    )


def equal_cost_text(rows: Sequence[Row], names: dict[str, dict[str, str]], lang: str) -> str:
    """One sentence for each policy: where it was found, or why it could not be."""
    return "\n".join(
        sentence(
            _SENTENCES[row["status"]],
            lang,
            name=names[row["scenario"]][lang],
            intensity=f"{row['intensity']:.3g}",
            cost=number(row["cost_bn"]),
            low=number(row["low_bn"]),
            high=number(row["high_bn"]),
            target=number(row["target_bn"]),
            searched=number(row["searched_bn"]),
            rate=f"{100.0 * row['discount_rate']:g}",
        )
        + (sentence("at_their_bounds", lang, levers=row["at_their_bounds"]) if row["at_their_bounds"] else "")
        for row in rows
    )


def _sets_a_shock(scenario: Scenario, baseline: Scenario) -> bool:
    return any(
        lever.family == "shock" and scenario.levers[name] != baseline.levers[name] for name, lever in LEVERS.items()
    )
