"""Trace one subject through a run, tell it, and set its fate under two policies side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from model.world import World

from ..errors import UsageError
from .actors import FirmTracer, UniversityTracer
from .events import Event, joined
from .identity import (
    FIRM_STANDS,
    LOAN_STANDS,
    choose_firm,
    choose_parted,
    choose_technology,
    choose_university,
    name_of,
    parted_firms,
    parted_universities,
)
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

    A choice such as ``first`` is made in the first run and, with a second, among those that fare otherwise there;
    ``parted`` is the most promising technology that ends otherwise in the second.
    Raises UsageError for a subject that cannot be found.
    """
    starts = [World(scenario, seed=seed) for scenario in scenarios]
    key = _choose(kind, wanted, *starts)
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


def one_that_parts(scenarios: Sequence[Scenario], seed: int) -> str | None:
    """Name of the most promising technology that ends otherwise in the second run; None where all end alike."""
    try:
        return traces(scenarios, seed, "technology", "parted")[0].subject
    except UsageError:
        return None


def _choose(kind: str, wanted: str, one: World, other: World | None = None) -> int | None:
    """The subject's identity; None for a yuan, which has none."""
    if kind == "technology":
        if wanted == "parted" and other is not None:
            return choose_parted(one, other)
        return choose_technology(one, wanted, other)
    if wanted.isdecimal():
        other = None  # nothing to choose
    if kind in ("firm", "loan"):
        stands = LOAN_STANDS if kind == "loan" else FIRM_STANDS
        return choose_firm(one, wanted, () if other is None else parted_firms(one, other, stands))
    if kind == "university":
        return choose_university(one, wanted, () if other is None else parted_universities(one, other))
    return None


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


def _same(here: Event, there: Event) -> bool:
    """The same thing through the same actor, and where sums are what is told, the same sums as they are printed."""
    return here.same_as(there) and (not here.tells_sums or text_of(here, "en") == text_of(there, "en"))


def parting(one: Trace, other: Trace) -> Parting:
    """Where what happened under two policies begins to differ."""
    for place, (here, there) in enumerate(zip(one.events, other.events, strict=False)):
        if not _same(here, there):
            return Parting(place, one.events[place - 1] if place else None, here, there)
    shared = min(len(one.events), len(other.events))
    rest = [trace.events[shared] if len(trace.events) > shared else None for trace in (one, other)]
    return Parting(shared, one.events[shared - 1] if shared else None, *rest)
