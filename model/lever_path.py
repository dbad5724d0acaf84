"""One lever over time: a general path and targeted exceptions, evaluated quarter by quarter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from .calendar import FIRST_YEAR, LAST_YEAR, Quarter
from .classifications import FIRM_ACTORS, N_REGIONS, N_SECTORS, N_SIZES, RESEARCH_ACTORS

GRID_START = Quarter(FIRST_YEAR, 1)
GRID_LENGTH = (LAST_YEAR - FIRST_YEAR + 1) * 4 + 1  # position 0 stands for all time before the first year


@dataclass(frozen=True)
class Step:
    """From ``date`` on the value is ``value``, reached in equal parts over ``phase_in`` quarters.

    ``date`` None means from the beginning: of time in the baseline, of the recorded run in an overlay.
    ``value`` None means lifted: what holds without the measure holds again.
    """

    date: Quarter | None
    value: float | None
    phase_in: int = 0
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Selector:
    """The cells an exception is for: stored codes by dimension; an empty dimension means all of it."""

    sectors: tuple[int, ...] = ()
    regions: tuple[int, ...] = ()
    sizes: tuple[int, ...] = ()
    actors: tuple[int, ...] = ()

    def cells(self, kinds: int = 1) -> np.ndarray:
        """Positions of the selected cells in a table with that many blocks of cells, one a kind of actor."""
        cells = np.arange(kinds * N_SECTORS * N_REGIONS * N_SIZES).reshape(kinds, N_SECTORS, N_REGIONS, N_SIZES)
        blocks = tuple(block_of(actor) for actor in self.actors) if kinds > 1 else ()
        for axis, chosen in enumerate((blocks, self.sectors, self.regions, self.sizes)):
            if chosen:
                cells = cells.take(chosen, axis=axis)
        return cells.ravel()


def block_of(actor: int) -> int:
    """Block of cells of a kind of actor: its place among the kinds of firms, or of research units."""
    return (FIRM_ACTORS if actor in FIRM_ACTORS else RESEARCH_ACTORS).index(actor)


Steps = tuple[Step, ...]


@dataclass(frozen=True)
class LeverPath:
    """Dated steps for everybody, and exceptions; of overlapping exceptions the later one holds."""

    general: Steps
    exceptions: tuple[tuple[Selector, Steps], ...] = ()

    def general_series(self) -> np.ndarray:
        """Value in every quarter of the grid for cells without an exception."""
        first = self.general[0].value
        if len(self.general) == 1:
            return np.full(GRID_LENGTH, first)
        return evaluate(self.general, np.full(GRID_LENGTH, first))

    def exception_series(self, steps: Steps, general: np.ndarray) -> np.ndarray:
        """Value of an exception in every quarter of the grid; NaN where it is not in force."""
        return evaluate(steps, general, absent=np.nan)

    def overlaid(self, general: Steps, exceptions: tuple[tuple[Selector, Steps], ...], start: Quarter) -> LeverPath:
        """This path under an overlay, whose steps hold from its first date on."""
        path = replace(self, general=self._overlaid_general(_dated(general, start))) if general else self
        merged = dict(path.exceptions)
        for selector, steps in exceptions:
            dated = _dated(steps, start)
            merged[selector] = _before(merged.get(selector, ()), dated[0].date) + dated
        return replace(path, exceptions=tuple(merged.items()))

    def _overlaid_general(self, steps: Steps) -> Steps:
        """Base steps up to the first date, then the overlay's; a lifted stretch is filled from the base."""
        if any(step.value is None for step in steps):
            base = self.general_series()
            ends = [position(step.date) for step in steps[1:]] + [GRID_LENGTH]
            filled: list[Step] = []
            for step, end in zip(steps, ends, strict=True):
                if step.value is not None:
                    filled.append(step)
                    continue
                at = position(step.date)
                filled.append(replace(step, value=float(base[at])))
                filled += [
                    Step(quarter_at(later), float(base[later]))
                    for later in range(at + 1, end)
                    if base[later] != base[later - 1]
                ]
            steps = tuple(filled)
        return _before(self.general, steps[0].date) + steps


def position(date: Quarter | None) -> int:
    """Place of a quarter on the grid."""
    return 0 if date is None else min(max(date - GRID_START + 1, 0), GRID_LENGTH - 1)


def quarter_at(place: int) -> Quarter:
    """Quarter at a place of the grid; inverse of ``position`` from place 1 on."""
    return GRID_START + (place - 1)


def evaluate(steps: Steps, under: np.ndarray, absent: float | None = None) -> np.ndarray:
    """Value in every quarter of the grid.

    ``under`` holds where nothing is set yet and is what a lifted measure returns to; with ``absent``
    those quarters are marked by it instead. A ramp starts from the value in the quarter before.
    """
    values = under.copy() if absent is None else np.full(GRID_LENGTH, absent)
    for step in steps:
        at = position(step.date)
        before = values[at - 1] if at else under[0]
        if np.isnan(before):
            before = under[at - 1]
        ramp = np.arange(1, min(step.phase_in, GRID_LENGTH - at + 1))
        goal = under[at : at + len(ramp)] if step.value is None else step.value
        if step.value is not None:
            values[at:] = step.value
        else:
            values[at:] = under[at:] if absent is None else absent
        values[at : at + len(ramp)] = before + (goal - before) * (ramp / max(step.phase_in, 1))
    return values


def _dated(steps: Steps, start: Quarter) -> Steps:
    """Undated steps dated to the start of the recorded run."""
    return tuple(replace(step, date=start) if step.date is None else step for step in steps)


def _before(steps: Steps, date: Quarter | None) -> Steps:
    """Those steps that begin before ``date``."""
    return tuple(step for step in steps if date is not None and (step.date is None or step.date < date))
