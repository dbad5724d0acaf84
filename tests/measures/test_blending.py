"""A policy made weaker or stronger, and a package taken apart."""

from __future__ import annotations

import pytest

from experiments.errors import UsageError
from experiments.measures.blending import blend, largest_intensity, levers_changed, players
from model.levers import LEVERS
from model.policy import first_difference
from model.scenario import Scenario

BASELINE = Scenario().replace(until="2028-Q4")
POLICY = BASELINE.with_levers(
    {
        "re_deduction": {"2026-Q1": 0.5, "2027-Q1": 1.0},
        "scenario_opening": {"orders": {"path": {"2026-Q1": 40.0}, "phase_in": 4}},
        "rd_deduction": {"targets": [{"sector": ["quantum"], "path": {"2026-Q1": 2.0}}]},
    },
    id="package",
)


def blended(intensity: float) -> Scenario:
    return BASELINE.with_levers(blend(BASELINE, POLICY, intensity).levers)


def test_full_intensity_is_the_policy_and_none_is_the_baseline() -> None:
    assert first_difference(blended(1.0), POLICY) is None
    assert first_difference(blended(0.0), BASELINE) is None


def test_half_intensity_is_half_way_in_every_quarter_and_target() -> None:
    half = blended(0.5)
    for name in ("re_deduction", "scenario_opening.orders"):
        ends = [path.general_series() for path in (BASELINE.levers[name], POLICY.levers[name])]
        assert half.levers[name].general_series()[105:108] == pytest.approx(sum(ends)[105:108] / 2.0)
    (selector, steps) = half.levers["rd_deduction"].exceptions[-1]
    assert selector.sectors == (9,)
    base = LEVERS["rd_deduction"].baseline
    assert steps[-1].value == pytest.approx((2.0 + base) / 2.0)


def test_bounds_stop_a_lever_and_are_named() -> None:
    found = blend(BASELINE, POLICY, 3.0)
    assert "re_deduction" in found.stopped
    assert "scenario_opening.orders" not in found.stopped
    assert max(found.levers["re_deduction"]["path"].values()) == LEVERS["re_deduction"].maximum
    assert max(found.levers["scenario_opening.orders"]["path"].values()) == pytest.approx(120.0)


def test_beyond_the_largest_intensity_nothing_moves() -> None:
    one = BASELINE.with_levers({"re_deduction": {"2026-Q1": 0.55}})
    top = largest_intensity(BASELINE, one)
    base = LEVERS["re_deduction"].baseline
    assert top == pytest.approx((1.0 - base) / (0.55 - base))
    beyond = [BASELINE.with_levers(blend(BASELINE, one, s).levers) for s in (top, 2.0 * top)]
    assert first_difference(*beyond) is None


def test_a_package_falls_into_parts() -> None:
    changed = levers_changed(BASELINE, POLICY)
    assert set(changed) == {"re_deduction", "scenario_opening.orders", "rd_deduction"}
    names = ["risk_pool.cover", "risk_pool.capital", "re_deduction"]
    assert players(names, "instrument") == {"risk_pool": names[:2], "re_deduction": names[2:]}
    assert players(names, "family") == {"finance": names[:2], "tax": names[2:]}
    assert list(players(names, "lever")) == names


def test_what_is_not_a_lever_cannot_be_scaled() -> None:
    with pytest.raises(UsageError, match="parameters"):
        levers_changed(BASELINE, POLICY.replace(parameters={"discount_rate": 0.07}))
    with pytest.raises(UsageError, match="no lever"):
        levers_changed(BASELINE, BASELINE.replace(id="same"))


def test_what_is_counted_is_blended_in_whole_numbers() -> None:
    broad = Scenario.from_mapping({"levers": {"missions.breadth": {"2026-Q1": 6}}}, id="broad")
    levers = blend(Scenario(), broad, 0.5).levers
    assert levers == {"missions.breadth": {"path": {"2026-Q1": 5.0}}}
    Scenario().with_levers(levers)
