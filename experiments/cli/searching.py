"""Verbs that search: optimise and discover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import SOME_FAILED
from ..json_rows import finite_row
from ..messages import said
from ..wording import sentence
from .answers import answer, note, warn
from .application import verb
from .options import AnswerOptions, EngineOptions, LimitOptions, WorldOptions
from .sweeping import DesignName, DryRun, From, Over, OwnReplicates, OwnSeed

if TYPE_CHECKING:
    from ..designs import Design
    from ..optimisation.study import Effort

Budget = Annotated[float | None, typer.Option("--budget", min=0.0, help="Most extra public cost, bn yuan a year.")]
Draws = Annotated[int | None, typer.Option("--draws", min=1, help="Parameter draws of the ensemble.")]


@verb
def optimise(
    design: DesignName,
    budget: Budget = None,
    over: Over = None,
    draws: Draws = None,
    replicates: OwnReplicates = None,
    seed: OwnSeed = None,
    policy_start: From = None,
    population: Annotated[int, typer.Option("--population", min=8, help="Mixes in a generation.")] = 24,
    generations: Annotated[int, typer.Option("--generations", min=1, help="Generations of the search.")] = 12,
    retest: Annotated[int, typer.Option("--retest", min=2, help="Fresh worlds for each draw in the test.")] = 2,
    step: Annotated[
        float, typer.Option("--step", min=0.1, help="Bn yuan a year in a round of the greedy answer.")
    ] = 10,
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Rounds of the greedy answer.")] = 3,
    *,
    world: WorldOptions,
    dry_run: DryRun = False,
    where: EngineOptions,
    limits: LimitOptions,
    shown: AnswerOptions,
) -> None:
    """Search for policy mixes under a budget: conversion and margin up, public cost down, in an ensemble of worlds.

    What is found is tested on fresh worlds; knees are taken apart, and the greedy answer says where the next money
    should go. The same command again goes on where it was.
    """
    from ..designs.options import DesignOptions, chosen_design
    from ..optimisation.study import Effort
    from ..optimisation.study import optimise as simulate
    from ..optimisation.tables import front_rows, greedy_rows

    asked = DesignOptions(
        tuple(over or ()), "search", None, replicates, seed, policy_start, (), world.firms, world.until,
        tuple(world.settings or ()), budget, draws,
    )  # fmt: skip
    chosen = chosen_design(design, asked, "optimise")
    warn(chosen.warnings)
    effort = Effort(population, generations, retest, step, rounds)
    if dry_run:
        _show_search(chosen, effort, where.workers, shown.as_json, shown.lang.value)
        return
    words = asked.words(without=("--method",))
    tail = ["--population", population, "--generations", generations, "--retest", retest, "--step", step]
    arguments = ["optimise", design, *words, *map(str, tail), "--rounds", str(rounds)]
    done = simulate(chosen, limits.study(where), effort, arguments, shown.lang.value)
    if shown.as_json:
        tables = {"front": front_rows(done), "greedy": greedy_rows(done)}
        answer([{"table": name, **finite_row(row)} for name, rows in tables.items() for row in rows])
        note(sentence("written", shown.lang.value, folder=done.folder))
    else:
        from ..optimisation_printing import optimisation_text

        answer(optimisation_text(done, effort, shown.lang.value))
    if done.failures:
        note(f"error: {len(done.failures)} runs failed; their mixes were left out")
        for failure in done.failures[:5]:
            note(failure)
        raise SystemExit(SOME_FAILED)


def _show_search(design: Design, effort: Effort, workers: int | None, as_json: bool, lang: str) -> None:
    from ..dry_run import duration, estimate
    from ..engine.executors import cores
    from ..optimisation.study import first_plan, most_runs

    runs = most_runs(design, effort)
    one = estimate(first_plan(design), workers)
    seconds = runs * one.seconds_per_run / (workers or cores())
    if as_json:
        answer({"runs": runs, "seconds_per_run": one.seconds_per_run, "seconds": seconds})
    else:
        answer(sentence("dry_search", lang, runs=runs, seconds=said(duration(seconds)), workers=workers or cores()))


@verb
def discover(
    study: Annotated[Path, typer.Argument(help="Folder of a sweep over parameters or with draws.", show_default=False)],
    fail: Annotated[
        str, typer.Option("--fail", help='What counts as failure, such as "gain(conversion_rate) < 0.005".')
    ],
    judged_by: Annotated[
        str | None, typer.Option("--outcome", help="Outcome that regret is measured by; default: the first of --fail.")
    ] = None,
    *,
    shown: AnswerOptions,
) -> None:
    """Find where in the uncertain space policies fail (PRIM, CART), and how robust they are (regret, satisficing).

    gain(OUTCOME) is the change from the reference, the base with none of the varied levers set, in the same world.
    Writes boxes.csv, robustness.csv and a figure.
    """
    from ..discovery.study import box_rows, robustness_rows
    from ..discovery.study import discover as find
    from ..study import open_study

    done = find(open_study(study), fail, judged_by, shown.lang.value)
    if shown.as_json:
        boxes, robust = (list(map(finite_row, rows(done))) for rows in (box_rows, robustness_rows))
        answer({"fail": done.failure.text, "boxes": boxes, "robustness": robust})
        note(sentence("written", shown.lang.value, folder=done.study.folder))
    else:
        from ..discovery_printing import discovery_text

        answer(discovery_text(done, shown.lang.value))
