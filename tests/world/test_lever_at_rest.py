"""A lever that changes nothing leaves every recorded number alone; one that is set free does not."""

from __future__ import annotations

import pytest

from model.levers import LEVERS
from model.world import World
from tests.world.worlds import EXTREME, as_it_is, bits, dated, same_records, small


@pytest.fixture(scope="module")
def baseline() -> World:
    return World(small(), 21).run()


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_at_its_baseline_value_changes_no_number(lever: str, baseline: World) -> None:
    scenario = small({lever: as_it_is(lever, baseline.scenario)})
    assert bits(World(scenario, 21).run()) == bits(baseline)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_switched_on_after_the_end_changes_no_number(lever: str, baseline: World) -> None:
    scenario = small(dated({lever: EXTREME[lever]}, "2025-Q1"))
    assert bits(World(scenario, 21).run()) == bits(baseline)


def test_levers_set_free_change_the_records(baseline: World) -> None:
    assert not same_records(World(small(EXTREME), 21).run(), baseline)
