"""The n-th result of an actor is the same technology, whatever the policy; only the quarter of its birth moves."""

from __future__ import annotations

import numpy as np
import pytest

from model.world import World
from tests.world.worlds import EXTREME, small

Identity = tuple[int, int, int]
FOR_LIFE = ("key", "potential", "fit", "product", "fundamentality", "patience")


def results_born(world: World) -> dict[Identity, tuple[float, ...]]:
    """Technologies by (origin, actor, ordinal), with what they are, collected quarter by quarter."""
    born: dict[Identity, tuple[float, ...]] = {}
    while world.quarter < world.horizon:
        world.step()
        clock = world.state["clock"]
        rows = np.asarray(world.state["technologies"])[: int(clock["n_technologies"][0])]
        for row in rows[rows["born"] == int(clock["quarter"][0]) - 1]:
            born[int(row["origin"]), int(row["origin_id"]), int(row["n"])] = tuple(row[name] for name in FOR_LIFE)
    return born


# Whose vote decides which of two keyed topics is worked on, and how long stable money lets a project wait, is what
# these two are for; every other lever leaves the n-th result what it is.
CHOOSE = ("demand_led_selection.industry_weight", "research_funding.stable_share")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_result_of_an_actor_is_the_same_technology(seed: int) -> None:
    others = {name: value for name, value in EXTREME.items() if name not in CHOOSE}
    free = results_born(World(small(others, firms=200), seed))
    plain = results_born(World(small(firms=200), seed))
    common = free.keys() & plain.keys()
    assert {origin for origin, _, _ in common} == {0, 1, 2}
    assert len(common) > 100
    assert not {identity: (plain[identity], free[identity]) for identity in common if plain[identity] != free[identity]}


def test_a_panel_chooses_between_two_topics_that_are_the_same_under_every_policy() -> None:
    weights = (0.5, 1.0)
    worlds = [results_born(World(small({CHOOSE[0]: weight}, firms=200), 1)) for weight in (0.1, *weights)]
    own, *led = worlds
    chosen = {identity: (born[identity], own[identity]) for born in led for identity in born.keys() & own.keys()}
    assert all(new == old or new[0] != old[0] for new, old in chosen.values())  # another topic, or the same technology
    keyed: dict[float, tuple[float, ...]] = {}
    for born in worlds:
        for what in born.values():
            assert keyed.setdefault(what[0], what) == what


def test_no_two_results_share_their_luck() -> None:
    born = results_born(World(small(firms=300, until="2028-Q4"), 6))
    keys = [key for key, *_ in born.values()]
    assert len(set(keys)) == len(keys) > 500
