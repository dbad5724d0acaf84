"""Verbs on the folder of a study: query, merge, rerun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..wording import sentence
from .answers import answer, note, report_study_failures
from .application import verb
from .options import Debug, Json, Lang, Language, Memory, Timeout

Folder = Annotated[Path, typer.Argument(help="Folder of a study.", show_default=False)]
Sql = Annotated[str, typer.Argument(help="Question to the tables outcomes, plan, failures.", show_default=False)]


@verb
def query(
    study: Folder,
    sql: Sql,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Ask a study in SQL, as in "select outcome, avg(value) from outcomes group by outcome"."""
    from ..errors import UsageError
    from ..study.opened import open_study
    from ..study.querying import as_objects, as_text, ask

    if csv and as_json:
        raise UsageError("--csv and --json are two formats; ask for one of them")
    found = ask(open_study(study), sql)
    answer(as_objects(found) if as_json else as_text(found, csv))


@verb
def merge(study: Folder, lang: Lang = Language.EN, debug: Debug = False) -> None:
    """Put the shards of a study together: the tables, once every run has been tried."""
    from ..study.merging import merge as put_together

    merged = put_together(study)
    note(sentence("written", lang.value, folder=merged.folder))
    report_study_failures(merged)


@verb
def rerun(
    study: Folder,
    run: Annotated[int, typer.Option("--run", min=0, help="Number of the run in the study's plan.")],
    timeout: Timeout = None,
    memory: Memory = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Simulate one run of a study again, under the limits it failed under, and show its numbers or what goes wrong.

    With --debug also its traceback.
    """
    from ..study.merging import run_again
    from ..study.querying import as_objects, as_text

    found = run_again(study, run, timeout, memory)
    answer(as_objects(found) if as_json else as_text(found, False))
