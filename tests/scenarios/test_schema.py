"""The JSON schema editors use agrees with the reader and with the copy beside the scenarios."""

from __future__ import annotations

import json

import jsonschema
import pytest

from model.levers import LEVERS
from model.scenario import Scenario, builtin_scenarios
from model.scenario_format.library import builtin_folder
from model.scenario_format.problems import ScenarioError
from model.scenario_format.schema import scenario_schema

GOOD = [
    {"firms": 300, "start": "2021-Q1", "name": "Title", "question": {"en": "Why?", "zh": "为何?"}},
    {"levers": {"risk_pool.cover": 0.5, "risk_pool": {"capital": {"2026-Q1": 20, "phase_in": 4}}}},
    {"levers": {"rd_deduction": {"path": {"2026-Q1": 2, "2028-Q1": "lifted"}, "phase_in": 2}}},
    {"levers": {"rd_deduction": {"targets": [{"sector": ["quantum"], "size": "small", "value": 1}]}}},
    {"levers": {"rd_deduction": {"targets": [{"region": "east", "2026-Q1": 1}]}}},
]
BAD = [
    {"levers": {"re_deducton": 1}},
    {"levers": {"re_deduction": 1.5}},
    {"levers": {"re_deduction": "0.5"}},
    {"levers": {"re_deduction": True}},
    {"levers": {"re_deduction": {"2026-Q5": 0.5}}},
    {"levers": {"re_deduction": {"1999-Q4": 0.5}}},
    {"levers": {"risk_pool": {"covr": 0.5}}},
    {"levers": {"policy_coordination": {"targets": [{"sector": "quantum", "value": 1}]}}},
    {"levers": {"rd_deduction": {"targets": [{"sector": "quantun", "value": 1}]}}},
    {"levers": {"rd_deduction": {"targets": [{"value": 1}]}}},
    {"levers": {}},
    {"firms": 0},
    {"until": "2061-Q1"},
    {"untill": "2030-Q1"},
    {"parameters": {"no_such": 1}},
]


def valid(content: dict) -> bool:
    return jsonschema.Draft202012Validator(scenario_schema()).is_valid(content)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize("content", GOOD)
def test_schema_and_reader_accept_the_same(content: dict) -> None:
    Scenario.from_mapping(content)
    assert valid(content)


@pytest.mark.parametrize("content", BAD)
def test_schema_and_reader_refuse_the_same(content: dict) -> None:
    assert not valid(content)
    with pytest.raises(ScenarioError):
        Scenario.from_mapping(content)


@pytest.mark.parametrize("name", builtin_scenarios())
def test_builtin_files_fit_the_schema(name: str) -> None:
    from ruamel.yaml import YAML

    text = builtin_scenarios()[name].read_text(encoding="utf-8")
    assert valid(YAML(typ="safe", pure=True).load(text))
    assert text.startswith("# yaml-language-server: $schema=scenario.schema.json\n")


def test_the_copy_beside_the_scenarios_is_up_to_date() -> None:
    copy = json.loads((builtin_folder() / "scenario.schema.json").read_text(encoding="utf-8"))
    assert copy == scenario_schema(), "python -m model.scenario_format.schema > scenarios/scenario.schema.json"


def test_every_lever_carries_label_and_bounds() -> None:
    levers = scenario_schema()["$defs"]
    for name, lever in LEVERS.items():
        number = levers[name]["oneOf"][0]
        assert (number["minimum"], number["maximum"]) == (lever.minimum, lever.maximum)
        assert lever.label["zh"] in levers[name]["description"]
