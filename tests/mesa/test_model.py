"""The model as a Mesa user expects it: stepping, reporters, copies, nothing shared between two models."""

from __future__ import annotations

import copy
import gc
import inspect
import os
import pickle
import subprocess
import sys
import weakref
from functools import partial
from pathlib import Path

import mesa
import numpy as np
import pytest

from model import InnovationSystem, Scenario, World
from model.agents import Bank, Firm
from model.indicators import OUTCOMES

ROOT = Path(__file__).resolve().parents[2]
SMALL = {"firms": 100, "until": "2022-Q4"}
OPENING = {**SMALL, "levers": {"scenario_opening": {"orders": {"2022-Q1": 150}}}}


def leads(agent) -> bool:
    return agent.leader == 1


def test_importing_the_package_loads_neither_mesa_nor_numba() -> None:
    code = "import sys, model; print(any(name in sys.modules for name in ('mesa', 'numba', 'numpy', 'pandas')))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"


def test_the_package_names_what_it_offers() -> None:
    import model

    assert {"InnovationSystem", "Scenario", "World"} <= set(dir(model))
    with pytest.raises(AttributeError, match="Inovation"):
        model.Inovation


def test_stepping_records_and_ends() -> None:
    model = InnovationSystem(SMALL, seed=3)
    assert isinstance(model, mesa.Model)
    assert str(model.date) == "2021-Q1"
    assert all(np.isnan(value) for value in model.outcomes.values())
    model.step()
    assert str(model.date) == "2021-Q2"
    while model.running:
        model.step()
    assert model.world.quarter == model.world.horizon == 8
    with pytest.raises(IndexError):
        model.step()
    plain = World(model.world.scenario, 3).run()
    assert model.world.records.tobytes() == plain.records.tobytes()
    assert list(model.outcomes) == list(OUTCOMES)
    assert model.outcomes["margin"] == plain.records[-1, list(OUTCOMES).index("margin")]


def test_run_and_run_model_reach_the_end() -> None:
    first, second = InnovationSystem(SMALL), InnovationSystem(SMALL)
    assert first.run(3).world.quarter == 3
    first.run()
    second.run_model()
    assert first.world.records.tobytes() == second.world.records.tobytes()
    assert not first.running


def test_every_way_to_name_a_scenario_and_a_seed() -> None:
    given = (Scenario.from_mapping(SMALL, base="baseline"), SMALL)
    worlds = [InnovationSystem(scenario, seed=5).world for scenario in given]
    worlds.append(InnovationSystem(SMALL, rng=5).world)
    assert len({world.state["firms"].tobytes() for world in worlds}) == 1
    with pytest.raises(ValueError, match="either seed or rng"):
        InnovationSystem(SMALL, seed=1, rng=2)
    with pytest.raises(ValueError, match="seed"):
        InnovationSystem(SMALL, seed=-1)
    drawn = [InnovationSystem(SMALL, rng=np.random.default_rng(9)).world.seed for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_the_constructor_suits_solara() -> None:
    parameters = inspect.signature(InnovationSystem).parameters
    assert all(parameter.default is not inspect.Parameter.empty for parameter in parameters.values())
    assert set(parameters) >= {"scenario", "seed", "rng"}


def test_collected_frames() -> None:
    model = InnovationSystem(
        SMALL, agent_reporters={"id": "unique_id"}, agenttype_reporters={Firm: {"cash": "cash", "leads": leads}}
    ).run(3)
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(OUTCOMES)
    np.testing.assert_array_equal(frame.to_numpy(), model.world.records)
    everybody = model.datacollector.get_agent_vars_dataframe()
    assert (everybody.index.get_level_values("AgentID") == everybody["id"]).all()
    firms = model.datacollector.get_agenttype_vars_dataframe(Firm)
    last = firms.xs(3, level="Step")
    state = model.world.state["firms"]
    assert sorted(last["cash"]) == sorted(state["cash"][state["active"] == 1])
    assert last["leads"].sum() == ((state["leader"] == 1) & (state["active"] == 1)).sum()


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
@pytest.mark.parametrize("looked_at", [False, True])
def test_duplicates_go_on_alike_and_apart(duplicate, looked_at: bool) -> None:
    model = InnovationSystem(SMALL, seed=2, agenttype_reporters={Bank: {"loans": "loans"}}).run(4)
    if looked_at:
        assert len(model.agents) > 100
    twin = duplicate(model)
    before = model.world.state["firms"].tobytes()
    twin.run()
    assert model.world.quarter == 4
    assert model.world.state["firms"].tobytes() == before
    assert len(model.datacollector.get_model_vars_dataframe()) == 4
    assert len(twin.datacollector.get_model_vars_dataframe()) == 8
    assert all(agent.model is twin for agent in twin.agents)
    assert model.run().world.records.tobytes() == twin.world.records.tobytes()
    frames = [m.datacollector.get_agenttype_vars_dataframe(Bank) for m in (model, twin)]
    assert frames[0].equals(frames[1])


def test_a_branch_goes_on_under_another_policy() -> None:
    model = InnovationSystem(SMALL, seed=2).run(3)
    branch = model.branch(OPENING).run()
    assert branch.world.records.tobytes() == InnovationSystem(OPENING, seed=2).run().world.records.tobytes()
    assert model.copy().run().world.records.tobytes() != branch.world.records.tobytes()
    assert model.world.quarter == 3
    model.run(6)
    with pytest.raises(ValueError, match="differs"):
        model.branch(OPENING)


def test_two_models_do_not_touch_each_other() -> None:
    alone = InnovationSystem(SMALL, seed=1).run().world.records.tobytes()
    first, second = InnovationSystem(SMALL, seed=1), InnovationSystem(OPENING, seed=8)
    while first.running:
        first.step()
        second.step()
        assert not set(first.agents) & set(second.agents)
        second.agents_by_type[Firm].set("credit_score", 0.0)
    assert first.world.records.tobytes() == alone


def test_a_model_that_is_let_go_leaves_memory() -> None:
    model = InnovationSystem(SMALL)
    assert len(model.agents)
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_reporters_are_functions_that_pickle() -> None:
    reporters = InnovationSystem(SMALL).datacollector.model_reporters
    assert set(reporters) == set(OUTCOMES)
    assert all(isinstance(reporter, partial) for reporter in reporters.values())
    pickle.dumps(reporters)
