"""Verbs that ask where an effect comes from: decompose."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..json_rows import finite_row
from ..wording import sentence
from .answers import answer, note, report_study_failures, warn, warnings_of
from .application import verb
from .options import AnswerOptions, Replicates, RunOptions, ScenarioName, Seed


class Grouping(StrEnum):
    """What counts as one part of a package."""

    LEVER = "lever"
    INSTRUMENT = "instrument"
    FAMILY = "family"


@verb
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
    *,
    runs: RunOptions,
    shown: AnswerOptions,
) -> None:
    """Divide the effect of a package among its parts (Shapley values), and show which pairs work together."""
    from ..decompose import decompose as divide
    from ..plan import load_all

    arguments = ("decompose", package)
    plan = runs.plan(seed, replicates, shown.lang.value, arguments)
    chosen = load_all(plan, [baseline, package], policies_from=1)
    warn(warnings_of(chosen))
    result = divide(
        *chosen, plan.study_options(), by=by.value, replicates=replicates, seed=seed, outcomes=tuple(outcome or ()),
        orders=orders, arguments=arguments,
    )  # fmt: skip
    if shown.as_json:
        rows, pairs = ([finite_row(row) for row in table] for table in (result.rows(), result.pair_rows()))
        answer({"shares": rows, "pairs": pairs, "exact": result.exact})
        note(sentence("written", shown.lang.value, folder=result.study.folder))
    else:
        from ..decompose_printing import decomposition_text

        answer(decomposition_text(result, chosen, shown.lang.value))
    report_study_failures(result.study)
