"""Verbs that say what there is: levers, outcomes, scenarios, explain, check, doctor."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .. import describe as descriptions
from ..errors import INVALID, reports_errors
from ..wording import sentence
from .answers import answer, warn
from .application import app
from .options import Debug, Json, Lang, Language, Name


@app.command()
@reports_errors
def levers(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the policy levers: unit, range, baseline, who pays."""
    answer(descriptions.lever_objects() if as_json else descriptions.lever_table(lang.value))


@app.command()
@reports_errors
def outcomes(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the recorded outcomes: unit and definition."""
    answer(descriptions.outcome_objects() if as_json else descriptions.outcome_table(lang.value))


@app.command()
@reports_errors
def scenarios(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """List the built-in scenarios by the question they answer."""
    answer(descriptions.scenario_objects() if as_json else descriptions.scenario_table(lang.value))


@app.command()
@reports_errors
def explain(name: Name, as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """Say what a lever, outcome, parameter or scenario is, where it acts and where its numbers come from."""
    text, objects = descriptions.explain(name, lang.value)
    answer(objects if as_json else text)


@app.command()
@reports_errors
def check(
    files: Annotated[
        list[str], typer.Argument(help="Files of scenarios or designs, or built-in names.", show_default=False)
    ],
    as_json: Json = False,
    lang: Lang = Language.EN,
    debug: Debug = False,
) -> None:
    """Validate files of scenarios and designs; every mistake of every file at once."""
    from ..designs import is_design, load_design
    from ..errors import InvalidInputError
    from ..plan import checked, load

    findings: list[dict[str, Any]] = []
    for file in files:
        try:
            found = checked(lambda file=file: load_design(file)) if is_design(file) else load(file)
            warnings, problems = list(found.warnings), []
        except InvalidInputError as error:
            warnings, problems = [], error.problems
        findings.append({"file": file, "valid": not problems, "problems": problems, "warnings": warnings})
    if as_json:
        answer(findings)
    for finding in findings:
        if finding["valid"] and not as_json:
            print(sentence("valid", lang.value, file=finding["file"]))
        for problem in finding["problems"]:
            print(f"error: {problem}", file=sys.stderr)
        warn(finding["warnings"])
    if not all(finding["valid"] for finding in findings):
        raise SystemExit(INVALID)


@app.command()
@reports_errors
def doctor(as_json: Json = False, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """Show versions, cores, fonts and caches."""
    from ..doctor import findings, findings_text

    found = findings()
    answer(found if as_json else findings_text(found))
