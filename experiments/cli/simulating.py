"""Verbs that simulate scenarios: run and compare."""

from __future__ import annotations

from typing import Annotated

import typer

from ..json_rows import finite_row
from ..wording import sentence
from .answers import answer, note, report_failures, warn, warnings_of
from .application import verb
from .options import AnswerOptions, Replicates, RunOptions, ScenarioName, Seed

REPLICATES = 30
ManyReplicates = Annotated[
    int | None,
    typer.Option(
        "--replicates", min=1, help=f"Number of replicates (default {REPLICATES}); the most with --precision."
    ),
]
PrecisionAsked = Annotated[
    list[str] | None,
    typer.Option(
        "--precision",
        help="OUTCOME=HALF_WIDTH of the difference's interval, such as conversion_rate=0.002; repeatable.",
    ),
]


@verb
def run(
    scenario: ScenarioName,
    seed: Seed = 0,
    replicates: Replicates = 10,
    *,
    runs: RunOptions,
    shown: AnswerOptions,
) -> None:
    """Simulate replicates of one scenario and write its tables to results/run-NAME.

    A level has no baseline to be paired with, so --precision, a rule for differences, is for compare.
    """
    from ..plan import load_all
    from ..run import run as simulate

    plan = runs.plan(seed, replicates, shown.lang.value, (scenario,))
    (chosen,) = load_all(plan, [scenario])
    warn(chosen.warnings)
    result = simulate(plan, chosen)
    if shown.as_json:
        answer([finite_row(row) for row in result.rows])
        note(sentence("written", shown.lang.value, folder=result.folder))
    else:
        from ..printing import run_text

        answer(run_text(result, replicates - len(result.failures), shown.lang.value))
    report_failures(result.failures, replicates)


@verb
def compare(
    baseline: ScenarioName,
    policies: Annotated[list[str], typer.Argument(help="Scenarios to compare with it.", show_default=False)],
    experiment: Annotated[str | None, typer.Option("--experiment", help="Name of the results folder.")] = None,
    equal_cost: Annotated[
        str | None,
        typer.Option("--equal-cost", help="Scale each policy to this public cost (present value), such as 100bn."),
    ] = None,
    discount_rate: Annotated[
        float, typer.Option("--discount-rate", min=0.0, max=0.5, help="A year, for --equal-cost.")
    ] = 0.05,
    seed: Seed = 0,
    replicates: ManyReplicates = None,
    precision: PrecisionAsked = None,
    *,
    runs: RunOptions,
    shown: AnswerOptions,
) -> None:
    """Compare policies with a baseline in paired replicates: differences, intervals, costs, curves.

    With --precision the number of replicates is found: at least 20, more for skewed outcomes, until every interval is
    as narrow as asked and stays so for 5 more; the rule that stopped it is shown. Without --out results lie in
    results/POLICIES, or results/EXPERIMENT with --experiment.

    --set changes levers of the policies only, and parameters of all scenarios.
    """
    from ..compare import compare as simulate
    from ..measures.equal_cost import EqualCost, amount
    from ..plan import load_all
    from ..precision import parse_precision
    from ..statistics.stopping import MOST

    wanted = parse_precision(precision or ())
    replicates = replicates or (REPLICATES if wanted is None else MOST)
    names = [baseline, *policies]
    equal: EqualCost | None = None
    scaled: tuple[str, ...] = ()
    if equal_cost is not None:
        equal = EqualCost(amount(equal_cost), discount_rate, replicates=min(replicates, 12))
        scaled = ("--equal-cost", equal_cost, "--discount-rate", str(discount_rate))
    plan = runs.plan(seed, replicates, shown.lang.value, (*names, *scaled))
    chosen = load_all(plan, names, policies_from=1)
    warn(warnings_of(chosen))
    result = simulate(plan, chosen, experiment, wanted, equal)
    for row in result.equal_cost:
        if row["status"] != "found":
            found = f"{row['searched_bn']:,.1f} of {row['target_bn']:,g} bn yuan at intensity {row['intensity']:.3g}"
            warn([f"{row['scenario']}: {row['status']}: {found}"])
    if shown.as_json:
        answer([row.as_json() for row in result.rows])
        note(sentence("written", shown.lang.value, folder=result.folder))
    else:
        from ..printing import comparison_text

        answer(comparison_text(result, shown.lang.value, {scenario.id: dict(scenario.name) for scenario in chosen}))
    report_failures(result.failures, result.replicates + len(result.failures))
