"""Questions in SQL to a study."""

from __future__ import annotations

import pytest


def test_questions_in_sql(toy, lab2market):
    folder = str(toy.folder)
    answer = lab2market("query", folder, "select count(*) n, avg(value) m from outcomes", "--json")
    assert answer.document == [{"n": 24 * 12, "m": pytest.approx(toy.outcomes["value"].mean())}]
    joined = "select p.seed, o.value from outcomes o join plan p using (point, replicate) order by all limit 2"
    text = lab2market("query", folder, joined, "--csv").out
    assert text.splitlines()[0] == "seed,value"
    assert len(text.splitlines()) == 3
    assert "margin" in lab2market("query", folder, "select distinct outcome from outcomes").out
    assert toy.query("select run from failures").empty
    nan = lab2market("query", folder, "select 'NaN'::double x, null y, date '2026-01-01' d", "--json")
    assert nan.document == [{"x": None, "y": None, "d": "2026-01-01"}]


@pytest.mark.parametrize("sql", ["select nothing from outcomes", "selct 1", "select * from results"])
def test_a_question_that_cannot_be_answered_says_what_there_is(toy, lab2market, sql):
    answer = lab2market("query", str(toy.folder), sql)
    assert answer.code == 2
    assert "re_deduction" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("copy (select 1 as a) to '{folder}/plan.parquet' (format parquet)", "a query only reads"),
        ("copy (pivot plan on replicate using count(*)) to '{folder}/plan.parquet'", "a query only reads"),
        ("drop view outcomes", "statement of kind drop"),
        ("set memory_limit = '1GB'", "statement of kind set"),
        ("select 1; select 2", "these are 2 statements"),
        ("", "these are 0 statements"),
        ("select * from read_csv('/etc/hosts')", "file system operations are disabled"),
    ],
)
def test_a_query_reads_the_study_and_nothing_else(toy, lab2market, sql, said):
    before = {path: path.read_bytes() for path in toy.folder.rglob("*") if path.is_file()}
    answer = lab2market("query", str(toy.folder), sql.format(folder=toy.folder))
    assert answer.code == 2
    assert said in answer.err
    assert {path: path.read_bytes() for path in toy.folder.rglob("*") if path.is_file()} == before


def test_a_table_may_be_turned(toy):
    assert len(toy.query("pivot outcomes on outcome using avg(value) group by point")) == 12


def test_a_question_is_answered_in_one_format(toy, lab2market):
    answer = lab2market("query", str(toy.folder), "select 1", "--csv", "--json")
    assert answer.code == 2
    assert "two formats" in answer.err


def test_a_folder_without_a_study_names_those_beside_it(toy, lab2market):
    answer = lab2market("query", str(toy.folder.parent / "toi"), "select 1")
    assert answer.code == 2
    assert "toy" in answer.err
