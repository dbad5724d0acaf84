"""``optimise``: the search, its front tested on fresh worlds, what its knees are made of, and the greedy answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..designs import Design, Factor
from ..dry_run import duration
from ..errors import ExperimentError
from ..progress import say
from ..study import StudyOptions
from .front import non_dominated
from .greedy import PARTS, Round, greedy
from .knees import knees
from .objectives import CONVERSION, COST, MARGIN, Trial
from .search import Search, search
from .trials import Trials, refuse_unsuitable

if TYPE_CHECKING:
    import pandas as pd

    from ..study import StudyPlan

FRESH_SEEDS = 1_000_000  # added to the seed for every test after the search: worlds the search has not seen
MOST_RETESTED = 24


@dataclass(frozen=True)
class Effort:
    """How much is tried: settings a generation, generations, worlds a draw in the test; bn yuan and rounds of greed."""

    population: int = 24
    generations: int = 12
    retest: int = 2
    step: float = 10.0
    rounds: int = 3


@dataclass(frozen=True)
class Part:
    """A lever's share in a mix: what is lost and saved if it alone goes back to the base."""

    lever: str
    base: float
    value: float
    without: Trial


@dataclass(frozen=True)
class Knee:
    """A knee of the tested front, by the gain it was found on, and what it is made of."""

    of: str
    mix: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Optimisation:
    """What was tried, the front with its results on fresh worlds, its knees, and the greedy path."""

    folder: Path
    levers: tuple[Factor, ...]
    base: tuple[float, ...]
    budget: float
    search: Search
    tested: tuple[Trial, ...]
    knees: tuple[Knee, ...]
    rounds: tuple[Round, ...]
    failures: tuple[str, ...] = ()

    def dominated(self, mix: int) -> bool:
        """Whether another tested mix beats this one in the fresh worlds."""
        return mix not in _undominated(self.tested)

    def within_budget(self, mix: int) -> bool:
        """Whether a tested mix keeps the budget in the fresh worlds."""
        return self.tested[mix].mean(COST) <= self.budget

    @property
    def front(self) -> pd.DataFrame:
        """The tested front with gains and intervals, in order of cost; for notebooks."""
        import pandas as pd

        from .tables import front_rows

        return pd.DataFrame(front_rows(self)).set_index("mix")

    @property
    def greedy(self) -> pd.DataFrame:
        """Every option of every greedy round, best first."""
        import pandas as pd

        from .tables import greedy_rows

        return pd.DataFrame(greedy_rows(self))


def optimise(
    design: Design, options: StudyOptions, effort: Effort, arguments: Sequence[str] = (), lang: str = "en"
) -> Optimisation:
    """Search, test and explain; the same call again goes on where it was.

    Raises UsageError for a design that cannot be searched, ExperimentError where no mix keeps the budget.
    """
    from ..engine.executors import engine_for
    from ..figures.studies import draw_search
    from .folder import entered
    from .tables import write_tables

    refuse_unsuitable(design)
    assert design.budget is not None
    folder = options.out or Path("results") / design.id
    with (
        entered(folder, design, effort, arguments, options.replace) as manifest,
        engine_for(options.engine, options.workers, options.limited) as engine,
    ):
        warm = replace(options, engine=engine, out=None, replace=True)  # whose folder it is has been asked
        tried = Trials(design, folder / "search", warm, arguments)
        fresh = Trials(replace(design, seed=design.seed + FRESH_SEEDS, replicates=effort.retest), folder / "test", warm)
        found = _searched(design, tried, effort)
        again = fresh.run(np.array([trial.setting for trial in _front_of(found)]), "front")
        tested = tuple(trial for trial in again if trial.complete)
        if not tested:
            raise ExperimentError(f"every mix of the front had failed runs in the test; see {fresh.folder}")
        explained = tuple(_knees(design, tested, fresh))
        rounds = greedy(
            design.levers, tried.base_setting, effort.step, effort.rounds, _told(tried, effort.rounds),
            _told(fresh, effort.rounds),
        )
        base = tuple(map(float, tried.base_setting))
        done = Optimisation(
            folder, design.levers, base, design.budget, found, tested, explained, tuple(rounds),
            (*tried.failures, *fresh.failures),
        )  # fmt: skip
        write_tables(done, manifest)
        draw_search(done, effort.step, folder, lang)
    return done


def most_runs(design: Design, effort: Effort) -> int:
    """Runs that the whole takes at most: search, test, and every move of every greedy round."""
    refuse_unsuitable(design)
    draws, levers = design.draws or 1, len(design.levers)
    searched = draws * design.replicates * (effort.population * effort.generations + 1)
    moves = levers * 2 * (len(PARTS) + 1) + 1  # every part of the way, and the move fitted to the step
    searched += draws * design.replicates * effort.rounds * moves
    tested = draws * effort.retest * (MOST_RETESTED + 2 * levers + 1 + effort.rounds * (levers + 1))
    return searched + tested


def first_plan(design: Design) -> StudyPlan:
    """The study of the base: what one run of the search takes is measured on it."""
    return Trials(design, Path(), StudyOptions()).base_plan()


def _searched(design: Design, tried: Trials, effort: Effort) -> Search:
    begun = time.monotonic()

    def evaluate(settings: np.ndarray, generation: int) -> list[Trial]:
        each = (time.monotonic() - begun) / max(generation, 1)
        left = f", about {duration(each * (effort.generations - generation))} left for the search" if generation else ""
        say(f"generation {generation + 1} of {effort.generations}{left}")
        return tried.run(settings, f"generation_{generation:03d}")

    assert design.budget is not None
    return search(
        design.levers, tried.base_setting, design.budget, evaluate,
        population=effort.population, generations=effort.generations,
    )  # fmt: skip


def _front_of(found: Search) -> list[Trial]:
    """Affordable mixes that none beats, an even choice by cost where there are many."""
    affordable = found.affordable
    if not affordable:
        raise ExperimentError(
            f"no mix that was tried costs {found.budget:g} bn yuan a year or less; raise the budget or widen the "
            "ranges of the levers towards the base"
        )
    best = [affordable[place] for place in non_dominated(np.array([trial.minimised() for trial in affordable]))]
    best.sort(key=lambda trial: trial.mean(COST))
    chosen = np.unique(np.linspace(0, len(best) - 1, min(len(best), MOST_RETESTED)).round().astype(int))
    return [best[place] for place in chosen]


def _knees(design: Design, tested: Sequence[Trial], fresh: Trials) -> list[Knee]:
    assert design.budget is not None
    base = fresh.base_setting
    found = []
    for outcome in (CONVERSION, MARGIN):
        kept = [
            mix for mix in _undominated(tested)
            if tested[mix].mean(COST) <= design.budget and tested[mix].interval(outcome).low > 0.0
        ]  # fmt: skip
        cost, gain = (np.array([tested[mix].mean(name) for mix in kept]) for name in (COST, outcome))
        for mix in (kept[place] for place in (knees(cost, gain, most=1) if kept else ())):
            setting = np.array(tested[mix].setting)
            moved = [place for place in range(len(setting)) if setting[place] != base[place]]
            without = np.array([np.where(np.arange(len(setting)) == place, base, setting) for place in moved])
            trials = fresh.run(without, f"knee_{outcome}") if moved else []
            parts = tuple(
                Part(design.levers[place].column, float(base[place]), float(setting[place]), trial)
                for place, trial in zip(moved, trials, strict=True)
            )
            found.append(Knee(outcome, mix, parts))
    return found


def _undominated(tested: Sequence[Trial]) -> list[int]:
    """Places of the mixes that no other beats in the fresh worlds; equal ones all stand."""
    points = np.array([trial.minimised() for trial in tested])
    return [
        place for place, point in enumerate(points)
        if not ((points <= point).all(axis=1) & (points < point).any(axis=1)).any()
    ]  # fmt: skip


def _told(fresh: Trials, rounds: int):
    def evaluate(settings: np.ndarray, name: str) -> list[Trial]:
        say(f"{name.replace('_', ' ')} (of {rounds} rounds)")
        return fresh.run(settings, name)

    return evaluate
