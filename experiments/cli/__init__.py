"""The command line: a file for each family of verbs; everything heavy is imported inside a verb."""

from __future__ import annotations

import sys

# ruff: noqa: I001  (importing them registers their verbs, in the order of the help)
from . import describing, simulating, sweeping, searching, attributing, tracing, studies  # noqa: F401
from .application import app


def main() -> None:
    """Entry point of the ``lab2market`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets the rest
    try:
        app(prog_name="lab2market")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
