"""Policies as what sets them apart from a baseline: parts of a package, and a policy made weaker or stronger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.lever_path import LeverPath, Selector, position, quarter_at
from model.levers import LEVERS, Lever
from model.scenario_format.overlay import LIFTED
from model.scenario_format.writing import named

from ..errors import UsageError

if TYPE_CHECKING:
    from model.scenario import Scenario

LARGEST = 100.0
"""Largest intensity looked at for levers whose bounds lie far away."""


def levers_changed(baseline: Scenario, policy: Scenario) -> dict[str, Any]:
    """Settings that turn ``baseline`` into ``policy``, by lever; in the form of the section ``levers`` of a file.

    Raises UsageError where they differ in anything but levers, or not at all.
    """
    found = policy.differences(baseline)
    levers: dict[str, Any] = found.pop("levers", {})
    if found:
        raise UsageError(f"{policy.id} differs from {baseline.id} in {', '.join(found)} too; only levers can be varied")
    if not levers:
        raise UsageError(
            f"{policy.id} sets no lever to another value than {baseline.id} before the run ends ({policy.until}); "
            "name another policy or a later --until"
        )
    return levers


def players(levers: Iterable[str], by: str) -> dict[str, list[str]]:
    """Levers put together as ``by`` says: one by one (``lever``), by instrument or family (``instrument``, ``family``).

    The levers of an instrument are those whose ids share the word before the dot, as in ``risk_pool.cover``.
    """
    groups: dict[str, list[str]] = {}
    for lever in levers:
        name = {"lever": lever, "instrument": lever.partition(".")[0], "family": LEVERS[lever].family}[by]
        groups.setdefault(name, []).append(lever)
    return groups


@dataclass(frozen=True)
class Blend:
    """A policy at an intensity, and the levers that their bounds stopped."""

    levers: dict[str, Any]
    stopped: tuple[str, ...]


def blend(baseline: Scenario, policy: Scenario, intensity: float) -> Blend:
    """Every lever at baseline + intensity x (policy - baseline) in every quarter and target, within its bounds."""
    levers, stopped = {}, []
    for name in levers_changed(baseline, policy):
        lever = LEVERS[name]
        own, base = policy.levers[name], baseline.levers[name]
        general = _general(own, base, intensity)
        setting: dict[str, Any] = {}
        beyond = bool((general < lever.minimum).any() or (general > lever.maximum).any())
        if steps := _steps(_possible(lever, general), base.general_series(), policy):
            setting["path"] = steps
        targets = []
        for selector in dict(own.exceptions):
            series = _exception(lever, own, base, selector, intensity)
            beyond |= bool((series < lever.minimum).any() or (series > lever.maximum).any())
            outside = np.full(series.shape, np.nan) if lever.pot else base.general_series()
            if steps := _steps(_possible(lever, series), outside, policy):
                targets.append({**named(lever, selector), "path": steps})
        if targets:
            setting["targets"] = targets
        if setting:
            levers[name] = setting
        if beyond:
            stopped.append(name)
    return Blend(levers, tuple(stopped))


def largest_intensity(baseline: Scenario, policy: Scenario) -> float:
    """Intensity from which on no lever moves any further: the last of them has met its bound (at most ``LARGEST``)."""
    found = 1.0
    for name in levers_changed(baseline, policy):
        lever, own, base = LEVERS[name], policy.levers[name], baseline.levers[name]
        pairs = [(own.general_series(), base.general_series())]
        pairs += [(_exception(lever, own, base, selector, 1.0), _exception(lever, own, base, selector, 0.0))
                  for selector in dict(own.exceptions)]  # fmt: skip
        for values, under in pairs:
            gap = values - under
            room = np.where(gap > 0.0, lever.maximum - under, lever.minimum - under)
            with np.errstate(divide="ignore", invalid="ignore"):
                reach = np.where(gap != 0.0, room / gap, 1.0)
            found = max(found, float(np.nanmax(reach)))
    return min(found, LARGEST)


def _possible(lever: Lever, series: np.ndarray) -> np.ndarray:
    """Values within the lever's bounds; what is counted in whole numbers."""
    within = np.clip(series, lever.minimum, lever.maximum)
    return np.floor(within + 0.5) if lever.integer else within


def _general(own: LeverPath, base: LeverPath, intensity: float) -> np.ndarray:
    under = base.general_series()
    return under + intensity * (own.general_series() - under)


def _exception(lever: Lever, own: LeverPath, base: LeverPath, selector: Selector, intensity: float) -> np.ndarray:
    """A target's series; where it is not in force it follows the general path, and a pot does not exist (NaN)."""
    values, under = _set_for(own, selector), _set_for(base, selector)
    if lever.pot:  # a pot grows from nothing
        nowhere = np.isnan(values) & np.isnan(under)
        values, under = np.nan_to_num(values), np.nan_to_num(under)
        return np.where(nowhere, np.nan, under + intensity * (values - under))
    values = np.where(np.isnan(values), own.general_series(), values)
    under = np.where(np.isnan(under), base.general_series(), under)
    return under + intensity * (values - under)


def _set_for(path: LeverPath, selector: Selector) -> np.ndarray:
    """What is set for a target; NaN where nothing is."""
    general = path.general_series()
    steps = dict(path.exceptions).get(selector)
    return np.full(general.shape, np.nan) if steps is None else path.exception_series(steps, general)


def _steps(series: np.ndarray, base: np.ndarray, scenario: Scenario) -> dict[str, float | str]:
    """Dated values from where a series leaves the base to the end of the run; NaN is lifted."""
    end = position(scenario.until) + 1
    (unequal,) = np.nonzero(~_equal(series[:end], base[:end]))
    if not len(unequal):
        return {}
    first = max(int(unequal[0]), 1)
    return {
        str(quarter_at(place)): LIFTED if np.isnan(series[place]) else float(series[place])
        for place in range(first, end)
        if place == first or not _equal(series[place], series[place - 1])
    }


def _equal(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one == other) | (np.isnan(one) & np.isnan(other))
