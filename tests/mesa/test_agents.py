"""Agents are views on rows: made when looked at, never reused, reading and writing the arrays themselves."""

from __future__ import annotations

import mesa
import numpy as np
import pytest

from model import InnovationSystem
from model.agents import (
    KINDS,
    Abroad,
    Actor,
    Bank,
    Column,
    Consortium,
    Firm,
    Fund,
    Government,
    Guarantor,
    OpenedScenario,
    PilotPlatform,
    RestOfEconomy,
    University,
)
from model.populations import FIELDS_OF

SMALL = {"firms": 200, "until": "2024-Q4"}
EXITS = {**SMALL, "parameters": {"closing_rate": 0.02}}


def test_nothing_is_made_until_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(Actor, "__init__", lambda self, *given: made.append(self))
    model = InnovationSystem(SMALL)
    model.run(3)
    assert not made


def test_every_actor_of_the_world_has_an_agent() -> None:
    model = InnovationSystem(SMALL).run(4)
    state = model.world.state
    everywhere = {
        University: "universities", PilotPlatform: "pilots", Bank: "banks", Fund: "funds", Guarantor: "guarantors",
        Government: "governments", OpenedScenario: "sectors", RestOfEconomy: "households", Abroad: "abroad",
    }  # fmt: skip
    for kind, population in everywhere.items():
        assert len(model.agents_by_type[kind]) == len(state[population])
    for kind, population in {Firm: "firms", Consortium: "consortia"}.items():
        assert len(model.agents_by_type[kind]) == (state[population]["active"] == 1).sum()
    assert set(model.agent_types) == set(KINDS)
    assert len(model.agents) == sum(len(agents) for agents in model.agents_by_type.values())
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_a_documented_attribute(kind: type[Actor]) -> None:
    for field in FIELDS_OF[kind.population]:
        column = getattr(kind, field.name)
        assert isinstance(column, Column)
        assert field.meaning in column.__doc__
        assert not hasattr(Actor, field.name), f"the field {field.name} hides an attribute of agents"


def test_a_view_reads_and_writes_its_row() -> None:
    model = InnovationSystem(SMALL).run(1)
    firm = next(iter(model.agents_by_type[Firm]))
    row = model.world.state["firms"][firm.row]
    assert (firm.id, firm.cash, firm.sector) == (row["id"], row["cash"], row["sector"])
    assert type(firm.cash) is float
    assert type(firm.sector) is int
    firm.cash += 1.5
    assert model.world.state["firms"]["cash"][firm.row] == firm.cash
    with pytest.raises(AttributeError):
        firm.no_such_field
    assert "Firm" in repr(firm)


def test_selection_aggregation_and_groups() -> None:
    model = InnovationSystem(SMALL).run(2)
    firms = model.agents_by_type[Firm]
    active = model.world.state["firms"][model.world.state["firms"]["active"] == 1]
    assert firms.agg("cash", sum) == pytest.approx(active["cash"].sum())
    assert firms.agg("cash", [min, max]) == [active["cash"].min(), active["cash"].max()]
    assert sorted(firms.get("id")) == sorted(active["id"])
    leaders = firms.select(lambda firm: firm.leader == 1)
    assert len(leaders) == (active["leader"] == 1).sum()
    assert len(model.agents.select(agent_type=Bank)) == len(model.world.state["banks"])
    assert firms.groupby("region").count() == {
        int(region): int(count) for region, count in zip(*np.unique(active["region"], return_counts=True), strict=True)
    }
    assert [firm.cash for firm in firms.sort("cash", ascending=True)] == sorted(active["cash"])


def test_views_follow_exit_and_entry() -> None:
    model = InnovationSystem(EXITS, seed=3)
    seen: dict[int, Firm] = {firm.id: firm for firm in model.agents_by_type[Firm]}
    ids = {firm.unique_id for firm in model.agents}
    rows_used_again = 0
    while model.running:
        model.step()
        state = model.world.state["firms"]
        now = {firm.id: firm for firm in model.agents_by_type[Firm]}
        assert set(now) == set(state["id"][state["active"] == 1].tolist())
        assert all(state["id"][firm.row] == identity for identity, firm in now.items())
        for identity in seen.keys() & now.keys():
            assert now[identity] is seen[identity]  # who stays keeps its view
        gone = [seen[identity] for identity in seen.keys() - now.keys()]
        for firm in gone:
            assert firm not in model.agents
            with pytest.raises(AttributeError, match="has left"):
                firm.cash
            assert "gone" in repr(firm)
        new = [now[identity] for identity in now.keys() - seen.keys()]
        assert not {firm.unique_id for firm in new} & ids
        ids |= {firm.unique_id for firm in new}
        rows_used_again += len({firm.row for firm in new} & set(range(SMALL["firms"])))
        seen = now
    assert rows_used_again > 0


def test_a_view_held_over_steps_is_never_somebody_else() -> None:
    model = InnovationSystem(EXITS, seed=3)
    held = {firm.id: firm for firm in model.agents_by_type[Firm]}
    model.run()
    for identity, firm in held.items():
        try:
            assert firm.id == identity
        except AttributeError:
            assert identity not in model.agents_by_type[Firm].get("id")


def test_ids_are_the_same_in_every_copy() -> None:
    model = InnovationSystem(SMALL, seed=4).run(2)
    twin = model.copy()
    later = InnovationSystem(SMALL, seed=4).run(2)
    assert model.agents.get("unique_id") == twin.agents.get("unique_id") == later.agents.get("unique_id")
    assert len(set(model.agents.get("unique_id"))) == len(model.agents)
