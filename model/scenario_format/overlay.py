"""What one scenario file says, typed; a scenario is a stack of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..calendar import Quarter
from ..lever_path import Selector, Steps
from .problems import Place

FEWEST_FIRMS, MOST_FIRMS = 20, 10_000_000
LONGEST_PHASE_IN = 240  # quarters: the whole span of dates

KEYS = {
    "extends": "Built-in scenario, or a path relative to this file, that this file is laid over.",
    "name": "Title, in English and Chinese.",
    "question": "The question the scenario answers, in English and Chinese.",
    "sources": "Where the settings come from.",
    "start": "First recorded quarter.",
    "until": "Last recorded quarter.",
    "firms": "Firms in the sample.",
    "real_firms": "Firms the sample stands for; equal to `firms` for a world in full size.",
    "parameters": "Parameters that differ from their defaults.",
    "levers": "Policy levers: a value, or a path of dated values, with targets where the lever allows them.",
}
SETTING_KEYS = {
    "value": "The value, from the start of the recorded run on (in the baseline: always).",
    "path": "Dated values; each holds until the next. `lifted` returns to what holds without this measure.",
    "phase_in": "Quarters over which each value is reached in equal parts; 0 or 1: at once.",
    "targets": "Exceptions for sectors, regions, size classes or kinds of actor, as far as the lever tells them apart.",
}
SELECTOR_KEYS = {
    "sector": "Sectors the exception is for.",
    "region": "Regions the exception is for.",
    "size": "Size classes the exception is for.",
    "actor": "Kinds of firms, or of research units, that the exception is for.",
}
LIFTED = "lifted"


@dataclass(frozen=True)
class LeverSetting:
    """What a file says about one lever."""

    general: Steps = ()
    exceptions: tuple[tuple[Selector, Steps], ...] = ()


@dataclass(frozen=True)
class Overlay:
    """One file, or one adjustment made in Python; None leaves things as below."""

    id: str | None = None
    extends: str | None = None
    name: Mapping[str, str] | None = None
    question: Mapping[str, str] | None = None
    sources: tuple[str, ...] | None = None
    start: Quarter | None = None
    until: Quarter | None = None
    firms: int | None = None
    real_firms: int | None = None
    parameters: tuple[tuple[str, float], ...] = ()
    levers: tuple[tuple[str, LeverSetting], ...] = ()
    places: tuple[tuple[str, Place], ...] = ()

    def place(self, key: str) -> Place | None:
        """Where the file gives ``key``, if it does."""
        return dict(self.places).get(key)
