"""The tables that ``run`` and ``compare`` print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from model.indicators import OUTCOMES

from .calibration import Distance, target_text
from .compare import Comparison
from .measures.reporting import equal_cost_text, ratios_text, resilience_text
from .precision import Stopped
from .run import RunResult
from .summaries import CostEffectiveness, Row
from .tables import chance, number, percent, render
from .wording import sentence, term, word

HEADLINES = ("conversion_rate", "margin", "utilisation", "rd_intensity", "public_cost")


def comparison_text(comparison: Comparison, lang: str, names: dict[str, dict[str, str]]) -> str:
    """Differences, costs and calibration, as printed by ``compare``; ``names`` are the scenarios' labels."""
    first, last = comparison.window
    parts = [sentence("compare_title", lang, n=comparison.replicates, first=first, last=last)]
    if not comparison.any_policy:
        parts[0] += "\n" + sentence("no_policy", lang)
    parts.append(_differences(comparison.rows, lang, names))
    parts.append(sentence("variance_note", lang))
    if comparison.stopped is not None:
        parts.append(_stopped(comparison.stopped, lang))
    parts.append(_costs(comparison.costs, lang, names))
    if comparison.ratios:
        parts.append(ratios_text(comparison.ratios, names, lang))
    if comparison.shocks:
        parts.append(resilience_text(comparison.shocks, names, lang))
    if comparison.equal_cost:
        parts.insert(1, equal_cost_text(comparison.equal_cost, names, lang))
    main = [distance for distance in comparison.calibration if distance.target.kind == "main"]
    if main:
        within = sum(distance.within for distance in main)
        more = len(comparison.calibration) - len(main)
        parts.append(sentence("calibration_title", lang, within=within, n=len(main), more=more))
        parts.append(_calibration(main, lang))
    parts.append(sentence("written", lang, folder=comparison.folder))
    return "\n\n".join(parts)


def run_text(result: RunResult, replicates: int, lang: str) -> str:
    """Headline outcomes of a single scenario, as printed by ``run``."""
    rows = [row for row in result.rows if OUTCOMES[row["outcome"]].headline]
    title = sentence("run_title", lang, n=replicates, first=rows[0]["window_first"], last=rows[0]["window_last"])
    headers = [word(key, lang) for key in ("outcome", "mean", "interval", "last_year", "unit")]
    table = render(headers, [_run_cells(row, lang) for row in rows], numeric=(1, 2, 3))
    return "\n\n".join([title, table, sentence("written", lang, folder=result.folder)])


def _differences(rows: Sequence[Row], lang: str, names: dict[str, dict[str, str]]) -> str:
    headers = [
        word(key, lang)
        for key in ("outcome", "policy", "baseline", "value", "difference", "interval", "holm", "last_year", "variance")
    ]
    cells = [
        [
            OUTCOMES[row.outcome].label[lang] + ("" if row.unit.startswith("share") else f", {term(row.unit, lang)}"),
            names[row.scenario][lang],
            number(row.baseline, row.unit),
            number(row.value, row.unit),
            number(row.difference, row.unit, signed=True),
            _bounds(row.low, row.high, row.unit),
            chance(row.p_adjusted),
            number(row.end_difference, row.unit, signed=True),
            _factor(row.variance_reduction),
        ]
        for outcome in HEADLINES
        for row in rows
        if row.outcome == outcome
    ]
    return render(headers, cells, numeric=range(2, 9))


def _stopped(stopped: Stopped, lang: str) -> str:
    """Which rule ended the replicates, and what it had to leave open."""
    stop = stopped.stop
    if stop.rule == "precision":
        return sentence("stopped_precise", lang, n=stop.replicates, reached=stop.reached_at)
    missed = "; ".join(
        f"{criterion.name} {width:.3g} > {criterion.half_width:g}" for criterion, width in stopped.missed
    )
    return sentence("stopped_cap", lang, n=stop.replicates, missed=missed or "-")


def _costs(costs: Sequence[CostEffectiveness], lang: str, names: dict[str, dict[str, str]]) -> str:
    bn, mn = word("bn", lang), word("mn", lang)
    headers = [
        word("policy", lang),
        f"{word('cost', lang)}, {bn}",
        f"{word('raised', lang)}, {bn}",
        word("technologies", lang),
        f"{word('per_technology', lang)}, {mn}",
        word("interval", lang),
    ]
    cells = []
    for cost in costs:
        ratio, bounds = number(1000.0 * cost.per_technology_bn), "-"
        if cost.low_bn is None or cost.high_bn is None:
            ratio = word("unknown_ratio", lang)
        elif cost.verdict == "fewer":
            ratio = word("fewer", lang)
        else:
            bounds = _bounds(1000.0 * cost.low_bn, 1000.0 * cost.high_bn)
        named = names[cost.scenario][lang]
        cells.append([named, number(cost.cost_bn, signed=True), number(cost.revenue_bn, signed=True),
                      number(cost.technologies, signed=True), ratio, bounds])  # fmt: skip
    return render(headers, cells, numeric=range(1, 6))


def _calibration(distances: Sequence[Distance], lang: str) -> str:
    headers = [word(key, lang) for key in ("figure", "period", "evidence", "target", "simulated", "distance", "within")]
    cells = [
        [
            distance.target.label[lang],
            distance.target.period[1] if len(set(distance.target.period)) == 1 else distance.target.period[0][:4],
            distance.target.evidence,
            f"{target_text(distance.target)} {distance.target.unit}",
            number(distance.simulated),
            percent(distance.relative, signed=True),
            word("yes" if distance.within else "no", lang),
        ]
        for distance in distances
    ]
    return render(headers, cells, numeric=(3, 4, 5))


def _factor(value: float) -> str:
    """A variance reduction; beyond ten thousand it only says that the two runs hardly differ."""
    if not math.isfinite(value):
        return "-"
    return number(value) if value <= 10_000.0 else "> 10,000"


def _run_cells(row: dict[str, Any], lang: str) -> list[str]:
    unit = row["unit"]
    return [
        OUTCOMES[row["outcome"]].label[lang],
        number(row["mean"], unit),
        _bounds(row["low"], row["high"], unit),
        number(row["end_mean"], unit),
        term(unit, lang),
    ]


def _bounds(low: float, high: float, unit: str = "") -> str:
    return "-" if low != low else f"[{number(low, unit)}, {number(high, unit)}]"
