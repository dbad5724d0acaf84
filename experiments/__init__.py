"""Experiments on the model: comparisons with intervals, studies, tables, figures and the command line.

``from experiments import Experiment, open_study`` is the way in from a notebook; names are imported when first used.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Experiment", "Study", "open_study"]


def __getattr__(name: str) -> Any:
    """The names of ``__all__``, imported when they are first used: a worker needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import study

    return getattr(study, name)
