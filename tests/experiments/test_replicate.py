"""Branching off the common history gives what a run of its own gives, for less work."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.replicate import branches
from model.scenario import Scenario
from model.world import World

SMALL = Scenario().replace(firms=60, until="2022-Q4")
EARLY = SMALL.with_levers({"rd_deduction": {"2021-Q3": 2.0}}, id="early")
LATE = SMALL.with_levers({"re_deduction": {"2022-Q3": 1.0}}, id="late")
AFTER = SMALL.with_levers({"re_deduction": {"2030-Q1": 1.0}}, id="after")
OTHER_WORLD = SMALL.replace(firms=70, id="other_world")


def same(a, b):
    return a.shape == b.shape and a.tobytes() == b.tobytes()


@pytest.fixture
def steps(monkeypatch):
    """Counts the quarters simulated, in all worlds together."""
    taken = []
    step = World.step

    def counted(world):
        taken.append(world.quarter)
        return step(world)

    monkeypatch.setattr(World, "step", counted)
    return taken


def test_a_branch_is_the_full_run_to_the_bit():
    scenarios = (SMALL, LATE, EARLY, AFTER, OTHER_WORLD)
    for records, scenario in zip(branches(scenarios, seed=5), scenarios, strict=True):
        assert same(records, np.array(World(scenario, seed=5).run().records)), scenario.id


def test_the_common_history_is_simulated_once(steps):
    World(SMALL, seed=5).run()
    alone = len(steps)
    assert alone > 0
    branches((SMALL, LATE), seed=5)
    assert len(steps) - alone == 8 + 2


def test_the_order_of_the_policies_does_not_matter():
    forward = branches((SMALL, EARLY, LATE), seed=5)
    backward = branches((SMALL, LATE, EARLY), seed=5)
    assert same(forward[1], backward[2])
    assert same(forward[2], backward[1])


def test_another_seed_is_another_world():
    assert not same(branches((SMALL,), seed=5)[0], branches((SMALL,), seed=6)[0])
