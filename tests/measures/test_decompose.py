"""decompose on a small real world: shares add up, tables are written, mistakes are named."""

from __future__ import annotations

import csv

import pytest

SMALL = ["--firms", "100", "--until", "2027-Q4", "--replicates", "3", "--workers", "1"]


def test_shares_of_a_package_add_up(lab2market, tmp_path) -> None:
    asked = ["decompose", "all_three", *SMALL, "--outcome", "public_cost", "--out", str(tmp_path / "d")]
    answer = lab2market(*asked, "--json")
    assert answer.code == 0
    document = answer.document
    assert document["exact"] is True
    assert {row["part"] for row in document["shares"]} == {"re_deduction", "scenario_opening", "risk_pool"}
    assert sum(row["shapley"] for row in document["shares"]) == pytest.approx(document["shares"][0]["total"])
    assert len(document["pairs"]) == 3
    with (tmp_path / "d" / "shapley.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.DictReader(stream))) == 3
    text = lab2market(*asked, "--lang", "zh")  # from the runs that are kept
    assert text.code == 0
    assert "贡献" in text.out


def test_a_package_of_one_part_is_refused(lab2market, tmp_path) -> None:
    answer = lab2market("decompose", "re_deduction", *SMALL, "--out", str(tmp_path / "d"))
    assert answer.code == 2
    assert "single part" in answer.err
    assert not (tmp_path / "d").exists()


def test_an_unknown_outcome_is_named(lab2market, tmp_path) -> None:
    answer = lab2market("decompose", "all_three", *SMALL, "--outcome", "convesion_rate", "--out", str(tmp_path / "d"))
    assert answer.code == 2
    assert "conversion_rate" in answer.err
