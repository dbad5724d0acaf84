"""run and compare on a small real world: folders, tables, pairing, failures, refusals."""

from __future__ import annotations

import csv
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments import simulation
from experiments.study.branching import simulate_runs
from model.indicators import COLUMN, OUTCOMES

SMALL = ["--firms", "60", "--until", "2022-Q4", "--replicates", "3", "--workers", "1"]
POLICY = "re_deduction.2022-Q1=1.0"


def tidy(file):
    return pq.read_table(file).to_pydict()


def test_run_writes_tables_only(lab2market, tmp_path):
    answer = lab2market("run", "baseline", *SMALL, "--out", str(tmp_path / "r"))
    assert answer.code == 0
    assert "Profit margin" in answer.out
    assert {path.name for path in (tmp_path / "r").iterdir()} == {
        "outcomes.parquet", "summary.csv", "manifest.json", "README.md",
    }  # fmt: skip
    table = tidy(tmp_path / "r" / "outcomes.parquet")
    assert len(table["value"]) == 3 * 8 * len(OUTCOMES)
    assert set(table["scenario"]) == {"baseline"}
    assert sorted(set(table["date"])) == table["date"][0:0] + [f"{y}-Q{q}" for y in (2021, 2022) for q in (1, 2, 3, 4)]
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seeds"] == [0, 1, 2]
    assert manifest["firms"] == 60
    assert manifest["question"]["zh"]
    assert set(manifest["resolved"]["baseline"]["levers"])
    page = (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    assert all(f"| Z0{number} |" in page for number in range(1, 9))


def test_run_and_compare_of_one_policy_go_to_folders_of_their_own(lab2market, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lab2market("run", "risk_pool", *SMALL).code == 0
    assert lab2market("compare", "baseline", "risk_pool", *SMALL).code == 0
    assert lab2market("run", "risk_pool", *SMALL).code == 0
    assert {path.name for path in (tmp_path / "results").iterdir()} == {"run-risk_pool", "risk_pool"}


def test_run_as_data(lab2market, tmp_path):
    answer = lab2market("run", "baseline", *SMALL, "--out", str(tmp_path / "r"), "--json")
    assert {row["outcome"] for row in answer.document} == set(OUTCOMES)
    assert str(tmp_path / "r") in answer.err


def test_one_and_two_workers_write_the_same_bytes(lab2market, tmp_path):
    for workers in ("1", "2"):
        arguments = [*SMALL[:-1], workers, "--out", str(tmp_path / workers), "--seed", "7"]
        assert lab2market("run", "baseline", *arguments).code == 0
    one, two = ((tmp_path / workers / "outcomes.parquet").read_bytes() for workers in ("1", "2"))
    assert one == two


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A folder of compare, made once."""
    from experiments.compare import compare
    from experiments.plan import Plan, load_all

    folder = tmp_path_factory.mktemp("compare") / "small"
    plan = Plan(seed=3, replicates=3, firms=60, until="2022-Q4", workers=1, out=folder, settings=(POLICY,))
    return compare(plan, load_all(plan, ["baseline", "baseline"], policies_from=1), "small")


def test_compare_writes_every_part(compared):
    names = {path.name for path in compared.folder.iterdir()}
    assert names >= {"outcomes.parquet", "differences.parquet", "summary.csv", "calibration.csv", "manifest.json"}
    assert names >= {"README.md", "figures"}
    assert len(list((compared.folder / "figures").iterdir())) >= 6


def test_differences_are_the_paired_differences_of_the_outcomes(compared):
    outcomes, differences = (tidy(compared.folder / f"{name}.parquet") for name in ("outcomes", "differences"))
    half = len(outcomes["value"]) // 2
    assert set(outcomes["scenario"][:half]) == {"baseline"}
    expected = np.array(outcomes["value"][half:]) - np.array(outcomes["value"][:half])
    np.testing.assert_array_equal(np.array(differences["value"]), expected)
    assert set(differences["scenario"]) == {"baseline+re_deduction"}


def test_nothing_differs_before_the_policy_and_something_after(compared):
    table = tidy(compared.folder / "differences.parquet")
    before = [v for v, date in zip(table["value"], table["date"], strict=True) if date < "2022-Q1" and v == v]
    after = [v for v, date in zip(table["value"], table["date"], strict=True) if date >= "2022-Q1" and v == v]
    assert before
    assert not any(before)
    assert any(after)


def test_the_window_begins_with_the_policy(compared):
    manifest = json.loads((compared.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["window"] == {"first": "2022-Q1", "last": "2022-Q4"}
    assert manifest["first_policy_date"] == "2022-Q1"
    assert [scenario["id"] for scenario in manifest["scenarios"]] == ["baseline", "baseline+re_deduction"]
    assert manifest["seeds"] == [3, 4, 5]


def test_the_summary_follows_from_the_tables(compared):
    with (compared.folder / "summary.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["outcome"]: row for row in csv.DictReader(stream)}
    table = tidy(compared.folder / "outcomes.parquet")
    chosen = [
        value
        for value, scenario, date, outcome in zip(
            table["value"], table["scenario"], table["date"], table["outcome"], strict=True
        )
        if scenario == "baseline" and date >= "2022-Q1" and outcome == "utilisation"
    ]
    assert float(rows["utilisation"]["baseline"]) == pytest.approx(np.mean(chosen))
    assert list(rows) == list(OUTCOMES)


def test_compare_prints_differences_costs_and_calibration(lab2market, tmp_path):
    arguments = ["baseline", "baseline", "--set", POLICY, *SMALL, "--out", str(tmp_path / "c")]
    answer = lab2market("compare", *arguments)
    assert answer.code == 0
    for words in ("Conversion rate", "95 % interval", "Public cost", "cost per extra technology", "within 15 %"):
        assert words in answer.out
    assert lab2market("compare", *arguments, "--lang", "zh").out.count("成果转化率") >= 1


def test_compare_as_data(lab2market, tmp_path):
    answer = lab2market(
        "compare", "baseline", "baseline", "--set", POLICY, *SMALL, "--out", str(tmp_path / "c"), "--json"
    )
    keys = {"scenario", "outcome", "baseline", "value", "difference", "low", "high", "replicates", "variance_reduction"}
    assert all(keys <= set(row) for row in answer.document)
    assert len(answer.document) == len(OUTCOMES)


def test_a_lever_at_its_baseline_value_changes_nothing(lab2market, tmp_path):
    arguments = ["baseline", "baseline", "--set", "re_deduction.2022-Q1=0.1", *SMALL, "--out", str(tmp_path / "c")]
    rows = lab2market("compare", *arguments, "--json").document
    assert {row["difference"] for row in rows} <= {0.0, None}
    assert any(row["difference"] == 0.0 for row in rows)


@pytest.mark.parametrize("verb", [["run", "baseline"], ["compare", "baseline", "risk_pool"]])
@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (["--set", "re_deducton=1"], 3),
        (["--firms", "-5"], 3),
        (["--until", "1990-Q1"], 3),
        (["--set", "nonsense"], 2),
        (["--workers", "0"], 2),
    ],
)
def test_a_refused_command_writes_nothing(lab2market, tmp_path, verb, extra, code):
    answer = lab2market(*verb, "--out", str(tmp_path / "new" / "r"), *extra)
    assert answer.code == code
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_is_refused_with_its_place(lab2market, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("extends: baseline\nlevers:\n  re_deduction: 7\n")
    answer = lab2market("compare", "baseline", str(bad), "--out", str(tmp_path / "r"), "--json")
    assert answer.code == 3
    assert "bad.yaml:3" in answer.document["error"]["problems"][0]
    assert not (tmp_path / "r").exists()


def test_scenarios_of_different_length_are_not_paired(lab2market, tmp_path):
    (tmp_path / "short.yaml").write_text("extends: baseline\nuntil: 2022-Q4\n")
    answer = lab2market("compare", "baseline", str(tmp_path / "short.yaml"), "--out", str(tmp_path / "r"))
    assert answer.code == 2
    assert "--until" in answer.err
    assert not (tmp_path / "r").exists()


def test_somebody_elses_folder_stays_as_it_is(lab2market, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    answer = lab2market("run", "baseline", *SMALL, "--out", str(tmp_path))
    assert answer.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.fixture
def breaking(monkeypatch):
    """Makes the replicates of the given seeds fail."""

    def breaks(*seeds):
        def the_very_place(chunk, begin):
            for run in chunk.runs:
                if run.seed in seeds:
                    begin(run.number)
                    raise ValueError("broken")
                yield from simulate_runs(chunk.only({run.number}), begin)

        monkeypatch.setattr(simulation, "simulate_runs", the_very_place)

    return breaks


def test_failed_replicates_are_listed_and_the_others_kept(lab2market, tmp_path, breaking):
    breaking(1)
    answer = lab2market("run", "baseline", *SMALL, "--out", str(tmp_path / "r"))
    assert answer.code == 4
    assert "1 of 3 replicates failed" in answer.err
    assert "lab2market run baseline --seed 1 --replicates 1" in answer.err
    assert set(tidy(tmp_path / "r" / "outcomes.parquet")["replicate"]) == {0, 2}
    assert "in the_very_place" in (tmp_path / "r" / "failures" / "replicate_1.txt").read_text()


def test_nothing_is_written_when_every_replicate_fails(lab2market, tmp_path, breaking):
    breaking(0, 1, 2)
    answer = lab2market("run", "baseline", *SMALL, "--out", str(tmp_path / "r"))
    assert answer.code == 4
    assert "all 3 replicates failed" in answer.err
    assert "in the_very_place" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_where_a_replicate_failed(lab2market, tmp_path, breaking):
    breaking(0, 1, 2)
    assert "in the_very_place" in lab2market("run", "baseline", *SMALL, "--out", str(tmp_path / "r"), "--debug").err


def test_the_column_order_of_records_is_the_declared_one(compared):
    table = tidy(compared.folder / "outcomes.parquet")
    utilisation = [v for v, o in zip(table["value"], table["outcome"], strict=True) if o == "utilisation"]
    assert 0.3 < np.nanmean(utilisation) < 1.2
    assert list(COLUMN) == list(OUTCOMES)


def test_an_interrupted_comparison_goes_on_where_it_was(tmp_path, monkeypatch):
    from experiments.compare import compare
    from experiments.plan import Plan, load_all

    folder, asked = tmp_path / "small", []
    plan = Plan(seed=3, replicates=4, firms=60, until="2022-Q4", workers=1, out=folder, settings=(POLICY,))

    def interrupted(chunk, begin):
        for run in chunk.runs:
            asked.append(run.number)
            if len(asked) == 6:
                raise KeyboardInterrupt
            yield from simulate_runs(chunk.only({run.number}), begin)

    monkeypatch.setattr("experiments.study.grouping._LEAST_SECONDS", 0.05)
    monkeypatch.setattr(simulation, "simulate_runs", interrupted)
    scenarios = load_all(plan, ["baseline", "baseline"], policies_from=1)
    with pytest.raises(KeyboardInterrupt):
        compare(plan, scenarios, "small")
    assert not folder.exists()
    assert len(asked) == 6
    compare(plan, scenarios, "small")
    assert 6 < len(asked) < 14
    assert set(asked) == set(range(8))
    assert [path.name for path in tmp_path.iterdir()] == ["small"]
