"""Trace one subject through a run, tell it, and set its fate under two policies side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from model.world import World

from ..errors import UsageError
from .actors import FirmTracer, UniversityTracer
from .events import Event, joined
from .identity import choose_firm, choose_parted, choose_technology, choose_university, name_of
from .money import MoneyTracer
from .technology import TechnologyTracer
from .watching import WatchedWorld
from .wording import text_of

if TYPE_CHECKING:
    from model.scenario import Scenario

Tracer = TechnologyTracer | FirmTracer | UniversityTracer | MoneyTracer


@dataclass(frozen=True)
class Trace:
    """What happened to one subject under one scenario and seed."""

    kind: str
    subject: str
    scenario: str
    seed: int
    events: list[Event]
    summary: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The trace as one document; every event with its sentence in both languages."""
        told = [
            {**event.as_json(), "text": {lang: text_of(event, lang) for lang in ("en", "zh")}} for event in self.events
        ]
        return {
            "kind": self.kind,
            "subject": self.subject,
            "scenario": self.scenario,
            "seed": self.seed,
            "events": told,
            "summary": self.summary,
        }


@dataclass(frozen=True)
class Parting:
    """Where two traces of one subject part: the last event they share, and the first in which they differ."""

    shared: int
    before: Event | None
    one: Event | None
    other: Event | None

    @property
    def same(self) -> bool:
        """Whether nothing that happened differs."""
        return self.one is None and self.other is None


def traces(scenarios: Sequence[Scenario], seed: int, kind: str, wanted: str) -> list[Trace]:
    """Follow one subject through the run of one scenario, or of two to be set side by side.

    A choice such as ``first`` is made in the first run; ``parted`` is a technology that ends otherwise in the second.
    Raises UsageError for a subject that cannot be found.
    """
    starts = [World(scenario, seed=seed) for scenario in scenarios]
    if kind == "technology" and wanted == "parted" and len(starts) == 2:
        key: int | None = choose_parted(*starts)
    else:
        key = choose_technology(starts[0], wanted) if kind == "technology" else None
    if kind in ("firm", "loan"):
        key = choose_firm(starts[0], wanted)
    elif kind == "university":
        key = choose_university(starts[0], wanted)
    found: list[Trace] = []
    for start in starts:
        watcher = _watcher(kind, wanted, key)
        WatchedWorld.of(start, watcher).run()
        if not watcher.events and not found:
            raise UsageError(
                f"--{kind} {wanted}: it does nothing in this run: not there, not born, or gone before it begins"
            )
        name = found[0].subject if found else _name(watcher, wanted if key is None else str(key))
        summary = watcher.summary() if isinstance(watcher, MoneyTracer) else {}
        found.append(Trace(kind, name, start.scenario.id, seed, joined(watcher.events), summary))
    return found


def _watcher(kind: str, wanted: str, key: int | None) -> Tracer:
    if key is None:
        return MoneyTracer(wanted)
    if kind == "technology":
        return TechnologyTracer(key)
    return UniversityTracer(key) if kind == "university" else FirmTracer(key, credit_only=kind == "loan")


def _name(watcher: Tracer, known: str) -> str:
    if isinstance(watcher, TechnologyTracer) and watcher.last is not None:
        return name_of(watcher.last)
    return known


def parting(one: Trace, other: Trace) -> Parting:
    """Where what happened under two policies begins to differ."""
    for place, (here, there) in enumerate(zip(one.events, other.events, strict=False)):
        if not here.same_as(there):
            return Parting(place, one.events[place - 1] if place else None, here, there)
    shared = min(len(one.events), len(other.events))
    rest = [trace.events[shared] if len(trace.events) > shared else None for trace in (one, other)]
    return Parting(shared, one.events[shared - 1] if shared else None, *rest)
