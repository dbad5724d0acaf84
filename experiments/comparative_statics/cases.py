"""Surprises of the sweep, each with its explanation and what must be seen if the explanation holds.

A check names a quantity and the sign that the explanation says of it. Where an explanation names a rule, the rule is
taken out by the parameter it works through (in both worlds), or what it needs is put around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from model.classifications import NO_FINANCE, NO_PILOT_CAPACITY, PILOT
from model.populations.technologies import OPEN
from model.processes.pilots import staffed_places
from model.world import World

Quantity = Callable[[World], float] | str
FIRST, LAST = "first two years", "last six years"


@dataclass(frozen=True)
class Check:
    """One thing that an explanation says: the sign of the difference in an outcome or in what is read off the world."""

    says: str
    quantity: Quantity
    sign: int
    window: str = LAST
    parameters: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    beside: bool = False  # the difference beyond that of the surprise itself: what taking out a rule changes
    where: Callable[[World], bool] | None = None  # only worlds that are so at the date of the lever


@dataclass(frozen=True)
class Case:
    """A surprise: what was expected of a rise of the lever, the explanation, and its checks."""

    lever: str
    outcome: str
    explanation: str
    checks: tuple[Check, ...]
    levers: Mapping[str, float] = field(default_factory=dict)


def _firms(world: World) -> np.ndarray:
    rows = world.state["firms"]
    return rows[rows["active"] == 1]


def relabelling_firms(world: World) -> float:
    """Firms that report ordinary cost as research for their certificate."""
    firms = _firms(world)
    return float(firms["weight"][firms["relabels"] == 1].sum())


def padding(world: World) -> float:
    """Ordinary cost reported as research (bn yuan a quarter)."""
    firms = _firms(world)
    return float(0.001 * (firms["relabelled_share"] * firms["revenue"] * firms["weight"]).sum())


def _at_pilot_door(world: World, cause: int) -> float:
    rows = world.state["technologies"][: int(world.state["clock"]["n_technologies"][0])]
    there = (rows["state"] == OPEN) & (rows["stage"] == PILOT) & (rows["running"] == 0) & (rows["missing"] == cause)
    return float(rows["weight"][there].sum())


def short_of_money_at_pilot(world: World) -> float:
    """Technologies at the door of the pilot that lack money."""
    return _at_pilot_door(world, NO_FINANCE)


def short_of_places_at_pilot(world: World) -> float:
    """Technologies at the door of the pilot that lack a place."""
    return _at_pilot_door(world, NO_PILOT_CAPACITY)


def debt_to_sales(world: World) -> float:
    """Debt of firms over their yearly sales."""
    firms = _firms(world)
    return float((firms["debt"] * firms["weight"]).sum() / (4.0 * firms["revenue"] * firms["weight"]).sum())


def distressed_firms(world: World) -> float:
    """Share of firms that do not pay their interest."""
    firms = _firms(world)
    return float(firms["weight"][firms["distressed"] > 0].sum() / firms["weight"].sum())


def quality_abroad(world: World) -> float:
    """Best practice quality abroad, mean over sectors (log)."""
    return float(np.log(world.state["sectors"]["foreign_level"]).mean())


def quality_at_home(world: World) -> float:
    """Best practice quality at home, mean over sectors (log)."""
    return float(np.log(world.state["sectors"]["frontier_quality"]).mean())


def research_of_certified(world: World) -> float:
    """Real research of firms with a high-tech certificate (bn yuan a quarter)."""
    firms = _firms(world)
    real = firms["research_basic"] + firms["research_applied"] + firms["development"]
    return float(0.001 * (real * firms["weight"])[firms["high_tech"] == 1].sum())


def research_less_padding(world: World) -> float:
    """Real research of certified firms less what is padded (bn yuan a quarter)."""
    return research_of_certified(world) - padding(world)


def wages_apart(world: World) -> float:
    """How far researchers' wages lie apart between regions (standard deviation of logs)."""
    return float(np.log(world.state["regions"]["scientist_wage"]).std())


def east_pays_more(world: World) -> bool:
    """Whether researchers earn more in the East than elsewhere on average (logs)."""
    wages = np.log(world.state["regions"]["scientist_wage"])
    return bool(wages[0] > wages[1:].mean())


def east_pays_less(world: World) -> bool:
    """Whether researchers earn less in the East than elsewhere on average (logs)."""
    return not east_pays_more(world)


def capacity(world: World) -> float:
    """Capacity of firms at their own prices (log)."""
    firms = _firms(world)
    return float(np.log((firms["capacity"] * firms["weight"]).sum()))


def output(world: World) -> float:
    """Units made and sold (log)."""
    firms = _firms(world)
    return float(np.log((firms["output"] * firms["weight"]).sum()))


def _staffed(world: World) -> tuple[float, float, float]:
    pilots, regions = world.state["pilots"], world.state["regions"]
    kept = world.state["policy"]["pilot_platforms_technicians"][world.state["clock"]["quarter"][0] - 1, 0]
    places, used, staffed = 0.0, 0.0, 0.0
    for pilot in pilots:
        region = regions[pilot["region"]]
        run = staffed_places(pilot["places"], kept, region["engineers"], region["engineers_wanted"])
        places += float(pilot["places"] * pilot["weight"])
        used += float(pilot["used"] * pilot["weight"])
        staffed += float(run * pilot["weight"])
    return places, used, staffed


def places_that_can_be_run(world: World) -> float:
    """Share of pilot places for which there are technicians."""
    places, _, staffed = _staffed(world)
    return staffed / places


def load_of_staffed_places(world: World) -> float:
    """Pilot places in use over places for which there are technicians."""
    _, used, staffed = _staffed(world)
    return used / staffed


def guaranteed_principal(world: World) -> float:
    """Loans under a guarantee (bn yuan)."""
    rows = world.state["guarantors"][1:]
    return float(0.001 * (rows["outstanding"] * rows["weight"]).sum())


def money_not_called(world: World) -> float:
    """Public commitments to funds bound to early stages that are not called (bn yuan)."""
    funds = world.state["funds"]
    early = (funds["public"] == 1) & (funds["early"] == 1)
    return float(0.001 * (funds["callable_public"] * funds["weight"])[early].sum())


def left_for_later_stages(world: World) -> float:
    """Public commitments to funds of all stages that are not called (bn yuan)."""
    funds = world.state["funds"]
    late = (funds["public"] == 1) & (funds["early"] == 0)
    return float(0.001 * (funds["callable_public"] * funds["weight"])[late].sum())


CASES: tuple[Case, ...] = (
    Case(
        "rd_deduction", "rd_reported_ratio",
        "bug, mended: that a larger deduction also deducts what is padded was no reason to pad; without that reason "
        "certified firms' research rises faster than padding, and the share of padding falls",
        (
            Check("more firms relabel", relabelling_firms, +1),
            Check("more is relabelled (bn yuan a quarter)", padding, +1),
            Check("without that reason the share falls", "rd_reported_ratio", -1, parameters={"deduction_of_fit": 3.0}),
            Check("while research of certified firms rises by more than padding", research_less_padding, +1,
                  parameters={"deduction_of_fit": 3.0}),
        ),
    ),
    Case(
        "research_funding.stable_share", "contract_income_ratio",
        "stable money saves researchers' time for proposals, and a part of that time goes to transfer",
        (
            Check("researchers work more for transfer", "transfer_effort", +1),
            Check("if proposals took no time, the ratio would rise less", "contract_income_ratio", -1,
                  parameters={"proposal_time": 0.0}, beside=True),
        ),
    ),
    Case(
        "pilot_platforms.fee_support", "waiting_pilot",
        "a supported fee needs less finance of the sponsor's own, so fewer technologies wait for money at the door "
        "of the pilot; places are not what is scarce",
        (
            Check("fewer wait for money at the door of the pilot", short_of_money_at_pilot, -1),
            Check("more wait for a place there", short_of_places_at_pilot, +1),
        ),
    ),
    Case(
        "pilot_platforms.technicians", "pilot_load",
        "the load counts all places, and without technicians some stand empty for lack of people: with them more "
        "places can be run and more are used, while each place that can be run is less crowded",
        (
            Check("more places can be run", places_that_can_be_run, +1),
            Check("places that can be run are less crowded", load_of_staffed_places, -1),
        ),
    ),
    Case(
        "green_upgrade.energy_price", "exit_rate",
        "what is passed on raises the sales in yuan of those that stay, against which debt weighs less; the exits come "
        "in the first years and are over by the window measured",
        (
            Check("debt is smaller against sales", debt_to_sales, -1),
            Check("fewer firms cannot pay their interest", distressed_firms, -1),
            Check("more exits in the first two years", "exit_rate", +1, FIRST),
        ),
    ),
    Case(
        "green_upgrade.energy_price", "margin",
        "mark-ups are in per cent of cost, so a cost that everybody bears lowers margins at first and is passed on "
        "later",
        (
            Check("margins fall in the first two years", "margin", -1, FIRST),
            Check("prices rise", "output_price", +1),
        ),
    ),
    Case(
        "open_innovation.inflow", "sectors_ahead",
        "best practice at home rises, but what is open is open to both sides: abroad learns from the few sectors that "
        "were ahead, and catches up with them",
        (
            Check("best practice at home rises (log)", quality_at_home, +1),
            Check("best practice abroad rises (log)", quality_abroad, +1),
            Check("if abroad learnt nothing here, more sectors would stay ahead", "sectors_ahead", +1,
                  parameters={"foreign_learning": 0.0}, beside=True),
        ),
    ),
    Case(
        "demand_shock.level", "utilisation",
        "a lasting slump is answered by scrapping and not replacing plants; after the first years what is left is used "
        "more fully",
        (
            Check("at first plants stand idle", "utilisation", -1, FIRST),
            Check("in the end capacity is smaller (log)", capacity, -1),
            Check("and by more than output", lambda world: capacity(world) - output(world), -1),
        ),
    ),
    Case(
        "guarantee.cover", "loans_rejected",
        "cover uses up guarantors' capital: a guaranteed yuan binds four times as much of it, so fewer loans are "
        "guaranteed once capital binds",
        (
            Check("less principal is guaranteed (bn yuan)", guaranteed_principal, -1),
            Check("at first, while there is room, fewer applicants are refused", "loans_rejected", -1, FIRST),
            Check("with ample capital fewer are refused in the end too", "loans_rejected", -1,
                  levers={"guarantee.capital": 1000.0}),
        ),
    ),
    Case(
        "research_paperwork.audits", "technologies_born",
        "audits take little time, and money that is not misused hires people for research",
        (
            Check("at first audits only take time: fewer results", "technologies_born", -1, FIRST),
            Check("if nothing were misused, audits would cost results", "technologies_born", -1,
                  parameters={"misuse_unchecked": 0.0}),
        ),
        levers={"research_paperwork.share": 0.1},
    ),
    Case(
        "guidance_fund.early_share", "entered_small_trial",
        "early funds have more money than signals they believe in: it is not called and lapses, and money for the "
        "stages after is missing, without which sponsors do not begin",
        (
            Check("more early money is not called (bn yuan)", money_not_called, +1),
            Check("less money is left for later stages (bn yuan)", left_for_later_stages, -1),
            Check("funds invest less", "venture_investment", -1),
        ),
    ),
    Case(
        "engineers.mobility", "east_talent_share",
        "moves follow wages in proportion to who lives where: a gap against the East drains its two thirds of all "
        "researchers, one in its favour draws from the few elsewhere, so that wages draw together and the East loses",
        (
            Check("researchers' wages draw together", wages_apart, -1, FIRST),
            Check("the East loses where it pays less", "east_talent_share", -1, FIRST, where=east_pays_less),
            Check("the East gains where it pays more", "east_talent_share", +1, FIRST, where=east_pays_more),
        ),
    ),
)  # fmt: skip
