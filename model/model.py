"""The world as a Mesa model: ``step()``, agents, data collection."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from .agents import Actor, Views
from .calendar import Quarter
from .indicators import COLUMN, OUTCOMES
from .scenario import Scenario
from .world import World

Reporter = Callable[[Any], Any]


class InnovationSystem(mesa.Model):
    """One simulated country under one scenario and seed.

    Parameters
    ----------
    scenario : Scenario, str, Path or mapping, optional
        A scenario, the name of a built-in one, a file, or an overlay on the baseline in the form of a
        file; the baseline when left out.
    seed : int
        Non-negative seed of every draw.
    rng : int or whatever ``numpy.random.default_rng`` takes, optional
        Mesa's way to seed a model; an integer is the same as ``seed``.
    agent_reporters, agenttype_reporters : mapping, optional
        As in ``mesa.DataCollector``: name -> field or function of an agent; kind of agent -> such a mapping.

    Raises ValueError for a negative seed and for ``seed`` and ``rng`` at once, ScenarioError for a faulty scenario.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path | Mapping[str, Any] | None = None,
        *,
        seed: int = 0,
        rng: Any = None,
        agent_reporters: Mapping[str, str | Reporter] | None = None,
        agenttype_reporters: Mapping[type[Actor], Mapping[str, str | Reporter]] | None = None,
    ) -> None:
        seed = _seed(seed, rng)
        super().__init__(rng=seed)
        self.world = World(_scenario(scenario), seed)
        self._views = Views()
        self.running = self.world.horizon > 0
        self.datacollector = mesa.DataCollector(
            model_reporters={outcome: partial(recorded, outcome) for outcome in OUTCOMES},
            agent_reporters=_functions(agent_reporters),
            agenttype_reporters={kind: _functions(given) for kind, given in (agenttype_reporters or {}).items()},
        )

    # -- time -----------------------------------------------------------------------------------

    @property
    def date(self) -> Quarter:
        """The next quarter to be simulated."""
        return self.world.date

    @property
    def outcomes(self) -> dict[str, float]:
        """Outcomes of the last quarter by id; NaN before the first one."""
        records = self.world.records
        last = records[-1] if len(records) else np.full(len(OUTCOMES), np.nan)
        return {outcome: float(last[COLUMN[outcome]]) for outcome in OUTCOMES}

    def step(self) -> None:
        """Simulate and record one quarter; raises IndexError past the end of the scenario."""
        self.world.step()
        self.running = self.world.quarter < self.world.horizon
        self.datacollector.collect(self)

    def run(self, until: int | None = None) -> InnovationSystem:
        """Step until ``until`` recorded quarters are done (default: the end of the scenario)."""
        for _ in range(self.world.quarter, self.world.horizon if until is None else until):
            self.step()
        return self

    # -- agents ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Bring the agents up to date with the world; called whenever they are asked for."""
        self._views.refresh(self)

    @property
    def agents(self) -> Any:
        """All actors as agents, made on first access."""
        self.look()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Kind of actor -> its agents."""
        self.look()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Kinds of actors there are."""
        self.look()
        return super().agent_types

    # -- copies ---------------------------------------------------------------------------------

    def __deepcopy__(self, memo: dict[int, Any]) -> InnovationSystem:
        return self._twin(self.world.copy(), memo)

    def copy(self) -> InnovationSystem:
        """An independent copy, what was collected included."""
        return copy.deepcopy(self)

    def branch(self, scenario: Scenario | str | Path | Mapping[str, Any]) -> InnovationSystem:
        """A copy that goes on under another policy; raises ValueError when the policies differ in the past."""
        return self._twin(self.world.branch(_scenario(scenario)), {})

    def _twin(self, world: World, memo: dict[int, Any]) -> InnovationSystem:
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        memo[id(self.world)] = world
        twin.__dict__.update(copy.deepcopy(self.__dict__, memo))
        twin.running = world.quarter < world.horizon
        return twin


def recorded(outcome: str, model: InnovationSystem) -> float:
    """One outcome of the last quarter; a model reporter."""
    return float(model.world.records[-1, COLUMN[outcome]])


def _functions(reporters: Mapping[str, str | Reporter] | None) -> dict[str, Reporter]:
    """Reporters as functions that can be pickled; Mesa would wrap a name in one that cannot."""
    return {
        name: attrgetter(given) if isinstance(given, str) else given for name, given in (reporters or {}).items()
    }


def _scenario(given: Scenario | str | Path | Mapping[str, Any] | None) -> Scenario:
    if given is None:
        return Scenario()
    if isinstance(given, Mapping):
        return Scenario.from_mapping(given, base="baseline")
    return given if isinstance(given, Scenario) else Scenario.load(given)


def _seed(seed: int, rng: Any) -> int:
    """The seed of the draws from Mesa's two ways to give one."""
    if rng is not None:
        if seed != 0:
            raise ValueError("give either seed or rng, not both")
        seed = int(rng if isinstance(rng, int | np.integer) else np.random.default_rng(rng).integers(2**31))
    if seed < 0:
        raise ValueError(f"seed must not be negative, got {seed}")
    return int(seed)
