"""What a trace is made of: dated events, each with the process, who decided, and the numbers it was decided on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from model.classifications import ORIGINS, REGIONS, SECTORS, SIZES

from ..json_rows import finite

Numbers = dict[str, Any]
Label = dict[str, str]
NOBODY: Label = {"en": "", "zh": ""}


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    ``what`` names a sentence of ``wording``; ``until`` is the last quarter of something that went on.
    """

    date: str
    process: str
    what: str
    who: Label = field(default_factory=lambda: dict(NOBODY))
    numbers: Numbers = field(default_factory=dict)
    until: str = ""

    def as_json(self) -> dict[str, Any]:
        """The event as data; what is not finite is null."""
        data = asdict(self)
        data["numbers"] = {name: _plain(value) for name, value in self.numbers.items()}
        return data

    def same_as(self, other: Event) -> bool:
        """Whether the same thing began at the same time through the same actor, whatever its numbers and its end."""
        return (self.date, self.what, self.who) == (other.date, other.what, other.who)

    @property
    def ends(self) -> bool:
        """Whether a technology ends with it."""
        return self.what == "won" or self.what.startswith("died")

    @property
    def tells_sums(self) -> bool:
        """Whether its numbers are what happened: the sums of a year, or an amount that changed hands.

        Not so the numbers behind a decision, and those of what goes on, which are of its last quarter only.
        """
        return self.what not in REPEATED and (self.what.startswith("year_of_") or not SUMS.isdisjoint(self.numbers))


def joined(events: list[Event]) -> list[Event]:
    """Events with what repeats quarter after quarter told once, from its first to its last quarter."""
    told: list[Event] = []
    for event in events:
        place = next((at for at in range(len(told) - 1, max(-1, len(told) - 4), -1) if _goes_on(told[at], event)), None)
        if place is None:
            told.append(event)
        else:
            told[place] = replace(told[place], until=event.date, numbers=event.numbers)
    return told


SUMS = {"amount", "upfront", "received"}
"""Numbers of an event that are money changing hands."""
REPEATED = {
    "waits",
    "short_of_cash",
    "no_look",
    "loan_refused",
    "no_place",
    "not_worth",
    "others_first",
    "asks_for_money",
}


def _goes_on(earlier: Event, later: Event) -> bool:
    same = (earlier.what, earlier.who) == (later.what, later.who) and later.what in REPEATED
    return same and earlier.numbers.get("cause") == later.numbers.get("cause")


def firm_label(state: dict[str, np.ndarray], row: int) -> Label:
    """A firm in words: identity, size, sector, region."""
    firm = state["firms"][row]
    size, sector, region = SIZES[firm["size_class"]], SECTORS[firm["sector"]], REGIONS[firm["region"]]
    return {
        "en": f"firm {firm['id']} ({size.en.lower()}, {sector.en.lower()}, {region.en})",
        "zh": f"企业 {firm['id']}({size.zh},{sector.zh},{region.zh})",
    }


def university_label(state: dict[str, np.ndarray], row: int) -> Label:
    """A university or institute in words."""
    unit = state["universities"][row]
    kind, sector, region = ORIGINS[unit["kind"]], SECTORS[unit["sector"]], REGIONS[unit["region"]]
    return {
        "en": f"{kind.en.lower()} {row} ({sector.en.lower()}, {region.en})",
        "zh": f"{kind.zh} {row}({sector.zh},{region.zh})",
    }


def of_kind(en: str, zh: str, row: int) -> Label:
    """An actor known by its row."""
    return {"en": f"{en} {row}", "zh": f"{zh} {row}"}


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return finite(value)
