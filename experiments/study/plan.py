"""What a study is: the points of a design, replicates apart from them, what is recorded, and where it is simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.indicators import COLUMN, OUTCOMES

from ..errors import UsageError, unknown_name

if TYPE_CHECKING:
    from model.calendar import Quarter
    from model.scenario import Scenario

HEADLINE = tuple(id for id, outcome in OUTCOMES.items() if outcome.headline)
FREQUENCIES = ("year", "quarter")


@dataclass(frozen=True)
class Point:
    """One row of a design.

    Parameters
    ----------
    number : int
        Its place in the plan.
    columns : mapping
        The design's columns as they appear in the tables; the same keys in every point.
    levers : mapping
        Laid over the base in the form of the section ``levers`` of a scenario file.
    parameters : mapping
        Laid over the parameters of the base.
    base : int
        Which of the plan's bases it starts from.
    """

    number: int
    columns: Mapping[str, float | int | str] = field(default_factory=dict)
    levers: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    base: int = 0

    def on(self, bases: tuple[Scenario, ...]) -> Scenario:
        """The scenario of this point; raises ScenarioError where a setting is not allowed."""
        scenario = bases[self.base]
        if self.parameters:
            scenario = scenario.replace(parameters=dict(self.parameters))
        return scenario.with_levers(self.levers) if self.levers else scenario


@dataclass(frozen=True)
class Recorder:
    """Which outcomes are kept, and whether by quarter or as means of years.

    The mean of a year is that of its recorded quarters in which the outcome is defined, so its unit is unchanged.
    Raises UsageError for an outcome or frequency that does not exist.
    """

    outcomes: tuple[str, ...] = HEADLINE
    frequency: str = "year"

    def __post_init__(self) -> None:
        for outcome in self.outcomes:
            if outcome not in OUTCOMES:
                raise unknown_name("outcome", outcome, list(OUTCOMES), "lab2market outcomes")
        if not self.outcomes or len(set(self.outcomes)) != len(self.outcomes):
            raise UsageError("record at least one outcome, and each only once")
        if self.frequency not in FREQUENCIES:
            raise UsageError(f"unknown frequency {self.frequency!r}: write {' or '.join(FREQUENCIES)}")

    def dates(self, start: Quarter, horizon: int) -> list[str]:
        """Labels of what is recorded: quarters, or years that have a recorded quarter."""
        quarters = [start + place for place in range(horizon)]
        if self.frequency == "quarter":
            return [str(quarter) for quarter in quarters]
        return [str(year) for year in dict.fromkeys(quarter.year for quarter in quarters)]

    def reduce(self, records: np.ndarray, start: Quarter) -> np.ndarray:
        """What is kept of recorded quarters: shape (dates, outcomes)."""
        kept = np.array(records[:, [COLUMN[outcome] for outcome in self.outcomes]])
        if self.frequency == "quarter":
            return kept
        years = np.array([(start + place).year for place in range(len(records))])
        sums, counts = (np.zeros((years[-1] - years[0] + 1, kept.shape[1])) for _ in range(2))
        for place, row in zip(years - years[0], kept, strict=True):  # quarter after quarter: the same bits anywhere
            defined = ~np.isnan(row)
            sums[place, defined] += row[defined]
            counts[place] += defined
        with np.errstate(invalid="ignore"):
            return sums / counts


@dataclass(frozen=True)
class StudyPlan:
    """Every run of a study; run number = point x replicates + replicate.

    Replicate r is the world of ``seed + r`` in every point. ``arguments`` are the words of the command that made the
    plan; ``design`` is whatever an analysis wants to find again in the manifest.
    """

    id: str
    verb: str
    bases: tuple[Scenario, ...]
    points: tuple[Point, ...]
    replicates: int = 1
    seed: int = 0
    recorder: Recorder = field(default_factory=Recorder)
    question: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    design: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.points or self.replicates < 1:
            raise UsageError("a study needs at least one point and one replicate")
        if [point.number for point in self.points] != list(range(len(self.points))):
            raise ValueError("points are numbered from 0 in their order")
        spans = {(base.start, base.until) for base in self.bases}
        if len(spans) > 1:
            raise UsageError(f"the scenarios of {self.id} record different quarters; give all the same span (--until)")

    def __len__(self) -> int:
        return len(self.points) * self.replicates

    def scenario(self, point: Point) -> Scenario:
        """The scenario of a point."""
        return point.on(self.bases)

    @cached_property
    def dates(self) -> list[str]:
        """Labels of the recorded dates."""
        return self.recorder.dates(self.bases[0].start, self.bases[0].horizon)

    @property
    def shape(self) -> tuple[int, int]:
        """Dates and outcomes of a run."""
        return len(self.dates), len(self.recorder.outcomes)


@dataclass(frozen=True)
class StudyOptions:
    """Where and how a study is simulated; nothing here changes a number.

    Parameters
    ----------
    out : path
        The study's folder; ``results/ID`` if left out.
    engine : name, Engine, executor, function that makes one, Dask client or cluster
        As in ``experiments.engine.executors``.
    workers : int
        Chunks at the same time; one for each core if left out.
    shard : (i, n)
        Simulate the i-th of n parts and leave the tables to a later command without it.
    timeout : float
        Seconds a run may take; by default five minutes and a hundredth of a second for each firm.
    memory : float
        MB a worker may hold; by default its part of four fifths of the machine's memory, on a Dask cluster elsewhere
        without limit.
    quiet : bool
        No progress.
    replace : bool
        Take the place of other results in the folder; runs that both plans have are kept.
    """

    out: Path | None = None
    engine: Any = None
    workers: int | None = None
    shard: tuple[int, int] | None = None
    timeout: float | None = None
    memory: float | None = None
    quiet: bool = False
    replace: bool = False

    @property
    def limited(self) -> bool:
        """Whether a limit on runs is asked for, beside those that hold anyway."""
        return self.timeout is not None or self.memory is not None
