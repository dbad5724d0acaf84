"""Strings on public research money: what each rule gives and takes."""

from __future__ import annotations

import numpy as np
import pytest

from model.levers import INSTRUMENTS
from model.parameters import as_record
from model.processes.research_money import (
    PAPERWORK_TODAY,
    SET_ASIDE_TODAY,
    bar_for_own_proofs,
    misused_share,
    money_moved,
    time_for_research,
)
from model.processes.universities import longer_stay
from tests.processes.finance_world import recarray
from tests.processes.knowledge_world import money, open_books, settle, small_world, stated_difference

P = recarray(as_record({}))[0]


def total(state, field: str) -> float:
    return float((state["universities"][field] * state["universities"]["weight"]).sum())


def test_todays_paperwork_is_the_norm_and_cutting_it_costs_ever_more() -> None:
    shares = [misused_share(PAPERWORK_TODAY * part, 0.0, P) for part in (1.2, 1.0, 0.75, 0.5, 0.25, 0.0)]
    assert shares[0] == shares[1] == 0.0
    assert (np.diff(shares[1:]) > 0.0).all()
    assert (np.diff(shares[1:], 2) > 0.0).all()
    assert shares[-1] == pytest.approx(P["misuse_unchecked"])


def test_there_is_too_little_paperwork() -> None:
    """What a cut gains in time it loses in money before nothing is left of it."""
    worth = [
        time_for_research(paperwork, 0.0, 0.0, P) * (1.0 - misused_share(paperwork, 0.0, P))
        for paperwork in (PAPERWORK_TODAY, 0.12, 0.0)
    ]
    assert worth[1] > worth[0] > worth[2]


def test_audits_deter_and_take_time() -> None:
    assert misused_share(0.1, 0.3, P) < 0.5 * misused_share(0.1, 0.0, P)
    assert time_for_research(0.1, 0.0, 0.3, P) < time_for_research(0.1, 0.0, 0.0, P) <= 1.0


def test_stable_money_is_taken_from_the_excellent() -> None:
    assert money_moved(0.35, 100.0, 2.0, 1.0) < 0.0 < money_moved(0.35, 100.0, 0.5, 1.0)
    assert money_moved(0.0, 100.0, 2.0, 1.0) == 0.0
    assert money_moved(0.5, 100.0, 9.0, 1.0) == pytest.approx(-90.0)
    assert longer_stay(0.0, P) == 0
    assert longer_stay(0.5, P) > 0 > longer_stay(-0.4, P)


def test_a_unit_with_more_to_give_asks_less() -> None:
    bars = [bar_for_own_proofs(share, P) for share in (0.0, SET_ASIDE_TODAY, 0.02, 0.05)]
    assert bars[0] == bars[1] == P["poc_bar"]
    assert bars[1] > bars[2] > bars[3]


@pytest.mark.python_lane
def test_moved_money_is_nobodys_gain_and_every_flow_is_stated() -> None:
    state = small_world()
    state["policy"]["research_funding_stable_share"] = 0.8
    state["policy"]["research_paperwork_share"] = 0.1
    state["policy"]["research_paperwork_audits"] = 0.2
    state["policy"]["basic_research_funding_share"] = 0.1
    open_books(state)
    money(state)
    units = state["universities"]
    founded = total(state, "core_funding") + total(state, "competitive_funding")
    assert total(state, "public_funding") == pytest.approx(founded, rel=1e-9)
    gain = units["public_funding"] / (units["core_funding"] + units["competitive_funding"])
    assert np.corrcoef(gain, units["excellence"])[0, 1] < -0.9
    planned = (0.1 - 0.068) * 0.027 * 3.3e7
    assert total(state, "basic_grants") == pytest.approx(planned, rel=1e-9)
    assert (units["research_money"] < units["public_funding"] + units["basic_grants"]).all()
    settle(state)
    for flow in (
        "university_funding", "basic_research_grants", "misuse_repaid", "research_audits", "university_spending",
    ):  # fmt: skip
        assert stated_difference(state, flow) <= 1e-12, flow
    audits = state["instruments"][INSTRUMENTS.index("research_audits")]
    assert audits["raised"] == pytest.approx(0.2 * total(state, "misused"), rel=1e-9)
    assert audits["cash"] == pytest.approx(state["governments"]["audit_cost"][0], rel=1e-12)
    assert units["cash"] == pytest.approx(units["cash"].clip(0.0), rel=1e-12)


@pytest.mark.python_lane
def test_money_set_aside_hires_nobody() -> None:
    usual, generous = small_world(), small_world()
    generous["policy"]["transfer_funds_share"] = 0.05
    for state in (usual, generous):
        open_books(state)
        money(state)
    kept = total(usual, "research_money") - total(generous, "research_money")
    assert kept == pytest.approx(total(generous, "poc_budget") - total(usual, "poc_budget"), rel=1e-9)
    assert kept > 0.0
