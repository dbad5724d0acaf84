"""Scenarios: a stack of overlays on the baseline, and what they come to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

from .calendar import Quarter
from .lever_path import LeverPath, Step, position
from .levers import LEVERS
from .parameters import defaults
from .policy import content_by_quarter
from .scenario_format.contradictions import contradictions
from .scenario_format.library import Layers, baseline_layers, layers_from_mapping, load_layers, overlay_from_mapping
from .scenario_format.library import builtin_scenarios as builtin_scenarios
from .scenario_format.problems import ScenarioError

_Value = TypeVar("_Value")


class FrozenMapping(Mapping[str, _Value], Generic[_Value]):
    """A mapping that cannot change, can be hashed and pickled, and keeps its order."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, _Value]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: str) -> _Value:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


@dataclass(frozen=True)
class Scenario:
    """What a run assumes: span, sample, parameters and the path of every lever.

    ``Scenario()`` is the built-in baseline. A scenario is made of ``layers``, lowest first; all other
    fields follow from them. Equal scenarios have equal content, whatever layers they came from.
    """

    layers: Layers = field(default_factory=baseline_layers, compare=False, repr=False)
    id: str = field(init=False)
    name: Mapping[str, str] = field(init=False, repr=False)
    question: Mapping[str, str] = field(init=False, repr=False)
    sources: tuple[str, ...] = field(init=False, repr=False)
    start: Quarter = field(init=False)
    until: Quarter = field(init=False)
    firms: int = field(init=False)
    real_firms: int = field(init=False)
    parameters: Mapping[str, float] = field(init=False)
    levers: Mapping[str, LeverPath] = field(init=False, repr=False)
    warnings: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        def top(key: str) -> Any:
            given = (getattr(layer, key) for layer in reversed(self.layers))
            return next((value for value in given if value is not None), None)

        resolved: dict[str, Any] = {key: top(key) for key in ("id", "start", "until", "firms", "real_firms")}
        resolved["name"], resolved["question"] = FrozenMapping(top("name")), FrozenMapping(top("question"))
        resolved["sources"] = top("sources")
        parameters = dict(given for layer in self.layers for given in layer.parameters)
        resolved["parameters"] = FrozenMapping(parameters)
        if mistakes := contradictions(self.layers):
            raise ScenarioError(mistakes)
        resolved["levers"] = _stacked_levers(self.layers, resolved["start"])
        resolved["warnings"] = _late_dates(self.layers, resolved["until"])
        for key, value in resolved.items():
            object.__setattr__(self, key, value)

    @classmethod
    def load(cls, name_or_path: str | Path) -> Scenario:
        """A built-in scenario by name, or a file; raises ScenarioError with every mistake found."""
        return cls(load_layers(name_or_path))

    @classmethod
    def from_mapping(
        cls, mapping: Mapping[str, Any], base: str | Scenario | None = None, *, id: str = "custom"
    ) -> Scenario:
        """A scenario written in Python in the form of a file; ``extends`` in it goes before ``base``."""
        below = load_layers(base) if isinstance(base, str) else base.layers if base is not None else None
        return cls(layers_from_mapping(mapping, below, id))

    def with_levers(self, levers: Mapping[str, Any], *, id: str | None = None) -> Scenario:
        """This scenario with other lever settings, in the form of the section ``levers`` of a file."""
        return self._with({"levers": levers} if levers else {}, id)

    def replace(self, *, id: str | None = None, **keys: Any) -> Scenario:
        """This scenario with other keys of a file: ``firms``, ``until``, ``parameters``, ``name`` ...

        Parameters are laid over those already set.
        """
        given = {key: str(value) if isinstance(value, Quarter) else value for key, value in keys.items()}
        return self._with({key: value for key, value in given.items() if key != "parameters" or value}, id)

    def _with(self, mapping: Mapping[str, Any], id: str | None) -> Scenario:
        if not mapping and id is None:
            return self
        return Scenario((*self.layers, replace(overlay_from_mapping(mapping), id=id)))

    @property
    def horizon(self) -> int:
        """Recorded quarters, from ``start`` to ``until`` with both."""
        return self.until - self.start + 1

    def fingerprint(self) -> str:
        """Hash of everything that can change a result, and of nothing else (not of names or sources).

        A lever set to the value it has anyway, or after the run's end, leaves the fingerprint alone.
        """
        head = [str(self.start), str(self.until), self.firms, self.real_firms, {**defaults(), **self.parameters}]
        digest = hashlib.sha256(json.dumps(head, sort_keys=True).encode())
        for name in sorted(LEVERS):
            values = content_by_quarter(name, self.levers[name], position(self.until) + 1)
            digest.update(f"{name}{values.shape}".encode())
            digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
        return digest.hexdigest()[:32]

    def resolved(self) -> dict[str, Any]:
        """Everything in force, as plain values for a manifest."""
        from .scenario_format.writing import resolved_levers

        return {
            "id": self.id,
            "fingerprint": self.fingerprint(),
            "name": dict(self.name),
            "question": dict(self.question),
            "sources": list(self.sources),
            "start": str(self.start),
            "until": str(self.until),
            "firms": self.firms,
            "real_firms": self.real_firms,
            "parameters": {**defaults(), **self.parameters},
            "levers": resolved_levers(self),
        }

    def differences(self, base: Scenario | None = None) -> dict[str, Any]:
        """What sets this scenario apart from ``base`` (the baseline), in the form of a file."""
        from .scenario_format.writing import differences

        return differences(self, Scenario() if base is None else base)

    def to_yaml(self) -> str:
        """This scenario as a file on the baseline; loading it gives the same policy to the bit."""
        from .scenario_format.writing import as_yaml

        return as_yaml(self)


def _stacked_levers(layers: Layers, start: Quarter) -> FrozenMapping[LeverPath]:
    """Path of every lever: the lowest layer's, or the declared baseline, under all layers above."""
    bottom = dict(layers[0].levers)
    paths = {}
    for name, lever in LEVERS.items():
        setting = bottom.get(name)
        first, *later = setting.general if setting and setting.general else (Step(None, lever.baseline),)
        # What the baseline says first has held ever since; an overlay can only take over from it.
        paths[name] = LeverPath((replace(first, date=None), *later), setting.exceptions if setting else ())
    for layer in layers[1:]:
        for name, setting in layer.levers:
            paths[name] = paths[name].overlaid(setting.general, setting.exceptions, start)
    return FrozenMapping(paths)


def _late_dates(layers: Layers, until: Quarter) -> tuple[str, ...]:
    """At most one warning: dates above the lowest layer that lie beyond the run's end and so do nothing."""
    late = [
        (step.place, f"levers.{name}", step.date)
        for layer in layers[1:]
        for name, setting in layer.levers
        for steps in (setting.general, *(steps for _, steps in setting.exceptions))
        for step in steps
        if step.date is not None and step.date > until
    ]
    if not late:
        return ()
    place, name, date = late[0]
    listed = list(dict.fromkeys(f"{name} {date}" for _, name, date in late))
    if len(listed) == 1:
        text = f"{name}: {date} lies beyond the run's end ({until}) and has no effect"
    else:
        text = f"{len(listed)} dates lie beyond the run's end ({until}) and have no effect: {', '.join(listed)}"
    return (f"{place}: {text}".lstrip(": "),)
