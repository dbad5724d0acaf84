"""levers, outcomes, scenarios, explain, check, doctor: what they say, on which stream, with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from experiments.describe import explain, lever_objects, path_syntax
from experiments.measures.declared import MEASURES_OF_RUNS
from experiments.measures.effectiveness import RATIOS
from experiments.terms import CHINESE_TERMS
from experiments.tracing.money import KEPT
from experiments.wording import term
from model.indicators import OUTCOMES, cost_outcomes
from model.levers import INSTRUMENTS, LEVERS, USERS
from model.parameters import PARAMETERS
from model.scenario import Scenario, builtin_scenarios
from model.statements import STATEMENTS

ROOT = Path(__file__).resolve().parents[2]


def test_levers_as_data(lab2market):
    document = lab2market("levers", "--json").document
    assert [lever["id"] for lever in document] == list(LEVERS)
    for lever in document:
        assert {"id", "unit", "minimum", "maximum", "baseline", "mechanism", "payer", "sources"} <= set(lever)
        assert set(lever["label"]) == set(lever["description"]) == {"en", "zh"}
        assert lever["minimum"] <= lever["baseline"] <= lever["maximum"]
        assert lever["sources"]


def test_outcomes_as_data(lab2market):
    document = lab2market("outcomes", "--json").document
    assert [outcome["id"] for outcome in document] == list(OUTCOMES)
    for outcome in document:
        assert outcome["unit"]
        assert set(outcome["label"]) == {"en", "zh"}
        assert outcome["description"]["en"] == OUTCOMES[outcome["id"]].definition
        assert "\u4e00" <= max(outcome["description"]["zh"])


def test_scenarios_come_with_the_question_they_answer(lab2market):
    document = lab2market("scenarios", "--json").document
    ids = {scenario["id"] for scenario in document}
    assert ids >= {"baseline", "re_deduction", "scenario_opening", "risk_pool", "all_three"}
    assert all(scenario["question"]["en"] and scenario["question"]["zh"] for scenario in document)


@pytest.mark.parametrize("verb", ["levers", "outcomes", "scenarios"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lists_for_reading(lab2market, verb, lang):
    answer = lab2market(verb, "--lang", lang)
    assert answer.code == 0
    assert answer.err == ""
    assert ("标识" in answer.out or "问题" in answer.out) == (lang == "zh")
    assert ("re_deduction" in answer.out) or verb == "outcomes"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_can_be_explained(lang):
    for name in (*LEVERS, *OUTCOMES, *PARAMETERS, *builtin_scenarios()):
        text, objects = explain(name, lang)
        assert name in text
        assert name in {entry["id"] for entry in objects} or all(entry["id"].startswith(name) for entry in objects)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_a_lever_says_how_it_is_set_and_where_it_is_reported(lever, lang):
    text, _ = explain(lever.id, lang)
    entry = " ".join(text.split())
    assert f"{lever.id}: {{2026-Q1: " in entry
    assert ("phase_in: 4}" in entry) != lever.integer
    assert lever.label["en"] in entry
    for outcome in cost_outcomes(lever.cost).values():
        assert outcome in OUTCOMES
        assert outcome in entry
    assert ("(sector: 10)" in entry) == ("sector" in lever.targets)
    assert ("(region: 4)" in entry) == ("region" in lever.targets)
    assert all(actor in entry for actor in lever.actors)
    assert lever.targetable or " ".join((lever.untargeted or {})[lang].split())[:12] in entry


def test_the_line_of_syntax_is_a_scenario():
    for lever in LEVERS.values():
        name, _, setting = path_syntax(lever).partition(": ")
        scenario = Scenario.from_mapping({"levers": {name: YAML(typ="safe").load(setting)}})
        assert scenario.levers[name].general[-1].value == lever.levels["strong"]


def test_take_up_says_who_is_counted():
    assert OUTCOMES["cost_engineers_users"].unit == "persons"
    assert OUTCOMES["cost_rd_deduction_users"].definition.startswith("firms that used")
    assert OUTCOMES["cost_research_audits_users"].definition.startswith("universities and institutes")
    assert set(USERS) == set(INSTRUMENTS)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_measures_of_several_runs_can_be_explained(lang):
    for measure in (*RATIOS, *MEASURES_OF_RUNS):
        text, (found,) = explain(measure.id, lang)
        assert found["kind"] == "measure"
        assert measure.label[lang] in text


def terms_of_the_model() -> dict[str, set[str]]:
    levers, outcomes, parameters = LEVERS.values(), OUTCOMES.values(), PARAMETERS.values()
    spent = {field for one in STATEMENTS if one.stock == "cash" for field in one.minus}
    return {
        "unit": {one.unit for one in (*levers, *outcomes, *parameters, *RATIOS, *MEASURES_OF_RUNS)},
        "payer": {lever.payer for lever in levers},
        "actor": {lever.actor for lever in levers},
        "family": {one.family for one in (*levers, *outcomes)},
        "payment": {field.replace("_", " ") for field in (*spent, KEPT)},
        "parameter": {text for one in parameters for text in (one.kind, one.group)},
    }


@pytest.mark.parametrize("what", terms_of_the_model())
def test_every_term_of_the_model_is_said_in_chinese(what):
    english = {text for text in terms_of_the_model()[what] if not any("\u4e00" <= sign for sign in term(text, "zh"))}
    assert term("share", "en") == "share"
    assert not english, "give it a Chinese term in experiments/terms.py"


def test_no_chinese_term_is_kept_for_what_the_model_no_longer_says():
    assert not CHINESE_TERMS.keys() - set().union(*terms_of_the_model().values())


def test_a_name_shared_by_a_lever_and_a_scenario_explains_both(lab2market):
    document = lab2market("explain", "re_deduction", "--json").document
    assert [entry["kind"] for entry in document] == ["lever", "scenario"]
    answer = lab2market("explain", "re_deduction")
    assert "2026-Q1" in answer.out
    assert "model.processes" in answer.out


def test_a_family_name_explains_each_of_its_levers(lab2market):
    document = lab2market("explain", "risk_pool", "--json").document
    assert {entry["id"] for entry in document if entry["kind"] == "lever"} == {
        lever["id"] for lever in lever_objects() if lever["id"].startswith("risk_pool.")
    }


def test_sources_are_spelt_out(lab2market):
    assert "https://" in lab2market("explain", "risk_pool.cover").out


@pytest.mark.parametrize(
    ("wrong", "right"), [("re_deducton", "re_deduction"), ("Margins", "margin"), ("conversion", "conversion_rate")]
)
def test_an_unknown_name_is_wrong_use_and_names_its_neighbours(lab2market, wrong, right):
    answer = lab2market("explain", wrong)
    assert answer.code == 2
    assert answer.out == ""
    assert right in answer.err
    assert "Traceback" not in answer.err


def test_an_error_is_a_json_document_where_one_is_asked_for(lab2market):
    answer = lab2market("explain", "re_deducton", "--json")
    assert answer.code == 2
    assert answer.document["error"]["exit_code"] == 2
    assert "re_deduction" in answer.document["error"]["problems"][0]


@pytest.mark.parametrize(
    "line",
    [
        "fly",
        "run",
        "levers --lang fr",
        "run baseline --replicates 0",
        "compare baseline",
        "compare baseline risk_pool --seed x",
    ],
)
def test_wrong_use_has_exit_code_2(lab2market, line):
    answer = lab2market(*line.split())
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err


def test_check_accepts_what_is_built_in(lab2market):
    answer = lab2market("check", "baseline", *(str(file) for file in sorted((ROOT / "scenarios").glob("*.yaml"))))
    assert (answer.code, answer.err) == (0, "")


def test_check_lists_every_mistake_of_every_file(lab2market, tmp_path):
    (tmp_path / "a.yaml").write_text("extends: baseline\nlevers:\n  re_deducton: 0.5\n  rd_deduction: 99\n")
    (tmp_path / "b.yaml").write_text("")
    answer = lab2market("check", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "baseline")
    assert answer.code == 3
    assert answer.out.strip() == "baseline: valid"
    assert "a.yaml:3:3" in answer.err
    assert "re_deduction" in answer.err
    assert "a.yaml:4:" in answer.err
    assert "b.yaml" in answer.err
    document = lab2market("check", str(tmp_path / "a.yaml"), "--json").document
    assert (document[0]["valid"], len(document[0]["problems"])) == (False, 2)


def test_a_date_beyond_the_end_is_a_warning(lab2market, tmp_path):
    (tmp_path / "late.yaml").write_text("extends: baseline\nlevers:\n  re_deduction: {2050-Q1: 1.0}\n")
    answer = lab2market("check", str(tmp_path / "late.yaml"))
    assert answer.code == 0
    assert answer.err.startswith("warning:")


HEAVY = ["numba", "pandas", "mesa", "matplotlib", "pyarrow", "scipy"]


@pytest.mark.parametrize(
    ("line", "heavy"),
    [
        ("levers --json", [*HEAVY, "numpy", "rich", "multiprocessing", "ruamel"]),
        ("outcomes --json", [*HEAVY, "numpy", "rich", "multiprocessing", "ruamel"]),
        ("explain re_deduction --json", HEAVY),
        ("check baseline --json", HEAVY),
    ],
)
def test_describing_imports_nothing_heavy(line, heavy):
    script = f"""
import sys
from experiments import cli
try:
    cli.app({line.split()!r})
except SystemExit as ended:
    assert not ended.code
print("loaded:", [name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert done.stderr == "loaded: []\n"


def test_the_module_is_the_command():
    done = subprocess.run([sys.executable, "-m", "experiments", "levers"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "re_deduction" in done.stdout
    assert done.stderr == ""


def test_a_stream_that_cannot_show_chinese_still_gets_the_rest():
    done = subprocess.run(
        [sys.executable, "-m", "experiments", "levers", "--json"], cwd=ROOT, capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["label"]["zh"] == LEVERS["rd_deduction"].label["zh"]


def test_version(lab2market):
    assert lab2market("--version").out.strip()


def test_doctor(lab2market):
    found = lab2market("doctor", "--json").document
    assert found["python"].startswith("3.")
    assert found["cores"] >= 1
    assert found["fonts"]
    assert lab2market("doctor").code == 0
