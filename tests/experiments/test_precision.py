"""compare --precision on a small real world: where it stops, which rule says so, what is kept."""

from __future__ import annotations

import json

import pytest

from experiments.errors import UsageError
from experiments.precision import parse_precision

SMALL = ["--firms", "60", "--until", "2021-Q4", "--workers", "1"]
POLICY = ["--set", "direct_subsidy.budget=400"]


def stopped(tmp_path):
    return json.loads((tmp_path / "c" / "manifest.json").read_text(encoding="utf-8"))


def compare(lab2market, tmp_path, *arguments):
    return lab2market("compare", "baseline", "re_deduction", *SMALL, *POLICY, *arguments, "--out", str(tmp_path / "c"))


def test_precision_that_is_reached_stops_after_the_look_ahead(lab2market, tmp_path):
    answer = compare(lab2market, tmp_path, "--precision", "utilisation=0.5", "--replicates", "80")
    assert answer.code == 0
    found = stopped(tmp_path)
    assert found["stopped"]["rule"] == "precision"
    assert 20 <= found["stopped"]["reached_at"] == found["replicates_kept"] - 5 <= 60
    assert f"the precision asked for was reached at {found['stopped']['reached_at']}" in answer.out
    assert found["seeds"] == list(range(found["replicates_kept"]))
    (criterion,) = found["stopped"]["criteria"]
    assert criterion["reached"] <= criterion["wanted"] == 0.5


def test_the_cap_names_what_was_not_reached(lab2market, tmp_path):
    answer = compare(lab2market, tmp_path, "--precision", "margin=1e-12", "--replicates", "22")
    assert answer.code == 0
    assert "stopped by the cap of 22 replicates; half-widths not reached: re_deduction" in answer.out
    assert stopped(tmp_path)["stopped"]["rule"] == "cap"


def test_rows_have_p_values_corrected_over_the_headlines(lab2market, tmp_path):
    rows = compare(lab2market, tmp_path, "--replicates", "4", "--json").document
    by_outcome = {row["outcome"]: row for row in rows}
    assert by_outcome["margin"]["p_adjusted"] >= by_outcome["margin"]["p_value"]
    assert by_outcome["leverage"]["p_adjusted"] is None
    assert stopped(tmp_path)["stopped"] is None


@pytest.mark.parametrize(
    ("option", "message"),
    [("margn=0.1", "did you mean margin"), ("margin=0", "positive number"), ("margin", "positive number"),
     ("margin=nan", "positive number"), ("margin=a", "such as conversion_rate=0.002")],
)  # fmt: skip
def test_wrong_precision_is_refused(option, message):
    with pytest.raises(UsageError, match=message):
        parse_precision([option])


def test_precision_is_by_outcome():
    assert parse_precision([]) is None
    found = parse_precision(["margin=0.001", "conversion_rate=0.01"])
    assert [(position, outcome) for position, outcome, _ in found.criteria(["a", "b"])] == [
        (1, "margin"), (1, "conversion_rate"), (2, "margin"), (2, "conversion_rate"),
    ]  # fmt: skip
