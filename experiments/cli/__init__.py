"""The command line: a file for each family of verbs; everything heavy is imported inside a verb."""

from __future__ import annotations

import sys

from . import attributing, chinese, describing, searching, simulating, studies, sweeping, tracing
from .application import app

VERBS = (
    describing.levers, describing.outcomes, describing.scenarios, describing.explain, describing.check,
    describing.doctor, simulating.run, simulating.compare, sweeping.sweep, sweeping.sensitivity, searching.optimise,
    searching.discover, attributing.decompose, tracing.trace, studies.query, studies.merge, studies.rerun,
)  # fmt: skip
"""In the order of the help."""

for _verb in VERBS:
    app.command()(_verb)


def main() -> None:
    """Entry point of the ``lab2market`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets the rest
    try:
        if chinese.asked_for(sys.argv[1:]):
            chinese.call(app, sys.argv[1:])
        app(prog_name="lab2market")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
