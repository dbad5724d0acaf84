"""Studies: many runs of a design, simulated once each, kept, resumed and read back."""

from __future__ import annotations

from typing import Any

_PLACES = {
    "Experiment": "experiment",
    "Point": "plan",
    "Recorder": "plan",
    "Study": "opened",
    "StudyOptions": "plan",
    "StudyPlan": "plan",
    "Values": "opened",
    "open_study": "opened",
    "run_study": "running",
}

__all__ = sorted(_PLACES)


def __getattr__(name: str) -> Any:
    """Names of this package, imported when they are first used: a worker needs few of them."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)
