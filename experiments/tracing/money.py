"""Follow the public money of one instrument: who received it, and what they spent in the same quarter.

Money has no colour. What a receiver did with a yuan is its own mix of payments of the quarter, cash kept included: of
all it had coming in, the part that went to wages, research, interest ... So the uses add up to what was received.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from model.classifications import REGIONS, SECTORS, SIZES
from model.levers import INSTRUMENTS
from model.public_accounts import PUBLIC_ACCOUNTS
from model.statements import STATEMENTS
from model.world import World

from ..errors import UsageError, unknown_name
from .events import Event, firm_label

KEPT = "kept_as_cash"
_TOP = 5


def sources_of(instrument: str) -> list[tuple[str, str, slice, str]]:
    """(population, field, rows, account) in which receivers of an instrument state it.

    Raises UsageError for an instrument that does not exist or pays nobody.
    """
    if instrument not in INSTRUMENTS:
        raise unknown_name("instrument", instrument, INSTRUMENTS, "lab2market levers")
    found = [
        (population, field, rows, account)
        for (name, account), stated in PUBLIC_ACCOUNTS.items()
        if name == instrument and account in ("cash", "forgone")
        for population, field, rows in stated
    ]
    if not found:
        raise UsageError(f"{instrument} pays nobody: there is no yuan to follow")
    return found


class MoneyTracer:
    """Adds up, quarter by quarter, who received an instrument's money and how they spent."""

    def __init__(self, instrument: str) -> None:
        self.instrument = instrument
        self.sources = sources_of(instrument)
        self.received: dict[str, float] = {}
        self.by: dict[str, dict[str, float]] = {name: defaultdict(float) for name in ("size", "sector", "region")}
        self.uses: dict[str, float] = defaultdict(float)
        self.receivers: dict[str, dict[str, Any]] = {}
        self._year: dict[str, float] = defaultdict(float)
        self._year_uses: dict[str, float] = defaultdict(float)
        self.events: list[Event] = []

    def before(self, process: str, world: World) -> None:
        """Read the quarter when everybody has paid and nobody has left yet."""
        if process == "firms_leave":
            for population, field, rows, _ in self.sources:
                self._read(world, population, field, rows)
        if process == "forget_ended":
            self._close(process, world)

    def after(self, process: str, world: World) -> None:
        """Nothing."""

    def _read(self, world: World, population: str, field: str, rows: slice) -> None:
        table = world.state[population]
        stated = np.zeros(len(table))
        stated[rows] = (table[field] * table["weight"])[rows]
        if population == "firms":
            stated[table["active"] == 0] = 0.0
        uses = uses_of(table, population, field)
        for row in np.nonzero(stated > 0.0)[0]:
            amount = float(stated[row]) / 1000.0  # bn yuan
            self._year["received"] += amount
            for use, share in uses.items():
                self.uses[use] += amount * float(share[row])
                self._year_uses[use] += amount * float(share[row])
            if population == "firms":
                self._firm(world, int(row), amount)

    def _firm(self, world: World, row: int, amount: float) -> None:
        firm = world.state["firms"][row]
        self.by["size"][SIZES[firm["size_class"]].id] += amount
        self.by["sector"][SECTORS[firm["sector"]].id] += amount
        self.by["region"][REGIONS[firm["region"]].id] += amount
        known = self.receivers.setdefault(str(firm["id"]), {"label": firm_label(world.state, row), "amount": 0.0})
        known["amount"] += amount

    def _close(self, process: str, world: World) -> None:
        year = str(world.date)[:4]
        if str(world.date).endswith("Q4") or world.quarter + 1 == world.horizon:
            total = self._year["received"]
            self.received[year] = total
            shares = {use: amount / total for use, amount in self._year_uses.items()} if total > 0.0 else {}
            top = sorted(shares, key=lambda use: -shares[use])[:_TOP]
            self.events.append(
                Event(str(world.date), process, "year_of_money" if total > 0.0 else "no_money",
                      {"en": self.instrument, "zh": self.instrument},
                      {"received": total, "uses": {use: shares[use] for use in top}})
            )  # fmt: skip
            self._year, self._year_uses = defaultdict(float), defaultdict(float)

    def summary(self) -> dict[str, Any]:
        """Totals in bn yuan: by year, by whom, for what, and the largest receivers."""
        largest = sorted(self.receivers.values(), key=lambda known: -known["amount"])[:_TOP]
        total = sum(self.received.values())
        return {
            "instrument": self.instrument,
            "unit": "bn yuan",
            "received": total,
            "by_year": self.received,
            **{f"by_{name}": dict(sorted(parts.items(), key=lambda part: -part[1])) for name, parts in self.by.items()},
            "uses": dict(sorted(self.uses.items(), key=lambda part: -part[1])),
            "largest_receivers": largest,
        }


def uses_of(table: np.ndarray, population: str, field: str) -> dict[str, np.ndarray]:
    """Each receiver's mix: part of what came in (or went out, if more) by payment, and part kept; adds to 1."""
    statement = next(one for one in STATEMENTS if one.population == population and one.stock == "cash")
    if field in statement.minus:  # what a pool pays out is stated where it is spent
        return {field: np.ones(len(table))}
    paid = {field: np.maximum(table[field], 0.0) for field in statement.minus}
    out = sum(paid.values(), np.zeros(len(table)))
    came = sum((np.maximum(table[field], 0.0) for field in statement.plus), np.zeros(len(table)))
    whole = np.maximum(np.maximum(out, came), 1e-12)
    shares = {field: amount / whole for field, amount in paid.items()}
    shares[KEPT] = 1.0 - out / whole
    return shares
