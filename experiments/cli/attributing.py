"""Verbs that ask where an effect comes from: decompose."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..errors import reports_errors
from ..wording import sentence
from .answers import answer, finite, note, report_study_failures, warn, warnings_of
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
    Replicates,
    ScenarioName,
    Seed,
    Settings,
    Timeout,
    Until,
    Workers,
)


class Grouping(StrEnum):
    """What counts as one part of a package."""

    LEVER = "lever"
    INSTRUMENT = "instrument"
    FAMILY = "family"


@app.command()
@reports_errors
def decompose(
    package: ScenarioName,
    baseline: Annotated[str, typer.Option("--baseline", help="What the package is compared with.")] = "baseline",
    by: Annotated[Grouping, typer.Option("--by", help="What counts as one part.")] = Grouping.INSTRUMENT,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help="Outcome to divide; repeatable; default: the headline ones.")
    ] = None,
    orders: Annotated[
        int, typer.Option("--orders", min=4, help="Orders sampled for more than six parts (each with its reverse).")
    ] = 40,
    seed: Seed = 0,
    replicates: Replicates = 20,
    firms: Firms = None,
    until: Until = None,
    workers: Workers = None,
    out: Out = None,
    settings: Settings = None,
    engine: EngineName = None,
    timeout: Timeout = None,
    memory: Memory = None,
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Divide the effect of a package among its parts (Shapley values), and show which pairs work together."""
    from ..decompose import decompose as divide
    from ..plan import Plan, load_all
    from ..study.plan import StudyOptions

    plan = Plan(seed, replicates, firms, until, workers, out, tuple(settings or ()), lang.value)
    chosen = load_all(plan, [baseline, package], policies_from=1)
    warn(warnings_of(chosen))
    options = StudyOptions(out, engine, workers, None, timeout, memory)
    result = divide(
        *chosen, options, by=by.value, replicates=replicates, seed=seed, outcomes=tuple(outcome or ()), orders=orders,
        arguments=("decompose", package),
    )  # fmt: skip
    if as_json:
        rows, pairs = ([finite(row) for row in table] for table in (result.rows(), result.pair_rows()))
        answer({"shares": rows, "pairs": pairs, "exact": result.exact})
        note(sentence("written", lang.value, folder=result.study.folder))
    else:
        from ..decompose_printing import decomposition_text

        answer(decomposition_text(result, chosen, lang.value))
    report_study_failures(result.study)
