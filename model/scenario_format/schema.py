"""JSON schema of scenario files, for editors that complete and check while typing.

``python -m model.scenario_format.schema`` prints it; ``scenarios/scenario.schema.json`` is a copy.
"""

from __future__ import annotations

import json
from typing import Any

from ..classifications import ACTORS, REGIONS, SECTORS, SIZES, Item
from ..levers import LEVERS, Lever
from ..parameters import PARAMETERS
from .checks import LANGUAGES
from .overlay import FEWEST_FIRMS, KEYS, LIFTED, LONGEST_PHASE_IN, MOST_FIRMS, SELECTOR_KEYS, SETTING_KEYS

# The years 2000 to 2060, spelt out because a schema cannot count.
_QUARTER = r"(20[0-5][0-9]|2060)-?[Qq][1-4]"


def scenario_schema() -> dict[str, Any]:
    """Schema (draft 2020-12) with the ids, bounds, units and labels of all levers and parameters."""
    text = {"type": "string", "minLength": 1}
    quarter = {"type": "string", "pattern": f"^{_QUARTER}$"}
    firms = {"type": "integer", "minimum": FEWEST_FIRMS, "maximum": MOST_FIRMS}
    labels = {"oneOf": [text, _closed(dict.fromkeys(LANGUAGES, text), minProperties=1)]}
    types: dict[str, dict[str, Any]] = {
        "extends": text,
        "name": labels,
        "question": labels,
        "sources": {"type": "array", "items": text},
        "start": quarter,
        "until": quarter,
        "firms": firms,
        "real_firms": firms,
        "parameters": _closed(_parameters(), minProperties=1),
        "levers": _closed(_levers(), minProperties=1),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lab2market scenario",
        **_closed({key: {"description": meaning, **types[key]} for key, meaning in KEYS.items()}),
        "$defs": _selectors() | {lever.id: _setting(lever) for lever in LEVERS.values()},
    }


def _closed(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _parameters() -> dict[str, Any]:
    return {
        parameter.id: {
            "description": f"{parameter.meaning} ({parameter.unit}).",
            "type": "number",
            "minimum": parameter.low,
            "maximum": parameter.high,
        }
        for parameter in PARAMETERS.values()
        if parameter.low < parameter.high
    }


def _levers() -> dict[str, Any]:
    """Every lever under its dotted id, and once more inside its group."""
    properties: dict[str, Any] = {}
    for lever in LEVERS.values():
        setting = _reference(lever.id)
        properties[lever.id] = setting
        group, _, rest = lever.id.partition(".")
        if rest:
            properties.setdefault(group, _closed({}, minProperties=1))["properties"][rest] = setting
    return properties


def _setting(lever: Lever) -> dict[str, Any]:
    kind = "integer" if lever.integer else "number"
    number: dict[str, Any] = {"type": kind, "minimum": lever.minimum, "maximum": lever.maximum}
    dated_value = {"oneOf": [number, {"const": LIFTED}]}
    path = {
        "type": "object",
        "patternProperties": {f"^{_QUARTER}$": dated_value},
        "additionalProperties": False,
        "minProperties": 1,
    }
    phase_in: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 1 if lever.integer else LONGEST_PHASE_IN}
    common: dict[str, dict[str, Any]] = {"value": number, "path": path, "phase_in": phase_in}
    described = {key: {"description": SETTING_KEYS[key], **schema} for key, schema in common.items()}
    selectors: dict[str, Any] = {key: _reference(key) for key in lever.targets}
    if lever.actors:
        selectors["actor"] = _chooses("actor", tuple(item for item in ACTORS if item.id in lever.actors))
    target = {
        **_closed({**selectors, **described}, minProperties=2),
        "patternProperties": path["patternProperties"],
        "anyOf": [{"required": [key]} for key in selectors],
    }
    targets = {"description": SETTING_KEYS["targets"], "type": "array", "items": target, "minItems": 1}
    mapping = {
        **_closed({**described, **({"targets": targets} if lever.targetable else {})}, minProperties=1),
        "patternProperties": path["patternProperties"],
    }
    meaning = f"{lever.label['en']} / {lever.label['zh']}: {lever.description['en']}"
    unit = f"{lever.minimum:g} to {lever.maximum:g}, {lever.unit}; baseline {lever.baseline:g}."
    return {"title": lever.label["en"], "description": f"{meaning} {unit}", "oneOf": [number, mapping]}


def _selectors() -> dict[str, Any]:
    """What a target chooses by."""
    chosen = {"sector": SECTORS, "region": REGIONS, "size": SIZES}
    return {key: _chooses(key, items) for key, items in chosen.items()}


def _chooses(key: str, items: tuple[Item, ...]) -> dict[str, Any]:
    return {"description": SELECTOR_KEYS[key], **_one_or_more(items)}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _one_or_more(items: tuple[Item, ...]) -> dict[str, Any]:
    name = {"enum": [item.id for item in items]}
    return {"oneOf": [name, {"type": "array", "items": name, "minItems": 1}]}


if __name__ == "__main__":
    print(json.dumps(scenario_schema(), ensure_ascii=False, indent=1))
