"""Lists and calendars: take-up and lag follow from coordination, and only from it."""

import pytest

from model.processes.administration import (
    MINISTRIES,
    N_INSTRUMENTS,
    RD_DEDUCTION,
    RISK_POOL,
    applicant_lag,
    is_enrolled,
    ministries_enrol_firms,
    national_lag,
    on_every_list,
    row_in_force,
)
from tests.processes.public_world import call, small_world

pytestmark = pytest.mark.python_lane

MANY = 4000


def take_up(coordination: float, ministries: int) -> float:
    return sum(on_every_list(coordination, 0.8, ministries, 3, i, RISK_POOL) for i in range(MANY)) / MANY


@pytest.mark.parametrize(("coordination", "expected"), [(0.0, 0.8**3), (1.0, 0.8)])
def test_take_up_runs_from_separate_lists_to_one_list(coordination: float, expected: float) -> None:
    assert take_up(coordination, 3) == pytest.approx(expected, abs=0.03)


def test_take_up_rises_and_lag_falls_with_coordination() -> None:
    def lag(c: float) -> float:
        return sum(applicant_lag(c, 2, 3, i, RD_DEDUCTION) for i in range(MANY)) / MANY

    assert take_up(0.2, 3) < take_up(0.6, 3) < take_up(1.0, 3)
    assert lag(0.0) == pytest.approx(1.5, abs=0.1)
    assert lag(0.0) > lag(0.5) > lag(1.0) == 0.0


def test_small_step_moves_few_firms() -> None:
    changed = sum(
        on_every_list(0.4, 0.8, 3, 3, i, RISK_POOL) != on_every_list(0.41, 0.8, 3, 3, i, RISK_POOL) for i in range(MANY)
    )
    assert changed < 0.02 * MANY


@pytest.mark.parametrize(("coordination", "lag"), [(0.0, 3), (0.4, 2), (1.0, 0)])
def test_national_lag(coordination: float, lag: int) -> None:
    assert national_lag(coordination, 3, 1.5) == lag


def test_row_in_force_lags_behind_and_never_precedes_the_first() -> None:
    state = small_world()
    assert row_in_force(state["policy"], 10, RISK_POOL, state["parameters"]) == 8
    assert row_in_force(state["policy"], 1, RISK_POOL, state["parameters"]) == 0
    assert all(m >= 2 for m in MINISTRIES)


def test_firms_are_listed_once_and_again_when_coordination_changes() -> None:
    state = small_world()
    firms, clock = state["firms"], state["clock"]
    call(ministries_enrol_firms, state)
    first = firms["enrolled"].copy()
    assert 0 < sum(is_enrolled(firms[i], RD_DEDUCTION) for i in range(len(firms))) < len(firms)
    firms["enrolled"][0] = 2**N_INSTRUMENTS  # would be overwritten by a new listing
    clock["quarter"] = 1
    call(ministries_enrol_firms, state)
    assert firms["enrolled"][0] == 2**N_INSTRUMENTS
    firms["id"][0] = 9999  # an entrant in the row
    call(ministries_enrol_firms, state)
    assert firms["enrolled"][0] < 2**N_INSTRUMENTS
    assert (firms["enrolled"][1:] == first[1:]).all()
    state["policy"]["policy_coordination"] = 0.9
    call(ministries_enrol_firms, state)
    assert (firms["enrolled"][1:] != first[1:]).any()
