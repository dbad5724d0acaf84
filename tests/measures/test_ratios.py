"""Effect per yuan, additionality, leverage and resilience on records made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.measures.effectiveness import RATIOS, effectiveness
from experiments.measures.resilience import quarters_to_recover, resilience
from model.indicators import COLUMN, OUTCOMES

REPLICATES, QUARTERS, FIRST = 5, 12, 4


def records(**extra: float) -> np.ndarray:
    """Two scenarios; in the second, outcomes are higher by ``extra`` from the fifth quarter on."""
    draws = np.random.default_rng(5)
    made = np.repeat(draws.normal(1.0, 0.1, (1, REPLICATES, QUARTERS, len(OUTCOMES))), 2, axis=0)
    for outcome, more in extra.items():
        noise = 1.0 + 0.01 * draws.normal(size=(REPLICATES, 1))
        made[1, :, FIRST:, COLUMN[outcome]] += more * noise
    return made


def found(**extra: float) -> dict:
    return {row.measure: row for row in effectiveness(records(**extra), ["base", "policy"], FIRST)}


def test_cost_of_a_technology_and_of_a_point_of_margin() -> None:
    rows = found(public_cost=2.0, technologies_industrialised=8.0, margin=0.004)
    assert rows["cost_per_technology"].ratio == pytest.approx(0.25, rel=0.03)
    # 8 quarters x 2 bn yuan for 0.4 points
    assert rows["cost_per_margin_point"].ratio == pytest.approx(16.0 / 0.4, rel=0.03)
    assert rows["cost_per_technology"].low < rows["cost_per_technology"].ratio < rows["cost_per_technology"].high


def test_additionality_is_money_against_money() -> None:
    rows = found(re_spending=3.0, cost_re_deduction_forgone=1.0, cost_rd_deduction_forgone=1.0, public_cost=2.0)
    assert rows["additionality"].ratio == pytest.approx(1.5, rel=0.03)
    assert rows["additionality_of_public_money"].ratio == pytest.approx(1.5, rel=0.03)


def test_leverage_counts_what_the_pool_lost_and_the_fund_paid() -> None:
    rows = found(tech_loans=40.0, cost_risk_pool_cash=1.0, cost_risk_pool_recovered=0.5)
    assert rows["pool_money_leverage"].ratio == pytest.approx(40.0 / (8 * 0.5), rel=0.05)
    rows = found(venture_investment=6.0, cost_guidance_fund_cash=2.0)
    assert rows["fund_money_leverage"].ratio == pytest.approx(3.0, rel=0.03)


def test_an_instrument_left_alone_has_no_ratio() -> None:
    assert set(found(margin=0.01)) == {"cost_per_margin_point"}


def test_a_denominator_that_may_be_zero_is_said() -> None:
    made = records(public_cost=1.0)
    made[1, :, FIRST:, COLUMN["technologies_industrialised"]] += np.array([[-1.0], [1.0], [-2.0], [2.0], [0.1]])
    (row,) = [row for row in effectiveness(made, ["b", "p"], FIRST) if row.measure == "cost_per_technology"]
    assert row.verdict == "not distinguishable from zero"
    assert row.low is None


def test_every_ratio_is_named_in_both_languages() -> None:
    for measure in RATIOS:
        assert measure.label["en"] != measure.label["zh"]
        assert measure.formula["en"] != measure.formula["zh"]


@pytest.mark.parametrize(
    ("ratio", "quarters"),
    [([1.0, 1.0, 1.0], 0.0), ([0.8, 0.9, 1.0, 1.0], 2.0), ([0.8, 1.0, 0.9, 1.0], 3.0), ([0.8, 0.9], math.nan)],
)
def test_recovery_is_for_good(ratio: list[float], quarters: float) -> None:
    assert quarters_to_recover(np.array(ratio)) == pytest.approx(quarters, nan_ok=True)


def test_output_kept_ignores_prices() -> None:
    made = np.ones((2, 3, 12, len(OUTCOMES)))
    made[1, :, 4:8, COLUMN["revenue"]] = 0.9
    made[1, :, 4:, COLUMN["revenue"]] *= 2.0  # twice the price, the same volume
    made[1, :, 4:, COLUMN["output_price"]] = 2.0
    (one,) = resilience(made, ["base", "cut"], 4)
    assert one.kept.estimate == pytest.approx((4 * 0.9 + 4) / 8)
    assert one.lowest.estimate == pytest.approx(0.9)
    assert (one.quarters.estimate, one.recovered) == (4.0, 1.0)


def test_coverage_of_choke_points_is_read_two_years_after_the_cut() -> None:
    made = np.ones((2, 3, 16, len(OUTCOMES)))
    made[1, :, :, COLUMN["choke_point_coverage"]] = np.linspace(0.0, 0.15, 16)
    (one,) = resilience(made, ["base", "cut"], 4)
    assert one.coverage.estimate == pytest.approx(0.11)  # quarter 11, the eighth from the cut


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_column_of_the_printed_ratios_has_a_heading(lang) -> None:
    from experiments.measures.reporting import ratios_text

    row = {"scenario": "p", "label_en": "ratio", "label_zh": "比率", "ratio": 2.0, "low": None, "high": None}
    header = ratios_text([row], {"p": {"en": "P", "zh": "政策"}}, lang).splitlines()[0]
    assert len(header.split("  ")) >= 5
    assert header.rstrip().endswith({"en": "denominator", "zh": "分母"}[lang])
