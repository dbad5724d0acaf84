"""A study: planned, simulated, kept, resumed, read back; the same tables however it came about."""

from __future__ import annotations

import csv
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.errors import UsageError
from experiments.study import Point, Recorder, StudyOptions, StudyPlan, open_study, run_study
from experiments.study.branching import simulate_runs
from experiments.study.grouping import Chunker, Resolved, in_order, shard_of
from experiments.study.keys import Keys
from model.indicators import COLUMN, OUTCOMES
from model.scenario import Scenario
from model.world import World
from tests.experiments.small_studies import counted, options, tables
from tests.experiments.study_command import toy_plan
from tests.experiments.worker_tasks import FAULTY, LOOPS, faulty_toy_runs, toy_runs


def test_a_study_is_read_back_as_it_was_simulated(toy):
    plan = toy_plan()
    values = toy.values()
    assert values.array.shape == (12, 2, 2, len(plan.recorder.outcomes))
    assert values.dates == ["2021", "2022"]
    expected = np.random.default_rng([1, 7]).random(plan.shape)
    for place, outcome in enumerate(plan.recorder.outcomes):
        assert (values.of(outcome)[7, 1] == expected[:, place]).all()
    assert list(values.points["re_deduction"])[:2] == [0.1, 0.166667]
    assert toy.complete
    assert toy.failures.empty
    assert len(toy.plan) == 24


def test_the_tidy_table_is_sorted_typed_and_whole(toy):
    schema = pq.read_schema(toy.folder / "outcomes.parquet")
    assert schema.names == ["point", "scenario", "re_deduction", "replicate", "date", "outcome", "value"]
    assert schema.types == [pa.int32(), pa.string(), pa.float64(), pa.int32(), pa.string(), pa.string(), pa.float64()]
    rows = pq.read_table(toy.folder / "outcomes.parquet").to_pylist()
    keys = [(row["point"], row["replicate"], row["date"], row["outcome"]) for row in rows]
    assert keys == sorted(set(keys))
    assert len(keys) == 24 * 2 * len(Recorder().outcomes)


def test_the_summary_follows_from_the_tables(toy):
    text = (toy.folder / "summary.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(text.decode("utf-8-sig").splitlines()))
    assert len(rows) == 12 * len(Recorder().outcomes)
    row = next(row for row in rows if row["point"] == "4" and row["outcome"] == "margin")
    margin = toy.values().of("margin")[4]
    means = margin.mean(axis=1)
    assert float(row["mean"]) == pytest.approx(means.mean())
    assert float(row["end_mean"]) == pytest.approx(margin[:, -1].mean())
    # Student's quantile for two replicates is 12.7062
    assert float(row["high"]) - float(row["mean"]) == pytest.approx(12.7062 * means.std(ddof=1) / np.sqrt(2), rel=1e-5)
    assert row["label_zh"] == OUTCOMES["margin"].label["zh"]


def test_the_same_command_again_simulates_nothing(toy):
    before = tables(toy.folder)
    work, asked = counted(toy_runs)
    run_study(toy_plan(), options(toy.folder), work)
    assert asked == []
    assert tables(toy.folder) == before


def test_a_larger_study_in_the_same_folder_simulates_only_what_is_new(toy, tmp_path):
    work, asked = counted(toy_runs)
    run_study(toy_plan(replicates=3), options(toy.folder), work)
    assert sorted(asked) == list(range(2, 36, 3))
    run_study(toy_plan(replicates=3), options(tmp_path / "fresh"), toy_runs)
    assert tables(toy.folder) == tables(tmp_path / "fresh")


def test_a_part_that_is_damaged_is_simulated_again(toy, capsys):
    before = tables(toy.folder)
    (part, *_) = (toy.folder / "parts").iterdir()
    part.write_bytes(part.read_bytes()[:100])
    (toy.folder / "outcomes.parquet").unlink()
    work, asked = counted(toy_runs)
    run_study(toy_plan(), options(toy.folder), work)
    assert asked
    assert "damaged" in capsys.readouterr().err
    assert tables(toy.folder) == before


def test_another_model_recorder_seed_or_lever_is_another_run():
    base = Scenario().replace(firms=60, until="2022-Q4")
    keys = Keys("source", Recorder())
    same = base.with_levers({"re_deduction": {"2040-Q1": 0.7}}, id="after the end")
    other = base.with_levers({"re_deduction": {"2022-Q3": 0.7}})
    found = {
        Keys("edited", Recorder()).key(keys.content(base), 1),
        Keys("source", Recorder(frequency="quarter")).key(keys.content(base), 1),
        Keys("source", Recorder(("margin",))).key(keys.content(base), 1),
        *(keys.key(keys.content(scenario), seed) for scenario in (base, same, other) for seed in (1, 2)),
        *(keys.key(keys.content(base.replace(**change)), 1)
          for change in ({"firms": 61}, {"until": "2022-Q3"}, {"parameters": {"discount_rate": 0.09}})),
    }  # fmt: skip
    assert len(found) == 3 + 4 + 3
    scenarios = [base, same, other, base.replace(firms=61), base.with_levers({"re_deduction": 0.1})]
    ours = {
        (keys.content(a) == keys.content(b), a.fingerprint() == b.fingerprint()) for a in scenarios for b in scenarios
    }
    assert ours == {(True, True), (False, False)}


def test_points_that_come_to_the_same_are_simulated_once(tmp_path):
    base = Scenario().replace(firms=60, until="2022-Q4")
    points = (Point(0, {"way": "plain"}), Point(1, {"way": "said again"}, {"re_deduction": {"2021-Q1": 0.1}}))
    work, asked = counted(simulate_runs)
    study = run_study(StudyPlan("twice", "sweep", (base,), points), options(tmp_path / "s"), work)
    assert asked == [0]
    array = study.values().array
    assert (array[0] == array[1]).all()


def test_years_are_means_of_the_quarters_in_which_an_outcome_is_defined():
    start = Scenario().start
    records = np.full((6, len(OUTCOMES)), np.nan)
    margin, conversion = COLUMN["margin"], COLUMN["conversion_rate"]
    records[:, margin] = [1.0, 2.0, 3.0, 4.0, 10.0, 20.0]
    records[2:4, conversion] = [0.2, 0.4]
    recorder = Recorder(("margin", "conversion_rate"))
    assert recorder.dates(start, 6) == ["2021", "2022"]
    found = recorder.reduce(records, start)
    assert list(found[:, 0]) == [2.5, 15.0]
    assert found[0, 1] == pytest.approx(0.3)
    assert np.isnan(found[1, 1])
    assert Recorder(("margin",), "quarter").reduce(records, start)[:, 0].tolist() == records[:, margin].tolist()


@pytest.mark.parametrize("wrong", [{"outcomes": ("margn",)}, {"outcomes": ()}, {"frequency": "month"}])
def test_a_recorder_of_nothing_known_is_wrong_use(wrong):
    with pytest.raises(UsageError):
        Recorder(**wrong)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A small study of real worlds, simulated in this process."""
    folder = tmp_path_factory.mktemp("real") / "serial"
    return run_study(toy_plan(points=5), options(folder))


def test_branched_runs_are_the_full_runs_to_the_bit(real):
    plan = toy_plan(points=5)
    array = real.values()
    for point in plan.points[::2]:
        scenario = plan.scenario(point)
        whole = plan.recorder.reduce(World(scenario, seed=1).run().records, scenario.start)
        for place, outcome in enumerate(plan.recorder.outcomes):
            assert array.of(outcome)[point.number, 1].tobytes() == whole[:, place].tobytes()


@pytest.mark.parametrize("how", [{"engine": "processes", "workers": 2}, {"engine": "processes", "workers": 1}])
def test_child_processes_give_the_same_bytes(real, tmp_path, how):
    study = run_study(toy_plan(points=5), options(tmp_path / "s", **how))
    assert tables(study.folder) == tables(real.folder)


def test_shards_in_any_order_give_the_same_bytes(real, tmp_path, lab2market):
    folder = tmp_path / "s"
    for shard in ((2, 3), (3, 3)):
        study = run_study(toy_plan(points=5), options(folder, shard=shard))
        assert not study.complete
        assert not (folder / "outcomes.parquet").exists()
    early = lab2market("merge", str(folder))
    assert early.code == 2
    assert "missing shards" in early.err
    with pytest.raises(UsageError, match="not finished"):
        open_study(folder).outcomes
    run_study(toy_plan(points=5), options(folder, shard=(1, 3)))
    assert lab2market("merge", str(folder)).code == 0
    assert tables(folder) == tables(real.folder)


def test_the_same_command_without_a_shard_does_the_rest(real, tmp_path):
    folder = tmp_path / "s"
    run_study(toy_plan(points=5), options(folder, shard=(1, 2)))
    work, asked = counted(simulate_runs)
    run_study(toy_plan(points=5), options(folder), work)
    assert len(asked) == 5
    assert tables(folder) == tables(real.folder)


def test_the_common_history_is_simulated_once(tmp_path, monkeypatch):
    taken = []
    step = World.step

    def noted(world):
        taken.append(world.quarter)
        return step(world)

    monkeypatch.setattr(World, "step", noted)
    run_study(toy_plan(points=5, replicates=1), options(tmp_path / "s"))
    # the first point's value is the baseline's: it is the history itself; four others leave it after four quarters
    assert len(taken) == 8 + 4 * 4


def test_runs_of_a_seed_stay_together_and_shards_are_of_equal_size():
    plan = toy_plan(points=10, replicates=3)
    runs = in_order(plan, Resolved(plan, Keys("s", plan.recorder)))
    assert [run.seed for run in runs] == [0] * 10 + [1] * 10 + [2] * 10
    shards = [shard_of(runs, (part, 4)) for part in range(1, 5)]
    assert [run.number for shard in shards for run in shard] == [run.number for run in runs]
    assert {len(shard) for shard in shards} <= {7, 8}


def test_chunks_take_about_as_long_as_they_should():
    from experiments.engine.chunks import Done

    plan = toy_plan(points=100, replicates=10)
    runs = in_order(plan, Resolved(plan, Keys("s", plan.recorder)))
    chunker = Chunker(plan, runs, seconds=2.0)
    sizes = []
    while (chunk := chunker(2)) is not None:
        sizes.append(len(chunk.runs))
        chunker.learn([Done(run.number, None, 0.1) for run in chunk.runs])
    assert sum(sizes) == 1000
    assert all(10 <= size <= 30 for size in sizes[3:-12])
    assert sizes[-1] <= 5


def test_failures_are_kept_listed_and_tried_again(tmp_path):
    folder = tmp_path / "s"
    plan = toy_plan()
    study = run_study(plan, options(folder, engine="processes", workers=2, timeout=3.0, memory=150.0), faulty_toy_runs)
    assert dict(zip(study.failures["run"], study.failures["kind"], strict=True)) == FAULTY
    assert study.manifest["status"] == "complete, some runs failed"
    point, replicate = divmod(min(FAULTY), 2)
    assert np.isnan(study.values().array[point, replicate]).all()
    assert np.isfinite(study.values().array[0]).all()
    line = study.failures.set_index("run")["reproduce"][7]
    assert line == f"lab2market rerun {folder} --run 7"
    again = run_study(plan, options(folder), toy_runs)
    assert again.failures.empty
    assert again.manifest["runs"]["simulated_by_this_command"] == len(FAULTY)
    fresh = run_study(plan, options(tmp_path / "fresh"), toy_runs)
    assert tables(folder) == tables(fresh.folder)


def test_limits_hold_for_one_worker_without_an_engine(tmp_path):
    study = run_study(toy_plan(4), StudyOptions(tmp_path / "s", workers=1, timeout=2.0, quiet=True), faulty_toy_runs)
    assert dict(zip(study.failures["run"], study.failures["kind"], strict=True))[LOOPS] == "timeout"


def test_one_run_is_shown_again(real, lab2market):
    answer = lab2market("rerun", str(real.folder), "--run", "7", "--json")
    assert answer.code == 0
    values = real.values()
    for row in answer.document:
        assert row["value"] == values.of(row["outcome"])[3, 1, values.dates.index(row["date"])]
    beyond = lab2market("rerun", str(real.folder), "--run", "10")
    assert beyond.code == 2
    assert "runs 0 to 9" in beyond.err


def test_the_manifest_says_what_was_asked_and_with_what(toy):
    manifest = json.loads((toy.folder / "manifest.json").read_text())
    assert manifest["command"] == ["lab2market", "sweep", "toy.yaml"]
    assert manifest["runs"] == {"planned": 24, "kept": 24, "failed": 0, "simulated_by_this_command": 24}
    assert manifest["engine"] == "serial"
    assert set(manifest["resolved"]["baseline"]["levers"])
    page = (toy.folder / "README.md").read_text()
    assert "12 points x 2 replicates" in page
    assert {path.name for path in toy.folder.iterdir()} == {
        ".lock", "README.md", "manifest.json", "outcomes.parquet", "parts", "plan.parquet", "summary.csv",
    }  # fmt: skip
