"""From the nodes of a file to a design: the keys of a scenario are checked as in a scenario, the others here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from model.calendar import Quarter
from model.indicators import OUTCOMES
from model.parameters import PARAMETERS
from model.scenario import Scenario
from model.scenario_format.checks import read_overlay
from model.scenario_format.library import builtin_scenarios, load_layers, titled
from model.scenario_format.overlay import KEYS as SCENARIO_KEYS
from model.scenario_format.overlay import Overlay
from model.scenario_format.problems import Problems, ScenarioError
from model.scenario_format.text import Entry, Node
from model.scenario_format.values import entries_of, number_of

from .contradictions import refuse_contradictions, refuse_too_many
from .design import PARAMETER, Design, Factor
from .factor_checks import count_of, read_factors
from .keys import (
    DEFAULT_REPLICATES,
    GRID,
    KEYS,
    LARGEST_SEED,
    METHODS,
    MOST_POINTS,
    MOST_REPLICATES,
)

LARGEST_BUDGET = 10_000.0  # bn yuan a year
HEADLINES = tuple(outcome.id for outcome in OUTCOMES.values() if outcome.headline)


def read_design(root: Node, problems: Problems, id: str, folder: Path | None = None) -> Design:
    """The design in ``root``; ``extends`` is looked for beside ``folder``. Raises ScenarioError with every mistake."""
    entries = entries_of(root, "", problems, "keys of a design")
    for key, entry in entries.items():
        if key not in KEYS:
            problems.add(entry.position, key, "unknown key", allowed=KEYS, given=key, candidates=KEYS,
                         fix="remove it, or move it below 'over:' if it is to be varied")  # fmt: skip
    overlay = _overlay(entries, problems)
    factors = _factors(entries.get("over"), problems)
    method = _method(entries.get("method"), problems)
    points = count_of(entries.get("points"), "points", problems, 1, MOST_POINTS, "points")
    replicates = count_of(entries.get("replicates"), "replicates", problems, 1, MOST_REPLICATES, "replicates")
    seed = count_of(entries.get("seed"), "seed", problems, 0, LARGEST_SEED, "")
    outcomes = _outcomes(entries.get("outcomes"), problems)
    start = _quarter(entries.get("from"), problems)
    budget = _budget(entries.get("budget"), problems)
    draws = count_of(entries.get("draws"), "draws", problems, 1, MOST_POINTS, "draws")
    if "over" not in entries:
        problems.add((1, 1), "over", "missing", fix="say what is varied: over: {levers.ID: [values]}")
    if method is not None:
        refuse_contradictions(entries, factors, method, points, problems)
        if factors:
            counts = {"points": points, "draws": draws, "replicates": replicates or DEFAULT_REPLICATES}
            refuse_too_many(entries, factors, method, counts, problems)
    base = _base(overlay, entries, problems, id, folder)
    if base is not None and start is not None and not base.start <= start <= base.until:
        allowed = f"{base.start} to {base.until}"
        problems.add(entries["from"].node.position, "from", f"{start} lies outside the run", allowed=allowed,
                     fix="choose a quarter of the run")  # fmt: skip
    problems.raise_if_any()
    assert base is not None
    assert method is not None
    ensemble = None
    if draws is not None and not any(factor.kind == PARAMETER for factor in factors):
        uncertain, ensemble = _ensemble(entries["draws"], draws, problems)
        problems.raise_if_any()
        factors += uncertain
    return Design(
        id, base, factors, method, points, replicates or DEFAULT_REPLICATES, seed or 0, outcomes, start, budget, draws,
        ensemble, _warnings(method, points, base),
    )  # fmt: skip


def _ensemble(entry: Entry, draws: int, problems: Problems) -> tuple[tuple[Factor, ...], np.ndarray]:
    """The ensemble's parameters as factors, and its first ``draws`` draws."""
    from ..ensembles import load_ensemble

    found = load_ensemble()
    if draws > len(found.draws):
        problems.add(entry.node.position, "draws", f"the ensemble has no more than {len(found.draws)} draws",
                     fix="ask for fewer, or vary parameters under 'over:'")  # fmt: skip
    ranges = [PARAMETERS[name] for name in found.names]
    factors = tuple(Factor(PARAMETER, one.id, one.unit, one.low, one.high) for one in ranges)
    return factors, found.draws[:draws]


def _overlay(entries: Mapping[str, Entry], problems: Problems) -> Overlay:
    own = {key: entry for key, entry in entries.items() if key in SCENARIO_KEYS}
    return read_overlay(Node(own), problems) if own else Overlay()


def _base(
    overlay: Overlay, entries: Mapping[str, Entry], problems: Problems, id: str, folder: Path | None
) -> Scenario | None:
    """The scenario that the design varies; None, with the reasons noted, where there is none."""
    named = overlay.extends or "baseline"
    position = entries["extends"].node.position if "extends" in entries else (0, 0)
    source: str | Path = named
    if named not in builtin_scenarios():
        source = (folder or Path()) / named
        if not source.is_file():
            what, known = f"no scenario or file {named!r}", builtin_scenarios()
            fix = "or a path relative to this file"
            problems.add(position, "extends", what, allowed=known, given=named, candidates=known, fix=fix)
            return None
    try:
        layers = load_layers(source)
        return None if problems.found else Scenario((*layers, titled(replace(overlay, extends=None), id)))
    except ScenarioError as error:
        problems.found += error.problems
        return None


def _factors(entry: Entry | None, problems: Problems) -> tuple[Factor, ...]:
    return () if entry is None else read_factors(entry.node, problems)


def _method(entry: Entry | None, problems: Problems) -> str | None:
    if entry is None:
        return GRID
    given = entry.node.content
    if isinstance(given, str) and given in METHODS:
        return given
    what = f"unknown method {given!r}" if isinstance(given, str) else f"wrong type: {entry.node.kind}"
    problems.add(entry.node.position, "method", what, allowed=METHODS, candidates=METHODS,
                 given=given if isinstance(given, str) else None, fix="choose one of them")  # fmt: skip
    return None


def _outcomes(entry: Entry | None, problems: Problems) -> tuple[str, ...]:
    if entry is None:
        return HEADLINES
    items = entry.node.content if isinstance(entry.node.content, list) else [entry.node]
    if not items:
        problems.add(entry.position, "outcomes", "empty", fix="name at least one, or remove the line")
    found: list[str] = []
    for index, item in enumerate(items):
        given = item.content if isinstance(item.content, str) else None
        if given in OUTCOMES and given not in found:
            found.append(given)
            continue
        what = (
            f"{given!r} is listed twice" if given in OUTCOMES
            else f"unknown outcome {given!r}" if given else f"wrong type: {item.kind} where text is needed"
        )  # fmt: skip
        problems.add(item.position, f"outcomes[{index}]", what, allowed=OUTCOMES if given not in OUTCOMES else "",
                     given=given, candidates=OUTCOMES if given not in OUTCOMES else (),
                     fix="`lab2market outcomes` lists all")  # fmt: skip
    return tuple(found)


def _quarter(entry: Entry | None, problems: Problems) -> Quarter | None:
    if entry is None:
        return None
    try:
        return Quarter.parse(str(entry.node.content))
    except ValueError as error:
        problems.add(entry.node.position, "from", str(error), fix="write it like 2026-Q1")
        return None


def _budget(entry: Entry | None, problems: Problems) -> float | None:
    if entry is None:
        return None
    return number_of(entry.node, "budget", problems, 0.0, LARGEST_BUDGET, "bn yuan a year")


def _warnings(method: str, points: int | None, base: Scenario) -> tuple[str, ...]:
    warnings = base.warnings
    if method == "sobol" and points is not None and points & (points - 1):
        warnings += (f"points: a Sobol sequence is balanced for powers of 2, and {points} is none",)
    return warnings
