"""Verbs that try many settings: sweep and sensitivity."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import reports_errors
from ..wording import sentence
from .answers import answer, finite, note, report_study_failures, warn
from .application import app
from .options import (
    Debug,
    EngineName,
    Firms,
    Json,
    Lang,
    Language,
    Memory,
    Out,
    Settings,
    Shard,
    Timeout,
    Until,
    Workers,
    shard_of,
)

if TYPE_CHECKING:
    from ..study import StudyPlan

DesignName = Annotated[
    str, typer.Argument(help="Built-in design or file; with --over also a scenario.", show_default=False)
]
Over = Annotated[
    list[str] | None,
    typer.Option("--over", help="lever=low:high:n, lever=v,v,v or parameters.NAME=low:high; repeatable."),
]
Method = Annotated[str | None, typer.Option("--method", help="grid, lhs, sobol, one_at_a_time or morris.")]
Points = Annotated[int | None, typer.Option("--points", help="Points of a sample, or trajectories.")]
OwnReplicates = Annotated[int | None, typer.Option("--replicates", help="Worlds, the same for every point.")]
OwnSeed = Annotated[int | None, typer.Option("--seed", help="Replicate r is the world of seed + r.")]
From = Annotated[str | None, typer.Option("--from", help="Quarter from which varied levers hold, such as 2026-Q1.")]
Outcome = Annotated[list[str] | None, typer.Option("--outcome", help="Outcome to record; repeatable.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say how many runs and how long; write nothing.")]


@app.command()
@reports_errors
def sweep(
    design: DesignName,
    over: Over = None,
    method: Method = None,
    points: Points = None,
    replicates: OwnReplicates = None,
    seed: OwnSeed = None,
    policy_start: From = None,
    outcome: Outcome = None,
    firms: Firms = None,
    until: Until = None,
    settings: Settings = None,
    dry_run: DryRun = False,
    engine: EngineName = None,
    workers: Workers = None,
    shard: Shard = None,
    timeout: Timeout = None,
    memory: Memory = None,
    out: Out = None,
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Simulate every point of a design in the same worlds: grid, Latin hypercube, Sobol, one at a time.

    The same command again resumes. Writes outcomes.parquet, response.csv (changes from the reference) and a figure.
    """
    from ..designs.options import DesignOptions, chosen_design
    from ..study import StudyOptions
    from ..sweep import sweep as simulate
    from ..sweep import sweep_plan

    asked = DesignOptions(
        tuple(over or ()), method, points, replicates, seed, policy_start, tuple(outcome or ()), firms, until,
        tuple(settings or ()),
    )  # fmt: skip
    chosen = chosen_design(design, asked)
    warn(chosen.warnings)
    arguments = ["sweep", design, *asked.words()]
    if dry_run:
        _show_estimate(sweep_plan(chosen, arguments), workers, as_json, lang.value)
        return
    options = StudyOptions(out, engine, workers, shard_of(shard), timeout, memory)
    done = simulate(chosen, options, arguments, lang.value)
    if as_json:
        answer([finite(row) for row in done.rows])
        note(sentence("written", lang.value, folder=done.study.folder))
    else:
        from ..study_printing import sweep_text

        answer(sweep_text(done, lang.value))
    report_study_failures(done.study)


@app.command()
@reports_errors
def sensitivity(
    design: DesignName,
    over: Over = None,
    method: Method = None,
    points: Points = None,
    replicates: OwnReplicates = None,
    seed: OwnSeed = None,
    policy_start: From = None,
    outcome: Outcome = None,
    firms: Firms = None,
    until: Until = None,
    settings: Settings = None,
    dry_run: DryRun = False,
    engine: EngineName = None,
    workers: Workers = None,
    shard: Shard = None,
    timeout: Timeout = None,
    memory: Memory = None,
    out: Out = None,
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Say which factors an outcome depends on: Morris screening, Sobol indices, or one at a time (tornado).

    All points share their worlds; indices are averaged over worlds and shown with intervals between them.
    """
    from ..designs.options import DesignOptions, chosen_design
    from ..errors import InvalidInputError
    from ..sensitivity.study import sensitivity as simulate
    from ..sensitivity.study import sensitivity_plan, warnings_of
    from ..study import StudyOptions

    asked = DesignOptions(
        tuple(over or ()), method, points, replicates, seed, policy_start, tuple(outcome or ()), firms, until,
        tuple(settings or ()),
    )  # fmt: skip
    chosen = chosen_design(design, asked)
    warn([*chosen.warnings, *warnings_of(chosen)])
    arguments = ["sensitivity", design, *asked.words()]
    if dry_run:
        _show_estimate(sensitivity_plan(chosen, arguments), workers, as_json, lang.value)
        return
    options = StudyOptions(out, engine, workers, shard_of(shard), timeout, memory)
    done = simulate(chosen, options, arguments, lang.value)
    if as_json:
        answer([finite(row) for row in done.rows])
        note(sentence("written", lang.value, folder=done.study.folder))
    else:
        from ..study_printing import sensitivity_text

        answer(sensitivity_text(done, lang.value))
    report_study_failures(done.study)
    if done.refused:
        raise InvalidInputError(*done.refused)


def _show_estimate(plan: StudyPlan, workers: int | None, as_json: bool, lang: str) -> None:
    from ..dry_run import duration, estimate

    found = estimate(plan, workers)
    if as_json:
        answer(asdict(found))
    else:
        answer(sentence("dry_run", lang, **{**asdict(found), "seconds": duration(found.seconds)}))
