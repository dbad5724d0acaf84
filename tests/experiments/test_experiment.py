"""The verbs of the command line in a notebook: the same folders, answers as data frames."""

from __future__ import annotations

import pytest

from experiments import Experiment, Study, open_study
from experiments.errors import InvalidInputError, UsageError
from model.scenario import Scenario


@pytest.fixture
def lab(tmp_path):
    return Experiment(firms=60, until="2022-Q4", seed=3, out=tmp_path)


def test_a_comparison_of_policies_as_a_table(lab, tmp_path):
    policy = {"re_deduction": {"2022-Q1": 1.0}}
    found = lab.compare(policy, strong=policy | {"risk_pool": {"cover": {"2022-Q1": 0.8}}}, replicates=3)
    assert set(found.table.index.get_level_values("scenario")) == {"re_deduction", "strong"}
    row = found.table.loc[("strong", "utilisation")]
    assert row["low"] <= row["difference"] <= row["high"]
    assert list(found.costs.index) == ["re_deduction", "strong"]
    assert set(found.outcomes["scenario"]) == {"baseline", "re_deduction", "strong"}
    assert found.folder == tmp_path / "re_deduction-strong"
    assert len(found.figures) >= 6


def test_a_sweep_is_a_study_that_can_be_opened_again(lab, tmp_path):
    study = lab.sweep({"re_deduction": [0.1, 1.0]}, replicates=2, start="2022-Q1", outcomes=["margin"])
    assert isinstance(study, Study)
    assert study.values().array.shape == (3, 2, 2, 1)
    again = open_study(tmp_path / "sweep")
    assert again.outcomes.equals(study.outcomes)
    assert set(again.plan["seed"]) == {3, 4}


def test_a_study_is_asked_and_a_run_of_it_simulated_again(lab):
    study = lab.sweep({"re_deduction": [0.1, 1.0]}, replicates=1, outcomes=["margin"])
    assert lab.query("sweep", "select count(*) n from plan where kind = 'setting'")["n"].tolist() == [2]
    assert lab.merge("sweep").complete
    assert lab.rerun("sweep", 1)["value"].tolist() == study.values().array[1, 0, :, 0].tolist()


def test_replicates_are_found_for_a_precision(lab):
    found = lab.compare({"re_deduction": 0.5}, precision={"margin": 10.0}, replicates=21, name="sharp")
    assert [criterion.half_width for criterion in found.comparison.stopped.criteria] == [10.0]
    assert list(found.costs.index) == ["re_deduction"]


def test_what_sensitivity_refuses_is_a_warning(lab, monkeypatch):
    from experiments.sensitivity import study as studies

    def refused(design, *rest):
        return studies.Sensitivity(None, None, {}, [], ["margin: a hole"])

    monkeypatch.setattr(studies, "sensitivity", refused)
    with pytest.warns(UserWarning, match="a hole"):
        lab.sensitivity({"re_deduction": [0.1, 1.0]}, method="one_at_a_time")


def test_parameters_are_known_from_levers_by_their_names(lab):
    study = lab.sweep({"discount_rate": [0.07, 0.09]}, replicates=1)
    assert any("discount_rate" in column for column in study.outcomes.columns)


def test_the_sample_holds_for_every_scenario(lab):
    for policy in ("re_deduction", Scenario.load("risk_pool"), {"re_deduction": 0.5}):
        assert (lab.scenario(policy).firms, str(lab.scenario(policy).until)) == (60, "2022-Q4")
    assert lab.baseline.firms == 60


def test_one_scenario_by_itself(lab):
    result = lab.run(replicates=2)
    assert {row["replicates"] for row in result.rows if row["outcome"] == "margin"} == {2}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda lab: lab.compare(), UsageError),
        (lambda lab: lab.compare({"re_deducton": 1.0}), InvalidInputError),
        (lambda lab: lab.sweep({"re_deduction": [7]}), InvalidInputError),
        (lambda lab: lab.sweep({"re_deduction": [1]}, methd="grid"), InvalidInputError),
        (lambda lab: Experiment("no_such_scenario"), InvalidInputError),
        (lambda lab: Experiment(seed=-1), UsageError),
        (lambda lab: Experiment(seed=1.5), UsageError),
        (lambda lab: lab.compare("re_deduction", precision={"margn": 0.1}), UsageError),
        (lambda lab: lab.compare("re_deduction", precision={"margin": 0}), UsageError),
    ],
)
def test_what_is_refused_leaves_nothing(lab, tmp_path, wrong, error):
    with pytest.raises(error):
        wrong(lab)
    assert list(tmp_path.iterdir()) == []
