"""The audit: at the end of a quarter every stock is explained by flows that somebody else booked.

A residual sector always balances and proves nothing. So changes of stocks are set against flows, flows against what
each actor states, debts against claims, and the cost of every instrument against what its users received.
Nothing here changes the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from .accounts import FLOWS
from .levers import INSTRUMENTS
from .public_accounts import COLUMNS, PUBLIC_ACCOUNTS
from .statements import BY_BANK, COUNTERPARTS, STATEMENTS

TOLERANCE = 1e-9
"""Largest residual of a quarter, relative to the gross amounts an identity is about."""

State = Mapping[str, np.ndarray]
DEPOSITORS = ("firms", "universities", "pilots", "funds", "guarantors", "governments", "households", "abroad")
_ROUNDING = (
    1e-6  # share of all flows that is added to what an identity is about, so that nothing is not infinitely small
)
_LAST_SEASON = 3


@dataclass(frozen=True)
class Identity:
    """One identity: what is left over (m yuan), and the gross amounts it is about (m yuan)."""

    name: str
    residual: float
    scale: float

    @property
    def relative(self) -> float:
        """Residual relative to scale; infinite when it is not a number."""
        if not np.isfinite(self.residual):
            return float("inf")
        return abs(self.residual) / self.scale if self.residual else 0.0


@dataclass(frozen=True)
class Report:
    """The identities of one quarter (``quarter`` counts from the start of the burn-in)."""

    quarter: int
    identities: tuple[Identity, ...]

    @property
    def worst(self) -> Identity:
        """The identity with the largest relative residual."""
        return max(self.identities, key=lambda identity: identity.relative)

    @property
    def broken(self) -> tuple[Identity, ...]:
        """Identities beyond the tolerance, worst first."""
        beyond = [identity for identity in self.identities if identity.relative > TOLERANCE]
        return tuple(sorted(beyond, key=lambda identity: -identity.relative))

    def __str__(self) -> str:
        if not self.broken:
            return f"quarter {self.quarter}: {len(self.identities)} identities hold, worst {_line(self.worst)}"
        lines = [f"quarter {self.quarter}: {len(self.broken)} of {len(self.identities)} identities do not hold"]
        return "\n".join([*lines, *(f"  {_line(identity)}" for identity in self.broken)])


def _line(identity: Identity) -> str:
    return f"{identity.name}: {identity.residual:.6g} m yuan, {identity.relative:.2g} of {identity.scale:.6g}"


class BooksError(Exception):
    """The books of a quarter do not agree; ``report`` says where."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


@dataclass(frozen=True)
class Opening:
    """Stocks at the start of a quarter."""

    stocks: Mapping[tuple[str, str], np.ndarray]
    money: Mapping[str, float]
    firm_ids: np.ndarray


_MORE_STOCKS = (("firms", "ytd_tax_plain"), ("firms", "tax_due"), ("instruments", "carried"))
_SUBSIDY, _ORDERS = INSTRUMENTS.index("direct_subsidy"), INSTRUMENTS.index("scenario_opening")


def open_books(state: State) -> Opening:
    """Copy what the audit at the end of the quarter compares with."""
    kept = {(statement.population, statement.stock) for statement in STATEMENTS} | set(_MORE_STOCKS)
    return Opening(
        {(name, stock): np.array(state[name][stock]) for name, stock in kept},
        {name: _total(state[name], "cash") for name in DEPOSITORS},
        np.array(state["firms"]["id"]),
    )


def audit(opening: Opening, state: State) -> Report:
    """Check every identity at the end of a quarter, before the calendar turns."""
    gross = float(np.abs(state["flows"]).sum())
    identities = (
        *_institutions(opening, state, gross),
        *_flows(state, gross),
        *_statements(opening, state, gross),
        *_claims(state, gross),
        *_covers_and_stakes(state, gross),
        *_balance_sheets(state, gross),
        *_public_cost(opening, state, gross),
        *_subsidy_vote(opening, state, gross),
    )
    return Report(int(state["clock"]["quarter"][0]), identities)


def _institutions(opening: Opening, state: State, gross: float) -> Iterable[Identity]:
    """The money of a kind of actor changes by its row of the transaction-flow matrix."""
    flows = state["flows"]
    for name in DEPOSITORS:
        received = sum(flows[code] for code, flow in enumerate(FLOWS) if _population(flow.payee) == name)
        paid = sum(flows[code] for code, flow in enumerate(FLOWS) if _population(flow.payer) == name)
        change = _total(state[name], "cash") - opening.money[name]
        yield Identity(f"money of {name} = received - paid", float(change - received + paid), gross)


def _flows(state: State, gross: float) -> Iterable[Identity]:
    """A flow is the sum of what actors state, on either side where both do."""
    for code, flow in enumerate(FLOWS):
        total = float(state["flows"][code])
        sides = (flow.stated_by, COUNTERPARTS[flow.id]) if flow.id in COUNTERPARTS else (flow.stated_by,)
        for name, field in sides:
            stated = _total(state[name], field)
            yield Identity(f"flow {flow.id} = {name}.{field}", total - stated, _scale(gross, total, stated))


def _statements(opening: Opening, state: State, gross: float) -> Iterable[Identity]:
    """Each actor's own statement explains its own stock."""
    for statement in STATEMENTS:
        actors = state[statement.population]
        before = opening.stocks[statement.population, statement.stock]
        if statement.population == "firms" and statement.stock != "cash":
            before = np.where(_same_firm(opening, actors), before, 0.0)
        change = actors[statement.stock] - before
        turnover = np.abs(before)
        for field in statement.plus:
            change = change - actors[field]
            turnover = turnover + np.abs(actors[field])
        for field in statement.minus:
            change = change + actors[field]
            turnover = turnover + np.abs(actors[field])
        present = actors["active"] == 1 if statement.staying else np.ones(len(actors), bool)
        weight = actors["weight"]
        yield _worst_row(
            f"{statement.population}.{statement.stock} = opening + statement",
            np.where(present, change * weight, 0.0),
            turnover * weight + _ROUNDING * gross,
        )


def _claims(state: State, gross: float) -> Iterable[Identity]:
    """What one side owes, the other side owns. Measured with all flows: decades of rounding add up in a stock."""
    firms, banks = state["firms"], state["banks"]
    for of_firms, of_banks in BY_BANK:
        owed = _by_row(firms, of_firms, "bank", len(banks))
        yield _worst_row(f"banks.{of_banks} = firms.{of_firms} by bank", banks[of_banks] - owed, gross)
    deposits = sum(_by_row(state[name], "cash", "bank", len(banks)) for name in DEPOSITORS)
    yield _worst_row("banks.deposits = accounts kept there", banks["deposits"] - deposits, gross)
    for of_firms, of_others in (("receivables", "trade_payables"), ("payables", "trade_receivables")):
        others = _total(state["households"], of_others) + _total(state["abroad"], of_others)
        yield Identity(f"firms.{of_firms} = {of_others} of the others", _total(firms, of_firms) - others, gross)
    bonds = float(banks["bonds"].sum())
    yield Identity("governments.debt = banks.bonds", _total(state["governments"], "debt") - bonds, gross)


def _covers_and_stakes(state: State, gross: float) -> Iterable[Identity]:
    """What pool and guarantors cover is what firms owe under cover; what funds hold is what they paid for it."""
    firms, guarantors, funds = state["firms"], state["guarantors"], state["funds"]
    covers = (
        ("pool", slice(0, 1), np.zeros(len(firms), np.int64), "pooled_debt", "pool_cover"),
        ("guarantors", slice(1, None), firms["guarantor"], "guaranteed_debt", "guarantee_cover"),
    )
    for name, part, row, debt, cover in covers:
        covered = firms[debt] > 0.0
        principal = firms[debt] * firms["weight"]
        for field, amount in (("outstanding", principal), ("cover_outstanding", principal * firms[cover])):
            owed = np.bincount(row[covered], amount[covered], len(guarantors))[part]
            booked = (guarantors[field] * guarantors["weight"])[part]
            yield _worst_row(f"{name}.{field} = firms.{debt}", booked - owed, gross)
    technologies = state["technologies"][: int(state["clock"]["n_technologies"][0])]
    held = technologies["fund"] >= 0
    paid = (technologies["fund_paid"] * technologies["weight"])[held]
    stakes = np.bincount(technologies["fund"][held], paid, len(funds))
    yield _worst_row("funds.portfolio = stakes", funds["portfolio"] * funds["weight"] - stakes, gross)


def _balance_sheets(state: State, gross: float) -> Iterable[Identity]:
    """Assets of every bank equal its deposits and capital; what banks owe each other nets out."""
    banks = state["banks"]
    assets = banks["loans"] + banks["bonds"] + banks["reserves"]
    yield _worst_row("banks: assets = deposits + equity", assets - banks["deposits"] - banks["equity"], gross)
    yield Identity("banks.reserves sum to zero", float(banks["reserves"].sum()), gross)


def _public_cost(opening: Opening, state: State, gross: float) -> Iterable[Identity]:
    """What an instrument cost is what its users booked; tax saved is what the law without it would have asked more."""
    for code, instrument in enumerate(INSTRUMENTS):
        for column in COLUMNS:
            cost = float(state["instruments"][column][code])
            booked, turnover = 0.0, 0.0
            for name, field, rows in PUBLIC_ACCOUNTS.get((instrument, column), ()):
                amounts = (state[name][field] * state[name]["weight"])[rows]
                booked += float(amounts.sum())
                turnover += float(np.abs(amounts).sum())
            yield Identity(f"{instrument}.{column} = booked by users", cost - booked, _scale(gross, cost, turnover))
    if int(state["clock"]["season"][0]) != _LAST_SEASON:  # the year's tax is settled and forgotten in the last one
        firms = state["firms"]
        known = _same_firm(opening, firms)
        plain = firms["ytd_tax_plain"] - np.where(known, opening.stocks["firms", "ytd_tax_plain"], 0.0)
        due = firms["tax_due"] - np.where(known, opening.stocks["firms", "tax_due"], 0.0)
        asked = due + firms["tax_paid"] - firms["tax_refunded"]
        saved = firms["forgone_rd"] + firms["forgone_re"] + firms["forgone_basic"]
        yield _worst_row(
            "tax without deductions = tax asked + tax forgone",
            (plain - asked - saved) * firms["weight"],
            (firms["ytd_tax_plain"] + np.abs(due) + firms["tax_paid"] + np.abs(saved)) * firms["weight"]
            + _ROUNDING * gross,
        )


def _subsidy_vote(opening: Opening, state: State, gross: float) -> Iterable[Identity]:
    """Every yuan of the vote for subsidies is granted, paid as an order, carried on or lapses; so are those moved."""
    accounts = state["instruments"]
    subsidy, orders = accounts[_SUBSIDY], accounts[_ORDERS]
    moved, back = float(orders["transferred"]), float(orders["handed_back"])
    before = float(opening.stocks["instruments", "carried"][_SUBSIDY])
    came, went = float(subsidy["voted"]) + before, float(subsidy["cash"]) + float(subsidy["carried"])
    left = came - went - (moved - back) - float(subsidy["lapsed"])
    yield Identity("subsidy vote = granted + ordered + carried on + lapsed", left, _scale(gross, came, went, moved))
    taken = float(subsidy["transferred"])
    yield Identity("moved to orders = taken from subsidies", moved + taken, _scale(gross, moved))
    own = float(orders["budget"]) - moved
    beyond = float(orders["cash"]) - (moved - back) - own
    lost = max(0.0, beyond) if moved else 0.0  # buyers may leave money of their own, but spend none that is not theirs
    yield Identity("orders beyond the buyers' own budget = moved - handed back", lost, _scale(gross, moved, own))


def _population(institution: str) -> str:
    """Population of an institution of the flow matrix: it says government where the state says governments."""
    return "governments" if institution == "government" else institution


def _total(actors: np.ndarray, field: str) -> float:
    """Aggregate of a field: own amounts times weights."""
    return float((actors[field] * actors["weight"]).sum())


def _by_row(actors: np.ndarray, field: str, row: str, count: int) -> np.ndarray:
    """Aggregate of a field by the row of another population that ``row`` names."""
    return np.bincount(actors[row], actors[field] * actors["weight"], count)


def _same_firm(opening: Opening, firms: np.ndarray) -> np.ndarray:
    """Rows that still hold the firm of the opening; a new firm starts from nothing."""
    return opening.firm_ids == firms["id"]


def _scale(gross: float, *amounts: float) -> float:
    """What an identity about ``amounts`` is measured by: themselves, and a trace of all flows for rounding."""
    return sum(abs(amount) for amount in amounts) + _ROUNDING * gross


def _worst_row(name: str, residuals: np.ndarray, scale: np.ndarray | float) -> Identity:
    """The row that is worst off relative to its own scale."""
    scales = np.broadcast_to(scale, residuals.shape)
    relative = np.abs(residuals) / np.where(scales > 0.0, scales, 1.0)
    row = int(np.argmax(np.where(np.isfinite(relative), relative, np.inf)))
    return Identity(f"{name} (row {row})", float(residuals[row]), float(scales[row]))
