"""Verbs that say what there is: levers, outcomes, scenarios, explain, check, doctor."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .. import describe as descriptions
from ..errors import INVALID
from ..wording import sentence
from .answers import answer, note, warn
from .application import verb
from .options import AnswerOptions, Name


@verb
def levers(*, shown: AnswerOptions) -> None:
    """List the policy levers: unit, range, baseline, who pays."""
    answer(descriptions.lever_objects() if shown.as_json else descriptions.lever_table(shown.lang.value))


@verb
def outcomes(*, shown: AnswerOptions) -> None:
    """List the recorded outcomes: unit and definition."""
    answer(descriptions.outcome_objects() if shown.as_json else descriptions.outcome_table(shown.lang.value))


@verb
def scenarios(*, shown: AnswerOptions) -> None:
    """List the built-in scenarios by the question they answer."""
    answer(descriptions.scenario_objects() if shown.as_json else descriptions.scenario_table(shown.lang.value))


@verb
def explain(name: Name, *, shown: AnswerOptions) -> None:
    """Say what a lever, outcome, parameter or scenario is, where it acts and where its numbers come from."""
    text, objects = descriptions.explain(name, shown.lang.value)
    answer(objects if shown.as_json else text)


@verb
def check(
    files: Annotated[
        list[str], typer.Argument(help="Files of scenarios or designs, or built-in names.", show_default=False)
    ],
    *,
    shown: AnswerOptions,
) -> None:
    """Validate files of scenarios and designs; every mistake of every file at once."""
    from ..designs import Design, is_design, load_design
    from ..designs.verbs import unsuited
    from ..errors import InvalidInputError
    from ..plan import checked, load

    findings: list[dict[str, Any]] = []
    for file in files:
        try:
            found = checked(lambda file=file: load_design(file)) if is_design(file) else load(file)
            warnings, problems = list(found.warnings), unsuited(found) if isinstance(found, Design) else []
        except InvalidInputError as error:
            warnings, problems = [], error.problems
        findings.append({"file": file, "valid": not problems, "problems": problems, "warnings": warnings})
    if shown.as_json:
        answer(findings)
    for finding in findings:
        if finding["valid"] and not shown.as_json:
            print(sentence("valid", shown.lang.value, file=finding["file"]))
        for problem in finding["problems"]:
            note(f"error: {problem}")
        warn(finding["warnings"])
    if not all(finding["valid"] for finding in findings):
        raise SystemExit(INVALID)


@verb
def doctor(*, shown: AnswerOptions) -> None:
    """Show versions, cores, fonts and caches."""
    from ..doctor import findings, findings_text

    found = findings()
    answer(found if shown.as_json else findings_text(found))
