"""Direct subsidy: within the budget, by score, to enrolled sponsors only, booked on both sides."""

import pytest

from model.accounts import DIRECT_SUBSIDY as FLOW
from model.classifications import ENGINEERING
from model.processes.administration import DIRECT_SUBSIDY, ministries_enrol_firms
from model.processes.grants import grant_offered, grants_awarded, quarter_budget
from tests.processes.public_world import call, residuals, small_world

pytestmark = pytest.mark.python_lane


def awarded(budget: float, **changed: float):
    state = small_world(**changed)
    state["policy"]["direct_subsidy_budget"] = budget
    call(ministries_enrol_firms, state)
    call(grants_awarded, state)
    return state


def test_money_is_booked_once_on_both_sides() -> None:
    state = awarded(80.0)
    assert residuals(state) == {}
    paid = state["flows"][FLOW]
    assert paid > 0.0
    assert state["instruments"]["cash"][DIRECT_SUBSIDY] == pytest.approx(paid)
    granted = (state["technologies"]["granted"] * state["technologies"]["weight"]).sum()
    assert granted == pytest.approx(paid)


def test_no_budget_no_grant_and_budget_limits_spending() -> None:
    assert awarded(0.0)["flows"][FLOW] == 0.0
    state = awarded(400.0)
    largest = (state["technologies"]["granted"] * state["technologies"]["weight"]).max()
    assert abs(state["flows"][FLOW] - quarter_budget(400.0, 0.01)) <= largest
    assert awarded(800.0)["flows"][FLOW] > state["flows"][FLOW]


def test_only_enrolled_willing_sponsors_of_research_stages_are_paid() -> None:
    state = awarded(400.0)
    technologies, firms = state["technologies"], state["firms"]
    winners = technologies["granted"] > 0.0
    enrolled = (firms["enrolled"][technologies["sponsor"]] >> DIRECT_SUBSIDY) & 1
    assert winners.any()
    assert (enrolled[winners] == 1).all()
    assert (technologies["stage"][winners] <= ENGINEERING).all()


def test_better_signals_win_when_money_is_short() -> None:
    state = awarded(200.0, grant_noise=0.0)
    technologies = state["technologies"]
    winners = technologies["granted"] > 0.0
    losers = (technologies["score"] != 0.0) & ~winners  # who applies gets a score
    assert technologies["signal"][winners].min() > technologies["signal"][losers].max() - 0.1


def test_a_grant_lowers_the_loan_asked_and_is_not_paid_twice() -> None:
    state = small_world()
    state["technologies"]["loan_request"] = 0.1
    state["policy"]["direct_subsidy_budget"] = 1000.0
    call(ministries_enrol_firms, state)
    call(grants_awarded, state)
    winners = state["technologies"]["granted"] > 0.1
    assert winners.any()
    assert (state["technologies"]["loan_request"][winners] == 0.0).all()
    before = state["technologies"]["granted"].copy()
    call(grants_awarded, state)
    assert (state["technologies"]["granted"][winners] == before[winners]).all()
    assert grant_offered(10.0, 0.3, 20.0) == pytest.approx(3.0)
    assert grant_offered(1000.0, 0.3, 20.0) == 20.0


def test_unspent_money_is_carried_up_to_the_cap() -> None:
    state = awarded(40.0, grant_carry=1.0)
    state["technologies"]["missing"] = 3
    for _ in range(5):
        call(grants_awarded, state)
    assert state["instruments"]["carried"][DIRECT_SUBSIDY] == pytest.approx(quarter_budget(40.0, 0.01))
