"""Pilot platforms: places, queue, technicians, fees and the cost of empty lines."""

import numpy as np
import pytest

from model.accounts import PILOT_FEE_SUPPORT, PILOT_SUPPORT
from model.classifications import LARGE, NO_PILOT_CAPACITY, PILOT
from model.processes.administration import PILOT_PLATFORMS, ministries_enrol_firms
from model.processes.pilots import (
    fee_due,
    government_pays_fee,
    pilots_admit,
    platform_places,
    platforms_run,
    running_cost_gap,
    staffed_places,
)
from tests.processes.public_world import call, residuals, small_world


def crowded(**changed: float):
    """All technologies wait for a pilot place and no firm has a line of its own."""
    state = small_world(own_line_large=0.0, own_line_medium=0.0, own_line_small=0.0, **changed)
    state["technologies"]["stage"] = PILOT
    return state


def start(state) -> None:
    state["technologies"]["running"][state["technologies"]["has_place"] == 1] = 1


def test_places_wait_for_the_building_but_close_at_once() -> None:
    assert platform_places(12.0, 2400.0, 2400.0) == 12.0
    assert platform_places(12.0, 2400.0, 4800.0) == 12.0
    assert platform_places(12.0, 4800.0, 4800.0) == 24.0
    assert platform_places(12.0, 2400.0, 1200.0) == 6.0
    state = crowded()
    state["policy"]["pilot_platforms_places"][10:] = 4800.0
    opened = {}
    for quarter in (9, 16, 17):
        state["clock"]["quarter"] = quarter
        call(pilots_admit, state)
        opened[quarter] = state["pilots"]["places"][0]
    assert opened == {9: 12.0, 16: 12.0, 17: 24.0}  # one quarter of lag, six of building


def test_technicians_limit_the_places_in_use() -> None:
    assert staffed_places(10.0, 0.0, 50.0, 40.0) == 10.0
    assert staffed_places(10.0, 0.0, 40.0, 50.0) == pytest.approx(8.0)
    assert staffed_places(10.0, 0.5, 40.0, 50.0) == pytest.approx(9.0)
    assert staffed_places(10.0, 1.0, 1.0, 50.0) == 10.0


def test_those_without_a_place_record_what_is_missing_and_longest_waiting_go_first() -> None:
    state = crowded(places_per_platform=1.0)
    call(pilots_admit, state)
    technologies = state["technologies"]
    inside = technologies["has_place"] == 1
    assert 0 < inside.sum() < len(inside)
    assert (technologies["missing"][~inside] == NO_PILOT_CAPACITY).all()
    assert technologies["waited"][inside].mean() > technologies["waited"][~inside].mean()
    assert (technologies["pilot"][inside] >= 0).all()


def test_mean_use_never_exceeds_places_although_technologies_are_lumpy() -> None:
    state = crowded(places_per_platform=4.0)
    technologies, pilots = state["technologies"], state["pilots"]
    use = []
    for quarter in range(60):
        state["clock"]["quarter"] = quarter
        technologies["missing"] = -1
        call(pilots_admit, state)
        start(state)
        for name in ("fees", "fee_support", "support", "running_cost"):
            pilots[name] = 0.0
        call(platforms_run, state)
        use.append(float((pilots["used"] * pilots["weight"]).sum() / (pilots["places"] * pilots["weight"]).sum()))
        technologies["running"] = np.where((technologies["key"] + quarter) % 4 == 0, 0, technologies["running"])
    assert 0.7 < np.mean(use[10:]) <= 1.1


def test_a_large_firm_with_its_own_line_needs_no_place() -> None:
    state = small_world(own_line_large=1.0, own_line_medium=0.0, own_line_small=0.0, places_per_platform=0.0)
    state["technologies"]["stage"] = PILOT
    call(pilots_admit, state)
    large = state["firms"]["size_class"][state["technologies"]["sponsor"]] == LARGE
    assert 0 < large.sum() < len(large)
    assert (state["technologies"]["has_place"][large] == 1).all()
    assert (state["technologies"]["pilot"][large] == -1).all()
    assert (state["technologies"]["has_place"][~large] == 0).all()


def test_fee_support_goes_to_enrolled_sponsors_only() -> None:
    state = small_world()
    state["policy"]["pilot_platforms_fee_support"] = 0.5
    firm, pilot = state["firms"][0], state["pilots"][0]
    firm["enrolled"] = 0
    assert fee_due(state["policy"], 0, firm, pilot, 10.0) == pytest.approx((4.0, 0.0))
    firm["enrolled"] = 1 << PILOT_PLATFORMS
    assert fee_due(state["policy"], 0, firm, pilot, 10.0) == pytest.approx((2.0, 2.0))
    government_pays_fee(
        state["flows"], state["banks"], state["instruments"], state["governments"], pilot, 25.0, 2.0
    )
    assert state["flows"][PILOT_FEE_SUPPORT] == state["instruments"]["cash"][PILOT_PLATFORMS] == pytest.approx(50.0)
    assert residuals(state) == {}


def test_an_empty_line_still_costs_and_its_region_pays() -> None:
    assert running_cost_gap(0.4, 12.0, 0.0) == pytest.approx(4.8)
    assert running_cost_gap(0.4, 12.0, 6.0) == 0.0
    state = small_world()
    call(ministries_enrol_firms, state)
    call(platforms_run, state)
    assert residuals(state) == {}
    platforms = 24.0  # in a hundredth of the country
    assert state["flows"][PILOT_SUPPORT] == pytest.approx(0.4 * 12.0 * platforms)
    assert state["instruments"]["cash"][PILOT_PLATFORMS] == pytest.approx(state["flows"][PILOT_SUPPORT])
    assert (state["pilots"]["cash"] >= 0.0).all()


def test_places_under_construction_cost_money() -> None:
    state = small_world()
    call(platforms_run, state)
    usual = state["flows"][PILOT_SUPPORT]
    state = small_world()
    state["policy"]["pilot_platforms_places"] = 4800.0
    call(platforms_run, state)
    assert state["flows"][PILOT_SUPPORT] - usual == pytest.approx(12.0 * 5.0 / 6.0 * 24.0)
