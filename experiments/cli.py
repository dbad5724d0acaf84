"""The command line: one function for each verb, with its options; everything heavy is imported inside a verb."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import describe as descriptions
from .errors import INVALID, SOME_FAILED, reports_errors
from .wording import sentence

if TYPE_CHECKING:
    from model.scenario import Scenario

app = typer.Typer(
    name="lab2market",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Language(StrEnum):
    """Language of labels and tables."""

    EN = "en"
    ZH = "zh"


Json = Annotated[bool, typer.Option("--json", help="One machine-readable document on stdout.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of labels and tables.", envvar="LAB2MARKET_LANG")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Replicate r is the world of seed + r.")]
Replicates = Annotated[int, typer.Option("--replicates", min=1, help="Number of replicates.")]
Firms = Annotated[int | None, typer.Option("--firms", help="Firms in the sample, instead of the scenario's.")]
Until = Annotated[str | None, typer.Option("--until", help="Last quarter, such as 2030-Q4.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes; default: one for each core.")]
Out = Annotated[Path | None, typer.Option("--out", help="Results folder; default: results/NAME.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="lever.path=value, such as re_deduction=0.5 or re_deduction.2026-Q1=0.5; repeatable."),
]
Name = Annotated[str, typer.Argument(help="Lever, outcome, parameter or scenario.", show_default=False)]
ScenarioName = Annotated[str, typer.Argument(help="Built-in scenario or file.", show_default=False)]


def _show_version(asked: bool) -> None:
    if asked:
        from .version import version

        print(version())
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it and end.")
    ] = False,
) -> None:
    """Which policies move research results from the laboratory to the market, and at what public cost."""


@app.command()
@reports_errors
def levers(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the policy levers: unit, range, baseline, who pays."""
    _answer(descriptions.lever_objects() if as_json else descriptions.lever_table(lang.value))


@app.command()
@reports_errors
def outcomes(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the recorded outcomes: unit and definition."""
    _answer(descriptions.outcome_objects() if as_json else descriptions.outcome_table(lang.value))


@app.command()
@reports_errors
def scenarios(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the built-in scenarios by the question they answer."""
    _answer(descriptions.scenario_objects() if as_json else descriptions.scenario_table(lang.value))


@app.command()
@reports_errors
def explain(name: Name, as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """Say what a lever, outcome, parameter or scenario is, where it acts and where its numbers come from."""
    text, objects = descriptions.explain(name, lang.value)
    _answer(objects if as_json else text)


@app.command()
@reports_errors
def check(
    files: Annotated[list[str], typer.Argument(help="Scenario files or built-in names.", show_default=False)],
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Validate scenario files; every mistake of every file at once."""
    from .errors import InvalidInputError
    from .plan import load

    findings: list[dict[str, Any]] = []
    for file in files:
        try:
            warnings, problems = list(load(file).warnings), []
        except InvalidInputError as error:
            warnings, problems = [], error.problems
        findings.append({"file": file, "valid": not problems, "problems": problems, "warnings": warnings})
    if as_json:
        _answer(findings)
    for finding in findings:
        if finding["valid"] and not as_json:
            print(sentence("valid", lang.value, file=finding["file"]))
        for problem in finding["problems"]:
            print(f"error: {problem}", file=sys.stderr)
        _warn(finding["warnings"])
    if not all(finding["valid"] for finding in findings):
        raise SystemExit(INVALID)


@app.command()
@reports_errors
def run(
    scenario: ScenarioName,
    seed: Seed = 0,
    replicates: Replicates = 10,
    firms: Firms = None,
    until: Until = None,
    workers: Workers = None,
    out: Out = None,
    settings: Settings = None,
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Simulate replicates of one scenario and write its tables."""
    from .plan import Plan, load_all
    from .run import run as simulate

    plan = Plan(seed, replicates, firms, until, workers, out, tuple(settings or ()), lang.value, (scenario,))
    (chosen,) = load_all(plan, [scenario])
    _warn(chosen.warnings)
    result = simulate(plan, chosen)
    if as_json:
        _answer(result.rows)
        _note(sentence("written", lang.value, folder=result.folder))
    else:
        from .printing import run_text

        _answer(run_text(result, replicates - len(result.failures), lang.value))
    _report_failures(result.failures, replicates)


@app.command()
@reports_errors
def compare(
    baseline: ScenarioName,
    policies: Annotated[list[str], typer.Argument(help="Scenarios to compare with it.", show_default=False)],
    experiment: Annotated[str | None, typer.Option("--experiment", help="Name of the results folder.")] = None,
    seed: Seed = 0,
    replicates: Replicates = 30,
    firms: Firms = None,
    until: Until = None,
    workers: Workers = None,
    out: Out = None,
    settings: Settings = None,
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Compare policies with a baseline in paired replicates: differences, intervals, costs, curves.

    --set changes levers of the policies only, and parameters of all scenarios.
    """
    from .compare import compare as simulate
    from .plan import Plan, load_all

    names = [baseline, *policies]
    plan = Plan(seed, replicates, firms, until, workers, out, tuple(settings or ()), lang.value, tuple(names))
    chosen = load_all(plan, names, policies_from=1)
    _warn(_warnings_of(chosen))
    result = simulate(plan, chosen, experiment)
    if as_json:
        _answer([row.as_json() for row in result.rows])
        _note(sentence("written", lang.value, folder=result.folder))
    else:
        from .printing import comparison_text

        _answer(comparison_text(result, lang.value, {scenario.id: dict(scenario.name) for scenario in chosen}))
    _report_failures(result.failures, replicates)


@app.command()
@reports_errors
def doctor(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """Show versions, cores, fonts and caches."""
    from .doctor import findings, findings_text

    found = findings()
    _answer(found if as_json else findings_text(found))


def main() -> None:
    """Entry point of the ``lab2market`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets the rest
    try:
        app(prog_name="lab2market")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _answer(result: str | list[Any] | dict[str, Any]) -> None:
    print(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False))


def _note(line: str) -> None:
    print(line, file=sys.stderr)


def _warn(warnings: Sequence[str]) -> None:
    for warning in warnings:
        _note(f"warning: {warning}")


def _warnings_of(scenarios: Sequence[Scenario]) -> list[str]:
    return list(dict.fromkeys(warning for scenario in scenarios for warning in scenario.warnings))


def _report_failures(failures: list[dict[str, object]], replicates: int) -> None:
    """Exit code 4 and a reproduce command for each failed replicate; the folder of the others stays."""
    if not failures:
        return
    from .simulation import failure_lines

    _note(f"error: {len(failures)} of {replicates} replicates failed; the others are kept")
    for line in failure_lines(failures):
        _note(line)
    raise SystemExit(SOME_FAILED)
