"""p values against scipy and against the intervals they belong to; Holm's correction against a worked example."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.statistics import holm, interval, p_value


def test_students_p_value_is_scipys():
    sample = np.random.default_rng(3).normal(0.4, 1.0, 25)
    assert p_value(sample) == pytest.approx(stats.ttest_1samp(sample, 0.0).pvalue, rel=1e-9)


@given(st.integers(0, 10_000), st.floats(-1.0, 2.5), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_p_value_below_5_percent_means_that_the_interval_excludes_zero(seed, shift, skewed):
    rng = np.random.default_rng(seed)
    sample = (rng.lognormal(0.0, 1.2, 40) - math.exp(0.72) if skewed else rng.normal(size=40)) + 0.3 * shift
    found, p = interval(sample), p_value(sample)
    if p < 0.045:  # a hair's breadth apart the quantile of the bootstrap interpolates between two resamples
        assert found.low > 0.0 or found.high < 0.0
    if p > 0.055:
        assert found.low <= 0.0 <= found.high


def test_p_values_without_spread_or_without_replicates():
    assert p_value(np.zeros(20)) == 1.0
    assert p_value(np.full(20, 0.1)) < 1e-99
    assert math.isnan(p_value(np.array([1.0, math.nan])))


def test_holm_on_a_worked_example():
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_leaves_out_what_was_not_tested_and_stays_below_one():
    corrected = holm(np.array([math.nan, 0.5, 0.9]))
    assert math.isnan(corrected[0])
    assert corrected[1:] == pytest.approx([1.0, 1.0])


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12))
def test_holm_is_between_the_raw_value_and_bonferronis_and_keeps_the_order(values):
    raw = np.array(values)
    corrected = holm(raw)
    assert (corrected >= raw).all()
    assert (corrected <= np.minimum(raw * raw.size, 1.0) + 1e-12).all()
    assert (np.diff(corrected[np.argsort(raw, kind="stable")]) >= 0.0).all()


def test_holm_keeps_false_alarms_rare():
    rng = np.random.default_rng(2)
    alarms = sum((holm(rng.uniform(size=6)) < 0.05).any() for _ in range(2000))
    assert alarms / 2000 < 0.062
