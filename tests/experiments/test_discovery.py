"""Scenario discovery against ema_workbench on its own example, and on boxes that are known."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.discovery import cart, parse_failure, prim, robustness
from experiments.discovery.directions import direction_of
from experiments.errors import UsageError
from model.indicators import OUTCOMES

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def cases():
    table = pd.read_csv(DATA / "bryant_lempert_2010.csv")
    failed = table.pop("failed").to_numpy(bool)
    return list(table.columns), table.to_numpy(np.float64), failed


@pytest.mark.parametrize("slice_share", [0.1, 0.05])
def test_prim_peels_as_ema_workbench_does_on_its_own_example(cases, slice_share):
    with (DATA / "prim_reference.csv").open(encoding="utf-8") as stream:
        reference = [row for row in csv.DictReader(stream) if float(row["slice_share"]) == slice_share]
    boxes = prim(*cases, slice_share=slice_share).boxes
    assert [(box.cases, box.failures) for box in boxes] == [(int(r["cases"]), int(r["failures"])) for r in reference]
    for box, row in zip(boxes, reference, strict=True):
        assert (box.coverage, box.density, box.mass) == pytest.approx(
            tuple(float(row[key]) for key in ("coverage", "density", "mass")), rel=1e-6
        )
        theirs = {part.split(":")[0]: part.split(":")[1:] for part in row["limits"].split(";") if part}
        assert {one.factor for one in box.restrictions} == set(theirs)
        for one in box.restrictions:
            low, high = map(float, theirs[one.factor])
            assert one.low == pytest.approx(low, rel=1e-6) or one.low == -np.inf
            assert one.high == pytest.approx(high, rel=1e-6) or one.high == np.inf


def corner(seed: int, cases: int = 400) -> tuple[list[str], np.ndarray, np.ndarray]:
    x = np.random.default_rng(seed).uniform(size=(cases, 4))
    return ["a", "b", "c", "d"], x, (x[:, 0] > 0.6) & (x[:, 2] < 0.5)


def test_prim_finds_a_known_corner():
    found = prim(*corner(1)).box
    limits = {one.factor: (one.low, one.high) for one in found.restrictions}
    assert found.density >= 0.8
    assert found.coverage > 0.85
    assert limits["a"][0] == pytest.approx(0.6, abs=0.1)
    assert limits["c"][1] == pytest.approx(0.5, abs=0.1)
    assert all(one.p_value < 1e-6 for one in found.restrictions if one.factor in "ac")


def test_cart_finds_a_known_corner():
    (best, *_) = cart(*corner(2))
    assert {one.factor for one in best.restrictions} == {"a", "c"}
    assert best.density > 0.95
    assert best.coverage > 0.9


@given(st.integers(0, 1000), st.floats(0.02, 0.2))
@settings(max_examples=20, deadline=None)
def test_each_peel_leaves_fewer_cases_and_more_failures_among_them(seed, slice_share):
    boxes = prim(*corner(seed, 150), slice_share=slice_share).boxes
    assert all(after.cases < before.cases for before, after in zip(boxes, boxes[1:], strict=False))
    assert all(after.density > before.density for before, after in zip(boxes, boxes[1:], strict=False))
    assert boxes[-1].mass >= 0.05


def test_a_factor_with_two_values_is_peeled_by_value():
    x = np.column_stack([np.repeat([0.0, 1.0], 100), np.random.default_rng(3).uniform(size=200)])
    found = prim(["switch", "noise"], x, x[:, 0] == 1.0).box
    assert [(one.factor, one.low) for one in found.restrictions] == [("switch", 0.5)]
    assert (found.coverage, found.density) == (1.0, 1.0)


@pytest.mark.parametrize("failed", [np.zeros(20, bool), np.ones(20, bool)])
def test_nothing_to_tell_apart_is_said(failed):
    with pytest.raises(ValueError, match="nothing to tell apart"):
        prim(["a"], np.arange(20.0)[:, None], failed)


def test_failure_is_read_with_and_before_or():
    levels = {"margin": np.array([0.04, 0.06, 0.06, 0.04]), "public_cost": np.array([1.0, 9.0, 1.0, 9.0])}
    gains = {"margin": np.array([0.0, 0.0, -0.1, 0.1])}
    found = parse_failure("margin < 0.05 and public_cost > 5 or gain(margin) <= -1e-2", list(levels))
    assert found.of(levels, gains).tolist() == [False, False, True, True]
    assert [condition.of_gain for condition in found.conditions] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("margin", "cannot read 'margin'"),
        ("margin << 1", "cannot read"),
        ("gain(margin < 0", "cannot read"),
        ("margin < 1.2.3", "is not a number"),
        ("marginn < 0.1", "recorded, the most alike first: margin"),
        ("", "cannot read ''"),
    ],
)
def test_what_cannot_be_read_is_refused(text, message):
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        parse_failure(text, ["margin"])


def test_regret_and_satisficing_of_a_worked_example():
    values = np.array([[1.0, 5.0, 3.0, 3.0], [2.0, 2.0, 3.0, 4.0]])
    first, second = robustness(values, values >= 3.0)
    assert first.mean_regret[0] == pytest.approx((1 + 0 + 0 + 1) / 4)
    assert second.mean_regret[0] == pytest.approx(3 / 4)
    assert (first.satisfied[0], second.satisfied[0]) == (0.75, 0.5)
    for one in (first, second):
        for value, low, high in (one.mean_regret, one.high_regret, one.satisfied):
            assert low <= value <= high


def test_bootstrap_over_draws_covers_a_known_share():
    rng = np.random.default_rng(4)
    hits = 0
    for _ in range(200):
        satisfied = rng.uniform(size=(1, 80)) < 0.7
        (found,) = robustness(np.zeros((1, 80)), satisfied)
        hits += found.satisfied[1] <= 0.7 <= found.satisfied[2]
    assert hits / 200 > 0.89


@pytest.mark.parametrize(
    ("outcome", "direction"),
    [
        ("conversion_rate", "more"), ("technologies_dead", "less"), ("died_pilot_no_finance", "less"),
        ("time_to_market", "less"), ("npl_ratio", "less"), ("loan_rate", "less"), ("exit_rate", "less"),
        ("zombie_share", "less"), ("public_cost", "less"), ("cost_risk_pool_recovered", "more"),
        ("cost_risk_pool_users", "more"), ("cost_risk_pool_cash", "less"), ("output_price", "none"),
    ],
)  # fmt: skip
def test_outcomes_are_better_in_the_stated_direction(outcome, direction):
    assert direction_of(outcome) == direction


def test_every_outcome_has_a_direction():
    assert {direction_of(outcome) for outcome in OUTCOMES} == {"more", "less", "none"}


def test_regret_by_an_outcome_without_direction_is_refused(swept, monkeypatch):
    from experiments.discovery import study

    monkeypatch.setattr(study, "direction_of", lambda _: "none")
    with pytest.raises(UsageError, match="regret cannot be measured by 'rd_intensity'"):
        study.discover(swept, "rd_intensity < 0.1")


UNCERTAIN = """\
from: 2021-Q2
over:
  levers.scenario_opening.orders: [0, 60]
  parameters.discount_rate: {}
  parameters.perceived_risk: {}
draws: 24
replicates: 1
firms: 60
until: 2021-Q4
outcomes: [rd_intensity, public_cost]
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    from experiments.designs import load_design
    from experiments.study import StudyOptions
    from experiments.sweep import sweep

    folder = tmp_path_factory.mktemp("uncertain")
    (folder / "design.yaml").write_text(UNCERTAIN, encoding="utf-8")
    return sweep(load_design(folder / "design.yaml"), StudyOptions(folder / "s", workers=1, quiet=True)).study


def test_discover_reads_a_study(lab2market, swept):
    median = float(swept.outcomes.query("outcome == 'rd_intensity'")["value"].median())
    answer = lab2market("discover", str(swept.folder), "--fail", f"rd_intensity < {median}", "--json")
    assert answer.code == 0
    found = answer.document
    assert {row["levers.scenario_opening.orders"] for row in found["robustness"]} == {0.0, 60.0}
    assert all(0.0 <= row["satisfied"] <= 1.0 for row in found["robustness"])
    best = min(row["mean_regret"] for row in found["robustness"])
    assert best >= 0.0
    assert {row["method"] for row in found["boxes"]} >= {"prim"}
    assert (swept.folder / "boxes.csv").is_file()
    assert (swept.folder / "robustness.csv").is_file()


def test_gains_are_counted_from_the_base(swept):
    from experiments.discovery.study import cases_of

    cases = cases_of(swept)
    assert cases.x.shape == (24, 2)
    assert cases.settings.tolist() == [[0.0], [60.0]]
    assert (cases.gains["public_cost"][0] == 0.0).all(), "orders are 0 in the base"
    assert (cases.gains["public_cost"][1] != 0.0).all()
    assert cases.levels["rd_intensity"].shape == (2, 24)


def test_failure_nowhere_is_said(lab2market, swept):
    answer = lab2market("discover", str(swept.folder), "--fail", "rd_intensity < 0")
    assert answer.code == 0
    assert answer.out.count("nothing to explain") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fail", "margin < 0.1"], "recorded, the most alike first: "),
        (["--fail", "rd_intensity < 0.1", "--outcome", "margin"], "records no 'margin'"),
    ],
)
def test_questions_a_study_cannot_answer_are_refused(lab2market, swept, arguments, message):
    answer = lab2market("discover", str(swept.folder), *arguments)
    assert answer.code == 2
    assert message in answer.err


def test_without_draws_every_point_is_a_case(lab2market, tmp_path):
    over = ["--over", "discount_rate", "--over", "direct_subsidy.budget=0:800", "--method", "lhs", "--points", "24"]
    small = ["--firms", "60", "--until", "2021-Q2", "--replicates", "1", "--workers", "1", "--outcome", "rd_intensity"]
    assert lab2market("sweep", "baseline", *over, *small, "--out", str(tmp_path / "s")).code == 0
    table = pd.read_parquet(tmp_path / "s" / "outcomes.parquet")
    median = float(table["value"].median())
    answer = lab2market("discover", str(tmp_path / "s"), "--fail", f"rd_intensity < {median}", "--json")
    assert answer.code == 0
    assert answer.document["robustness"] == []
    refused = lab2market("discover", str(tmp_path / "s"), "--fail", "gain(rd_intensity) < 0")
    assert refused.code == 2
    assert "has no gain(...)" in refused.err
    factors = {row["factor"] for row in answer.document["boxes"]}
    assert factors <= {"levers.direct_subsidy.budget", "parameters.discount_rate"}
    assert factors
