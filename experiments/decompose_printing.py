"""The tables that ``decompose`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from model.indicators import OUTCOMES

from .decompose import Decomposition
from .statistics import Interval
from .tables import number, percent, render
from .wording import sentence, word

if TYPE_CHECKING:
    from model.scenario import Scenario


def decomposition_text(found: Decomposition, scenarios: Sequence[Scenario], lang: str) -> str:
    """Shares of the parts and synergy of the pairs, outcome by outcome."""
    baseline, package = scenarios
    how = sentence("decompose_exact", lang) if found.exact else sentence("decompose_sampled", lang, orders=found.orders)
    replicates = next(iter(found.total.values())).replicates
    parts = [
        sentence(
            "decompose_title", lang, name=package.name[lang], baseline=baseline.name[lang], n=replicates,
            first=found.window[0], last=found.window[1], how=how,
        )
    ]  # fmt: skip
    for outcome in found.shares:
        unit = OUTCOMES[outcome].unit
        whole, beyond = found.total[outcome], found.beyond_parts[outcome]
        parts.append(
            sentence(
                "decompose_total", lang, outcome=OUTCOMES[outcome].label[lang],
                total=number(whole.estimate, unit, signed=True), bounds=_bounds(whole, unit),
                beyond=number(beyond.estimate, unit, signed=True), beyond_bounds=_bounds(beyond, unit),
            )
            + "\n"
            + _shares(found, outcome, lang)
        )  # fmt: skip
    parts.append(_pairs(found, lang))
    parts.append(sentence("written", lang, folder=found.study.folder))
    return "\n\n".join(parts)


def _shares(found: Decomposition, outcome: str, lang: str) -> str:
    unit, whole = OUTCOMES[outcome].unit, found.total[outcome].estimate
    rows = []
    for part, share in zip(found.parts, found.shares[outcome], strict=True):
        of_total = percent(share.shapley.estimate / whole) if whole else "-"
        cells = [number(share.shapley.estimate, unit, signed=True), _bounds(share.shapley, unit), of_total]
        cells += [number(part_of.estimate, unit, signed=True) for part_of in (share.alone, share.last)]
        rows.append([part, *cells])
    headers = [word(key, lang) for key in ("part", "shapley", "interval", "of_total", "alone", "last")]
    return render(headers, rows, numeric=range(1, 6))


def _pairs(found: Decomposition, lang: str) -> str:
    rows = [
        [
            OUTCOMES[outcome].label[lang],
            f"{found.parts[one]} + {found.parts[other]}",
            number(pair.estimate, OUTCOMES[outcome].unit, signed=True),
            _bounds(pair, OUTCOMES[outcome].unit),
        ]
        for outcome, pairs in found.synergies.items()
        for (one, other), pair in pairs.items()
    ]
    return render([word(key, lang) for key in ("outcome", "pair", "synergy", "interval")], rows, numeric=(2, 3))


def _bounds(found: Interval, unit: str) -> str:
    return "-" if found.low != found.low else f"[{number(found.low, unit)}, {number(found.high, unit)}]"
