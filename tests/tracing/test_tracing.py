"""Traces tell what happened, with the numbers it was decided on, and change nothing by looking."""

from __future__ import annotations

import re

import numpy as np
import pytest

from experiments.errors import UsageError
from experiments.tracing.events import Event, joined
from experiments.tracing.identity import choose_technology, key_of
from experiments.tracing.money import MoneyTracer, uses_of
from experiments.tracing.tracing import Trace, parting, traces
from experiments.tracing.watching import WatchedWorld
from experiments.tracing.wording import text_of
from model.classifications import CAUSES_OF_DEATH, STAGES
from model.indicators import COLUMN
from model.scenario import Scenario
from model.world import World
from tests.world.worlds import bits

SCENARIO = Scenario().replace(firms=150, until="2024-Q4")
WORDS = ["--firms", "150", "--until", "2024-Q4"]
DECISIONS = {"worth", "not_worth", "others_first"}


@pytest.fixture(scope="module")
def start() -> World:
    return World(SCENARIO, seed=2)


def one(kind: str, wanted: str, scenario: Scenario = SCENARIO) -> Trace:
    (found,) = traces([scenario], 2, kind, wanted)
    return found


@pytest.fixture(scope="module")
def lives() -> list[Trace]:
    """Technologies of every kind of end that the run has."""
    found, missing = [], []
    for wanted in ("first", "largest", "won", "dead", *(f"dead:{cause.id}" for cause in CAUSES_OF_DEATH)):
        try:
            found.append(one("technology", wanted))
        except UsageError as nothing:
            missing.append(str(nothing))
    assert all("none in this run" in said for said in missing)
    assert len(found) >= 6
    return found


def test_a_watched_world_is_the_same_world(start: World) -> None:
    seen: list[str] = []

    class Eyes:
        def before(self, process: str, world: World) -> None:
            seen.append(process)

        def after(self, process: str, world: World) -> None:
            assert seen[-1] == process

    watched = WatchedWorld.of(start, Eyes())
    watched.run()
    assert bits(watched) == bits(start.copy().run())
    assert seen.count("projects_advance") == SCENARIO.horizon


def test_a_life_begins_with_birth_and_ends_once(lives: list[Trace]) -> None:
    for life in lives:
        kinds = [event.what for event in life.events]
        assert kinds[0] == "born"
        ends = [kind for kind in kinds if kind == "won" or kind.startswith("died")]
        assert len(ends) <= 1
        dates = [event.date for event in life.events]
        assert dates[0] == min(dates)


def test_stages_are_passed_in_order_with_the_draw_that_passed_them(lives: list[Trace]) -> None:
    order = [stage.id for stage in STAGES]
    passed = 0
    for life in lives:
        stages = [event.numbers["stage"] for event in life.events if event.what == "stage_passed"]
        assert stages == order[: len(stages)]
        for event in life.events:
            if event.what == "stage_passed":
                passed += 1
                assert event.numbers["draw"] < event.numbers["chance"]
            if event.what == "died_failing":
                assert event.numbers["draw"] >= event.numbers["chance"]
            if event.what == "died_obsolete":
                assert event.numbers["draw"] < event.numbers["chance"]
            if event.what == "died_waiting":
                assert event.numbers["waited"] > event.numbers["patience"]
    assert passed >= 5


def test_a_sponsor_decides_as_its_numbers_say(lives: list[Trace]) -> None:
    """The numbers told are those the rule used: they give the same answer."""
    decided = 0
    for life in lives:
        for event in life.events:
            if event.what not in DECISIONS:
                continue
            decided += 1
            expected, cost, hurdle = (event.numbers[name] for name in ("expected", "cost", "hurdle"))
            if event.what == "worth":
                assert expected > hurdle * cost * (1.0 - 1e-9)
            elif event.what == "others_first":
                assert cost * (1.0 - 1e-9) < expected <= hurdle * cost * (1.0 + 1e-9)
            else:
                assert expected <= cost * (1.0 + 1e-9)
    assert decided >= 8


def test_the_cause_asked_for_is_the_cause_told(start: World) -> None:
    life = one("technology", "dead:technical_failure")
    assert life.events[-1].what == "died_failing"
    assert one("technology", life.subject).events == life.events  # by its name
    origin, actor, n = life.subject.split("-")
    codes = {"firm": 0, "university": 1, "institute": 2}
    assert choose_technology(start, life.subject) == key_of(codes[origin], int(actor), int(n))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("firm", "largest"), ("firm", "first"), ("loan", "indebted"), ("university", "largest"), ("yuan", "rd_deduction"),
     ("yuan", "direct_subsidy"), ("yuan", "risk_pool"), ("yuan", "pilot_platforms")],
)  # fmt: skip
def test_everything_told_has_words_in_both_languages(kind: str, wanted: str, lives: list[Trace]) -> None:
    found = one(kind, wanted)
    assert found.events
    for event in [*found.events, *(event for life in lives for event in life.events)]:
        english, chinese = text_of(event, "en"), text_of(event, "zh")
        assert english
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert not re.search(r"\{\w+", english + chinese)


def test_a_firm_tells_the_sums_of_its_year(start: World) -> None:
    found = one("firm", "largest")
    firms = start.state["firms"]
    row = int(np.argmax(np.where(firms["active"] == 1, firms["revenue_trend"], 0.0)))
    world, revenue = start.copy(), 0.0
    for _ in range(4):
        world.step()
        revenue += float(world.state["firms"]["revenue"][row])
    year = next(event for event in found.events if event.what == "year_of_firm")
    assert year.numbers["revenue"] == pytest.approx(revenue)
    assert year.date == "2021-Q4"


def test_loans_are_what_the_debt_changes_by(start: World) -> None:
    firms = start.state["firms"]
    solid = (firms["active"] == 1) & (firms["debt"] > 0.0) & (firms["profit_trend"] > 0.0)
    row = int(np.argmax(np.where(solid, firms["debt"], 0.0)))  # the most indebted of all may fail within the year
    found = one("loan", str(int(firms["id"][row])))
    years = [event.numbers for event in found.events if event.what == "year_of_loan"]
    assert len(years) >= 2
    for before, after in zip(years, years[1:], strict=False):
        change = after["borrowed"] - after["repaid"]
        assert after["debt"] - before["debt"] == pytest.approx(change, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("instrument", ["rd_deduction", "direct_subsidy"])
def test_every_yuan_is_received_and_spent_once(start: World, instrument: str) -> None:
    tracer = MoneyTracer(instrument)
    world = WatchedWorld.of(start, tracer)
    world.run()
    account = "forgone" if instrument == "rd_deduction" else "cash"
    booked = world.records[:, COLUMN[f"cost_{instrument}_{account}"]]
    summary = tracer.summary()
    if account == "cash":  # a tax saving may be taken back within the year, a payment not
        assert summary["received"] == pytest.approx(booked.sum(), rel=1e-9)
    assert summary["received"] > 0.0
    assert sum(summary["uses"].values()) == pytest.approx(summary["received"])
    for parts in ("by_size", "by_sector", "by_region"):
        assert sum(summary[parts].values()) == pytest.approx(summary["received"])


def test_the_mix_of_payments_adds_up(start: World) -> None:
    firms = start.copy().run(2).state["firms"]
    there = firms["active"] == 1
    whole = sum(uses_of(firms, "firms", "grants_received").values())
    np.testing.assert_allclose(whole[there], 1.0, atol=1e-9)


def test_what_goes_on_is_told_once() -> None:
    def wait(date: str, cause: str) -> Event:
        return Event(date, "projects_advance", "waits", numbers={"cause": cause})

    events = [wait("2021-Q1", "no_finance"), wait("2021-Q2", "no_finance"), wait("2021-Q3", "no_sponsor")]
    told = joined(events)
    assert [(event.date, event.until) for event in told] == [("2021-Q1", "2021-Q2"), ("2021-Q3", "")]


def test_two_policies_share_a_history_and_part() -> None:
    base = SCENARIO.replace(until="2028-Q4")
    policy = Scenario.load("all_three").replace(firms=150, until="2028-Q4")
    here, there = traces([base, policy], 2, "technology", "parted")
    found = parting(here, there)
    assert not found.same
    assert here.subject == there.subject
    assert [e.what for e in here.events[: found.shared]] == [e.what for e in there.events[: found.shared]]
    assert here.events[0].numbers == there.events[0].numbers  # the same technology, born the same
    assert min(e.date for e in (found.one, found.other) if e) >= "2026-Q1"  # before, the policies are the same
    same = parting(here, here)
    assert same.same
    assert same.shared == len(here.events)


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--technology", "lost"], "dead:CAUSE"), (["--technology", "dead:age"], "no_sponsor"),
     (["--technology", "firm-1-99999"], "not born"), (["--firm", "123456"], "--firm 123456"),
     (["--firm", "x"], "largest"),
     (["--university", "99999"], "below"), (["--yuan", "nothing"], "unknown instrument"),
     (["--yuan", "rd_deduction", "--firm", "first"], "one thing at a time")],
    ids=["choice", "cause", "technology", "firm", "word", "university", "instrument", "two"],
)  # fmt: skip
def test_what_cannot_be_traced_is_said(lab2market, words: list[str], said: str) -> None:
    answer = lab2market("trace", "baseline", *words, *WORDS)
    assert answer.code == 2
    assert said in answer.err


def test_the_story_on_the_command_line(lab2market) -> None:
    answer = lab2market("trace", "baseline", "--technology", "won", *WORDS, "--seed", "2")
    assert answer.code == 0
    assert "WON after" in answer.out
    document = lab2market("trace", "baseline", "--technology", "won", *WORDS, "--seed", "2", "--json").document
    assert document["events"][-1]["text"]["zh"]
    assert document["subject"] in answer.out


def test_two_stories_on_the_command_line(lab2market) -> None:
    words = ["--firms", "150", "--until", "2028-Q4", "--seed", "2"]
    answer = lab2market("trace", "baseline", "--compare", "all_three", *words)
    assert answer.code == 0
    assert "their ways part in" in answer.out
    document = lab2market("trace", "baseline", "--compare", "all_three", *words, "--json").document
    assert len(document["traces"]) == 2
    assert document["parting"]["one"] or document["parting"]["other"]


YEAR_OF_FIRM = "revenue profit research cash debt price unit_cost quality utilisation".split()
SUMS = {
    "technology": ("licensed", {"upfront": 1.0, "royalty": 0.05}, "upfront"),
    "firm": ("year_of_firm", dict.fromkeys(YEAR_OF_FIRM, 1.0), "profit"),
    "university": ("licence_income", {"amount": 1.0}, "amount"),
    "loan": ("borrowed", {"amount": 1.0, "debt": 2.0, "rate": 0.04}, "amount"),
    "yuan": ("year_of_money", {"received": 1.0, "uses": {"kept_as_cash": 0.5}}, "received"),
}
"""Of each kind of subject an event that tells a sum, and the number that is doubled."""


@pytest.mark.parametrize("kind", SUMS)
def test_stories_part_where_a_sum_differs_as_it_is_printed(kind: str) -> None:
    what, numbers, name = SUMS[kind]

    def told(amount: float) -> Trace:
        event = Event("2027-Q4", "banks_lend", what, numbers={**numbers, name: amount})
        return Trace(kind, "1", "baseline", 0, [event])

    assert parting(told(1.0), told(1.0 + 1e-6)).same  # less than what is printed
    found = parting(told(1.0), told(2.0))
    assert not found.same
    assert found.shared == 0


def test_the_numbers_behind_a_decision_are_no_fate() -> None:
    def decided(expected: float) -> Trace:
        return Trace("technology", "1", "baseline", 0, [Event("2027-Q4", "p", "worth", numbers={"expected": expected})])

    assert parting(decided(1.0), decided(2.0)).same


@pytest.fixture(scope="module")
def two_policies() -> list[Scenario]:
    return [Scenario.load(name).replace(firms=150, until="2028-Q4") for name in ("baseline", "all_three")]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("technology", "dead"), ("technology", "won"), ("technology", "first"), ("technology", "largest"),
     ("firm", "first"), ("firm", "largest"), ("loan", "indebted"), ("university", "first"),
     ("university", "largest"), ("yuan", "risk_pool")],
)  # fmt: skip
def test_a_choice_prefers_a_subject_whose_ways_part(two_policies: list[Scenario], kind: str, wanted: str) -> None:
    found = parting(*traces(two_policies, 2, kind, wanted))
    assert not found.same
    assert min(event.date for event in (found.one, found.other) if event) >= "2026-Q1"


def test_a_payment_twice_as_large_is_told() -> None:
    names = ("baseline", "direct_subsidy_strong")
    found = parting(
        *traces(
            [Scenario.load(name).replace(firms=150, until="2026-Q4") for name in names], 2, "yuan", "direct_subsidy"
        )
    )
    assert found.one is not None
    assert found.other is not None
    assert found.one.date == found.other.date == "2026-Q4"
    assert found.other.numbers["received"] > 1.3 * found.one.numbers["received"]


def test_one_that_ended_before_the_policies_is_said_and_another_named(lab2market) -> None:
    early = one("technology", "dead", SCENARIO).subject
    words = ["--firms", "150", "--until", "2028-Q4", "--seed", "2", "--technology"]
    answer = lab2market("trace", "baseline", "--compare", "all_three", *words, early)
    assert answer.code == 0
    assert "Nothing that happens to it differs: it ended in" in answer.out
    named = re.search(r"--technology (\S+-\d+-\d+)", answer.out)
    assert named
    assert "their ways part in" in lab2market("trace", "baseline", "--compare", "all_three", *words, named[1]).out
