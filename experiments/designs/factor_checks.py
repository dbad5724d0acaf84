"""Checks of the section ``over``: which levers and parameters are varied, and over what."""

from __future__ import annotations

from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.scenario_format.lever_checks import named_levers
from model.scenario_format.problems import Problems
from model.scenario_format.text import Entry, Node
from model.scenario_format.values import entries_of, number_of, range_text

from .design import LEVER, PARAMETER, Factor
from .keys import FACTOR_KEYS, MOST_STEPS


def read_factors(node: Node, problems: Problems) -> tuple[Factor, ...]:
    """Every factor of the section, in the order of the file; what is wrong is noted in ``problems``."""
    if node.content is None or node.content in ({}, []):
        problems.add(node.position, "over", "empty", fix="say what is varied: over: {levers.ID: [values]}")
        return ()
    factors: list[Factor | None] = []
    for key, entry in entries_of(node, "over", problems, "levers.ID and parameters.ID with values").items():
        if key == LEVER:
            named = named_levers(entries_of(entry.node, "over.levers", problems, "lever ids"), "", problems)
            factors += [_lever(name, inner, problems) for name, inner in named]
        elif key == PARAMETER:
            inside = entries_of(entry.node, "over.parameters", problems, "parameter ids")
            factors += [_parameter(name, inner, problems) for name, inner in inside.items()]
        else:
            _refuse(key, entry, problems)
    return tuple(factor for factor in factors if factor is not None)


def _refuse(key: str, entry: Entry, problems: Problems) -> None:
    known = [f"{LEVER}.{name}" for name in LEVERS] + [f"{PARAMETER}.{name}" for name in PARAMETERS]
    if any(name == key or name.startswith(f"{key}.") for name in LEVERS):
        fix = f"write {LEVER}.{key}"
    elif key in PARAMETERS:
        fix = f"write {PARAMETER}.{key}"
    else:
        fix = "write levers.ID or parameters.ID"
    problems.add(entry.position, f"over.{key}", "neither a lever nor a parameter", allowed=(LEVER, PARAMETER),
                 given=key, candidates=known, fix=fix)  # fmt: skip


def _lever(name: str, entry: Entry, problems: Problems) -> Factor | None:
    lever = LEVERS[name]
    whole = Factor(LEVER, name, lever.unit, lever.minimum, lever.maximum)
    return _factor(whole, entry.node, f"over.{LEVER}.{name}", problems)


def _parameter(name: str, entry: Entry, problems: Problems) -> Factor | None:
    path, parameter = f"over.{PARAMETER}.{name}", PARAMETERS.get(name)
    if parameter is None:
        problems.add(entry.position, path, "unknown parameter", allowed=PARAMETERS, given=name,
                     candidates=PARAMETERS, fix="correct the name or remove it")  # fmt: skip
        return None
    if parameter.low == parameter.high:
        what = f"is a constant ({parameter.default:g} {parameter.unit}) and cannot be varied"
        problems.add(entry.position, path, what, fix="remove it")
        return None
    return _factor(Factor(PARAMETER, name, parameter.unit, parameter.low, parameter.high), entry.node, path, problems)


def _factor(whole: Factor, node: Node, path: str, problems: Problems) -> Factor | None:
    """The part of a ``whole`` range that a file asks for: a list, {low, high, n}, or {} for all of it."""
    if isinstance(node.content, list):
        return _listed(whole, node, path, problems)
    if node.content == {}:
        return whole
    if not isinstance(node.content, dict):
        fix = "write a list of values, {low, high, n}, or {} for the whole declared range"
        allowed = range_text(whole.low, whole.high, whole.unit)
        problems.add(node.position, path, f"wrong type: {node.kind} where values are needed", allowed=allowed, fix=fix)
        return None
    return _ranged(whole, node, path, problems)


def _ranged(whole: Factor, node: Node, path: str, problems: Problems) -> Factor | None:
    before, entries = len(problems.found), node.content
    for key, entry in entries.items():
        if key not in FACTOR_KEYS:
            problems.add(entry.position, f"{path}.{key}", "unknown key", allowed=FACTOR_KEYS, given=key,
                         candidates=FACTOR_KEYS, fix="write {low, high, n}, or a list")  # fmt: skip
    if "values" in entries:
        if len(entries) > 1:
            what = "both a list and a range given"
            problems.add(entries["values"].position, f"{path}.values", what, fix="keep one of them")
        return _listed(whole, entries["values"].node, f"{path}.values", problems)
    low, high = (
        number_of(entries[key].node, f"{path}.{key}", problems, whole.low, whole.high, whole.unit)
        if key in entries else getattr(whole, key)
        for key in ("low", "high")
    )  # fmt: skip
    levels = count_of(entries.get("n"), f"{path}.n", problems, 2, MOST_STEPS, "steps")
    if low is not None and high is not None and low >= high:
        fix = "let 'low' be the smaller; list a single value as [value]"
        problems.add(node.position, path, f"low {low:g} is not below high {high:g}", fix=fix)
    if len(problems.found) > before or low is None or high is None:
        return None
    return Factor(whole.kind, whole.name, whole.unit, low, high, levels=levels)


def _listed(whole: Factor, node: Node, path: str, problems: Problems) -> Factor | None:
    if not isinstance(node.content, list) or not node.content:
        what = "empty" if node.content == [] else f"wrong type: {node.kind} where a list is needed"
        problems.add(node.position, path, what, fix="write at least one value")
        return None
    values = [
        number_of(item, f"{path}[{index}]", problems, whole.low, whole.high, whole.unit)
        for index, item in enumerate(node.content)
    ]
    kept = [value for value in values if value is not None]
    for index, value in enumerate(values):
        if whole.counted and value is not None and not value.is_integer():
            what = f"{value!r} is not a whole number"
            problems.add(node.content[index].position, f"{path}[{index}]", what, fix=f"count {whole.unit}")
    for index, value in enumerate(values):
        if value is not None and value in values[:index]:
            twice = f"{value:g} is listed twice"
            problems.add(node.content[index].position, f"{path}[{index}]", twice, fix="remove one of the two")
    if len(kept) < len(values):
        return None
    return Factor(whole.kind, whole.name, whole.unit, min(kept), max(kept), tuple(kept))


def count_of(entry: Entry | None, path: str, problems: Problems, fewest: int, most: int, unit: str) -> int | None:
    """A whole number between bounds; None where it is not given or, with the reason noted, wrong."""
    if entry is None:
        return None
    value = number_of(entry.node, path, problems, fewest, most, unit)
    if value is not None and not value.is_integer():
        fix = f"count {unit}" if unit else "write a whole number"
        problems.add(entry.node.position, path, f"{value!r} is not a whole number", fix=fix)
        return None
    return None if value is None else int(value)
