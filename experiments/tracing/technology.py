"""Follow one technology from its birth to its end: what each process of each quarter did to it."""

from __future__ import annotations

import numpy as np

from model.classifications import CAUSES_OF_DEATH, ORIGINS, PILOT, REGIONS, SECTORS, STAGES
from model.populations.technologies import DEAD, INDUSTRIALISED
from model.world import World

from .decisions import (
    believed_gain,
    gate_numbers,
    luck_of_age,
    luck_of_market,
    luck_of_stage,
    quarters_of_stage,
    waits_for_customer,
)
from .events import NOBODY, Event, Label, Numbers, firm_label, of_kind, university_label
from .identity import name_of, row_of

TECHNICAL_FAILURE, OBSOLETE, HOST_BANKRUPT = 3, 5, 6


class TechnologyTracer:
    """Writes down the life of the technology with this key."""

    def __init__(self, key: int) -> None:
        self.key = key
        self.name = ""
        self.events: list[Event] = []
        self.last: np.void | None = None
        self._before: np.void | None = None
        self._paid = 0.0
        self._sponsor: Label = dict(NOBODY)
        self._answer = ""

    def before(self, process: str, world: World) -> None:
        """Remember how the technology and its sponsor stand."""
        row = row_of(world, self.key)
        self._before = world.state["technologies"][row].copy() if row >= 0 else None
        if row >= 0 and self._before["sponsor"] >= 0:
            self._sponsor = firm_label(world.state, int(self._before["sponsor"]))
            firm = world.state["firms"][int(self._before["sponsor"])]
            self._paid = float(firm["licences_paid"])

    def after(self, process: str, world: World) -> None:
        """Write down what the process changed."""
        row = row_of(world, self.key)
        if row < 0:
            return
        now = world.state["technologies"][row]
        self.last = now.copy()
        if self._before is None:
            self._born(process, world, now)
            return
        was = self._before
        self._market(process, world, was, now)
        self._money(process, world, was, now)
        self._doors(process, world, was, now)
        if process == "projects_advance":
            self._progress(process, world, was, now)
        if process == "results_enter_use" and now["sponsor"] >= 0 and now["origin"] > 0:
            firm = world.state["firms"][int(now["sponsor"])]
            royalty = float((firm["licences_paid"] - self._paid) * firm["weight"] / now["weight"])
            if now["state"] == INDUSTRIALISED and royalty > 0.0:
                self._note(process, world, "royalty_paid", self._sponsor, {"amount": royalty})
        self._end(process, world, was, now)

    # -- what happened ----------------------------------------------------------------------------

    def _born(self, process: str, world: World, now: np.void) -> None:
        self.name = name_of(now)
        origin = ORIGINS[now["origin"]].id
        row = int(now["origin_row"])
        who = firm_label(world.state, row) if origin == "firm" else university_label(world.state, row)
        self._note(process, world, "born", who, {
            "sector": SECTORS[now["sector"]].id, "region": REGIONS[now["region"]].id, "fit": float(now["fit"]),
            "believed": believed_gain(world, now), "true_gain": float(now["potential"] * now["fit"]),
            "cost": float(now["cost_scale"]), "patience": int(now["patience"]),
        })  # fmt: skip

    def _market(self, process: str, world: World, was: np.void, now: np.void) -> None:
        unit = university_label(world.state, int(now["origin_row"])) if now["origin"] > 0 else dict(NOBODY)
        if was["disclosed"] == 0 and now["disclosed"] >= 1:
            self._note(process, world, "offered", unit)
        if was["disclosed"] < 2 and now["disclosed"] == 2:
            self._note(process, world, "spin_off_proposed", unit, {"value": float(now["value"])})
        if was["sponsor"] < 0 <= now["sponsor"]:
            self._sponsor = firm_label(world.state, int(now["sponsor"]))
            firm = world.state["firms"][int(now["sponsor"])]
            upfront = float(firm["licences_paid"] * firm["weight"] / now["weight"])
            if process == "funds_invest":
                self._note(process, world, "founded", of_kind("fund", "基金", int(now["fund"])),
                           {"startup": self._sponsor["en"], "startup_zh": self._sponsor["zh"]})  # fmt: skip
            else:
                self._note(process, world, "licensed", self._sponsor,
                           {"upfront": upfront, "royalty": float(now["royalty"])})  # fmt: skip
        elif process == "technologies_meet_firms" and now["sponsor"] < 0 and now["disclosed"] >= 1:
            looks = int(now["contacts"] - was["contacts"])
            self._note(process, world, "looked_at" if looks else "no_look", unit, {"looks": looks})
            if was["financed"] == 0 and now["financed"] == 1:
                self._note(process, world, "own_proof", unit, {"cost": float(now["stage_cost"])})
        if was["consortium"] < 0 <= now["consortium"]:
            self._note(process, world, "in_consortium", self._sponsor)

    def _money(self, process: str, world: World, was: np.void, now: np.void) -> None:
        if process == "projects_apply" and now["sponsor"] >= 0 and now["running"] == 0 and now["financed"] == 0:
            what = {-1: "worth", 4: "not_worth", 2: "others_first"}.get(int(now["missing"]), "")
            if what and what + str(now["stage"]) != self._answer:
                self._note(process, world, what, self._sponsor, {"stage": STAGES[now["stage"]].id}
                           | gate_numbers(world, now))  # fmt: skip
            self._answer = what + str(now["stage"])
            if now["loan_request"] > 0.0:
                self._note(process, world, "asks_for_money", self._sponsor, {"amount": float(now["loan_request"])})
        if now["granted"] > was["granted"]:
            self._note(process, world, "granted", {"en": "the agency", "zh": "资助机构"},
                       {"amount": float(now["granted"] - was["granted"])})  # fmt: skip
        if process == "banks_lend" and was["loan_request"] > 0.0 and was["financed"] == 0:
            bank = int(world.state["firms"]["bank"][int(now["sponsor"])])
            numbers: Numbers = {
                "amount": float(was["loan_request"]),
                "expected_loss": float(world.state["banks"]["tech_expected_loss"][bank]),
                "approval": float(world.state["banks"]["approval"][bank]),
            }
            what = "lent" if now["financed"] == 1 else "loan_refused"
            self._note(process, world, what, of_kind("bank", "银行", bank), numbers)
        if now["fund_paid"] > was["fund_paid"]:
            self._note(process, world, "fund_pays", of_kind("fund", "基金", int(now["fund"])), {
                "amount": float(now["fund_paid"] - was["fund_paid"]), "stake": float(now["fund_share"]),
            })  # fmt: skip

    def _doors(self, process: str, world: World, was: np.void, now: np.void) -> None:
        if was["has_place"] == 0 and now["has_place"] == 1:
            line = of_kind("pilot platform", "中试平台", int(now["pilot"])) if now["pilot"] >= 0 else self._sponsor
            self._note(process, world, "place_found", line)
        elif process == "pilots_admit" and _asks_for_place(now):
            self._note(process, world, "no_place", {"en": "pilot platforms", "zh": "中试平台"})
        if was["customer"] == 0 and now["customer"] == 1:
            if now["public_order"] == 1:
                self._note(process, world, "order_won", {"en": "an opened scenario", "zh": "开放场景"},
                           {"amount": float(now["order_value"])})  # fmt: skip
            else:
                self._note(process, world, "customer_found", dict(NOBODY), luck_of_market(world, was))

    def _progress(self, process: str, world: World, was: np.void, now: np.void) -> None:
        began = was["running"] == 0 and (
            now["running"] == 1 or now["stage"] > was["stage"] or now["spent"] > was["spent"]
        )
        if began:
            self._note(process, world, "stage_begins", self._sponsor, {
                "stage": STAGES[was["stage"]].id, "quarters": quarters_of_stage(world, int(was["stage"])),
                "cost": float(was["stage_cost"]),
            })  # fmt: skip
        if now["stage"] > was["stage"]:
            numbers = {"stage": STAGES[was["stage"]].id, "spent": float(now["spent"]),
                       "believed": believed_gain(world, now)}  # fmt: skip
            self._note(process, world, "stage_passed", self._sponsor,
                       numbers | luck_of_stage(world, now, int(was["stage"])))  # fmt: skip
        elif now["waited"] > was["waited"] and now["state"] != DEAD and now["missing"] >= 0:
            numbers = {"cause": CAUSES_OF_DEATH[now["missing"]].id, "waited": int(now["waited"]),
                       "patience": int(now["patience"])}  # fmt: skip
            if waits_for_customer(was):
                numbers |= luck_of_market(world, was)
            if was["running"] == 1:
                firm = world.state["firms"][int(now["sponsor"])]
                due = now["stage_cost"] / quarters_of_stage(world, int(now["stage"]))
                numbers |= {"due": float(due), "cash": float(firm["cash"] * firm["weight"] / now["weight"])}
                self._note(process, world, "short_of_cash", self._sponsor, numbers)
            else:
                self._note(process, world, "waits", dict(NOBODY), numbers)

    def _end(self, process: str, world: World, was: np.void, now: np.void) -> None:
        if was["state"] == now["state"]:
            return
        age = 0.25 * int(now["ended"] - now["born"])
        numbers: Numbers = {"stage": STAGES[now["stage"]].id, "age": age, "spent": float(now["spent"])}
        if now["state"] == INDUSTRIALISED:
            numbers |= {"gain": float(now["potential"] * now["fit"]), "product": int(now["product"])}
            self._note(process, world, "won", self._sponsor, numbers)
            return
        cause = int(now["cause"])
        numbers |= {"cause": CAUSES_OF_DEATH[cause].id, "waited": int(now["waited"]), "patience": int(now["patience"])}
        if cause == TECHNICAL_FAILURE:
            numbers |= luck_of_stage(world, now, int(now["stage"]))
        if cause == OBSOLETE:
            numbers |= luck_of_age(world, now)
        what = "died_given_up" if self._answer.startswith("not_worth") else "died_waiting"
        self._note(process, world, _HOW.get(cause, what), self._sponsor, numbers)

    def _note(self, process: str, world: World, what: str, who: Label, numbers: Numbers | None = None) -> None:
        self.events.append(Event(str(world.date), process, what, who, numbers or {}))


_HOW = {TECHNICAL_FAILURE: "died_failing", OBSOLETE: "died_obsolete", HOST_BANKRUPT: "died_with_host"}


def _asks_for_place(now: np.void) -> bool:
    return bool(
        now["stage"] == PILOT and now["running"] == 0 and now["sponsor"] >= 0 and now["missing"] == -1
        and now["has_place"] == 0 and (now["loan_request"] == 0.0 or now["financed"] == 1)
    )  # fmt: skip
