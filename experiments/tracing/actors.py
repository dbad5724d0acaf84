"""Follow one firm, its loans, or one university: what each quarter brought, process by process, and a line a year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.classifications import SIZES
from model.world import World

from .events import NOBODY, Event, Label, Numbers, firm_label, of_kind, university_label
from .identity import firm_row

GOVERNMENT: Label = {"en": "government", "zh": "政府"}

CREDIT_FLOWS = (
    ("borrowed", "borrowed"),
    ("repaid", "repaid"),
    ("collateral_taken", "collateral_taken"),
    ("written_off", "written_off"),
)
FIRM_FLOWS = (
    *CREDIT_FLOWS,
    ("grants_received", "grant_received"),
    ("orders_received", "order_delivered"),
    ("venture_received", "venture_received"),
    ("exits_paid", "fund_bought_out"),
    ("fines", "fined"),
    ("licences_paid", "licence_paid"),
    ("equity_paid_in", "equity_paid_in"),
    ("liquidated", "liquidated"),
)
"""A flow a firm states -> what it is called in a trace."""
REPAYMENT_WORTH_TELLING = 0.05  # of the debt; ordinary instalments are in the line of the year


class FirmTracer:
    """Writes down what happens to the firm with this identity; with ``credit_only`` its loans alone."""

    def __init__(self, identity: int, credit_only: bool = False) -> None:
        self.identity = identity
        self.credit_only = credit_only
        self.flows: Sequence[tuple[str, str]] = CREDIT_FLOWS if credit_only else FIRM_FLOWS
        self.events: list[Event] = []
        self.label: Label = dict(NOBODY)
        self._row = -1
        self._was: np.void | None = None
        self._year: Numbers = {}

    def before(self, process: str, world: World) -> None:
        """Remember how the firm stands."""
        row = firm_row(world, self.identity)
        if row >= 0:
            self._row = row
            self.label = self.label if self.label["en"] else firm_label(world.state, row)
        self._was = world.state["firms"][row].copy() if row >= 0 else None

    def after(self, process: str, world: World) -> None:
        """Write down what the process changed."""
        if self._was is None:
            row = firm_row(world, self.identity)
            if row >= 0:
                self._note(process, world, "entered", firm_label(world.state, row))
            return
        was, now = self._was, world.state["firms"][self._row]
        if now["id"] != self.identity:
            return
        for field, what in self.flows:
            amount = float(now[field] - was[field])
            if amount > 0.0 and not (field == "repaid" and amount < REPAYMENT_WORTH_TELLING * was["debt"]):
                self._note(process, world, what, *self._giver(field, world, now, amount))
        self._credit(process, world, was, now)
        if not self.credit_only:
            self._business(process, world, was, now)
        if was["exiting"] == 0 and now["exiting"] == 1:
            self._note(process, world, "firm_fails", self.label, self._why(process, world, now))
        if process == "firms_settle":
            self._close_quarter(process, world, now)

    def _giver(self, field: str, world: World, now: np.void, amount: float) -> tuple[Label, Numbers]:
        numbers: Numbers = {"amount": amount, "debt": float(now["debt"]), "rate": float(now["loan_rate"])}
        if field in ("borrowed", "repaid", "collateral_taken", "written_off"):
            return of_kind("bank", "银行", int(now["bank"])), numbers
        return (GOVERNMENT if field in ("grants_received", "orders_received", "fines") else dict(NOBODY)), numbers

    def _credit(self, process: str, world: World, was: np.void, now: np.void) -> None:
        bank = of_kind("bank", "银行", int(now["bank"]))
        if process == "banks_lend" and was["loan_request"] > 0.0 and now["borrowed"] == was["borrowed"]:
            self._note(process, world, "firm_refused", bank, {
                "amount": float(was["loan_request"]), "debt": float(now["debt"]), "profit": float(now["profit_trend"]),
            })  # fmt: skip
        if was["pooled_debt"] < now["pooled_debt"]:
            self._note(process, world, "pooled", {"en": "risk pool", "zh": "风险池"},
                       {"cover": float(now["pool_cover"])})  # fmt: skip
        if was["guaranteed_debt"] < now["guaranteed_debt"]:
            self._note(process, world, "guaranteed", of_kind("guarantor", "担保机构", int(now["guarantor"])),
                       {"cover": float(now["guarantee_cover"])})  # fmt: skip
        if was["distressed"] == 0 and now["distressed"] > 0:
            self._note(process, world, "cannot_pay_interest", self.label, {"debt": float(now["debt"])})

    def _business(self, process: str, world: World, was: np.void, now: np.void) -> None:
        if now["n_results"] > was["n_results"]:
            self._note(process, world, "results", self.label, {
                "count": int(now["n_results"] - was["n_results"]), "n": int(now["n_results"]),
            })  # fmt: skip
        if was["ai"] == 0 and now["ai"] == 1:
            self._note(process, world, "adopts_ai", self.label, {"gain": float(now["process_gain"])})
        if process == "firms_adopt" and (was["process_gain"] > 0.0 or was["quality_gain"] > 0.0):
            self._note(process, world, "gains", self.label, {
                "cost_cut": float(was["process_gain"]), "quality": float(was["quality_gain"]),
            })  # fmt: skip
        if was["size_class"] != now["size_class"]:
            sizes = SIZES[was["size_class"]], SIZES[now["size_class"]]
            self._note(process, world, "changes_size", self.label, {
                "from": sizes[0].en.lower(), "to": sizes[1].en.lower(), "from_zh": sizes[0].zh, "to_zh": sizes[1].zh,
            })  # fmt: skip
        if was["high_tech"] != now["high_tech"]:
            self._note(process, world, "certified" if now["high_tech"] == 1 else "loses_certificate", self.label)

    def _why(self, process: str, world: World, now: np.void) -> Numbers:
        """The rules by which firms leave, read off the firm."""
        rules = world.state["parameters"][0]
        if process == "firms_settle":
            return {"reason": "cannot_pay_wages"}
        if now["distressed"] >= rules["distress_quarters"]:
            return {"reason": "banks_lost_patience", "quarters": int(now["distressed"])}
        if now["low_quarters"] >= rules["floor_quarters"]:
            return {"reason": "too_small", "quarters": int(now["low_quarters"])}
        return {"reason": "closes"}

    def _close_quarter(self, process: str, world: World, now: np.void) -> None:
        for name in ("revenue", "profit", "borrowed", "repaid", "interest"):
            self._year[name] = self._year.get(name, 0.0) + float(now[name])
        research = now["research_basic"] + now["research_applied"] + now["development"]
        self._year["research"] = self._year.get("research", 0.0) + float(research)
        if int(world.state["clock"]["season"][0]) == 3:
            stocks = {name: float(now[name]) for name in ("cash", "debt", "price", "unit_cost", "quality", "loan_rate")}
            used = float(now["output"] / now["capacity"]) if now["capacity"] > 0.0 else 0.0
            what = "year_of_loan" if self.credit_only else "year_of_firm"
            self._note(process, world, what, self.label, {**self._year, **stocks, "utilisation": used})
            self._year = {}

    def _note(self, process: str, world: World, what: str, who: Label, numbers: Numbers | None = None) -> None:
        self.events.append(Event(str(world.date), process, what, who, numbers or {}))


UNIVERSITY_FLOWS = (
    ("licence_income", "licence_income"),
    ("poc_spent", "poc_spent"),
    ("inventor_shares", "inventor_shares"),
    ("consortium_income", "consortium_income"),
)


class UniversityTracer:
    """Writes down what happens to a university or institute."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.events: list[Event] = []
        self.label: Label = dict(NOBODY)
        self._was: np.void | None = None
        self._year: Numbers = {}

    def before(self, process: str, world: World) -> None:
        """Remember how it stands."""
        self.label = university_label(world.state, self.row)
        self._was = world.state["universities"][self.row].copy()

    def after(self, process: str, world: World) -> None:
        """Write down what the process changed."""
        was, now = self._was, world.state["universities"][self.row]
        assert was is not None
        if now["n_results"] > was["n_results"]:
            count = int(now["n_results"] - was["n_results"])
            self._note(process, world, "results", {"count": count, "n": int(now["n_results"])})
        for field, what in UNIVERSITY_FLOWS:
            if now[field] > was[field]:
                self._note(process, world, what, {"amount": float(now[field] - was[field])})
        if process == "universities_settle":
            for name in ("public_funding", "contract_income", "licence_income", "spending", "inventor_shares"):
                self._year[name] = self._year.get(name, 0.0) + float(now[name])
            if int(world.state["clock"]["season"][0]) == 3:
                stocks = ("researchers", "effort_transfer", "need_weight", "patents_used", "patents_idle")
                self._note(process, world, "year_of_university",
                           {**self._year, **{name: float(now[name]) for name in stocks}})  # fmt: skip
                self._year = {}

    def _note(self, process: str, world: World, what: str, numbers: Numbers) -> None:
        self.events.append(Event(str(world.date), process, what, self.label, numbers))
