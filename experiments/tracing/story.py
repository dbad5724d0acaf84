"""A trace as a story: one line for each thing that happened, and where two stories part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from model.classifications import REGIONS, SECTORS, SIZES

from ..tables import number, percent, render, wrapped
from ..wording import sentence, term, word
from .events import Event
from .tracing import Trace, parting
from .wording import text_of

if TYPE_CHECKING:
    from model.scenario import Scenario

_INDENT = " " * 20


def story(trace: Trace, scenario: Scenario, lang: str) -> str:
    """The whole trace."""
    title = sentence(
        "trace_title", lang, kind=word(trace.kind, lang), subject=trace.subject, scenario=scenario.name[lang],
        seed=trace.seed,
    )  # fmt: skip
    lines = [_line(event, lang) for event in trace.events] or [sentence("trace_nothing", lang)]
    parts = [title, "\n".join(lines)]
    if trace.summary:
        parts.append(_money(trace, lang))
    return "\n\n".join(parts)


def two_stories(
    one: Trace, other: Trace, scenarios: Mapping[str, Scenario], lang: str, example: str | None = None
) -> str:
    """What both share, where they part, and how each goes on; ``example`` is another technology that ends otherwise."""
    found = parting(one, other)
    names = [scenarios[trace.scenario].name[lang] for trace in (one, other)]
    head = sentence("trace_compared", lang, kind=word(one.kind, lang), subject=one.subject, one=names[0],
                    other=names[1], seed=one.seed)  # fmt: skip
    if found.same:
        return "\n\n".join([head, _alike(one, example, lang), story(one, scenarios[one.scenario], lang)])
    pairs = zip(one.events[: found.shared], other.events, strict=False)
    shared = "\n".join(_line(replace(here, until=min(here.until, there.until)), lang) for here, there in pairs)
    parts = [head]
    if shared:
        parts += [sentence("trace_shared", lang), shared]
    parts.append(sentence("trace_parts", lang, date=min(e.date for e in (found.one, found.other) if e is not None)))
    for name, trace in zip(names, (one, other), strict=True):
        rest = [_line(event, lang) for event in trace.events[found.shared :]] or [sentence("trace_nothing", lang)]
        parts.append(f"{name}:\n" + "\n".join(rest))
    return "\n\n".join(parts)


def _alike(trace: Trace, example: str | None, lang: str) -> str:
    """That nothing differs; of a technology also when it ended, and one that does part."""
    last = trace.events[-1]
    ended = trace.kind == "technology" and last.ends
    said = sentence("trace_ended_alike", lang, date=last.date) if ended else sentence("trace_same", lang)
    if trace.kind != "technology":
        return said
    named = sentence("trace_one_that_parts", lang, subject=example) if example else sentence("trace_none_parts", lang)
    return f"{said} {named}"


def _line(event: Event, lang: str) -> str:
    date = event.date if not event.until else f"{event.date} .. {event.until}"
    body = wrapped(text_of(event, lang), _INDENT).lstrip()
    return f"{date:<{len(_INDENT)}}{body}"


def _part(name: str, lang: str) -> str:
    """A payment, or a size, sector or region of receivers."""
    groups = {item.id: item.zh for item in (*SIZES, *SECTORS, *REGIONS)}
    return groups[name] if lang == "zh" and name in groups else term(name.replace("_", " "), lang)


def _money(trace: Trace, lang: str) -> str:
    summary = trace.summary
    total = summary["received"]
    tables = []
    for key in ("uses", "by_size", "by_sector", "by_region"):
        rows = [
            [_part(name, lang), number(amount), percent(amount / total)]
            for name, amount in summary[key].items()
            if total > 0.0 and amount >= 0.01 * total
        ]
        if rows:
            tables.append(render([word(key, lang), word("bn", lang), ""], rows, numeric=(1, 2)))
    largest = [f"  {known['label'][lang]}: {number(known['amount'])}" for known in summary["largest_receivers"]]
    if largest:
        tables.append(word("largest_receivers", lang) + ":\n" + "\n".join(largest))
    return "\n\n".join([sentence("trace_money", lang, total=number(total)), *tables])
