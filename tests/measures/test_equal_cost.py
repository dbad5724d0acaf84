"""Scaling policies to one cost: the search on known cost curves, amounts, present values, and a real comparison."""

from __future__ import annotations

import csv
import json
import math

import numpy as np
import pytest

from experiments.errors import UsageError
from experiments.measures.equal_cost import EqualCost, amount, refuse_if_none_reaches, search
from experiments.measures.present_value import present_value

ASKED = EqualCost(100.0, tolerance=0.01)


def costs_of(*curves):
    calls: list[tuple[int, float]] = []

    def costs(wanted):
        calls.extend(wanted)
        return [curves[policy](intensity) for policy, intensity in wanted]

    return costs, calls


@pytest.mark.parametrize(
    "curve",
    [lambda s: 40.0 * s, lambda s: 900.0 * s, lambda s: 30.0 * s * s, lambda s: 80.0 * math.sqrt(s),
     lambda s: 50.0 * math.expm1(s)],
    ids=["linear", "steep", "convex", "concave", "exponential"],
)  # fmt: skip
def test_the_intensity_that_costs_what_is_asked(curve) -> None:
    costs, calls = costs_of(curve)
    (found,) = search(["p"], [10.0], costs, ASKED)
    assert found.status == "found"
    assert curve(found.intensity) == pytest.approx(100.0, rel=0.01)
    assert len(calls) <= ASKED.rounds
    assert len(set(calls)) == len(calls)


def test_policies_are_searched_side_by_side() -> None:
    costs, calls = costs_of(lambda s: 100.0 * s, lambda s: 20.0 * s)
    found = search(["a", "b"], [5.0, 10.0], costs, ASKED)
    assert [one.status for one in found] == ["found", "found"]
    assert [one.intensity for one in found] == pytest.approx([1.0, 5.0], rel=0.02)
    assert sum(policy == 0 for policy, _ in calls) == 1


def test_a_policy_that_cannot_cost_as_much_is_saturated() -> None:
    costs, _ = costs_of(lambda s: 10.0 * min(s, 2.0))
    (found,) = search(["p"], [2.0], costs, ASKED)
    assert (found.status, found.intensity, found.cost_bn) == ("saturated", 2.0, 20.0)


def test_a_cost_that_rises_and_falls_again_is_met_on_its_way_up() -> None:
    def curve(s: float) -> float:
        """100 at its peak of 0.5, nothing at 1, below it beyond."""
        return 400.0 * s * (1.0 - s)

    costs, _ = costs_of(lambda s: 2.0 * curve(s))
    (found,) = search(["p"], [8.0], costs, ASKED)
    assert found.status == "found"
    assert found.intensity < 0.5
    assert 2.0 * curve(found.intensity) == pytest.approx(100.0, rel=0.01)


def test_a_peak_between_two_looks_is_found() -> None:
    costs, _ = costs_of(lambda s: 104.0 - 40.0 * (s - 2.9) ** 2)
    (found,) = search(["p"], [8.0], costs, ASKED)
    assert found.status == "found"
    assert 2.0 < found.intensity < 4.0


def test_a_dip_on_the_way_up_does_not_end_the_search() -> None:
    costs, _ = costs_of(lambda s: 30.0 * s if abs(s - 2.0) > 0.5 else 20.0)
    (found,) = search(["p"], [100.0], costs, ASKED)
    assert found.status == "found"
    assert found.intensity == pytest.approx(100.0 / 30.0, rel=0.02)


def test_a_cost_whose_peak_lies_below_the_target_keeps_the_nearest() -> None:
    costs, calls = costs_of(lambda s: 60.0 * s * (1.1 - s) / 0.3025, lambda s: 100.0 * s)
    low, other = search(["low", "other"], [8.0, 2.0], costs, ASKED)
    assert (low.status, other.status) == ("falls again", "found")
    assert low.cost_bn == pytest.approx(60.0, rel=0.02)
    assert low.intensity == pytest.approx(0.55, abs=0.1)
    refuse_if_none_reaches([low, other], ASKED)
    with pytest.raises(UsageError, match=r"no policy comes to 100 bn yuan: low costs [56]\d\.\d bn yuan at most"):
        refuse_if_none_reaches([low], ASKED)


def test_a_policy_that_costs_nothing_stays_as_written_beside_one_that_is_scaled() -> None:
    costs, _ = costs_of(lambda s: -0.5 * s, lambda s: 50.0 * s)
    free, other = search(["free", "other"], [2.0, 8.0], costs, ASKED)
    assert (free.status, free.intensity, free.cost_bn) == ("costs nothing", 1.0, -0.5)
    assert other.status == "found"
    with pytest.raises(UsageError, match="Ask for less"):
        refuse_if_none_reaches([free], ASKED)


def test_a_jump_in_cost_is_said_and_the_nearest_is_kept() -> None:
    costs, _ = costs_of(lambda s: 0.0 if s < 0.7 else 150.0)
    (found,) = search(["p"], [4.0], costs, ASKED)
    assert found.status == "not reached"
    assert found.cost_bn in (0.0, 150.0)


@pytest.mark.parametrize(("text", "bn"), [("100bn", 100.0), ("1.5tn", 1500.0), ("800m", 0.8), ("20", 20.0)])
def test_amounts(text: str, bn: float) -> None:
    assert amount(text) == pytest.approx(bn)


@pytest.mark.parametrize("text", ["", "0bn", "-5bn", "ten", "5 kg", "nan"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(UsageError, match="100bn"):
        amount(text)


def test_present_value_discounts_from_the_first_quarter_of_the_policy() -> None:
    quarterly = np.array([[9.0, 9.0, 1.0, 1.0, 1.0, 1.0, 1.0]])
    (value,) = present_value(quarterly, 2, 0.05)
    assert value == pytest.approx(sum(1.05 ** (-k / 4) for k in range(5)))
    assert present_value(quarterly, 2, 0.0)[0] == 5.0


SMALL = ["--firms", "100", "--until", "2027-Q4", "--replicates", "3", "--workers", "1"]


def test_compare_at_equal_cost(lab2market, tmp_path) -> None:
    answer = lab2market(
        "compare", "baseline", "re_deduction", "rd_super_deduction_strong", *SMALL, "--equal-cost", "10bn", "--out",
        str(tmp_path / "c"),
    )  # fmt: skip  (tax forgone grows smoothly even in a small world; a tender is placed or not)
    assert answer.code == 0
    with (tmp_path / "c" / "equal_cost.csv").open(encoding="utf-8-sig") as stream:
        rows = {row["scenario"]: row for row in csv.DictReader(stream)}
    assert set(rows) == {"re_deduction", "rd_super_deduction_strong"}
    for row in rows.values():
        assert row["status"] == "found"
        assert float(row["searched_bn"]) == pytest.approx(10.0, rel=0.03)
        # the search looked at the same replicates, so the comparison costs the same
        assert float(row["cost_bn"]) == pytest.approx(float(row["searched_bn"]), rel=1e-9)
    manifest = json.loads((tmp_path / "c" / "manifest.json").read_text(encoding="utf-8"))
    assert [row["scenario"] for row in manifest["equal_cost"]] == ["re_deduction", "rd_super_deduction_strong"]
    assert not list(tmp_path.glob(".c.*"))
    assert "at intensity" in answer.out


def test_an_impossible_amount_leaves_nothing_behind(lab2market, tmp_path) -> None:
    answer = lab2market("compare", "baseline", "re_deduction", *SMALL, "--equal-cost", "much", "--out",
                        str(tmp_path / "c"))  # fmt: skip
    assert answer.code == 2
    assert "100bn" in answer.err
    assert not (tmp_path / "c").exists()
