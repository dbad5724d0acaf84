"""Tables of a search's folder: every mix tried, the tested front, knees, greedy rounds, and a manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..designs.explained import explain_tables
from ..json_rows import finite
from ..manifest import search_page
from ..statistics import Interval, joint_tests
from ..statistics.headlines import MEANING
from ..store import write_rows
from ..study.files import write_atomically
from .folder import write_manifest
from .objectives import OBJECTIVES, RECORDED, Trial

if TYPE_CHECKING:
    from .study import Optimisation

_GAINS = "mean gain over the base in the same draws and worlds (public cost in bn yuan a year), 95 % interval"
FILES = {
    "tried.csv": "every mix that the search tried",
    "front.csv": "the mixes of the front, tested in fresh worlds; those beaten there or over the budget are marked",
    "knees.csv": "what each lever adds at the knees, among mixes that stand, keep the budget and clearly gain",
    "greedy.csv": "where the next money should go",
    "manifest.json": "versions, command, question, design",
}
COLUMNS = {
    "tried.csv": {
        "generation, levers.ID": "a mix, and when the search tried it",
        "gain_OUTCOME": "mean gain over the base in the worlds of the search",
    },
    "front.csv": {
        "mix, levers.ID": "a mix that no other affordable one beat in the search",
        "knee_of": "the gain whose front bends at this mix; only undominated, affordable mixes with a clear gain",
        "gain_OUTCOME, ..._low, ..._high": f"in fresh worlds: {_GAINS}",
        "gain_OUTCOME_p_value, ..._p_adjusted": f"{MEANING} the mix",
        "dominated": "whether another tested mix is no worse in every gain and better in one, in fresh worlds",
        "within_budget": "whether the mean cost in fresh worlds keeps the budget",
        "worlds, draws": "draws x replicates of the test; draws among them, each counted once in the interval",
    },
    "knees.csv": {
        "knee_of, mix, lever, base, value": "a lever of the mix at a knee",
        "adds_OUTCOME, ..._low, ..._high": "the mix less the mix without the lever, in fresh worlds",
    },
    "greedy.csv": {
        "round, lever, from, to": "an option: the best move of a lever that the step pays for",
        "cost, gain_conversion_rate, ..._low, ..._high": "of the move, against standing still, in fresh worlds",
        "gain_per_bn": "gain for each bn yuan a year; empty: not priced, the cost is not clearly positive",
        "within_step, taken": "whether the step pays for it, and whether it was chosen, in the worlds of the search",
        "confirmed": "whether the gain is clearly positive in fresh worlds (its interval lies above zero)",
    },
}


def write_tables(done: Optimisation, manifest: dict[str, Any]) -> None:
    """Write ``tried.csv``, ``front.csv``, ``knees.csv``, ``greedy.csv`` and ``manifest.json`` into the folder."""
    tables = {"tried": _tried(done), "front": front_rows(done), "knees": knee_rows(done), "greedy": greedy_rows(done)}
    for name, rows in tables.items():
        listed = list(rows)
        if listed:
            write_rows(listed, done.folder / f"{name}.csv")
    write_atomically(done.folder / "README.md", search_page(manifest, FILES).encode())
    explain_tables(done.folder, COLUMNS)
    write_manifest(manifest, done.folder, "complete")


def front_rows(done: Optimisation) -> Iterator[dict[str, Any]]:
    """The mixes of the front with their gains in fresh worlds, in order of cost; knees are marked."""
    marked = {knee.mix: knee.of for knee in reversed(done.knees)}
    for number, trial in enumerate(done.tested):
        row: dict[str, Any] = {"mix": number, **_setting(done, trial), "knee_of": marked.get(number, "")}
        tests = joint_tests({outcome: trial.gains[outcome] for outcome in RECORDED})
        for outcome in RECORDED:
            row |= _bounds(f"gain_{outcome}", trial.interval(outcome))
            row |= {f"gain_{outcome}_{name}": value for name, value in asdict(tests[outcome]).items()}
        row |= {"dominated": done.dominated(number), "within_budget": done.within_budget(number)}
        yield {**row, "worlds": trial.worlds, "draws": trial.draws}


def knee_rows(done: Optimisation) -> Iterator[dict[str, Any]]:
    """What each lever of a knee adds: the mix less the mix without it."""
    for knee in done.knees:
        whole = done.tested[knee.mix]
        for part in knee.parts:
            row = {"knee_of": knee.of, "mix": knee.mix, "lever": part.lever, "base": part.base, "value": part.value}
            for outcome in OBJECTIVES:
                row |= _bounds(f"adds_{outcome}", contribution(whole, part.without, outcome))
            yield row


def greedy_rows(done: Optimisation) -> Iterator[dict[str, Any]]:
    """Every option of every round, best first; cost in bn yuan a year."""
    for number, one in enumerate(done.rounds, start=1):
        for option in one.options:
            yield {
                "round": number, "lever": option.lever, "from": option.start, "to": option.end,
                **_bounds("cost", option.cost), **_bounds("gain_conversion_rate", option.gain),
                "gain_per_bn": finite(option.per_bn), "within_step": option.within_step, "taken": option is one.taken,
                "confirmed": option.confirmed,
            }  # fmt: skip


def contribution(whole: Trial, without: Trial, outcome: str) -> Interval:
    """What a lever adds to a mix, paired over parameter draws."""
    from ..statistics import interval

    return interval(whole.gains[outcome] - without.gains[outcome])


def _tried(done: Optimisation) -> Iterator[dict[str, Any]]:
    for trial, generation in zip(done.search.trials, done.search.generations, strict=True):
        yield {
            "generation": generation,
            **_setting(done, trial),
            **{f"gain_{outcome}": trial.mean(outcome) for outcome in RECORDED},
        }


def _setting(done: Optimisation, trial: Trial) -> dict[str, float]:
    return {lever.column: value for lever, value in zip(done.levers, trial.setting, strict=True)}


def _bounds(name: str, found: Interval) -> dict[str, float]:
    return {name: found.estimate, f"{name}_low": found.low, f"{name}_high": found.high}
