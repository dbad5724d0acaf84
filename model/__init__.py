"""The simulated world. Names below are loaded when first used, so that ``import model`` stays instant."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import InnovationSystem
    from .scenario import Scenario
    from .world import World

__all__ = ["InnovationSystem", "Scenario", "World"]

_HOME = {"InnovationSystem": ".model", "Scenario": ".scenario", "World": ".world"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
