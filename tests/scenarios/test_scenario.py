"""The Scenario object: what it promises to the world, to run keys and to people."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from model.calendar import Quarter
from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.policy import first_difference
from model.scenario import Scenario, builtin_scenarios
from model.scenario_format.library import builtin_folder
from model.scenario_format.problems import ScenarioError

UNCERTAIN = next(parameter for parameter in PARAMETERS.values() if parameter.low < parameter.high)
ROOT = Path(__file__).resolve().parents[2]


def test_no_arguments_mean_the_baseline() -> None:
    baseline = Scenario()
    assert baseline == Scenario.load("baseline") == Scenario.load(builtin_folder() / "baseline.yaml")
    assert (baseline.id, baseline.firms, baseline.real_firms) == ("baseline", 2000, 512_000)
    assert (baseline.start, baseline.until, baseline.horizon) == (Quarter(2021, 1), Quarter(2035, 4), 60)
    assert list(baseline.levers) == list(LEVERS)
    assert not baseline.parameters
    assert not baseline.warnings


def test_the_baseline_file_lists_every_lever() -> None:
    assert {name for name, _ in Scenario().layers[0].levers} == set(LEVERS)


POLICIES_BEGIN = 20  # quarters from 2021-Q1 to 2026-Q1
BEGINS = {
    "baseline": None,
    "advanced_system": 0,  # private venture capital is deep from the start
    "super_deduction_before": 0,
    "super_deduction_2018": 0,
    "super_deduction_2021": 0,
    "super_deduction_2023": 0,
    "technology_decoupling": 24,
    "demand_slump": 24,
}
"""First recorded quarter that differs from the baseline, where it is not that of new policies."""


@pytest.mark.parametrize("name", builtin_scenarios())
def test_every_builtin_scenario_is_complete(name: str) -> None:
    scenario = Scenario.load(name)
    assert scenario.id == name
    assert all(scenario.name[language] and scenario.question[language] for language in ("en", "zh"))
    assert scenario.name["en"] != scenario.name["zh"]
    assert scenario.sources
    assert not scenario.warnings
    assert first_difference(Scenario(), scenario) == BEGINS.get(name, POLICIES_BEGIN)


def test_all_three_is_its_parts_together() -> None:
    parts: dict = {}
    for name in ("re_deduction", "scenario_opening", "risk_pool"):
        parts |= Scenario.load(name).differences()["levers"]
    assert Scenario.load("all_three").differences() == {"levers": parts}


def test_builtin_scenarios_work_from_any_folder_whatever_it_holds(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "baseline.yaml").write_text("firms: 5\n")
    (tmp_path / "mine.yaml").write_text("extends: re_deduction\nfirms: 300\n")
    code = "from model.scenario import Scenario as S; print(S.load('baseline').firms, S.load('mine.yaml').firms)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert result.stdout.split() == ["2000", "300"]


def test_a_file_extends_a_builtin_or_a_file_beside_it_and_the_baseline_by_default(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "low.yaml").write_text("extends: risk_pool\nname: Low\nfirms: 300\n")
    (tmp_path / "sub" / "top.yaml").write_text("extends: ../low.yaml\nlevers: {re_deduction: 1}\n")
    (tmp_path / "plain.yaml").write_text("firms: 400\n")
    top = Scenario.load(tmp_path / "sub" / "top.yaml")
    assert (top.id, top.firms, top.name["en"], top.question["en"]) == ("top", 300, "top", "")
    assert top.levers["risk_pool.cover"] == Scenario.load("risk_pool").levers["risk_pool.cover"]
    assert Scenario.load(tmp_path / "plain.yaml").levers == Scenario().levers


def test_scenarios_cannot_be_changed() -> None:
    scenario = Scenario()
    with pytest.raises(dataclasses.FrozenInstanceError):
        scenario.firms = 1
    with pytest.raises(TypeError):
        scenario.levers["re_deduction"] = None
    with pytest.raises(TypeError):
        scenario.parameters["x"] = 1.0
    for change in (lambda: scenario.with_levers({"re_deduction": 1}), lambda: scenario.replace(firms=100)):
        before = scenario.fingerprint()
        assert change() != scenario
        assert scenario.fingerprint() == before


@pytest.mark.parametrize("name", ["baseline", "all_three", "guidance_fund_patient"])
def test_copies_are_equal_and_hash_alike(name: str) -> None:
    scenario = Scenario.load(name).replace(parameters={UNCERTAIN.id: UNCERTAIN.high})
    for twin in (pickle.loads(pickle.dumps(scenario)), copy.deepcopy(scenario), copy.copy(scenario)):
        assert twin == scenario
        assert hash(twin) == hash(scenario)
        assert twin.fingerprint() == scenario.fingerprint()
        assert twin.with_levers({"re_deduction": 1}) == scenario.with_levers({"re_deduction": 1})


def test_adjustments_keep_the_title_and_stack() -> None:
    scenario = Scenario.load("risk_pool").replace(firms=300, real_firms=300).with_levers({"re_deduction": 1}, id="mine")
    assert (scenario.id, scenario.name["en"]) == ("mine", "Risk compensation pool")
    assert (scenario.firms, scenario.real_firms) == (300, 300)
    assert scenario.with_levers({}) is scenario
    assert scenario.replace(parameters={}) is scenario
    assert scenario.replace(until=Quarter(2022, 4)).horizon == 8
    once = scenario.replace(parameters={UNCERTAIN.id: UNCERTAIN.low})
    assert once.replace(parameters={UNCERTAIN.id: UNCERTAIN.high}).parameters == {UNCERTAIN.id: UNCERTAIN.high}


def test_a_mapping_may_lie_on_any_scenario() -> None:
    on_name = Scenario.from_mapping({"levers": {"re_deduction": 1}}, base="risk_pool", id="x")
    on_object = Scenario.from_mapping({"levers": {"re_deduction": 1}}, base=Scenario.load("risk_pool"), id="x")
    in_mapping = Scenario.from_mapping({"extends": "risk_pool", "levers": {"re_deduction": 1}}, id="x")
    assert on_name == on_object == in_mapping


def test_an_adjustment_that_contradicts_the_rest_is_refused() -> None:
    with pytest.raises(ScenarioError, match="fewer real firms"):
        Scenario().replace(firms=600_000)
    with pytest.raises(ScenarioError, match="ends before it starts"):
        Scenario().replace(until="2020-Q4")
    with pytest.raises(ScenarioError, match="unknown key"):
        Scenario().replace(frims=100)


def test_a_date_beyond_the_end_warns_and_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text("levers:\n  re_deduction:\n    2040-Q1: 1.0\n")
    late = Scenario.load(path)
    (warning,) = late.warnings
    assert warning.startswith(f"{path}:3:5: levers.re_deduction: 2040-Q1 lies beyond the run's end (2035-Q4)")
    assert late.fingerprint() == Scenario().fingerprint()
    assert not late.replace(until="2045-Q4").warnings
    assert Scenario.load("re_deduction").replace(until="2025-Q4").warnings


def test_many_dates_beyond_the_end_are_one_warning(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    re_deduction = "  re_deduction:\n    2040-Q1: 1.0\n    2041-Q1: 0.5\n"
    path.write_text(f"levers:\n{re_deduction}  policy_coordination: {{2040-Q1: 1}}\n")
    assert Scenario.load(path).warnings == (
        f"{path}:3:5: 3 dates lie beyond the run's end (2035-Q4) and have no effect: "
        "levers.re_deduction 2040-Q1, levers.re_deduction 2041-Q1, levers.policy_coordination 2040-Q1",
    )


def test_the_fingerprint_follows_results_and_nothing_else() -> None:
    baseline = Scenario()
    same = [
        baseline.replace(name="Another", question="Why?", sources=["here"], id="other"),
        baseline.with_levers({"re_deduction": 0.1}),
        baseline.with_levers({"re_deduction": {"path": {"2026-Q1": 0.1}, "phase_in": 8}}),
        baseline.with_levers({"re_deduction": {"targets": [{"size": "micro", "value": 0.1}]}}),
        baseline.replace(parameters={UNCERTAIN.id: UNCERTAIN.default}),
    ]
    assert {scenario.fingerprint() for scenario in same} == {baseline.fingerprint()}
    other = [
        baseline.replace(firms=300),
        baseline.replace(real_firms=400_000),
        baseline.replace(until="2034-Q4"),
        baseline.replace(start="2020-Q1"),
        baseline.replace(parameters={UNCERTAIN.id: UNCERTAIN.high}),
        baseline.with_levers({"re_deduction": 0.2}),
        baseline.with_levers({"re_deduction": {"targets": [{"size": "micro", "value": 0.2}]}}),
        baseline.with_levers({"re_deduction": {"2019-Q1": 0.2, "2021-Q1": 0.1}}),
    ]
    assert len({scenario.fingerprint() for scenario in [baseline, *other]}) == len(other) + 1


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = "from model.scenario import Scenario; print(Scenario.load('all_three').fingerprint())"
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE
        )
        for seed in ("1", "2")
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert len(first.strip()) == 32
    assert first == second


def test_what_is_echoed_can_be_read_again(tmp_path: Path) -> None:
    scenario = Scenario.load("all_three").replace(firms=300, parameters={UNCERTAIN.id: UNCERTAIN.high})
    path = tmp_path / "all_three.yaml"
    path.write_text(scenario.to_yaml(), encoding="utf-8")
    again = Scenario.load(path)
    assert again == scenario
    assert again.to_yaml() == scenario.to_yaml()


def test_resolved_holds_plain_values_for_every_lever_and_parameter() -> None:
    import json

    resolved = Scenario.load("risk_pool").resolved()
    assert json.loads(json.dumps(resolved)) == resolved
    assert list(resolved["levers"]) == list(LEVERS)
    assert list(resolved["parameters"]) == list(PARAMETERS)
    assert resolved["levers"]["risk_pool.cover"] == {"path": {"2000-Q1": 0.3, "2026-Q1": 0.8}}
    assert Scenario.from_mapping({"levers": resolved["levers"]}).fingerprint() == resolved["fingerprint"]


def test_the_example_in_the_guide_is_valid(tmp_path: Path) -> None:
    guide = (builtin_folder() / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "example.yaml"
    path.write_text(guide.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    scenario = Scenario.load(path)
    assert set(scenario.differences()["levers"]) == {
        "re_deduction", "policy_coordination", "risk_pool.cover", "rd_deduction"
    }  # fmt: skip
    assert not scenario.warnings


def test_differences_from_the_baseline() -> None:
    assert Scenario().differences() == {}
    micro = {"targets": [{"size": "micro", "value": 2}]}
    scenario = Scenario().replace(until="2030-Q4").with_levers({"rd_deduction": micro})
    assert scenario.differences() == {
        "until": "2030-Q4",
        "levers": {"rd_deduction": {"targets": [{"size": ["micro"], "path": {"2021-Q1": 2.0}}]}},
    }
