"""What a study writes, whose files it leaves alone, and who may write at the same time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from experiments.errors import InvalidInputError, UsageError
from experiments.study import Point, StudyPlan, open_study, run_study
from experiments.study.files import Lock
from experiments.study.folder import Claim, entered
from experiments.study.running import keys_of
from experiments.study.tables import plan_table, table_bytes
from model.scenario import Scenario
from tests.experiments.small_studies import counted, options, tables
from tests.experiments.study_command import toy_plan
from tests.experiments.worker_tasks import toy_runs


def test_a_point_that_is_not_allowed_leaves_nothing(tmp_path):
    base = Scenario().replace(firms=60, until="2022-Q4")
    plan = StudyPlan("wrong", "sweep", (base,), (Point(0, {}, {"re_deduction": 7}),))
    with pytest.raises(InvalidInputError, match="re_deduction"):
        run_study(plan, options(tmp_path / "s"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_somebody_elses_files_stay_as_they_are(tmp_path, taken):
    folder = tmp_path / "s"
    if taken == "file":
        folder.write_text("mine")
    else:
        folder.mkdir()
        (folder / "thesis.docx").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="another --out"):
        run_study(toy_plan(), options(folder), toy_runs)
    assert sorted(tmp_path.rglob("*")) == before


def test_two_commands_do_not_write_one_study(tmp_path):
    folder = tmp_path / "s"
    (folder / "parts").mkdir(parents=True)
    with Lock(folder / ".lock"), pytest.raises(UsageError, match="another command"):
        run_study(toy_plan(), options(folder), toy_runs)


def other_plan(**change):
    """The toy plan with other values of its lever."""
    plan = toy_plan()
    points = tuple(replace(point, columns={"re_deduction": 0.95}, levers={"re_deduction": 0.95 - point.number / 100})
                   for point in plan.points)  # fmt: skip
    return replace(plan, points=points, **change)


def test_another_design_is_refused_and_changes_nothing(toy):
    before = {path: path.read_bytes() for path in toy.folder.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match=r"another design of lab2market sweep.*--out.*--replace"):
        run_study(other_plan(), options(toy.folder), toy_runs)
    with pytest.raises(UsageError, match="holds results of lab2market sweep"):
        run_study(replace(toy_plan(), verb="sensitivity"), options(toy.folder), toy_runs)
    assert {path: path.read_bytes() for path in toy.folder.rglob("*") if path.is_file()} == before


def test_no_number_of_an_earlier_plan_is_read_under_a_new_one(toy, tmp_path):
    (toy.folder / "response.csv").write_text("old")
    (toy.folder / "figures").mkdir()
    (toy.folder / "figures" / "8_response.png").write_text("old")
    (toy.folder / "thesis.docx").write_text("mine")
    study = run_study(other_plan(), options(toy.folder, shard=(1, 2), replace=True), toy_runs)
    with pytest.raises(UsageError, match="not finished"):
        study.values()
    with pytest.raises(UsageError, match="not finished"):
        open_study(toy.folder).outcomes
    with pytest.raises(UsageError, match="outcomes"):
        study.query("select * from outcomes")
    assert len(study.query("select * from plan")) == 24
    assert not {"outcomes.parquet", "summary.csv", "response.csv", "figures"} & {p.name for p in toy.folder.iterdir()}
    assert (toy.folder / "thesis.docx").is_file()
    run_study(other_plan(), options(toy.folder), toy_runs)
    run_study(other_plan(), options(tmp_path / "fresh"), toy_runs)
    assert tables(toy.folder) == tables(tmp_path / "fresh")


@pytest.mark.parametrize("file", ["manifest.json", "plan.parquet", "outcomes.parquet"])
def test_a_file_that_was_cut_off_is_said_and_mended(toy, lab2market, file):
    before = tables(toy.folder)
    (toy.folder / file).write_bytes((toy.folder / file).read_bytes()[:60])
    answer = lab2market("query", str(toy.folder), "select * from outcomes join plan using (point, replicate)")
    assert answer.code == 2
    assert f"{file} cannot be read; give the command that made the study again" in answer.err
    work, asked = counted(toy_runs)
    assert run_study(toy_plan(), options(toy.folder), work).complete
    assert asked == []
    assert tables(toy.folder) == before


def test_a_shard_and_the_whole_exclude_each_other_and_shards_do_not(tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.study.folder._PATIENCE", 0.1)
    folder = tmp_path / "s"
    claim = Claim(toy_plan(), table_bytes(plan_table(toy_plan(), keys_of(toy_plan()).of_run)))
    script = (
        "import sys; from pathlib import Path; from experiments.study.folder import entered\n"
        "part = (int(sys.argv[2]), 2) if len(sys.argv) > 2 else None\n"
        "with entered(Path(sys.argv[1]), part): print('in', flush=True); sys.stdin.read()"
    )

    def elsewhere(*part):
        process = subprocess.Popen([sys.executable, "-c", script, str(folder), *part], stdin=-1, stdout=-1, text=True)
        assert process.stdout.readline() == "in\n"
        return process

    with elsewhere("1") as shard:
        with pytest.raises(UsageError, match="another command"), entered(folder):
            pass
        with pytest.raises(UsageError, match="another command"), entered(folder, (1, 2)):
            pass
        with pytest.raises(UsageError, match="another command"), entered(folder, (2, 2), claim):
            pass  # a plan is not changed under a shard that runs
        with entered(folder, (2, 2)):
            shard.communicate("")
    with entered(folder, (2, 2), claim):
        assert claim.is_in(folder)
    with elsewhere() as whole:
        with pytest.raises(UsageError, match="another command"), entered(folder, (2, 2), claim):
            pass
        whole.communicate("")
