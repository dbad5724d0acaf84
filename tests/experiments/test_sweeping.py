"""sweep and sensitivity on small real worlds: tables, changes, resume, dry run, refusals."""

from __future__ import annotations

import csv
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

SMALL = ["--firms", "60", "--until", "2022-Q4", "--workers", "1"]
DESIGN = """\
extends: baseline
from: 2022-Q1
over:
  levers.direct_subsidy.budget: [80, 400]
  parameters.discount_rate: {low: 0.08, high: 0.12, n: 2}
replicates: 3
seed: 5
firms: 60
until: 2022-Q4
outcomes: [margin, rd_intensity]
"""


@pytest.fixture
def design(tmp_path):
    file = tmp_path / "two_factors.yaml"
    file.write_text(DESIGN, encoding="utf-8")
    return str(file)


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_sweep_keeps_levers_uncertainties_and_replicates_apart(lab2market, tmp_path, design):
    out = tmp_path / "s"
    answer = lab2market("sweep", design, "--workers", "1", "--out", str(out))
    assert answer.code == 0
    plan = pq.read_table(out / "plan.parquet").to_pydict()
    assert len(plan["run"]) == 2 * 2 * 3
    assert plan["replicate"][:4] == [0, 1, 2, 0]
    assert plan["kind"] == ["reference"] * 3 + ["setting"] * 9
    assert plan["seed"][:3] == [5, 6, 7]
    assert plan["levers.direct_subsidy.budget"] == [80.0] * 6 + [400.0] * 6
    assert plan["parameters.discount_rate"] == ([0.08] * 3 + [0.12] * 3) * 2
    table = pq.read_table(out / "outcomes.parquet").to_pydict()
    assert set(table["outcome"]) == {"margin", "rd_intensity"}
    assert {"levers.direct_subsidy.budget", "parameters.discount_rate", "replicate", "date", "value"} <= set(table)
    assert (out / "figures" / "8_response.png").is_file()
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["design"]["policy_start"] == "2022-Q1"
    assert manifest["command"][:3] == ["lab2market", "sweep", design]


def test_changes_are_paired_differences_from_the_reference(lab2market, tmp_path, design):
    out = tmp_path / "s"
    answer = lab2market("sweep", design, "--workers", "1", "--out", str(out), "--json")
    assert len(answer.document) == 4 * 2
    table = pq.read_table(out / "outcomes.parquet").to_pandas()
    year = table[(table["date"] == "2022") & (table["outcome"] == "rd_intensity")]
    values = year.pivot_table(index="point", columns="replicate", values="value").to_numpy()
    reference = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["design"]["reference"]
    for row in rows_of(out / "response.csv"):
        if row["outcome"] == "rd_intensity":
            point = [80.0, 400.0].index(float(row["levers.direct_subsidy.budget"])) * 2
            point += [0.08, 0.12].index(float(row["parameters.discount_rate"]))
            assert float(row["change"]) == pytest.approx((values[point] - values[reference]).mean(), abs=1e-15)
            assert float(row["mean"]) == pytest.approx(values[point].mean())
            assert (row["first"], row["last"]) == ("2022", "2022")


def test_the_same_command_again_simulates_nothing_and_more_replicates_only_the_new(lab2market, tmp_path, design):
    command = ["sweep", design, "--workers", "1", "--out", str(tmp_path / "s")]
    assert lab2market(*command).code == 0
    first = (tmp_path / "s" / "outcomes.parquet").read_bytes()
    assert lab2market(*command).code == 0
    assert (tmp_path / "s" / "outcomes.parquet").read_bytes() == first
    assert lab2market(*command, "--replicates", "4").code == 0
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs"]["simulated_by_this_command"] == 4


def test_over_a_scenario_from_the_command_line(lab2market, tmp_path):
    over = ["--over", "re_deduction=0.1:0.9:3", "--outcome", "margin", "--replicates", "2"]
    answer = lab2market("sweep", "risk_pool", *over, *SMALL, "--out", str(tmp_path / "s"), "--lang", "zh")
    assert answer.code == 0
    assert "营收利润率" in answer.out
    assert (tmp_path / "s" / "figures" / "8_response_zh.png").is_file()
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["levers.re_deduction"] == [0.1, 0.1, 0.5, 0.5, 0.9, 0.9]


def test_options_change_a_design(lab2market, tmp_path, design):
    change = ["--over", "direct_subsidy.budget=100", "--replicates", "1", "--seed", "9", "--outcome", "utilisation"]
    assert lab2market("sweep", design, *change, "--workers", "1", "--out", str(tmp_path / "s")).code == 0
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["levers.direct_subsidy.budget"] == [100.0, 100.0]
    assert set(plan["seed"]) == {9}


def test_a_dry_run_counts_and_writes_nothing(lab2market, tmp_path, design):
    answer = lab2market("sweep", design, "--dry-run", "--json", "--out", str(tmp_path / "s"))
    assert answer.code == 0
    found = answer.document
    assert (found["points"], found["replicates"], found["runs"], found["worlds"]) == (4, 3, 12, 6)
    assert found["seconds"] > 0.0
    assert not (tmp_path / "s").exists()


def test_a_dry_run_counts_the_shard_and_what_is_left_of_it(lab2market, tmp_path, design):
    out = ["--out", str(tmp_path / "s"), "--workers", "1"]
    assert lab2market("sweep", design, *out, "--shard", "1/2").code == 0
    before = sorted((tmp_path / "s").rglob("*"))
    for shard, missing in ((["--shard", "1/2"], 0), (["--shard", "2/2"], 6)):
        found = lab2market("sweep", design, *out, *shard, "--dry-run", "--json").document
        assert (found["planned"], found["runs"], found["missing"]) == (12, 6, missing)
        assert (found["seconds"] > 0.0) == (missing > 0)
    whole = lab2market("sweep", design, *out, "--dry-run")
    assert "6 of them are there already, 6 are left" in whole.out
    assert sorted((tmp_path / "s").rglob("*")) == before


def test_draws_are_crossed_with_settings_and_count_as_worlds(lab2market, tmp_path):
    file = tmp_path / "robust.yaml"
    text = DESIGN.replace("replicates: 3", "replicates: 2\ndraws: 3").replace("{low: 0.08, high: 0.12, n: 2}", "{}")
    file.write_text(text, encoding="utf-8")
    assert lab2market("sweep", str(file), "--workers", "1", "--out", str(tmp_path / "s")).code == 0
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["draw"] == [0, 0, 1, 1, 2, 2] * 2
    rows = [row for row in rows_of(tmp_path / "s" / "response.csv") if row["outcome"] == "margin"]
    assert [row["worlds"] for row in rows] == ["6", "6"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["sweep", "re_deduction_stepz"], 3, "did you mean 're_deduction_steps'"),
        (["sweep", "baseline"], 3, "no such design or file"),
        (["sweep", "uncertain_conversion"], 2, "method morris is for `lab2market sensitivity`"),
        (["sweep", "baseline", "--over", "re_deduktion=0:1:3"], 3, "did you mean 're_deduction'"),
        (["sweep", "baseline", "--over", "re_deduction=0:1:3", "--from", "2050-Q1"], 3, "lies outside the run"),
        (["sensitivity", "re_deduction_steps"], 2, "method grid gives no indices"),
        (["sensitivity", "baseline", "--over", "re_deduction", "--method", "sobol", "--points", "4"], 2, "one factor"),
        (["sensitivity", "baseline", "--over", "re_deduction", "--over", "rd_deduction", "--method", "sobol",
          "--points", "131072", "--replicates", "2"], 2, "factors + 2 4 x replicates 2) are more than 1,000,000"),
    ],
)
def test_refusals_write_nothing(lab2market, tmp_path, arguments, code, message):
    answer = lab2market(*arguments, "--out", str(tmp_path / "s"))
    assert answer.code == code
    assert message in answer.err
    assert not (tmp_path / "s").exists()


FACTORS = ["--over", "direct_subsidy.budget=0:800", "--over", "discount_rate", "--outcome", "rd_intensity"]


def test_indices_are_written_with_intervals_between_worlds(lab2market, tmp_path):
    out = tmp_path / "i"
    answer = lab2market("sensitivity", "baseline", *FACTORS, "--method", "sobol", "--points", "8",
                        "--replicates", "3", *SMALL, "--out", str(out))  # fmt: skip
    assert answer.code == 0
    assert "3 worlds give a poor interval" in answer.err
    rows = rows_of(out / "indices.csv")
    assert {(row["factor"], row["measure"]) for row in rows} == {
        (factor, measure)
        for factor in ("levers.direct_subsidy.budget", "parameters.discount_rate")
        for measure in ("S1", "ST")
    }
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in rows)
    assert all(row["worlds"] == "3" for row in rows)
    assert (out / "figures" / "9_ranking_rd_intensity.png").is_file()


def test_one_at_a_time_writes_swings_and_a_tornado(lab2market, tmp_path):
    out = tmp_path / "t"
    answer = lab2market("sensitivity", "baseline", *FACTORS, "--method", "one_at_a_time", "--replicates", "2", *SMALL,
                        "--out", str(out), "--json")  # fmt: skip
    assert answer.code == 0
    assert len(answer.document) == len(rows_of(out / "swings.csv")) == 4
    assert (out / "figures" / "9_tornado_rd_intensity.png").is_file()


def test_holes_are_refused_after_the_tables_are_kept(lab2market, tmp_path, monkeypatch):
    from experiments.sensitivity import study as studies

    def with_a_hole(study):
        found = response_of(study)
        found.values["rd_intensity"][1, 0] = np.nan
        return found

    response_of = studies.response_of
    monkeypatch.setattr(studies, "response_of", with_a_hole)
    out = tmp_path / "h"
    arguments = ["sensitivity", "baseline", *FACTORS, "--method", "morris", "--points", "2", "--replicates", "2",
                 *SMALL, "--out", str(out)]  # fmt: skip
    answer = lab2market(*arguments)
    assert answer.code == 3
    refused = "rd_intensity: 1 of 12 values are missing or not finite (point 1 replicate 0)"
    assert refused in answer.err
    as_json = lab2market(*arguments, "--json")
    assert as_json.code == 3
    assert [refused in row["refused"] for row in as_json.document] == [True]
    assert (out / "outcomes.parquet").is_file()
    assert not (out / "indices.csv").exists()
    words = {"key": "k", "kind": "raised", "error": "E", "reproduce": "r"}
    one = {"run": 2, "point": 1, "replicate": 0, "seed": 0, **words}
    (out / "failures").mkdir()
    (out / "failures" / "k.json").write_text(json.dumps(one))
    failed = lab2market(*arguments)
    assert failed.code == 4
    assert refused in failed.err
    assert "1 of 12 runs failed" in failed.err
