"""Which technology, firm or university is meant: identities, and choices such as ``first`` or ``dead:no_finance``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from model.classifications import CAUSES_OF_DEATH, ORIGINS, codes
from model.populations.technologies import INDUSTRIALISED, OPEN
from model.processes.birth import technology_key
from model.world import BURN_IN, World

from ..errors import UsageError
from .watching import WatchedWorld

CHOICES = "ORIGIN-ACTOR-N as in firm-12-3, or first, largest, won, dead, dead:CAUSE, parted (with --compare)"


@dataclass(frozen=True)
class Ended:
    """A technology as it was when it ended."""

    key: int
    born: int
    state: int
    cause: int
    ended: int
    worth: float

    @property
    def fate(self) -> tuple[int, int, int]:
        """How and when it ended; (0, -1, -1) while it is open."""
        return self.state, self.cause, self.ended


class Endings:
    """Keeps what ends, just before it is forgotten, and what is still open after the last quarter."""

    def __init__(self) -> None:
        self.ended: list[Ended] = []

    def before(self, process: str, world: World) -> None:
        """Note the technologies that ended this quarter."""
        if process == "forget_ended":
            self._note(world, world.state["technologies"]["state"] != OPEN)

    def after(self, process: str, world: World) -> None:
        """Nothing."""

    def close(self, world: World) -> None:
        """Note those still open."""
        self._note(world, world.state["technologies"]["state"] == OPEN)

    def _note(self, world: World, chosen: np.ndarray) -> None:
        technologies = world.state["technologies"]
        (rows,) = np.nonzero(chosen[: int(world.state["clock"]["n_technologies"][0])])
        for row in rows:
            one = technologies[row]
            worth = float(one["potential"] * one["fit"])
            fate = int(one["state"]), int(one["cause"]), int(one["ended"])
            self.ended.append(Ended(int(one["key"]), int(one["born"]), *fate, worth))


def key_of(origin: int, actor: int, n: int) -> int:
    """Identity of an actor's n-th result as one number."""
    return int(technology_key(origin, actor, n))


def name_of(technology: np.void) -> str:
    """Identity of a technology as the user writes it."""
    return f"{ORIGINS[technology['origin']].id}-{technology['origin_id']}-{technology['n']}"


def choose_technology(start: World, wanted: str, other: World | None = None) -> int:
    """Key of the technology that ``wanted`` means in the run that begins with ``start`` (which is left as it is).

    Choices are among technologies born in recorded quarters; with an ``other`` run, first among those that end
    otherwise there. Raises UsageError where there is none.
    """
    match = re.fullmatch(r"(firm|university|institute)-(\d+)-(\d+)", wanted)
    if match:
        return key_of(codes(ORIGINS)[match[1]], int(match[2]), int(match[3]))
    kind, _, cause = wanted.partition(":")
    if kind not in ("first", "largest", "won", "dead") or (cause and kind != "dead"):
        raise UsageError(f"--technology {wanted!r}: write {CHOICES}")
    if cause and cause not in codes(CAUSES_OF_DEATH):
        raise UsageError(f"--technology {wanted!r}: causes are {', '.join(codes(CAUSES_OF_DEATH))}")
    found = [one for one in _all(start) if one.born >= BURN_IN]
    if kind == "won":
        found = [one for one in found if one.state == INDUSTRIALISED]
    if kind == "dead":
        wanted_cause = codes(CAUSES_OF_DEATH)[cause] if cause else None
        found = [one for one in found if one.cause >= 0 and wanted_cause in (None, one.cause)]
    if not found:
        raise UsageError(f"--technology {wanted!r}: none in this run; a longer run or another --seed may have one")
    if other is not None:
        there = {one.key: one.fate for one in _all(other)}
        found = [one for one in found if there.get(one.key, one.fate) != one.fate] or found
    if kind == "largest":
        return max(found, key=lambda one: (one.state != OPEN, one.worth, one.key)).key
    return min(found, key=lambda one: (one.born, one.key)).key if kind == "first" else found[0].key


def _all(start: World) -> list[Ended]:
    endings = Endings()
    world = WatchedWorld.of(start, endings)
    world.run()
    endings.close(world)
    return endings.ended


def choose_parted(one: World, other: World) -> int:
    """Key of the most promising technology that one run brings to the market and the other does not.

    Where there is none, of one that ends otherwise or at another time. Raises UsageError where all end alike.
    """
    here, there = ({found.key: found for found in _all(start) if found.born >= BURN_IN} for start in (one, other))
    both = [(here[key], there[key]) for key in here if key in there and here[key].fate != there[key].fate]
    if not both:
        raise UsageError("no technology ends otherwise under the two scenarios in this run; try another --seed")
    best = max(both, key=lambda pair: (INDUSTRIALISED in (pair[0].state, pair[1].state)
                                       and pair[0].state != pair[1].state, pair[0].worth, pair[0].key))  # fmt: skip
    return best[0].key


def row_of(world: World, key: int) -> int:
    """Where a technology stands now; -1 before its birth and after its end."""
    state = world.state
    (rows,) = np.nonzero(state["technologies"]["key"][: int(state["clock"]["n_technologies"][0])] == key)
    return int(rows[0]) if len(rows) else -1


FIRM_STANDS = {"cash": 1, "debt": 1}
LOAN_STANDS = {"debt": 2, "loan_rate": 4}
UNIVERSITY_STANDS = {"researchers": 0, "effort_transfer": 2, "patents_used": 0, "patents_idle": 0}
"""Fields, with the digits that a trace prints of them, by which one sees who fared otherwise in the end."""


def parted_firms(one: World, other: World, stands: Mapping[str, int]) -> set[int]:
    """Identities of the firms that live to the end of one run only, or stand otherwise there than in the other."""
    here, there = ({int(firm["id"]): _standing(firm, stands) for firm in _last(start, "firms") if firm["active"] == 1}
                   for start in (one, other))  # fmt: skip
    return {identity for identity in here.keys() | there.keys() if here.get(identity) != there.get(identity)}


def parted_universities(one: World, other: World) -> set[int]:
    """Rows of the universities that stand otherwise after one run than after the other."""
    both = zip(_last(one, "universities"), _last(other, "universities"), strict=True)
    return {row for row, (here, there) in enumerate(both)
            if _standing(here, UNIVERSITY_STANDS) != _standing(there, UNIVERSITY_STANDS)}  # fmt: skip


def _last(start: World, population: str) -> np.ndarray:
    return start.copy().run().state[population]


def _standing(actor: np.void, stands: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{float(actor[name]):.{digits}f}" for name, digits in stands.items())


def choose_firm(world: World, wanted: str, preferred: Collection[int] = ()) -> int:
    """Identity of a firm there is at the start: its number, or ``first``, ``largest``, ``leader``, ``indebted``.

    A choice is made among the ``preferred`` where one of them fits, such as those that fare otherwise in another run.
    """
    if wanted.isdecimal():
        return int(wanted)
    firms = world.state["firms"]
    fields = {"largest": "revenue_trend", "indebted": "debt"}
    if wanted not in ("first", "leader", *fields):
        raise UsageError(f"firm {wanted!r}: write its number, or first, largest, leader or indebted")
    (rows,) = np.nonzero((firms["active"] == 1) & ((firms["leader"] == 1) | (wanted != "leader")))
    if not len(rows):
        raise UsageError(f"firm {wanted!r}: write its number, or first, largest, leader or indebted")
    among = rows[np.isin(firms["id"][rows], list(preferred))]
    rows = among if len(among) else rows
    return int(firms["id"][rows[int(np.argmax(firms[fields[wanted]][rows])) if wanted in fields else 0]])


def firm_row(world: World, identity: int) -> int:
    """Row of a firm; -1 when it is not there (not yet, or not any more)."""
    firms = world.state["firms"]
    (rows,) = np.nonzero((firms["id"] == identity) & (firms["active"] == 1))
    return int(rows[0]) if len(rows) else -1


def choose_university(world: World, wanted: str, preferred: Collection[int] = ()) -> int:
    """Row of a university or institute: its number, or ``first``, ``largest`` among the ``preferred`` (else all)."""
    units = world.state["universities"]
    if wanted.isdecimal() and int(wanted) < len(units):
        return int(wanted)
    rows = sorted(preferred) or list(range(len(units)))
    if wanted == "first":
        return rows[0]
    if wanted == "largest":
        return rows[int(np.argmax(units["researchers"][rows]))]
    raise UsageError(f"university {wanted!r}: write a number below {len(units)}, or first or largest")
