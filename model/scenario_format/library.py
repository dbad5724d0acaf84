"""Where scenarios are found: the built-in ones beside this package, and files with what they extend."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .checks import LANGUAGES, read_overlay
from .contradictions import contradictions
from .overlay import Overlay
from .problems import Place, Problem, Problems, ScenarioError, listing, nearest
from .text import from_python, parse, read_bytes

BASELINE = "baseline"

Layers = tuple[Overlay, ...]


def builtin_folder() -> Path:
    """Folder of the built-in scenarios: it lies beside the package in a checkout and in an installation.

    It is not looked up by the import name ``scenarios``, which any user's own folder may bear.
    """
    return Path(__file__).resolve().parents[2] / "scenarios"


@functools.cache
def builtin_scenarios() -> Mapping[str, Path]:
    """Built-in scenarios by id, the baseline first."""
    files = sorted(builtin_folder().glob("*.yaml"), key=lambda path: (path.stem != BASELINE, path.stem))
    return {path.stem: path for path in files}


@functools.cache
def baseline_layers() -> Layers:
    """The built-in baseline; read once in a process."""
    return _read_stack(builtin_scenarios()[BASELINE])


def load_layers(name_or_path: str | Path) -> Layers:
    """Overlays from the baseline up to the named built-in scenario or file; raises ScenarioError."""
    if str(name_or_path) == BASELINE:
        return baseline_layers()
    path = builtin_scenarios().get(str(name_or_path))
    if path is None:
        path = Path(name_or_path)
        if not _found(path, Path.exists):
            raise ScenarioError([_not_found(str(name_or_path))])
    return _read_stack(path)


def layers_from_mapping(mapping: Mapping[str, Any], base: Layers | None, id: str) -> Layers:
    """Overlays of a scenario given in Python over ``base``, or over what it extends."""
    overlay = replace(titled(overlay_from_mapping(mapping), id), id=id)
    if overlay.extends is not None:
        base = load_layers(overlay.extends)
    return (*(baseline_layers() if base is None else base), overlay)


def overlay_from_mapping(mapping: Mapping[str, Any]) -> Overlay:
    """One overlay given in Python; raises ScenarioError. An empty mapping changes nothing."""
    if not mapping:
        return Overlay()
    problems = Problems()
    overlay = read_overlay(from_python(mapping, "", problems), problems)
    problems.raise_if_any()
    return overlay


def titled(overlay: Overlay, id: str) -> Overlay:
    """The overlay with a title of its own, so that none is taken over from the scenario below it."""
    return replace(
        overlay,
        id=id,
        name=overlay.name or dict.fromkeys(LANGUAGES, id),
        question=overlay.question or dict.fromkeys(LANGUAGES, ""),
        sources=overlay.sources or (),
    )


def _read_stack(path: Path) -> Layers:
    """Overlays of a file and of everything it extends, lowest first; all their mistakes at once."""
    baseline = builtin_scenarios()[BASELINE]
    layers: list[Overlay] = []
    mistakes: list[Problem] = []
    seen: dict[Path, str] = {}
    while True:
        problems = Problems(str(path))
        overlay = _read_file(path, problems, root_layer=_same_file(path, baseline))
        seen[path.resolve()] = str(path)
        below = None if overlay is None else _extended(overlay, path, seen, problems)
        try:
            problems.raise_if_any()
        except ScenarioError as error:
            mistakes += error.problems
        if overlay is not None:
            layers.insert(0, titled(overlay, path.stem))
        if below is None:
            break
        if _same_file(below, baseline) and not mistakes:
            layers[:0] = baseline_layers()
            break
        path = below
    if mistakes:
        complete = _same_file(path, baseline)
        mistakes += contradictions(layers if complete else (*baseline_layers(), *layers))
        read = list(seen.values())
        raise ScenarioError(sorted(mistakes, key=lambda one: (read.index(one.file), one.line, one.column)))
    return tuple(layers)


def _read_file(path: Path, problems: Problems, *, root_layer: bool) -> Overlay | None:
    data = read_bytes(path, problems)
    root = None if data is None else parse(data, problems)
    return None if root is None else read_overlay(root, problems, root_layer=root_layer)


def _extended(overlay: Overlay, path: Path, seen: Mapping[Path, str], problems: Problems) -> Path | None:
    """File that an overlay lies on; None for the baseline, and, with the reason noted, when there is none."""
    place = overlay.place("extends")
    position = (place.line, place.column) if place else (0, 0)
    if _same_file(path, builtin_scenarios()[BASELINE]):
        if place:
            problems.add(position, "extends", "the baseline extends nothing", fix="remove the line")
        return None
    if place and overlay.extends is None:
        return None  # given, but no text: noted already
    named = overlay.extends or BASELINE
    below = builtin_scenarios().get(named) or path.parent / named
    if not _found(below, Path.is_file):
        problems.add(position, "extends", f"no scenario or file {named!r}", allowed=builtin_scenarios(), given=named,
                     candidates=builtin_scenarios(), fix="or a path relative to this file")  # fmt: skip
        return None
    if below.resolve() in seen:
        chain = " -> ".join([*seen.values(), str(below)])
        problems.add(position, "extends", f"cyclic: {chain}", fix="let one of them extend 'baseline'")
        return None
    return below


def _found(path: Path, test: Callable[[Path], bool]) -> bool:
    """Whether a path is there; one that is too long or closed to us is not."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def _same_file(a: Path, b: Path) -> bool:
    return a.resolve() == b.resolve()


def _not_found(name: str) -> Problem:
    known = builtin_scenarios()
    return Problem(
        Place(name), "", "no such scenario or file", listing(known), nearest(name, known), "or give the path of a file"
    )
