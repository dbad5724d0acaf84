"""Consortia: who proposes, who joins, what members pay and save, and how a consortium ends."""

import numpy as np
import pytest

from model.accounts import CONSORTIUM_CONTRIBUTIONS
from model.processes.consortia import (
    consortia_meet,
    stage_cost_share,
    surplus_of_pooling,
    work_of_partner,
    worth_of_match,
)
from tests.processes.public_world import call, residuals, small_world

pytestmark = pytest.mark.python_lane


def after(quarters: int, **changed: float):
    state = small_world(consortium_proposals=0.3, consortium_invitations=200.0, **changed)
    for quarter in range(quarters):
        state["clock"]["quarter"] = quarter
        call(consortia_meet, state)
    return state


def test_pooling_pays_in_crowded_fields_and_for_those_with_enough_research() -> None:
    p = small_world()["parameters"][0]
    assert surplus_of_pooling(5.0, 2.0, 1.0, 0.0, p) > surplus_of_pooling(5.0, 0.2, 1.0, 0.0, p)
    assert surplus_of_pooling(5.0, 2.0, 1.5, 0.0, p) > surplus_of_pooling(5.0, 2.0, 0.5, 0.0, p)
    assert surplus_of_pooling(0.1, 2.0, 1.0, 0.0, p) < 0.0 < surplus_of_pooling(20.0, 2.0, 1.0, 0.0, p)
    gain = surplus_of_pooling(5.0, 2.0, 1.0, 1.0, p) - surplus_of_pooling(5.0, 2.0, 1.0, 0.0, p)
    assert gain == pytest.approx(5.0 * p["consortium_contribution"])


def test_a_match_is_worth_the_joint_work_it_pays_and_to_leaders_what_they_keep() -> None:
    state = small_world()
    p, partners = state["parameters"][0], state["universities"]
    good, poor = partners[partners["excellence"].argmax()], partners[partners["excellence"].argmin()]
    work = work_of_partner(good, 0.5, p)
    assert work > work_of_partner(poor, 0.5, p) > work_of_partner(poor, 0.0, p) == 0.0
    assert worth_of_match(0.0, work, True, p) == worth_of_match(0.0, work, False, p) == 0.0
    assert worth_of_match(1.0, 0.0, False, p) < worth_of_match(1.0, work, False, p)
    kept = worth_of_match(1.0, work, True, p) - worth_of_match(1.0, work, False, p)
    assert kept == pytest.approx(p["consortium_leader_cut"] - p["consortium_coordination"])


def test_leaders_found_and_research_firms_of_the_field_join() -> None:
    state = after(6)
    firms, consortia = state["firms"], state["consortia"]
    members = firms["consortium"] >= 0
    assert consortia["active"].sum() > 0
    assert (members & (firms["leader"] == 0)).any()
    assert (firms["research_active"][members] == 1).all()
    assert (firms["sector"][members] == consortia["sector"][firms["consortium"][members]]).all()
    counted = np.zeros(len(consortia))
    np.add.at(counted, firms["consortium"][members], firms["weight"][members])
    assert consortia["members"] == pytest.approx(counted)


def test_nobody_joins_when_going_alone_is_better() -> None:
    assert after(6, consortium_duplication=0.05, consortium_science=0.0)["consortia"]["active"].sum() == 0


def test_contributions_reach_the_university_and_the_books_close() -> None:
    state = after(6)
    assert residuals(state) == {}
    assert state["flows"][CONSORTIUM_CONTRIBUTIONS] > 0.0
    income = (state["universities"]["consortium_income"] * state["universities"]["weight"]).sum()
    assert income == pytest.approx(state["flows"][CONSORTIUM_CONTRIBUTIONS])
    assert (state["firms"]["cash"] >= 0.0).all()


def test_members_technologies_of_the_agenda_share_cost() -> None:
    state = after(6)
    technologies, consortia = state["technologies"], state["consortia"]
    carried = technologies["consortium"] >= 0
    assert carried.any()
    assert (technologies["sector"][carried] == consortia["sector"][technologies["consortium"][carried]]).all()
    for k in range(len(technologies)):
        share = stage_cost_share(technologies[k], consortia, state["parameters"])
        assert 0.75 <= share < 1.0 if technologies["consortium"][k] >= 0 and share != 1.0 else share == 1.0
    lone = consortia[:1].copy()
    lone["members"] = 1.0
    technology = technologies[:1].copy()
    technology["consortium"] = 0
    assert stage_cost_share(technology[0], lone, state["parameters"]) == 1.0
    lone["members"] = 9.0
    assert stage_cost_share(technology[0], lone, state["parameters"]) == pytest.approx(1.0 - 0.25 / 2)


def test_a_consortium_ends_with_its_leader_or_its_time() -> None:
    state = after(6)
    row = int(np.flatnonzero(state["consortia"]["active"])[0])
    leader = state["consortia"]["leader"][row]
    state["firms"]["id"][leader] = 5000  # the row now belongs to another firm
    state["parameters"]["consortium_proposals"] = 0.0
    call(consortia_meet, state)
    assert state["consortia"]["active"][row] == 0
    assert not (state["firms"]["consortium"] == row).any()
    state["clock"]["quarter"] = 60
    call(consortia_meet, state)
    assert state["consortia"]["active"].sum() == 0
    assert (state["technologies"]["consortium"] == -1).all()
