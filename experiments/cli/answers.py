"""What a verb says: its answer on stdout, notes and warnings on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import SOME_FAILED
from ..messages import said

if TYPE_CHECKING:
    from model.scenario import Scenario

    from ..study.opened import Study

_SHOWN = 10


def answer(result: str | list[Any] | dict[str, Any]) -> None:
    """Print the result: text as it is, anything else as one JSON document."""
    print(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False))


def note(line: str) -> None:
    """One line for the user that is not part of the result."""
    print(said(line), file=sys.stderr)


def warn(warnings: Sequence[str]) -> None:
    """One line for each warning."""
    for warning in warnings:
        note(f"warning: {warning}")


def warnings_of(scenarios: Sequence[Scenario]) -> list[str]:
    """Warnings of several scenarios, each once."""
    return list(dict.fromkeys(warning for scenario in scenarios for warning in scenario.warnings))


def report_failures(failures: list[dict[str, object]], replicates: int) -> None:
    """Exit code 4 and a reproduce command for each failed replicate; the folder of the others stays."""
    if not failures:
        return
    from ..simulation import failure_lines

    note(f"error: {len(failures)} of {replicates} replicates failed; the others are kept")
    for line in failure_lines(failures):
        note(line)
    raise SystemExit(SOME_FAILED)


def report_study_failures(study: Study) -> None:
    """Exit code 4 and a reproduce command for each failed run of a study; the others are kept."""
    failures = study.failures
    if failures.empty:
        return
    note(f"error: {len(failures):,} of {study.manifest['runs']['planned']:,} runs failed; the others are kept")
    for failure in failures.head(_SHOWN).itertuples():
        note(f"run {failure.run} (point {failure.point}, replicate {failure.replicate}): {failure.error}")
        note(f"  reproduce: {failure.reproduce}")
    if len(failures) > _SHOWN:
        note(f"all of them: {study.folder / 'failures'}")
    raise SystemExit(SOME_FAILED)
