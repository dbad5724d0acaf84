"""Design files: what is read, every mistake with its place, the schema, the built-in ones."""

from __future__ import annotations

import json

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from ruamel.yaml import YAML

from experiments.designs import base_values, builtin_designs, design_from_mapping, is_design, load_design
from experiments.designs.library import over_from_options
from experiments.designs.schema import SCENARIO_SCHEMA, design_schema
from model.indicators import OUTCOMES
from model.levers import LEVERS
from model.scenario import ScenarioError
from model.scenario_format.library import builtin_folder
from model.scenario_format.schema import scenario_schema

GOOD = {
    "extends": "risk_pool",
    "from": "2027-Q1",
    "over": {"levers.re_deduction": [0.1, 0.5], "levers": {"risk_pool": {"cover": {"low": 0.3, "high": 0.9, "n": 3}}},
             "parameters.discount_rate": {"n": 2}},
    "replicates": 4, "seed": 7, "outcomes": ["margin"], "firms": 300,
}  # fmt: skip

MISTAKES = """\
extends: baselin
frm: 2026-Q1
from: 2080-Q1
over:
  levers.re_deducton: [0.1, 0.4]
  levers.risk_pool.cover: {low: 0.9, high: 0.3, n: 1}
  re_deduction: [0.1]
  parameters.discount_rate: [0.08, 5, 0.08]
  parameters.research_east: {}
  levers.guarantee: [1]
method: lsh
outcomes: [conversion_rate, convrsion_rate]
replicates: 0
budget: many
"""
PLACES = {
    (1, 10): "did you mean 'baseline'?",
    (2, 1): "did you mean 'from'?",
    (3, 7): "lies outside 2000-Q1 to 2060-Q4",
    (5, 3): "did you mean 're_deduction'?",
    (6, 27): "low 0.9 is not below high 0.3",
    (6, 52): "1 is out of range; allowed: 2 to 1000 (steps)",
    (7, 3): "write levers.re_deduction",
    (8, 36): "5 is out of range; allowed: 0.06 to 0.15 (a year)",
    (8, 39): "0.08 is listed twice",
    (9, 3): "is a constant",
    (10, 21): "is a group of levers, not a lever",
    (11, 9): "did you mean 'lhs'?",
    (12, 29): "did you mean 'conversion_rate'?",
    (13, 13): "0 is out of range; allowed: 1 to 100000 (replicates)",
    (14, 9): "where a number is needed; allowed: 0 to 10000 (bn yuan a year)",
}


def problems(text: str, tmp_path) -> list:
    file = tmp_path / "design.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_design(file)
    return list(caught.value.problems)


def test_a_good_design_is_read():
    design = design_from_mapping(GOOD)
    assert [factor.column for factor in design.factors] == [
        "levers.re_deduction", "levers.risk_pool.cover", "parameters.discount_rate"
    ]  # fmt: skip
    assert [factor.steps() for factor in design.factors] == [(0.1, 0.5), (0.3, 0.6, 0.9), (0.06, 0.15)]
    assert (design.replicates, design.seed, design.outcomes, design.base.firms) == (4, 7, ("margin",), 300)
    assert base_values(design).tolist() == [0.1, 0.8, 0.1]
    assert design.window_first == 24


def test_every_mistake_is_found_at_its_place(tmp_path):
    found = {(problem.line, problem.column): str(problem) for problem in problems(MISTAKES, tmp_path)}
    assert set(found) == set(PLACES)
    for place, words in PLACES.items():
        assert words in found[place], found[place]
        assert f"design.yaml:{place[0]}:{place[1]}: " in found[place]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("over: {levers.re_deduction: {}}\nmethod: lhs\n", "points: missing; method lhs needs it"),
        ("over: {levers.re_deduction: [0.1]}\npoints: 4\n", "points: method grid takes none"),
        ("over: {levers.re_deduction: {low: 0.2}}\n", "over.levers.re_deduction.n: missing"),
        ("extends: baseline\n", "over: missing"),
        ("over: {}\n", "over: empty; say what is varied"),
        ("over: {levers.re_deduction: {n: 7}}\nmethod: lhs\npoints: 4\n", "lhs takes no steps; remove n; 'points'"),
        ("over: {levers.re_deduction: {n: 7}}\nmethod: search\n", "method search takes no steps; remove n; the search"),
        ("over: {parameters.discount_rate: {n: 7}}\ndraws: 4\n", "parameter draws take no steps; remove n; 'draws'"),
        (
            "over: {levers.re_deduction: {n: 7}}\nreplicates: 100000\ndraws: 3\n",
            "2,100,000 runs (levers.re_deduction 7 x draws 3 x replicates 100,000) are more than 1,000,000",
        ),
        (
            "over: {levers: {re_deduction: {n: 1000}, rd_deduction: {n: 1000}, risk_pool: {cover: {n: 1000}}}}\n",
            "levers.re_deduction 1,000 x levers.rd_deduction 1,000 x levers.risk_pool.cover 1,000 x replicates 10",
        ),
        ("over: {levers.re_deduction: {}}\nmethod: morris\npoints: 500000\nreplicates: 2\n", "2,000,000 runs"),
        ("over: {levers.re_deduction: 0.4}\n", "a number where values are needed; allowed: 0 to 1"),
        ("over: {levers.re_deduction: []}\n", "over.levers.re_deduction: empty"),
        ("over: {levers.re_deduction: {values: [0.1], n: 3}}\n", "both a list and a range given"),
        ("over: {levers.re_deduction: {low: .nan, high: 1}}\n", "is not a finite number"),
        ("over: {levers.re_deduction: [0.1]}\nfrom: 2050-Q1\n", "lies outside the run; allowed: 2021-Q1 to 2035-Q4"),
        ("over: {levers.re_deduction: [0.1]}\nseed: 1.5\n", "is not a whole number; write a whole number"),
        ("over: {levers.re_deduction: [0.1]}\noutcomes: []\n", "outcomes: empty"),
        ("over: {levers.re_deduction: [0.1]}\nfirms: 3\n", "firms: 3 is out of range"),
        ("over: {levers.re_deduction: &a [0.1]}\n", "anchor"),
        ("over: [1\n", "not valid YAML"),
    ],
)
def test_single_mistakes(text, message, tmp_path):
    found = problems(text, tmp_path)
    assert any(message in str(problem) for problem in found), [str(problem) for problem in found]


def test_an_empty_section_is_one_mistake(tmp_path):
    assert len(problems("over: {}\n", tmp_path)) == 1


def test_check_knows_what_the_verb_of_a_method_refuses(lab2market, tmp_path):
    file = tmp_path / "screening.yaml"
    file.write_text("over: {levers.re_deduction: {}}\nmethod: morris\npoints: 4\nbudget: 5\ndraws: 2\n")
    for verb in ("check", "sensitivity"):
        answer = lab2market(verb, str(file))
        assert answer.code == (3 if verb == "check" else 2)
        for reason in ("draws are for sweeps", "a budget is for optimise", "varies one factor"):
            assert reason in answer.err
    file.write_text("over: {parameters.discount_rate: {}}\nmethod: search\n")
    answer = lab2market("check", str(file))
    for reason in ("varies no lever", "has no budget", "has no parameter draws"):
        assert reason in answer.err


def test_a_file_with_steps_may_be_sampled_by_option():
    from experiments.designs.options import DesignOptions, chosen_design

    design = chosen_design("re_deduction_steps", DesignOptions(method="lhs", points=4), "sweep")
    assert (design.method, design.points) == ("lhs", 4)


def test_mistakes_of_an_extended_file_are_shown_with_its_place(tmp_path):
    (tmp_path / "base.yaml").write_text("levers:\n  re_deduction: 7\n", encoding="utf-8")
    (found,) = problems("extends: base.yaml\nover: {levers.rd_deduction: [1.0]}\n", tmp_path)
    assert "base.yaml:2:17: levers.re_deduction: 7 is out of range" in str(found)


def test_a_design_is_told_from_a_scenario(tmp_path):
    (tmp_path / "scenario.yaml").write_text("levers: {re_deduction: 0.4}\n", encoding="utf-8")
    (tmp_path / "design.yaml").write_text("over: {levers.re_deduction: [0.4]}\n", encoding="utf-8")
    assert is_design(str(tmp_path / "design.yaml"))
    assert not is_design(str(tmp_path / "scenario.yaml"))
    assert not is_design("baseline")
    assert not is_design(str(tmp_path / "nothing.yaml"))


def test_unknown_designs_name_the_nearest():
    with pytest.raises(ScenarioError, match="did you mean 're_deduction_steps'"):
        load_design("re_deduction_step")


def test_options_become_factors():
    over = over_from_options(["re_deduction=0.1:0.9:5", "discount_rate=0.06,0.1", "levers.risk_pool.cover"])
    design = design_from_mapping({"over": over, "method": "one_at_a_time"})
    assert [(factor.column, factor.steps(5)) for factor in design.factors] == [
        ("levers.re_deduction", (0.1, 0.3, 0.5, 0.7, 0.9)),
        ("levers.risk_pool.cover", (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("parameters.discount_rate", (0.06, 0.1)),
    ]


@pytest.mark.parametrize(
    "option", ["re_deduction=a:b:3", "re_deduction=1:2:3:4", "re_deduktion=0:1:3", "re_deduction=9"]
)
def test_wrong_options_are_refused(option):
    with pytest.raises(ScenarioError):
        design_from_mapping({"over": over_from_options([option])})


@pytest.mark.parametrize("name", builtin_designs())
def test_built_in_designs_load_and_speak_both_languages(name):
    design = load_design(name)
    text = builtin_designs()[name].read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../design.schema.json\n")
    assert all(design.base.question[lang] and design.base.name[lang] != name for lang in ("en", "zh"))
    assert design.base.question["en"] != design.base.question["zh"]
    assert validator().is_valid(YAML(typ="safe").load(text))


def validator() -> jsonschema.Draft202012Validator:
    scenario = Resource.from_contents(scenario_schema(), default_specification=DRAFT202012)
    return jsonschema.Draft202012Validator(
        design_schema(), registry=Registry().with_resource(SCENARIO_SCHEMA, scenario)
    )


def test_schema_is_valid_and_the_copy_is_up_to_date():
    jsonschema.Draft202012Validator.check_schema(design_schema())
    copy = json.loads((builtin_folder() / "design.schema.json").read_text(encoding="utf-8"))
    assert copy == design_schema(), "python -m experiments.designs.schema > scenarios/design.schema.json"


@pytest.mark.parametrize(
    "content",
    [
        {"over": {"levers.re_deduction": [7]}},
        {"over": {"levers": {"risk_pool": {"cover": {"n": 1}}}}},
        {"over": {"parameters.research_east": {}}},
        {"over": {"levers.re_deduction": {}}, "method": "lhs"},
        {"over": {"levers.re_deduction": {}}, "points": 5},
        {"over": {"levers.re_deduction": {}}, "outcomes": ["nothing"]},
        {"over": {"levers.re_deduction": {}}, "firms": 3},
        {"extends": "baseline"},
    ],
)
def test_schema_refuses_what_the_checks_refuse(content):
    assert not validator().is_valid(content)
    with pytest.raises(ScenarioError):
        design_from_mapping(content)


def test_schema_knows_every_lever_and_outcome():
    assert validator().is_valid(GOOD)
    assert {f"levers.{name}" for name in LEVERS} <= set(design_schema()["properties"]["over"]["properties"])
    assert design_schema()["properties"]["outcomes"]["oneOf"][0]["enum"] == list(OUTCOMES)
