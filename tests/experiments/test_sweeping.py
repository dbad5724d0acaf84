"""sweep and sensitivity on small real worlds: tables, changes, resume, dry run, refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

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
    assert len(plan["run"]) == (1 + 2 * 2) * 3
    assert plan["replicate"][:4] == [0, 1, 2, 0]
    assert plan["kind"] == ["reference"] * 3 + ["setting"] * 12
    assert plan["seed"][:3] == [5, 6, 7]
    assert plan["levers.direct_subsidy.budget"] == [80.0] * 3 + [80.0] * 6 + [400.0] * 6
    assert plan["parameters.discount_rate"] == [0.1] * 3 + ([0.08] * 3 + [0.12] * 3) * 2
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
    assert [row["kind"] for row in answer.document] == ["reference"] * 2 + ["setting"] * 8
    table = pq.read_table(out / "outcomes.parquet").to_pandas()
    year = table[(table["date"] == "2022") & (table["outcome"] == "rd_intensity")]
    values = year.pivot_table(index="point", columns="replicate", values="value").to_numpy()
    for row in rows_of(out / "response.csv"):
        if row["outcome"] == "rd_intensity" and row["kind"] == "setting":
            point = 1 + [80.0, 400.0].index(float(row["levers.direct_subsidy.budget"])) * 2
            point += [0.08, 0.12].index(float(row["parameters.discount_rate"]))
            assert float(row["change"]) == pytest.approx((values[point] - values[0]).mean(), abs=1e-15)
            assert float(row["mean"]) == pytest.approx(values[point].mean())
            assert (row["first"], row["last"]) == ("2022", "2022")


DATED = """\
extends: baseline
from: 2021-Q2
levers:
  direct_subsidy.budget: {2021-Q1: 100, 2022-Q1: 300}
over:
  levers.direct_subsidy.budget: [100, 200]
replicates: 2
firms: 60
until: 2022-Q4
outcomes: [rd_intensity, public_cost]
"""


@pytest.mark.parametrize("method", ["grid", "one_at_a_time"])
def test_the_reference_is_the_base_as_it_is_and_no_point_of_the_design(lab2market, tmp_path, method):
    (tmp_path / "dated.yaml").write_text(f"{DATED}method: {method}\n", encoding="utf-8")
    assert lab2market("sweep", str(tmp_path / "dated.yaml"), "--workers", "1", "--out", str(tmp_path / "s")).code == 0
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pandas()
    settings = [json.loads(text)["levers"] for text in plan["settings"]]
    assert settings[:2] == [{}, {}], "no lever of the design is set in the reference"
    reference, constant = plan["key"][0], plan["key"][2]
    assert reference != constant, "the base raises the lever later; a setting holds it"
    rows = [row for row in rows_of(tmp_path / "s" / "response.csv") if row["outcome"] == "public_cost"]
    assert rows[0]["kind"] == "reference"
    assert float(rows[0]["change"]) == 0.0
    assert all(float(row["change"]) < 0.0 for row in rows[1:]), "any setting spends less than the base comes to"


def test_the_reference_is_simulated_once_and_the_same_whatever_the_engine(lab2market, tmp_path):
    text = DESIGN.replace("parameters.discount_rate: {low: 0.08, high: 0.12, n: 2}", "parameters.discount_rate: {}")
    file = tmp_path / "robust.yaml"
    file.write_text(text.replace("replicates: 3", "replicates: 2\ndraws: 2"), encoding="utf-8")
    parts = [["--workers", "1", "--shard", part] for part in ("2/3", "1/3", "3/3")]
    ways = {"serial": [["--workers", "1"]], "processes": [["--engine", "processes", "--workers", "2"]],
            "shards": [*parts, ["--workers", "1"]]}  # fmt: skip
    found = {}
    for way, commands in ways.items():
        out = tmp_path / way
        for more in commands:
            assert lab2market("sweep", str(file), *more, "--out", str(out)).code == 0
        names = ("outcomes.parquet", "plan.parquet", "summary.csv", "response.csv")
        found[way] = {name: (out / name).read_bytes() for name in names}
    assert found["serial"] == found["processes"] == found["shards"]
    plan = pq.read_table(tmp_path / "serial" / "plan.parquet").to_pydict()
    assert plan["kind"] == ["reference"] * 4 + ["setting"] * 8
    assert plan["key"][:4] == plan["key"][4:8], "the first setting is what the base has"
    manifest = json.loads((tmp_path / "serial" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs"]["simulated_by_this_command"] == 8
    rows = rows_of(tmp_path / "serial" / "response.csv")
    assert {float(row["change"]) for row in rows if row["levers.direct_subsidy.budget"] == "80.0"} == {0.0}


def test_changes_are_tested_together_over_the_headline_outcomes(lab2market, tmp_path, design):
    out = tmp_path / "s"
    assert lab2market("sweep", design, "--outcome", "margin", "--outcome", "rd_intensity", "--outcome", "output_price",
                      "--workers", "1", "--out", str(out)).code == 0  # fmt: skip
    by_setting = {}
    for row in rows_of(out / "response.csv"):
        by_setting.setdefault((row["kind"], *(value for key, value in row.items() if "." in key)), []).append(row)
    for rows in by_setting.values():
        p = {row["outcome"]: row for row in rows}
        assert p["output_price"]["p_adjusted"] == "", "no headline outcome"
        smaller, larger = sorted((p["margin"], p["rd_intensity"]), key=lambda row: float(row["p_value"]))
        assert float(smaller["p_adjusted"]) == pytest.approx(min(2.0 * float(smaller["p_value"]), 1.0))
        assert float(larger["p_adjusted"]) >= float(larger["p_value"])


def test_the_same_command_again_simulates_nothing_and_more_replicates_only_the_new(lab2market, tmp_path, design):
    command = ["sweep", design, "--workers", "1", "--out", str(tmp_path / "s")]
    assert lab2market(*command).code == 0
    first = (tmp_path / "s" / "outcomes.parquet").read_bytes()
    assert lab2market(*command).code == 0
    assert (tmp_path / "s" / "outcomes.parquet").read_bytes() == first
    assert lab2market(*command, "--replicates", "4").code == 0
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs"]["simulated_by_this_command"] == 5


def test_over_a_scenario_from_the_command_line(lab2market, tmp_path):
    over = ["--over", "re_deduction=0.1:0.9:3", "--outcome", "margin", "--replicates", "2"]
    answer = lab2market("sweep", "risk_pool", *over, *SMALL, "--out", str(tmp_path / "s"), "--lang", "zh")
    assert answer.code == 0
    assert "营收利润率" in answer.out
    assert (tmp_path / "s" / "figures" / "8_response_zh.png").is_file()
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["levers.re_deduction"] == [0.1, 0.1, 0.1, 0.1, 0.5, 0.5, 0.9, 0.9]


def test_options_change_a_design(lab2market, tmp_path, design):
    change = ["--over", "direct_subsidy.budget=100", "--replicates", "1", "--seed", "9", "--outcome", "utilisation"]
    assert lab2market("sweep", design, *change, "--workers", "1", "--out", str(tmp_path / "s")).code == 0
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["levers.direct_subsidy.budget"] == [80.0, 100.0, 100.0]
    assert set(plan["seed"]) == {9}


def test_a_dry_run_counts_and_writes_nothing(lab2market, tmp_path, design):
    answer = lab2market("sweep", design, "--dry-run", "--json", "--out", str(tmp_path / "s"))
    assert answer.code == 0
    found = answer.document
    assert (found["points"], found["replicates"], found["runs"], found["worlds"]) == (5, 3, 15, 9)
    assert found["seconds"] > 0.0
    assert not (tmp_path / "s").exists()


def test_a_dry_run_counts_the_shard_and_what_is_left_of_it(lab2market, tmp_path, design):
    out = ["--out", str(tmp_path / "s"), "--workers", "1"]
    assert lab2market("sweep", design, *out, "--shard", "1/2").code == 0
    before = sorted((tmp_path / "s").rglob("*"))
    for shard, missing in ((["--shard", "1/2"], 0), (["--shard", "2/2"], 8)):
        found = lab2market("sweep", design, *out, *shard, "--dry-run", "--json").document
        assert (found["planned"], found["runs"], found["missing"]) == (15, 7 + (missing > 0), missing)
        assert (found["seconds"] > 0.0) == (missing > 0)
    whole = lab2market("sweep", design, *out, "--dry-run")
    assert "7 of them are there already, 8 are left" in whole.out
    assert sorted((tmp_path / "s").rglob("*")) == before


def test_draws_are_crossed_with_settings_and_count_as_worlds(lab2market, tmp_path):
    file = tmp_path / "robust.yaml"
    text = DESIGN.replace("replicates: 3", "replicates: 2\ndraws: 3").replace("{low: 0.08, high: 0.12, n: 2}", "{}")
    file.write_text(text, encoding="utf-8")
    assert lab2market("sweep", str(file), "--workers", "1", "--out", str(tmp_path / "s")).code == 0
    plan = pq.read_table(tmp_path / "s" / "plan.parquet").to_pydict()
    assert plan["draw"] == [0, 0, 1, 1, 2, 2] * 3
    assert plan["kind"] == ["reference"] * 6 + ["setting"] * 12
    rows = [row for row in rows_of(tmp_path / "s" / "response.csv") if row["outcome"] == "margin"]
    assert [(row["kind"], row["worlds"]) for row in rows] == [("reference", "6"), *[("setting", "6")] * 2]


def test_a_budget_is_for_a_search_and_no_sweep_takes_it_silently(lab2market, tmp_path, design):
    Path(design).write_text(f"{DESIGN}budget: 140\n", encoding="utf-8")
    for verb, *more in (("sweep",), ("sensitivity", "--method", "one_at_a_time"), ("check",)):
        out = [] if verb == "check" else ["--out", str(tmp_path / "s")]
        answer = lab2market(verb, design, *more, *out)
        assert answer.code == (3 if verb == "check" else 2)
        assert "budget" in answer.err
        assert "optimise" in answer.err
    assert not (tmp_path / "s").exists()


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
