"""The search on a made-up world whose best mixes are known, fronts and knees on known points, and the verb."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.designs import Factor, design_from_mapping
from experiments.designs.response import by_draw
from experiments.optimisation import OBJECTIVES, Trial, gains_of, knees, non_dominated
from experiments.optimisation.greedy import Option, greedy
from experiments.optimisation.objectives import CONVERSION, COST, MARGIN, RECORDED
from experiments.optimisation.search import search, settings_at
from experiments.optimisation.study import Effort
from experiments.optimisation.tables import front_rows, greedy_rows
from experiments.optimisation_printing import optimisation_text
from experiments.statistics import Interval, interval, joint_tests
from tests.experiments.invented_search import BUDGET, searched, trial
from tests.experiments.invented_search import LEVERS as SEARCHED

LEVERS = tuple(Factor("levers", name, "", 0.0, 10.0) for name in ("good", "dear", "useless"))
BASE = np.array([1.0, 1.0, 1.0])


def invented(settings: np.ndarray, worlds: int = 6) -> list[Trial]:
    """Good adds conversion at 2 bn a unit with falling returns, dear half of that at 10 bn, useless only costs."""
    noise = np.random.default_rng(1).normal(0.0, 0.05, worlds)
    steps = settings - BASE
    gain = np.sqrt(np.maximum(steps[:, 0], 0.0)) + 0.5 * np.sqrt(np.maximum(steps[:, 1], 0.0))
    gain -= 0.1 * (steps < 0).sum(axis=1)
    cost = steps @ np.array([2.0, 10.0, 5.0])
    per_world = {
        CONVERSION: gain[:, None] * (1.0 + noise), MARGIN: np.zeros((len(settings), worlds)) - 0.01 * steps[:, [0]],
        COST: np.repeat(cost[:, None], worlds, axis=1) / 4.0, RECORDED[3]: gain[:, None] + noise,
    }  # fmt: skip
    return gains_of(settings, per_world, {name: np.zeros(worlds) for name in RECORDED})


def brute_force(points: np.ndarray) -> list[int]:
    kept = []
    for i, a in enumerate(points):
        beaten = any((b <= a).all() and (b < a).any() for b in points)
        if not beaten and not any((points[j] == a).all() for j in range(i)):
            kept.append(i)
    return kept


@given(arrays(np.float64, st.tuples(st.integers(1, 25), st.just(3)), elements=st.integers(0, 4).map(float)))
@settings(max_examples=60, deadline=None)
def test_the_front_is_what_nothing_beats(points):
    assert non_dominated(points).tolist() == brute_force(points)


def test_a_knee_is_the_corner_of_a_front():
    cost = np.array([0.0, 10.0, 20.0, 60.0, 100.0, 50.0])
    gain = np.array([0.0, 5.0, 8.0, 9.0, 10.0, 1.0])  # the last is dominated
    assert knees(cost, gain) == [2]
    assert knees(cost, cost / 10.0) == []
    assert knees(cost[:2], gain[:2]) == []


def test_knees_are_sought_among_mixes_that_stand_only():
    """The cheap corner is beaten or too dear in the fresh worlds; without those the front bends elsewhere."""
    from experiments.optimisation.study import _knees

    stand = [trial((0.2, 0.0), 0.002, 0.0002, 5.0), trial((0.3, 0.0), 0.006, 0.0006, 20.0),
             trial((0.4, 0.0), 0.008, 0.0008, 45.0)]  # fmt: skip
    beaten, dear = trial((0.5, 0.0), 0.005, 0.0001, 21.0), trial((0.9, 0.0), 0.5, 0.05, 51.0)
    design = design_from_mapping(
        {"over": {f"levers.{one.name}": {"low": one.low, "high": one.high} for one in SEARCHED},
         "method": "search", "budget": BUDGET, "draws": 2}
    )  # fmt: skip

    class Fresh:
        base_setting = np.array([0.1, 0.0])
        asked = []

        def run(self, settings, name):
            self.asked.append((name, settings.tolist()))
            return [trial(tuple(one), 0.0, 0.0, 0.0) for one in settings]

    found = _knees(design, [*stand, beaten, dear], Fresh())
    assert {(knee.of, knee.mix) for knee in found} == {(CONVERSION, 1), (MARGIN, 1)}
    assert all(settings == [[0.1, 0.0]] for _, settings in Fresh.asked)


def test_what_does_not_stand_or_is_not_confirmed_is_marked_in_tables_and_text(tmp_path):
    done, doubted = searched(tmp_path), searched(tmp_path, confirmed=False)
    rows = list(front_rows(done))
    assert [(row["dominated"], row["within_budget"]) for row in rows] == [
        (False, True), (True, True), (False, False), (False, True),
    ]  # fmt: skip
    for row, one in zip(rows, done.tested, strict=True):
        tests = joint_tests(one.gains)
        assert row["gain_margin_p_adjusted"] == tests["margin"].p_adjusted >= row["gain_margin_p_value"]
    assert [row["confirmed"] for row in greedy_rows(done)] == [True, False, False]
    assert [row["confirmed"] for row in greedy_rows(doubted)] == [False, False, False]
    text = optimisation_text(done, Effort(), "en")
    assert "beaten" in text
    assert "over budget" in text
    assert "not confirmed on fresh seeds" not in text
    assert "round 1: levers.re_deduction from 0 to 1; not confirmed on fresh seeds" in optimisation_text(
        doubted, Effort(), "en"
    )
    assert "未在全新种子上得到确认" in optimisation_text(doubted, Effort(), "zh")


def test_costs_are_counted_by_the_year():
    (trial,) = invented(np.array([[2.0, 1.0, 1.0]]))
    assert trial.mean(COST) == pytest.approx(2.0)


def test_the_search_keeps_the_budget_and_leaves_the_useless_lever_alone():
    asked = []

    def evaluate(tried, generation):
        asked.append(tried)
        return invented(tried)

    found = search(LEVERS, BASE, 20.0, evaluate, population=24, generations=25)
    assert len(found.trials) == 24 * 25
    assert asked[0][0].tolist() == BASE.tolist()
    best = max(found.affordable, key=lambda trial: trial.mean(CONVERSION))
    assert best.mean(COST) <= 20.0
    assert best.mean(CONVERSION) > 0.93 * 3.0  # the most that 20 bn buy: good alone brings 3 for 18
    assert best.setting[0] > 7.0


def test_the_search_asks_for_the_same_settings_again():
    runs = []
    for _ in range(2):
        asked = []
        search(LEVERS, BASE, 20.0, lambda tried, _, asked=asked: asked.append(tried) or invented(tried),
               population=10, generations=4)  # fmt: skip
        runs.append(np.vstack(asked))
    assert (runs[0] == runs[1]).all()


def test_a_setting_whose_runs_failed_is_not_affordable():
    (trial,) = invented(np.array([[5.0, 1.0, 1.0]]))
    broken = Trial(trial.setting, {**trial.gains, MARGIN: np.full(6, np.nan)})
    assert not broken.complete
    found = search(LEVERS, BASE, 50.0, lambda tried, _: [broken if t.setting[0] > 4 else t for t in invented(tried)],
                   population=10, generations=6)  # fmt: skip
    assert found.affordable
    assert all(trial.setting[0] <= 4.0 for trial in found.affordable)


def test_greed_spends_on_the_lever_that_brings_most_for_the_money():
    rounds = greedy(LEVERS, BASE, 10.0, 3, lambda tried, _: invented(tried), lambda tried, _: invented(tried))
    first = rounds[0]
    assert first.taken.lever == "levers.good"
    assert first.taken.cost.estimate <= 10.0
    assert first.options[0] is first.taken
    assert rounds[-1].setting[0] > first.setting[0]
    assert all(one.setting[2] <= 1.0 for one in rounds), "money never goes to the useless lever"


def test_greed_ends_where_nothing_helps():
    def evaluate(tried, _):
        return invented(np.column_stack([np.ones_like(tried), np.ones_like(tried), tried]))

    rounds = greedy(LEVERS[2:], np.array([1.0]), 10.0, 3, evaluate, evaluate)
    assert len(rounds) == 1
    assert rounds[0].taken is None


def test_greed_reports_only_worlds_that_had_no_part_in_the_choice():
    fresh = []

    def confirm(tried, name):
        fresh.append(name)
        return [Trial(t.setting, {k: 0.5 * v for k, v in t.gains.items()}) for t in invented(tried)]

    (first,) = greedy(LEVERS, BASE, 10.0, 1, lambda tried, _: invented(tried), confirm)
    (plain,) = greedy(LEVERS, BASE, 10.0, 1, lambda tried, _: invented(tried), lambda tried, _: invented(tried))
    assert fresh == ["greedy_00_chosen"]
    assert (first.taken.lever, first.taken.end) == (plain.taken.lever, plain.taken.end)
    assert first.taken.gain.estimate == pytest.approx(0.5 * plain.taken.gain.estimate)


def test_a_cost_that_is_not_clearly_positive_has_no_price():
    gain = Interval(0.1, 0.05, 0.15, 8, "t")
    free = Option("levers.a", 0.0, 1.0, Interval(0.1, -0.2, 0.4, 8, "t"), gain, True)
    assert np.isnan(free.per_bn)
    assert replace(free, cost=Interval(2.0, 1.0, 3.0, 8, "t")).per_bn == pytest.approx(0.05)


def test_replicates_of_a_draw_count_once_where_pooling_covers_too_little():
    rng = np.random.default_rng(5)
    draws, replicates, hits = 10, 8, {"pooled": 0, "by draw": 0}
    for _ in range(300):
        worlds = rng.normal(0.0, 1.0, (draws, 1)) + rng.normal(0.0, 0.3, (draws, replicates))
        for name, sample in (("pooled", worlds.ravel()), ("by draw", by_draw(worlds, draws)[0])):
            found = interval(sample)
            hits[name] += found.low <= 0.0 <= found.high
    assert hits["pooled"] / 300 < 0.7
    assert hits["by draw"] / 300 > 0.92


def test_settings_are_rounded_and_stay_in_their_ranges():
    levers = (Factor("levers", "a", "", 0.3, 0.8), Factor("levers", "b", "", 1.0, 3.0, (1.0, 2.0, 3.0)))
    tried = settings_at(levers, np.array([[0.0, 0.0], [1.0, 1.0], [1.2, 0.5], [1 / 3, 0.2]]))
    assert tried.tolist() == [[0.3, 1.0], [0.8, 3.0], [0.8, 2.0], [0.4667, 1.0]]


DESIGN = """\
from: 2021-Q2
over:
  levers.direct_subsidy.budget: {low: 0, high: 400}
  levers.scenario_opening.orders: {low: 0, high: 60}
method: search
budget: 500
draws: 2
replicates: 1
firms: 60
until: 2021-Q4
"""


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_optimise_tests_its_front_on_fresh_worlds_and_goes_on_where_it_was(lab2market, tmp_path):
    (tmp_path / "mix.yaml").write_text(DESIGN, encoding="utf-8")
    out = tmp_path / "o"
    command = ["optimise", str(tmp_path / "mix.yaml"), "--population", "8", "--generations", "2", "--retest", "2",
               "--rounds", "1", "--workers", "1", "--out", str(out)]  # fmt: skip
    answer = lab2market(*command)
    assert answer.code == 0
    assert "where should the next 10 bn yuan a year go?" in answer.out
    tried, front = rows_of(out / "tried.csv"), rows_of(out / "front.csv")
    assert len(tried) == 16
    assert all((row["worlds"], row["draws"]) == ("4", "2") for row in front)
    page = (out / "README.md").read_text(encoding="utf-8")
    assert all(part in page for part in ("Command: `lab2market optimise", "60 firms", "budget 500", "How to cite"))
    assert {row["dominated"] for row in front} <= {"True", "False"}
    assert "in the fresh worlds: beaten by another mix" in answer.out
    assert (out / "figures" / "front.png").is_file()
    seeds = {name: json.loads((out / name / "manifest.json").read_text(encoding="utf-8"))["seed"]
             for name in ("search/generation_000", "test/front")}  # fmt: skip
    assert seeds == {"search/generation_000": 0, "test/front": 1_000_000}
    as_json = lab2market(*command, "--json").document
    assert [row["table"] for row in as_json] == ["front"] * len(front) + ["greedy"] * (len(as_json) - len(front))
    assert all(isinstance(row["confirmed"], bool) for row in as_json if row["table"] == "greedy")
    assert (out / "figures" / "greedy.png").is_file()
    before = (out / "front.csv").read_bytes()
    stamps = {file: file.stat().st_mtime_ns for file in out.rglob("outcomes.parquet")}
    assert lab2market(*command).code == 0
    assert (out / "front.csv").read_bytes() == before
    assert {file: file.stat().st_mtime_ns for file in out.rglob("outcomes.parquet")} == stamps, "nothing ran again"


def test_a_search_leaves_other_peoples_folders_alone(lab2market, tmp_path):
    (tmp_path / "mix.yaml").write_text(DESIGN, encoding="utf-8")
    mine, swept = tmp_path / "mine", tmp_path / "swept"
    for folder, content in ((mine, {"front.csv": "mine", "README.md": "mine"}),
                            (swept, {"manifest.json": '{"experiment": "x", "verb": "sweep"}'})):  # fmt: skip
        folder.mkdir()
        for name, text in content.items():
            (folder / name).write_text(text)
        before = {path.name: path.read_text() for path in folder.iterdir()}
        answer = lab2market("optimise", str(tmp_path / "mix.yaml"), "--workers", "1", "--out", str(folder))
        assert answer.code == 2
        assert "choose another --out" in answer.err
        assert {path.name: path.read_text() for path in folder.iterdir()} == before
    assert "holds results of lab2market sweep" in answer.err


def test_another_search_and_another_verb_are_refused_unless_they_replace(tmp_path):
    from experiments.designs.library import design_from_mapping
    from experiments.errors import UsageError
    from experiments.optimisation.folder import entered, write_manifest
    from experiments.optimisation.study import Effort

    over = {"levers.scenario_opening.orders": {"low": 0, "high": 60}}
    design = design_from_mapping({"over": over, "method": "search", "budget": 500, "draws": 2}, "mix")
    out = tmp_path / "o"
    with entered(out, design, Effort(), (), False) as manifest:
        with pytest.raises(UsageError, match="another command"), entered(out, design, Effort(), (), False):
            pass
        (out / "search" / "base").mkdir(parents=True)
        (out / "search" / "base" / "plan.parquet").touch()
        (out / "front.csv").write_text("found")
        write_manifest(manifest, out, "complete")
    with entered(out, design, Effort(), (), False):
        assert (out / "front.csv").is_file()
    with pytest.raises(UsageError, match="another design"), entered(out, design, Effort(8), (), False):
        pass
    with entered(out, design, Effort(8), (), True):
        assert not (out / "front.csv").exists()
        assert (out / "search" / "base").is_dir()


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (DESIGN.replace("budget: 500\n", ""), 2, "has no budget"),
        (DESIGN.replace("draws: 2\n", ""), 2, "has no parameter draws"),
        (DESIGN.replace("draws: 2", "draws: 5000"), 3, "the ensemble has no more than"),
        (DESIGN.replace("levers.", "parameters."), 3, "unknown parameter"),
    ],
)
def test_designs_that_cannot_be_searched_are_refused(lab2market, tmp_path, text, code, message):
    (tmp_path / "mix.yaml").write_text(text, encoding="utf-8")
    answer = lab2market("optimise", str(tmp_path / "mix.yaml"), "--out", str(tmp_path / "o"))
    assert answer.code == code
    assert message in answer.err
    assert not (tmp_path / "o").exists()


def test_a_dry_run_of_a_search_counts(lab2market, tmp_path):
    (tmp_path / "mix.yaml").write_text(DESIGN, encoding="utf-8")
    effort = ["--population", "8", "--generations", "2", "--retest", "2", "--rounds", "1"]
    out = ["--dry-run", "--json", "--out", str(tmp_path / "o")]
    answer = lab2market("optimise", str(tmp_path / "mix.yaml"), *effort, *out)
    assert answer.code == 0
    assert answer.document["runs"] == 2 * (8 * 2 + 1 + 17) + 2 * 2 * (24 + 2 * 2 + 1 + 3)
    assert answer.document["seconds"] > 0.0
    assert not (tmp_path / "o").exists()


def test_a_search_in_a_notebook(tmp_path):
    from experiments import Experiment
    from experiments.optimisation.study import Effort

    lab = Experiment(firms=60, until="2021-Q2", out=tmp_path)
    over = {"direct_subsidy.budget": {"low": 0, "high": 400}, "scenario_opening.orders": {"low": 0, "high": 60}}
    found = lab.optimise(over, 500.0, draws=1, replicates=2, effort=Effort(8, 1, 2, rounds=1))
    assert {"levers.direct_subsidy.budget", "gain_conversion_rate_low", "worlds"} <= set(found.front.columns)
    assert set(found.greedy["lever"]) == {f"levers.{name}" for name in over}
    assert (tmp_path / "optimise" / "front.csv").is_file()


def test_objectives_are_recorded():
    assert set(OBJECTIVES) <= set(RECORDED)
