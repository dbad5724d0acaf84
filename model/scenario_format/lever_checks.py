"""Checks of the section ``levers``: names, values, dated paths, phase-in and targets."""

from __future__ import annotations

from collections.abc import Mapping

from ..calendar import FIRST_YEAR, LAST_YEAR, Quarter
from ..classifications import ACTORS, REGIONS, SECTORS, SIZES, codes
from ..lever_path import Selector, Step, Steps
from ..levers import LEVERS, Lever
from .overlay import LIFTED, LONGEST_PHASE_IN, SELECTOR_KEYS, SETTING_KEYS, LeverSetting
from .problems import Problems
from .text import Entry, Node
from .values import entries_of, number_of

_CODES = {"sector": codes(SECTORS), "region": codes(REGIONS), "size": codes(SIZES), "actor": codes(ACTORS)}
_GROUPS = tuple(dict.fromkeys(lever.partition(".")[0] for lever in LEVERS if "." in lever))
_DATES = f"{FIRST_YEAR}-Q1 to {LAST_YEAR}-Q4"


def read_levers(node: Node, problems: Problems, *, root_layer: bool) -> tuple[tuple[str, LeverSetting], ...]:
    """Setting of every lever the section names, in the order of the file."""
    settings: dict[str, LeverSetting] = {}
    for name, entry in named_levers(entries_of(node, "levers", problems, "lever ids with values"), "", problems):
        reader = _SettingReader(LEVERS[name], problems, root_layer)
        settings[name] = reader.setting(entry.node)
    return tuple(settings.items())


def named_levers(entries: Mapping[str, Entry], prefix: str, problems: Problems) -> list[tuple[str, Entry]]:
    """Levers with their entries, found through groups; unknown names are noted."""
    found = []
    for key, entry in entries.items():
        name = f"{prefix}{key}"
        members = [lever for lever in LEVERS if lever.startswith(f"{name}.")]
        if name in LEVERS:
            found.append((name, entry))
        elif not members:
            written, inner = name, entry
            while inner.dotted and isinstance(inner.node.content, dict):
                key, inner = next(iter(inner.node.content.items()))
                written += f".{key}"
            known = [*LEVERS, *_GROUPS] if written == name else LEVERS
            problems.add(entry.position, f"levers.{written}", "unknown lever", allowed=LEVERS, given=written,
                         candidates=known, fix="rename or remove it")  # fmt: skip
        elif isinstance(entry.node.content, dict) and entry.node.content:
            found += named_levers(entry.node.content, f"{name}.", problems)
        else:
            what = "is a group of levers, not a lever"
            problems.add(entry.node.position, f"levers.{name}", what, allowed=members, fix="set one of its levers")
    return found


class _SettingReader:
    """Reads what a file says about one lever."""

    def __init__(self, lever: Lever, problems: Problems, root_layer: bool) -> None:
        self.lever, self.problems, self.root_layer = lever, problems, root_layer

    def setting(self, node: Node) -> LeverSetting:
        path = f"levers.{self.lever.id}"
        if not isinstance(node.content, dict):
            return LeverSetting(self._plain(node, path, 0))
        entries = entries_of(node, path, self.problems, "a value or dated values")
        before = len(self.problems.found)
        targets = entries.get("targets")
        exceptions = self._targets(targets, path) if targets else ()
        general = self._steps(entries, SETTING_KEYS, path, may_lift=not self.root_layer)
        if entries and not general and not targets and len(self.problems.found) == before:
            self._nothing_set(node, path)
        return LeverSetting(general, exceptions)

    def _plain(self, node: Node, path: str, phase_in: int) -> Steps:
        value = self._number(node, path)
        return () if value is None else (Step(None, value, phase_in, str(self.problems.place(*node.position))),)

    def _number(self, node: Node, path: str) -> float | None:
        lever = self.lever
        value = number_of(node, path, self.problems, lever.minimum, lever.maximum, lever.unit)
        if value is not None and lever.integer and not value.is_integer():
            self.problems.add(node.position, path, f"{value!r} is not a whole number", fix=f"count {lever.unit}")
            return None
        return value

    def _steps(self, entries: Mapping[str, Entry], keys: Mapping[str, str], path: str, *, may_lift: bool) -> Steps:
        """Steps of a setting or of one target, whose other keys are ``keys``."""
        dated: dict[str, Entry] = {}
        for key, entry in entries.items():
            if key in keys:
                continue
            if _looks_like_date(key):
                dated[key] = entry
            else:
                self.problems.add(entry.position, f"{path}.{key}", "unknown key", allowed=[*keys, "a quarter"],
                                  given=key, candidates=keys, fix="a quarter is written like 2026-Q1")  # fmt: skip
        forms = [name for name in ("value", "path") if name in entries] + (["dated values"] if dated else [])
        if len(forms) > 1:
            at = entries[forms[1]] if forms[1] in entries else next(iter(dated.values()))
            self.problems.add(at.position, path, f"both {forms[0]} and {forms[1]} given", fix="keep one of them")
        phase_in = self._phase_in(entries, path, bool(forms))
        if "value" in entries:
            return self._plain(entries["value"].node, f"{path}.value", phase_in)
        if "path" in entries:
            dated = entries_of(entries["path"].node, f"{path}.path", self.problems, "quarters with values")
        return self._dated(dated, path, phase_in, may_lift)

    def _dated(self, entries: Mapping[str, Entry], path: str, phase_in: int, may_lift: bool) -> Steps:
        steps: dict[Quarter, Step] = {}
        for key, entry in entries.items():
            at = f"{path}.{key}"
            try:
                date = Quarter.parse(key)
            except ValueError as error:
                fix = "write it like 2026-Q1"
                self.problems.add(entry.position, at, str(error), allowed=_DATES, fix=fix)
                date = None
            lifted = entry.node.content == LIFTED
            if lifted and not may_lift:
                self.problems.add(entry.node.position, at, "the baseline has nothing to return to", fix="give a number")
            value = None if lifted else self._number(entry.node, at)
            if date is None or (value is None and not lifted):
                continue
            if date in steps:
                twice = f"duplicate key: {date} is given twice"
                self.problems.add(entry.position, at, twice, fix="keep one of the two")
            steps[date] = Step(date, value, phase_in, str(self.problems.place(*entry.position)))
        return tuple(steps[date] for date in sorted(steps))

    def _phase_in(self, entries: Mapping[str, Entry], path: str, something_to_phase: bool) -> int:
        entry = entries.get("phase_in")
        if entry is None:
            return 0
        at = f"{path}.phase_in"
        if not something_to_phase:
            self.problems.add(entry.position, at, "nothing to phase in", fix="give a value or dated values beside it")
        quarters = number_of(entry.node, at, self.problems, 0, LONGEST_PHASE_IN, "quarters")
        if quarters is not None and not quarters.is_integer():
            self.problems.add(entry.node.position, at, f"{quarters!r} is not a whole number", fix="count quarters")
            return 0
        if self.lever.integer and quarters is not None and quarters > 1.0:
            what = f"{self.lever.id} is counted in whole {self.lever.unit} and cannot be phased in"
            self.problems.add(entry.node.position, at, what, fix="give dated values")
            return 0
        return int(quarters or 0)

    def _targets(self, entry: Entry, path: str) -> tuple[tuple[Selector, Steps], ...]:
        at = f"{path}.targets"
        if not self.lever.targetable:
            others = [lever.id for lever in LEVERS.values() if lever.targetable]
            what = f"{self.lever.id} cannot be targeted"
            why = f"'lab2market explain {self.lever.id}' says why"
            fix = f"remove the targets; {why} (levers that take them: {', '.join(others)})"
            self.problems.add(entry.position, at, what, fix=fix)
            return ()
        if not isinstance(entry.node.content, list) or not entry.node.content:
            what = f"wrong type: {entry.node.kind} where a list is needed"
            fix = "write '- sector: [...]' and a value below it for each exception"
            self.problems.add(entry.node.position, at, what, fix=fix)
            return ()
        read: dict[Selector, Steps] = {}
        for index, node in enumerate(entry.node.content):
            here = f"{at}[{index}]"
            entries = entries_of(node, here, self.problems, "a target and a value")
            before = len(self.problems.found)
            selector = self._selector(entries, here)
            keys = {key: text for key, text in {**SELECTOR_KEYS, **SETTING_KEYS}.items() if key != "targets"}
            steps = self._steps(entries, keys, here, may_lift=True)
            mistaken = len(self.problems.found) > before or not entries
            if entries and not any(key in entries for key in SELECTOR_KEYS):
                fix = "name whom it is for; set the lever itself for everybody"
                self.problems.add(node.position, here, "no target named", allowed=self.lever.targets, fix=fix)
            if mistaken:
                continue
            if not steps:
                self._nothing_set(node, here)
            if selector in read:
                self.problems.add(node.position, here, "duplicate target", fix="put both into one path")
            if steps:
                read[selector] = steps
        return tuple(read.items())

    def _selector(self, entries: Mapping[str, Entry], path: str) -> Selector:
        chosen: dict[str, tuple[int, ...]] = {}
        for dimension, of_all in _CODES.items():
            entry = entries.get(dimension)
            if entry is None:
                continue
            at = f"{path}.{dimension}"
            if dimension not in self.lever.targets:
                what = f"{self.lever.id} cannot be targeted by {dimension}"
                self.problems.add(entry.position, at, what, allowed=self.lever.targets, fix="remove it")
                continue
            known = {name: of_all[name] for name in self.lever.actors} if dimension == "actor" else of_all
            items = entry.node.content if isinstance(entry.node.content, list) else [entry.node]
            if not items:
                self.problems.add(entry.position, at, "empty", allowed=known, fix="name at least one, or remove it")
            named: set[int] = set()
            for item in items:
                if isinstance(item.content, str) and item.content in known:
                    named.add(known[item.content])
                    continue
                given = item.content if isinstance(item.content, str) else None
                what = f"unknown {dimension} {given!r}" if given else f"wrong type: {item.kind} where text is needed"
                self.problems.add(item.position, at, what, allowed=known, given=given, candidates=known,
                                  fix="correct the name")  # fmt: skip
            chosen[dimension] = tuple(sorted(named)) if len(named) < len(known) else ()
        return Selector(*(chosen.get(dimension, ()) for dimension in _CODES))

    def _nothing_set(self, node: Node, path: str) -> None:
        self.problems.add(node.position, path, "sets nothing", fix="give a value or dated values")


def _looks_like_date(key: str) -> bool:
    return key[:1].isdigit() or key[:1] in "-+"
