"""JSON schema of design files, for editors that complete and check while typing.

``python -m experiments.designs.schema`` prints it; ``scenarios/design.schema.json`` is a copy.
"""

from __future__ import annotations

import json
from typing import Any

from model.indicators import OUTCOMES
from model.levers import LEVERS, Lever
from model.parameters import PARAMETERS, Parameter
from model.scenario_format.overlay import KEYS as SCENARIO_KEYS

from .checks import LARGEST_BUDGET
from .design import LEVER, PARAMETER
from .keys import (
    DESIGN_KEYS,
    FACTOR_KEYS,
    LARGEST_SEED,
    METHODS,
    MOST_POINTS,
    MOST_REPLICATES,
    MOST_STEPS,
    SAMPLED,
)

SCENARIO_SCHEMA = "scenario.schema.json"


def design_schema() -> dict[str, Any]:
    """Schema (draft 2020-12): ids and bounds of all factors; the keys of a scenario are its own schema's."""
    outcome = {"enum": list(OUTCOMES)}
    types: dict[str, dict[str, Any]] = {
        "over": _over(),
        "method": {"enum": list(METHODS)},
        "points": {"type": "integer", "minimum": 1, "maximum": MOST_POINTS},
        "replicates": {"type": "integer", "minimum": 1, "maximum": MOST_REPLICATES},
        "seed": {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED},
        "from": {"$ref": f"{SCENARIO_SCHEMA}#/properties/start"},
        "outcomes": {"oneOf": [outcome, {"type": "array", "items": outcome, "minItems": 1, "uniqueItems": True}]},
        "budget": {"type": "number", "minimum": 0, "maximum": LARGEST_BUDGET},
        "draws": {"type": "integer", "minimum": 1, "maximum": MOST_POINTS},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lab2market design",
        "type": "object",
        "properties": {
            **{key: {"$ref": f"{SCENARIO_SCHEMA}#/properties/{key}"} for key in SCENARIO_KEYS},
            **{key: {"description": meaning, **types[key]} for key, meaning in DESIGN_KEYS.items()},
        },
        "additionalProperties": False,
        "required": ["over"],
        "if": {"properties": {"method": {"enum": list(SAMPLED)}}, "required": ["method"]},
        "then": {"required": ["points"]},
        "else": {"properties": {"points": False}},
        "$defs": {"n": {"description": FACTOR_KEYS["n"], "type": "integer", "minimum": 2, "maximum": MOST_STEPS}}
        | {f"{LEVER}.{lever.id}": _lever(lever) for lever in LEVERS.values()}
        | {f"{PARAMETER}.{parameter.id}": _parameter(parameter) for parameter in _uncertain()},
    }


def _over() -> dict[str, Any]:
    """Every factor under its dotted name, and once more inside ``levers`` and ``parameters``."""
    levers: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for name in LEVERS:
        properties[f"{LEVER}.{name}"] = levers[name] = _reference(f"{LEVER}.{name}")
        group, _, rest = name.partition(".")
        if rest:
            inside = levers.setdefault(group, _closed({}))
            inside["properties"][rest] = levers[name]
            properties[f"{LEVER}.{group}"] = inside
    parameters = {parameter.id: _reference(f"{PARAMETER}.{parameter.id}") for parameter in _uncertain()}
    properties |= {f"{PARAMETER}.{name}": factor for name, factor in parameters.items()}
    return _closed({**properties, LEVER: _closed(levers), PARAMETER: _closed(parameters)})


def _lever(lever: Lever) -> dict[str, Any]:
    return _factor(lever.minimum, lever.maximum, f"{lever.label['en']} / {lever.label['zh']} ({lever.unit})")


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return _factor(parameter.low, parameter.high, f"{parameter.meaning} ({parameter.unit})")


def _uncertain() -> list[Parameter]:
    return [parameter for parameter in PARAMETERS.values() if parameter.low < parameter.high]


def _factor(low: float, high: float, meaning: str) -> dict[str, Any]:
    number = {"type": "number", "minimum": low, "maximum": high}
    ranged = {"low": number, "high": number, "n": _reference("n"), "values": {"type": "array", "items": number}}
    return {"description": f"{meaning}; {low:g} to {high:g}.", "type": ["array", "object"],
            "items": number, "minItems": 1, "properties": ranged, "additionalProperties": False}  # fmt: skip


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    print(json.dumps(design_schema(), ensure_ascii=False, indent=1))
