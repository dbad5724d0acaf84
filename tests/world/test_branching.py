"""A world copied at any quarter goes on as if it had never been copied, under its own policy or another."""

from __future__ import annotations

import pickle

import pytest

from model.scenario import Scenario
from model.world import World
from tests.world.worlds import EXTREME, bits, dated, small

PARTING = 8  # quarters from the start to 2023-Q1

POLICIES = {
    "re_deduction": {"re_deduction": 1.0},
    "scenario_opening": {"scenario_opening.orders": 150.0, "scenario_opening.openness": 1.0},
    "risk_pool": {"risk_pool.cover": 0.8, "risk_pool.capital": 60.0},
    "pilot_platforms": {"pilot_platforms.places": 9000.0},
    "everything": EXTREME,
}


def policy(name: str) -> Scenario:
    return small(dated(POLICIES[name], "2023-Q1"))


@pytest.mark.parametrize("name", POLICIES)
def test_a_branch_equals_the_full_run(name: str) -> None:
    whole = bits(World(policy(name), 4).run())
    world = World(small(), 4)
    for quarter in (0, 3, PARTING):
        assert bits(world.run(quarter).branch(policy(name)).run()) == whole
    assert bits(world.run()) == bits(World(small(), 4).run())  # branches leave the trunk alone


@pytest.mark.parametrize("quarter", [0, 1, 6, 15])
def test_a_copy_goes_on_like_the_original(quarter: int) -> None:
    world = World(small(), 4).run(quarter)
    before = bits(world)
    twin = world.copy()
    whole = bits(twin.run())
    assert bits(world) == before
    assert bits(world.run()) == whole


def test_a_pickled_world_goes_on_like_the_original() -> None:
    world = World(small(), 4).run(5)
    twin = pickle.loads(pickle.dumps(world))
    assert bits(twin.run()) == bits(world.run())


def test_a_branch_may_run_longer_or_shorter() -> None:
    world = World(small(), 4).run(6)
    for until in ("2022-Q4", "2027-Q2"):
        other = small(until=until)
        assert world.branch(other).run().records.tobytes() == World(other, 4).run().records.tobytes()


def test_a_branch_in_the_memory_of_another_world_is_the_same_branch() -> None:
    world = World(small(), 4).run(6)
    before = bits(world)
    over = World(small(until="2027-Q2"), 9).run()  # of another length and seed: what fits is taken, the rest is new
    for name in POLICIES:
        over = world.branch(policy(name), instead_of=over)
        assert bits(over.run()) == bits(World(policy(name), 4).run())
    assert bits(world) == before


def test_a_past_that_differs_cannot_be_branched_from() -> None:
    world = World(small(), 4).run(PARTING + 1)
    for other in (policy("re_deduction"), small(firms=130), small(parameters={"discount_rate": 0.12})):
        with pytest.raises(ValueError, match="differs"):
            world.branch(other)
    world.copy().branch(small(dated(POLICIES["re_deduction"], "2023-Q2")))
