"""The tables that ``discover`` prints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from model.indicators import OUTCOMES

from .discovery.study import setting_of
from .tables import number, render
from .wording import sentence, word

if TYPE_CHECKING:
    from .discovery.boxes import Box, Restriction
    from .discovery.study import Discovery, Found

MOST_SETTINGS, MOST_LEAVES = 12, 2


def discovery_text(done: Discovery, lang: str) -> str:
    """Robustness of the policies, then where each fails."""
    cases = len(done.cases.x)
    parts = [sentence("discover_title", lang, fail=done.failure.text, cases=cases)]
    if done.robust:
        parts += [sentence("robust_title", lang, outcome=OUTCOMES[done.judged_by].label[lang]), _robust(done, lang)]
    for found in done.found[:MOST_SETTINGS]:
        parts += _boxes(done, found, lang)
    if len(done.found) > MOST_SETTINGS:
        parts.append(sentence("discover_more", lang, more=len(done.found) - MOST_SETTINGS))
    return "\n\n".join([*parts, sentence("written", lang, folder=done.study.folder)])


def _robust(done: Discovery, lang: str) -> str:
    unit = OUTCOMES[done.judged_by].unit
    headers = [*(lever.name for lever in done.cases.levers)]
    headers += [word(key, lang) for key in ("mean_regret", "high_regret", "satisfied")]
    cells = []
    for one in done.robust:
        figures = ((one.mean_regret, unit), (one.high_regret, unit), (one.satisfied, "share"))
        values = [f"{value:.4g}" for value in setting_of(done.cases, one.policy).values()]
        cells.append([*values, *(f"{number(v, u)} [{number(a, u)}, {number(b, u)}]" for (v, a, b), u in figures)])
    return render(headers, cells, numeric=range(len(headers)))


def _boxes(done: Discovery, found: Found, lang: str) -> list[str]:
    setting = setting_of(done.cases, found.setting)
    name = ", ".join(f"{lever.removeprefix('levers.')} {value:.4g}" for lever, value in setting.items())
    failures, cases = int(found.failed.sum()), len(found.failed)
    title = sentence("fails_title", lang, setting=f"{name}: " if name else "", failures=failures, cases=cases)
    if found.peeling is None:
        return [f"{title} {sentence('fails_everywhere' if failures else 'fails_nowhere', lang)}"]
    boxes = [("PRIM", found.peeling.box), *(("CART", leaf) for leaf in found.leaves[:MOST_LEAVES])]
    return [title, "\n".join(line for method, box in boxes for line in _box(method, box, lang))]


def _box(method: str, box: Box, lang: str) -> list[str]:
    head = sentence(
        "box", lang, method=method, coverage=100.0 * box.coverage, density=100.0 * box.density, mass=100.0 * box.mass
    )
    return [head, *(f"    {_restriction(one)}" for one in box.restrictions)]


def _restriction(one: Restriction) -> str:
    low = "" if math.isinf(one.low) else f"{one.low:.4g} <= "
    high = "" if math.isinf(one.high) else f" <= {one.high:.4g}"
    return f"{low}{one.factor}{high}  (p {one.p_value:.2g})"
