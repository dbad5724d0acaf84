"""From nodes to an overlay: every key, type, bound and date of the head of a file is checked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from ..calendar import FIRST_YEAR, LAST_YEAR, Quarter
from ..parameters import PARAMETERS
from .lever_checks import read_levers
from .overlay import FEWEST_FIRMS, KEYS, MOST_FIRMS, Overlay
from .problems import Problems
from .text import CONTROL, Entry, Node
from .values import entries_of, number_of

LANGUAGES = ("en", "zh")
_Value = TypeVar("_Value")


def read_overlay(root: Node, problems: Problems, *, root_layer: bool = False) -> Overlay:
    """Overlay of a whole document; what is wrong is noted in ``problems``.

    ``root_layer`` is set for the baseline, below which there is nothing to lift a lever to.
    """
    entries = entries_of(root, "", problems, "keys of a scenario")
    for key, entry in entries.items():
        if key not in KEYS:
            hint = "remove it, or move it below 'levers:' or 'parameters:' if it is one of those"
            problems.add(entry.position, key, "unknown key", allowed=KEYS, given=key, candidates=KEYS, fix=hint)
    read = _Reader(entries, problems)
    firms = f"{FEWEST_FIRMS} to {MOST_FIRMS}"
    levers = entries.get("levers")
    return Overlay(
        extends=read("extends", _text, "name a built-in scenario or a file"),
        name=read("name", _labels, "write {en: ..., zh: ...}"),
        question=read("question", _labels, "write {en: ..., zh: ...}"),
        sources=read("sources", _texts, "write a list of texts"),
        start=read("start", _quarter, "write it like 2021-Q1"),
        until=read("until", _quarter, "write it like 2035-Q4"),
        firms=read("firms", _firms, f"give a whole number from {firms}"),
        real_firms=read("real_firms", _firms, f"give a whole number from {firms}"),
        parameters=_parameters(entries.get("parameters"), problems),
        levers=read_levers(levers.node, problems, root_layer=root_layer) if levers else (),
        places=tuple((key, problems.place(*entry.node.position)) for key, entry in entries.items()),
    )


class _Reader:
    """Reads one key of the head with the rule for its type."""

    def __init__(self, entries: dict[str, Entry], problems: Problems) -> None:
        self.entries, self.problems = entries, problems

    def __call__(self, key: str, rule: Callable[[Node, str, Problems, str], _Value | None], fix: str) -> _Value | None:
        entry = self.entries.get(key)
        return None if entry is None else rule(entry.node, key, self.problems, fix)


def _text(node: Node, key: str, problems: Problems, fix: str) -> str | None:
    if isinstance(node.content, str) and node.content.strip():
        return node.content if _is_readable(node, key, problems) else None
    problems.add(node.position, key, f"wrong type: {node.kind} where text is needed", fix=fix)
    return None


def _is_readable(node: Node, key: str, problems: Problems) -> bool:
    """Whether a text, written with escapes perhaps, holds no control characters; a name no line break either."""
    text = node.content.strip()
    signs = [sign for sign in text if CONTROL.match(sign) or (key.startswith("name") and sign in "\t\n\r\x85")]
    if signs:
        problems.add(node.position, key, f"control character U+{ord(signs[0]):04X}", fix="write it in plain text")
    return not signs


def _texts(node: Node, key: str, problems: Problems, fix: str) -> tuple[str, ...] | None:
    if not isinstance(node.content, list):
        problems.add(node.position, key, f"wrong type: {node.kind} where a list of texts is needed", fix=fix)
        return None
    read = [_text(item, f"{key}[{index}]", problems, fix) for index, item in enumerate(node.content)]
    return tuple(item for item in read if item is not None)


def _labels(node: Node, key: str, problems: Problems, fix: str) -> Mapping[str, str] | None:
    """Both languages; one text alone serves for both."""
    if isinstance(node.content, str) and node.content.strip():
        return dict.fromkeys(LANGUAGES, node.content) if _is_readable(node, key, problems) else None
    if not isinstance(node.content, dict) or not node.content:
        problems.add(node.position, key, f"wrong type: {node.kind} where en and zh texts are needed", fix=fix)
        return None
    labels = {}
    for language, entry in node.content.items():
        path = f"{key}.{language}"
        if language not in LANGUAGES:
            problems.add(entry.position, path, "unknown language", allowed=LANGUAGES, given=language,
                         candidates=LANGUAGES, fix=fix)  # fmt: skip
        elif (text := _text(entry.node, path, problems, fix)) is not None:
            labels[language] = text
    return {language: labels.get(language, next(iter(labels.values()))) for language in LANGUAGES if labels}


def _quarter(node: Node, key: str, problems: Problems, fix: str) -> Quarter | None:
    allowed = f"{FIRST_YEAR}-Q1 to {LAST_YEAR}-Q4"
    if not isinstance(node.content, str):
        problems.add(node.position, key, f"wrong type: {node.kind} where a quarter is needed", allowed=allowed, fix=fix)
        return None
    try:
        return Quarter.parse(node.content)
    except ValueError as error:
        problems.add(node.position, key, str(error), allowed=allowed, fix=fix)
        return None


def _firms(node: Node, key: str, problems: Problems, fix: str) -> int | None:
    value = number_of(node, key, problems, FEWEST_FIRMS, MOST_FIRMS, "firms")
    if value is not None and not value.is_integer():
        problems.add(node.position, key, f"{value!r} is not a whole number", fix=fix)
        return None
    return None if value is None else int(value)


def _parameters(entry: Entry | None, problems: Problems) -> tuple[tuple[str, float], ...]:
    if entry is None:
        return ()
    given: dict[str, float] = {}
    for name, item in entries_of(entry.node, "parameters", problems, "parameter ids with numbers").items():
        path = f"parameters.{name}"
        parameter = PARAMETERS.get(name)
        if parameter is None:
            problems.add(item.position, path, "unknown parameter", allowed=PARAMETERS, given=name,
                         candidates=PARAMETERS, fix="correct the name or remove it")  # fmt: skip
        elif parameter.low == parameter.high:
            what = f"is a constant ({parameter.default:g} {parameter.unit}) and cannot be changed"
            problems.add(item.position, path, what, fix="remove it")
        else:
            value = number_of(item.node, path, problems, parameter.low, parameter.high, parameter.unit)
            if value is not None:
                given[name] = value
    return tuple(given.items())
