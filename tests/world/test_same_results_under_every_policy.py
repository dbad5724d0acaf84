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


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_result_of_an_actor_is_the_same_technology(seed: int) -> None:
    free = results_born(World(small(EXTREME, firms=200), seed))
    plain = results_born(World(small(firms=200), seed))
    common = free.keys() & plain.keys()
    assert {origin for origin, _, _ in common} == {0, 1, 2}
    assert len(common) > 100
    assert not {identity: (plain[identity], free[identity]) for identity in common if plain[identity] != free[identity]}


def test_no_two_results_share_their_luck() -> None:
    born = results_born(World(small(firms=300, until="2028-Q4"), 6))
    keys = [key for key, *_ in born.values()]
    assert len(set(keys)) == len(keys) > 500
