"""Errors a user can act on, their exit codes, and how a verb reports them."""

from __future__ import annotations

import difflib
import functools
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn, ParamSpec, TypeVar

from .messages import said, speak

OK, UNEXPECTED, USAGE, INVALID, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 4, 130

Options = ParamSpec("Options")
Result = TypeVar("Result")


class ExperimentError(Exception):
    """Something the user can put right; ``problems`` has one line each."""

    exit_code = UNEXPECTED
    kind = "error"

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class UsageError(ExperimentError):
    """A command line that cannot be carried out."""

    exit_code = USAGE
    kind = "usage"


class InvalidInputError(ExperimentError):
    """A scenario or data that is refused; nothing has been written."""

    exit_code = INVALID
    kind = "invalid scenario"


class ReplicatesFailedError(ExperimentError):
    """Some replicates failed; the others are kept in the results folder."""

    exit_code = SOME_FAILED
    kind = "replicates failed"

    def __init__(self, *problems: str, worker_traceback: str = "") -> None:
        super().__init__(*problems)
        self.worker_traceback = worker_traceback


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names that look most like ``name``, best first (possibly none)."""
    names = list(known)
    close = difflib.get_close_matches(name.lower(), names, n=count, cutoff=0.5)
    containing = [known_name for known_name in names if name and name.lower() in known_name]
    return list(dict.fromkeys([*close, *containing]))[:count]


def unknown_name(what: str, name: str, known: Sequence[str], see: str) -> UsageError:
    """The error for a name that does not exist, with its nearest neighbours and where to look."""
    close = nearest(name, known)
    hint = f"did you mean {' or '.join(close)}?" if close else "no similar name exists"
    return UsageError(f"unknown {what} {name!r}: {hint} ({see} lists all)")


def reports_errors(verb: Callable[Options, Result]) -> Callable[Options, Result]:
    """Wrap a verb: an error becomes a message on stderr and an exit code, a traceback only with ``--debug``.

    With ``--json`` the message is one JSON document on stdout. All of it is in the language of ``--lang``.
    """

    @functools.wraps(verb)
    def wrapped(*args: Options.args, **options: Options.kwargs) -> Result:
        speak(str(options["lang"]) if "lang" in options else None)
        try:
            return verb(*args, **options)
        except ExperimentError as error:
            _finish(error.kind, error.problems, error.exit_code, options)
        except KeyboardInterrupt:
            _finish("interrupted", ["interrupted"], INTERRUPTED, options)
        except BrokenPipeError:
            raise
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            _finish("unexpected", [problem, "run again with --debug for the traceback"], UNEXPECTED, options)

    return wrapped


def _finish(kind: str, problems: list[str], exit_code: int, options: Mapping[str, object]) -> NoReturn:
    problems = [said(problem) for problem in problems]
    if options.get("debug"):
        import traceback

        traceback.print_exc()
        print(getattr(sys.exc_info()[1], "worker_traceback", ""), file=sys.stderr)
    if options.get("as_json"):
        print(json.dumps({"error": {"kind": kind, "exit_code": exit_code, "problems": problems}}, ensure_ascii=False))
    for problem in problems:
        print(f"lab2market: {problem}" if exit_code == INTERRUPTED else said(f"error: {problem}"), file=sys.stderr)
    raise SystemExit(exit_code)
