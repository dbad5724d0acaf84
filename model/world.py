"""The world: state, one quarter after another, branching. No Mesa, no files, no plots."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .books import BooksError, Report, audit, open_books
from .calendar import Quarter
from .driver import Calls, in_turn
from .founding.country import found_state
from .indicators import OUTCOMES
from .kernel import JIT, copy_array, zeros
from .parameters import as_record
from .policy import content_of, first_difference, policy_table
from .populations import FIELDS_OF
from .populations.fields import lines_of, stated_block
from .populations.firms import FIRST_STATED_LINE
from .processes.opening import firms_open_books
from .schedule import PLAN

if TYPE_CHECKING:
    from .scenario import Scenario

State = dict[str, np.ndarray]
BURN_IN = 40
"""Quarters simulated before the first recorded one; they make a mature pipeline."""

_SHARED = ("policy", "environment", "base_demand", "links", "region_shares", "parameters")
_BURNT_IN: OrderedDict[tuple[Any, ...], State] = OrderedDict()
_KEPT = 4
_ROOM_FOR_BIRTHS = 2048


class World:
    """One simulated country under one scenario and seed.

    Parameters
    ----------
    scenario : Scenario, optional
        What is in force when; the built-in baseline when left out.
    seed : int
        Non-negative seed of every draw.
    reuse_burn_in : bool
        Take the burn-in of an equal world from memory when there is one.
    audited : bool
        Audit the books of every quarter (``books`` keeps the last report); raises BooksError when they do not agree.

    Raises ValueError for a negative seed or an impossible sample.
    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        seed: int = 0,
        *,
        reuse_burn_in: bool = True,
        audited: bool = False,
    ) -> None:
        if scenario is None:
            from .scenario import Scenario

            scenario = Scenario()
        if seed < 0:
            raise ValueError(f"seed must not be negative, got {seed}")
        self.scenario = scenario
        self.seed = seed
        self.quarter = 0
        self.audited = audited
        self.books: Report | None = None
        self._start(reuse_burn_in)

    # -- time -----------------------------------------------------------------------------------

    @property
    def horizon(self) -> int:
        """Recorded quarters of the scenario."""
        return self.scenario.horizon

    @property
    def date(self) -> Quarter:
        """The next quarter to be simulated."""
        return self.scenario.start + self.quarter

    @property
    def dates(self) -> list[str]:
        """Recorded quarters so far."""
        return [str(self.scenario.start + q) for q in range(self.quarter)]

    @property
    def records(self) -> np.ndarray:
        """Recorded outcomes, shape (quarters so far, outcomes); columns as in ``indicators.COLUMN``."""
        return self.state["records"][BURN_IN : BURN_IN + self.quarter, : len(OUTCOMES)]

    def step(self) -> None:
        """Simulate one recorded quarter; raises IndexError past the end of the scenario."""
        if self.quarter >= self.horizon:
            raise IndexError(f"the scenario ends with {self.scenario.until}")
        self._advance()
        self.quarter += 1

    def run(self, until: int | None = None) -> World:
        """Step until ``until`` recorded quarters are done (default: the end of the scenario)."""
        for _ in range(self.quarter, self.horizon if until is None else until):
            self.step()
        return self

    # -- copies ---------------------------------------------------------------------------------

    def copy(self) -> World:
        """An independent copy; both may be stepped on."""
        twin = self._twin(None)
        twin._bind()
        return twin

    def branch(self, scenario: Scenario, instead_of: World | None = None) -> World:
        """A copy that goes on under another policy; raises ValueError when the policies differ in the past.

        ``instead_of`` is a world that nobody needs any more, records and all: its memory is taken and it is of no use
        afterwards.
        """
        parting = first_difference(self.scenario, scenario)
        if parting is not None and parting < self.quarter:
            raise ValueError(
                f"{scenario.id} differs from {self.scenario.id} from {self.scenario.start + parting} on, "
                f"before the present {self.date}"
            )
        twin = self._twin(instead_of)
        twin.scenario = scenario
        twin.state["policy"] = _policy_of(scenario)
        twin._fit_length()
        twin._bind()
        return twin

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if not name.startswith("_")}
        kept["state"] = {name: array for name, array in self.state.items() if name != "policy"}
        return kept

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state)
        self.state["policy"] = _policy_of(self.scenario)
        self._bind()

    def _twin(self, instead_of: World | None) -> World:
        twin = object.__new__(World)
        taken = {} if instead_of is None else instead_of.__dict__.pop("state")
        twin.__dict__.update({**self.__dict__, "state": _copied(self.state, taken)})
        return twin

    # -- inside ---------------------------------------------------------------------------------

    def _start(self, reuse: bool) -> None:
        scenario = self.scenario
        parameters = as_record(dict(scenario.parameters))
        if not JIT:
            parameters = parameters.view(np.recarray)
        policy = _policy_of(scenario)
        key = (
            self.seed, scenario.firms, scenario.real_firms, scenario.start, scenario.horizon,
            parameters.tobytes(), content_of(policy[:BURN_IN]), self.audited,
        )
        if reuse and key in _BURNT_IN:
            _BURNT_IN.move_to_end(key)
            self.state = _copied(_BURNT_IN[key])
            self.state["policy"] = policy
            self._bind()
            return
        self.state = found_state(scenario, self.seed, BURN_IN, parameters, policy)
        self._bind()
        for _ in range(BURN_IN):
            self._advance()
        if reuse:
            _BURNT_IN[key] = _copied(self.state)
            while len(_BURNT_IN) > _KEPT:
                _BURNT_IN.popitem(last=False)

    def _bind(self) -> None:
        """Look up once which arrays each process takes."""
        state = self.state
        self._act([(process, tuple(state[name] for name in names)) for process, names in PLAN])
        self._firm_lines = lines_of(state["firms"])
        self._statements = [
            block
            for name, fields in FIELDS_OF.items()
            if name not in ("firms", "technologies") and (block := stated_block(state[name], fields)) is not None
        ]

    def _act(self, calls: Calls) -> None:
        """Take ``calls`` as the processes of every quarter from now on."""
        self._calls = calls
        self._processes_act = in_turn(calls, self.state)

    def _fit_length(self) -> None:
        """Give records, cohorts and the given path the length of the scenario."""
        from .environment import environment

        quarters = BURN_IN + self.horizon
        for name in ("records", "cohorts"):
            old = self.state[name]
            if len(old) != quarters:
                new = np.zeros((quarters, old.shape[1]))
                kept = min(len(old), quarters)
                new[:kept] = old[:kept]
                self.state[name] = new
        if len(self.state["environment"]) != quarters:
            path, weights = environment(self.scenario.start + -BURN_IN, quarters, self.state["parameters"])
            self.state["environment"], self.state["base_demand"] = path, weights

    def _advance(self) -> None:
        """One quarter, recorded or not: open the books, run the schedule, turn the calendar."""
        state = self.state
        clock = state["clock"]
        if clock["n_technologies"][0] + _ROOM_FOR_BIRTHS + len(state["firms"]) > len(state["technologies"]):
            self._make_room()
        opening = open_books(state) if self.audited else None
        if JIT:
            firms_open_books(clock, self._firm_lines, FIRST_STATED_LINE)
        else:
            self._firm_lines[:, FIRST_STATED_LINE:] = 0.0
        for block in self._statements:
            block[...] = 0.0
        state["flows"][...] = 0.0
        state["tally"][...] = 0.0
        self._processes_act()
        if opening is not None:
            self.books = audit(opening, state)
            if self.books.broken:
                raise BooksError(self.books)
        clock["quarter"] += 1
        clock["season"] = (clock["season"] + 1) % 4

    def _make_room(self) -> None:
        old = self.state["technologies"]
        new = zeros(2 * len(old) + _ROOM_FOR_BIRTHS + len(self.state["firms"]), old.dtype)
        new[: len(old)] = old
        self.state["technologies"] = new
        self._bind()


def _copied(state: State, into: State | None = None) -> State:
    into = into or {}
    clock = state["clock"]
    in_use = {"firms": int(clock["n_firm_rows"][0]), "technologies": int(clock["n_technologies"][0])}
    return {
        name: array if name in _SHARED else copy_array(array, in_use.get(name), into.get(name))
        for name, array in state.items()
    }


def _policy_of(scenario: Scenario) -> np.ndarray:
    table = policy_table(scenario, BURN_IN)
    return table if JIT else table.view(np.recarray)
