"""Results folders appear whole or not at all, and their tables keep their form."""

from __future__ import annotations

import contextlib
import csv

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.errors import ExperimentError, UsageError
from experiments.store import Series, results_folder, write_manifest, write_rows, write_series
from model.indicators import COLUMN, OUTCOMES

DATES = ["2021-Q1", "2021-Q2", "2021-Q3"]


def series():
    shape = (3, 2, len(DATES), len(OUTCOMES))
    return Series(["baseline", "zeta", "alpha"], [0, 1], DATES, np.arange(np.prod(shape), dtype=float).reshape(shape))


def test_the_tidy_table_is_sorted_by_its_key_and_keeps_every_number(tmp_path):
    write_series(series(), tmp_path / "outcomes.parquet")
    rows = pq.read_table(tmp_path / "outcomes.parquet").to_pylist()
    keys = [(row["scenario"], row["replicate"], row["date"], row["outcome"]) for row in rows]
    assert keys == sorted(set(keys))
    values = series()
    position = {name: place for place, name in enumerate(values.scenarios)}
    for row in rows[:: len(rows) // 97]:
        place = position[row["scenario"]], row["replicate"], DATES.index(row["date"]), COLUMN[row["outcome"]]
        assert row["value"] == values.values[place]
    assert len(rows) == values.values.size


def test_columns_are_plain_text_and_numbers(tmp_path):
    write_series(series(), tmp_path / "outcomes.parquet")
    schema = pq.read_schema(tmp_path / "outcomes.parquet")
    assert schema.names == ["scenario", "replicate", "date", "outcome", "value"]
    assert schema.types == [pa.string(), pa.int32(), pa.string(), pa.string(), pa.float64()]


def test_the_same_series_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_series(series(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_differences_leave_the_baseline_out():
    differences = series().against_first()
    assert differences.scenarios == ["zeta", "alpha"]
    assert (differences.values[1] == series().values[2] - series().values[0]).all()


def test_the_summary_opens_in_excel_and_leaves_undefined_numbers_empty(tmp_path):
    write_rows([{"name": "转化率", "value": float("nan")}, {"name": "b", "value": 0.1}], tmp_path / "summary.csv")
    raw = (tmp_path / "summary.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert rows == [{"name": "转化率", "value": ""}, {"name": "b", "value": "0.1"}]


def test_a_folder_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(FileNotFoundError), results_folder(tmp_path / "results") as draft:
        (draft / "missing" / "half.txt").write_text("half")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_fails_leaves_the_earlier_results(tmp_path):
    final = tmp_path / "results"
    with results_folder(final) as draft:
        write_manifest({"run": 1}, draft)
    with pytest.raises(FileNotFoundError), results_folder(final) as draft:
        (draft / "missing" / "half.txt").write_text("half")
    assert '"run": 1' in (final / "manifest.json").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_earlier_results_are_replaced_whole(tmp_path):
    final = tmp_path / "deep" / "results"
    with results_folder(final) as draft:
        write_manifest({}, draft)
        (draft / "old.txt").write_text("old")
    with results_folder(final) as draft:
        write_manifest({}, draft)
    assert [path.name for path in final.iterdir()] == ["manifest.json"]
    assert [path.name for path in final.parent.iterdir()] == ["results"]


def test_somebody_elses_folder_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(UsageError, match="not empty"), results_folder(tmp_path):
        pass
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "results").write_text("mine")
    with pytest.raises(UsageError, match="is a file"), results_folder(tmp_path / "results"):
        pass


@contextlib.contextmanager
def files_of_at_most(size):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_after_the_tables_is_said_and_leaves_the_earlier_files(tmp_path):
    from matplotlib.figure import Figure

    from experiments.designs.explained import explain_tables
    from experiments.figures.studies import _write
    from experiments.study import run_study
    from tests.experiments.study_command import toy_plan
    from tests.experiments.test_study import options
    from tests.experiments.worker_tasks import toy_runs

    study = run_study(toy_plan(2), options(tmp_path / "s"), toy_runs)
    _write({"8_response": Figure}, study.folder, "en")
    study.write_rows([{"a": 1}], "response.csv")
    before = {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}
    for write in (
        lambda: study.write_rows([{"a": "b" * 1000}], "response.csv"),
        lambda: explain_tables(study.folder, {"response.csv": {"a": "b" * 1000}}),
        lambda: _write({"8_response": Figure}, study.folder, "en"),
    ):
        with files_of_at_most(300), pytest.raises(ExperimentError, match="File too large.*\n.*same command again"):
            write()
        assert {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()} == before
    with pytest.raises(ExperimentError, match="same command again"), results_folder(tmp_path / "r") as draft:
        with files_of_at_most(300):
            write_rows([{"a": "b" * 1000}], draft / "summary.csv")
    assert not (tmp_path / "r").exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_results_of_another_verb_are_replaced_only_if_that_is_asked_for(tmp_path):
    with results_folder(tmp_path / "r", "run") as draft:
        write_manifest({"experiment": "r", "verb": "run"}, draft)
    with pytest.raises(UsageError, match="holds results of lab2market run"), results_folder(tmp_path / "r", "compare"):
        pass
    with results_folder(tmp_path / "r", "compare", replace=True) as draft:
        write_manifest({"experiment": "r", "verb": "compare"}, draft)
