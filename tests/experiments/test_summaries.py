"""Rows and cost-effectiveness from invented records whose answers are known."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from experiments.summaries import cost_effectiveness, paired_rows
from model.indicators import COLUMN, OUTCOMES

DATES = [f"{year}-Q{quarter}" for year in range(2021, 2024) for quarter in range(1, 5)]
NAMES = ["baseline", "policy"]


def records(replicates=10, seed=0):
    rng = np.random.default_rng(seed)
    base = rng.normal(10.0, 1.0, (1, replicates, len(DATES), len(OUTCOMES)))
    return np.repeat(base, 2, axis=0)


def row_of(rows, outcome):
    return next(row for row in rows if row.outcome == outcome)


def test_a_policy_that_does_nothing_differs_by_exactly_nothing():
    for row in paired_rows(records(), NAMES, DATES, 4):
        assert (row.difference, row.low, row.high) == (0.0, 0.0, 0.0)
        assert row.baseline == row.value
        assert row.replicates == 10


def test_differences_before_the_window_do_not_count_and_later_ones_average():
    values, column = records(), COLUMN["margin"]
    values[1, :, :4, column] += 100.0
    values[1, :, 4:8, column] += 1.0
    values[1, :, 8:, column] += 4.0
    row = row_of(paired_rows(values, NAMES, DATES, 4), "margin")
    assert row.difference == pytest.approx(2.5)
    assert row.end_difference == pytest.approx(4.0)
    assert (row.window_first, row.window_last) == ("2022-Q1", "2023-Q4")
    assert row.value - row.baseline == pytest.approx(row.difference)


def test_the_last_year_is_all_there_is_of_a_shorter_run():
    values = records()[:, :, :2]
    assert paired_rows(values, NAMES, DATES[:2], 0)[0].end_difference == 0.0


def test_a_quarter_without_events_in_one_policy_is_left_out_of_both():
    values, column = records(), COLUMN["conversion_rate"]
    values[:, :, :, column] = np.arange(len(DATES))
    values[1, :, -1, column] = np.nan
    row = row_of(paired_rows(values, NAMES, DATES, 4), "conversion_rate")
    assert row.difference == 0.0
    assert row.baseline == row.value == pytest.approx(np.mean(range(4, 11)))


def test_an_outcome_without_any_event_is_null_in_json():
    values = records()
    values[..., COLUMN["time_to_market"]] = np.nan
    row = row_of(paired_rows(values, NAMES, DATES, 0), "time_to_market")
    document = json.loads(json.dumps(row.as_json(), allow_nan=False))
    assert document["difference"] is None
    assert document["replicates"] == 0
    assert {"scenario", "outcome", "baseline", "value", "low", "high", "variance_reduction"} <= set(document)


def test_every_outcome_of_every_policy_has_one_row_in_order():
    values = np.concatenate([records(), records()[1:]])
    rows = paired_rows(values, [*NAMES, "other"], DATES, 0)
    assert [(row.scenario, row.outcome) for row in rows] == [(s, o) for s in ("policy", "other") for o in OUTCOMES]


def with_effect(gain, cost, noise=0.1):
    values, rng = records(), np.random.default_rng(1)
    values[1, :, 4:, COLUMN["technologies_industrialised"]] += gain + noise * rng.normal(size=(8, 10)).T
    values[1, :, 4:, COLUMN["public_cost"]] += cost
    (found,) = cost_effectiveness(values, NAMES, 4)
    return found


def test_cost_for_one_more_technology_is_the_ratio_of_the_totals():
    found = with_effect(gain=5.0, cost=20.0)
    assert found.verdict == "more"
    assert found.cost_bn == pytest.approx(160.0)
    assert found.technologies == pytest.approx(40.0, rel=0.05)
    assert found.per_technology_bn == pytest.approx(4.0, rel=0.05)
    assert found.low_bn < 4.0 < found.high_bn


def test_fewer_technologies_are_not_sold_as_a_bargain():
    assert with_effect(gain=-5.0, cost=20.0).verdict == "fewer"


@pytest.mark.parametrize(("gain", "noise"), [(0.0, 1.0), (0.0, 0.0)])
def test_a_gain_that_may_be_nothing_has_no_price(gain, noise):
    found = with_effect(gain, cost=20.0, noise=noise)
    assert found.verdict == "not distinguishable from zero"
    assert found.low_bn is None
    assert found.high_bn is None
    assert noise or math.isnan(found.per_technology_bn)
