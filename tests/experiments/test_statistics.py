"""Intervals against scipy, against their own definition, and their coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.statistics import (
    bootstrap_interval,
    fieller,
    interval,
    skewness,
    t_interval,
    variance_reduction,
)


def test_t_interval_is_scipys():
    sample = np.random.default_rng(1).normal(3.0, 2.0, 30)
    ours = t_interval(sample)
    theirs = stats.ttest_1samp(sample, 0.0).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-12)
    assert ours.estimate == pytest.approx(sample.mean())
    assert (ours.replicates, ours.method) == (30, "t")


def test_undefined_replicates_are_left_out():
    sample = np.array([1.0, np.nan, 2.0, 3.0, np.nan])
    assert t_interval(sample) == t_interval(np.array([1.0, 2.0, 3.0]))
    assert t_interval(sample).replicates == 3


@pytest.mark.parametrize(("sample", "estimate"), [([], math.nan), ([2.5], 2.5), ([np.nan], math.nan)])
def test_no_interval_without_two_replicates(sample, estimate):
    found = interval(np.array(sample))
    assert found.method == "none"
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert found.estimate == pytest.approx(estimate, nan_ok=True)


def test_identical_differences_have_an_interval_without_width():
    found = interval(np.zeros(30))
    assert (found.estimate, found.low, found.high) == (0.0, 0.0, 0.0)


def test_skewness_is_scipys():
    sample = np.random.default_rng(2).lognormal(size=50)
    assert skewness(sample) == pytest.approx(stats.skew(sample))
    assert skewness(np.ones(5)) == 0.0


def test_bootstrap_agrees_with_student_on_a_symmetric_sample():
    sample = np.random.default_rng(3).normal(size=200)
    student, bootstrap = t_interval(sample), bootstrap_interval(sample)
    assert bootstrap.method == "bootstrap"
    assert bootstrap.low == pytest.approx(student.low, abs=0.03)
    assert bootstrap.high == pytest.approx(student.high, abs=0.03)


def test_bootstrap_leans_towards_the_long_tail():
    sample = np.random.default_rng(4).lognormal(0.0, 1.5, 40)
    found = interval(sample)
    assert found.method == "bootstrap"
    assert found.high - found.estimate > 1.3 * (found.estimate - found.low)


def test_a_handful_of_replicates_is_left_to_student():
    assert interval(np.array([0.0, 0.0, 0.0, 1.0])).method == "t"


def test_rounding_is_no_spread_of_a_resample():
    spent = 15.0 + 1e-15 * np.arange(30)  # a budget used up everywhere but in one world
    spent[7] = 13.4
    for found in (bootstrap_interval(spent), interval(spent)):
        assert 13.0 < found.low < found.estimate < found.high < 16.0


def test_bootstrap_repeats_itself_to_the_bit():
    sample = np.random.default_rng(5).lognormal(size=30)
    assert bootstrap_interval(sample) == bootstrap_interval(sample.copy())


def test_coverage_on_a_skewed_outcome_is_better_than_students():
    rng = np.random.default_rng(6)
    truth, hits = math.exp(0.5), {"t": 0, "bootstrap": 0}
    for _ in range(300):
        sample = rng.lognormal(size=20)
        for name, found in (("t", t_interval(sample)), ("bootstrap", bootstrap_interval(sample))):
            hits[name] += found.low <= truth <= found.high
    assert hits["bootstrap"] > hits["t"]
    assert hits["bootstrap"] >= 0.89 * 300


def test_coverage_on_a_normal_outcome_is_nominal():
    rng = np.random.default_rng(7)
    hits = sum(found.low <= 0.0 <= found.high for found in (interval(rng.normal(size=30)) for _ in range(600)))
    assert 0.92 * 600 <= hits <= 0.98 * 600


def test_fieller_bounds_are_the_ratios_that_are_just_not_rejected():
    rng = np.random.default_rng(8)
    gained = rng.normal(10.0, 6.0, 30)
    cost = 2.5 * gained + rng.normal(0.0, 3.0, 30)
    found = fieller(cost, gained)
    assert found.bounded
    assert found.low < found.estimate < found.high
    assert found.estimate == pytest.approx(cost.mean() / gained.mean())
    for bound in (found.low, found.high):
        assert stats.ttest_1samp(cost - bound * gained, 0.0).pvalue == pytest.approx(0.05, abs=1e-9)


def test_fieller_with_a_certain_denominator_is_student_divided():
    cost = np.random.default_rng(9).normal(8.0, 1.0, 25)
    found, student = fieller(cost, np.full(25, 4.0)), t_interval(cost)
    assert (found.low, found.high) == pytest.approx((student.low / 4.0, student.high / 4.0))


def test_fieller_is_unbounded_where_the_denominator_may_be_zero():
    rng = np.random.default_rng(10)
    assert not fieller(rng.normal(5.0, 1.0, 30), rng.normal(0.1, 1.0, 30)).bounded
    assert not fieller(np.ones(30), np.zeros(30)).bounded


@given(st.integers(3, 40), st.floats(0.2, 5.0), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_fieller_scales_with_its_numerator(n, factor, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(3.0, 1.0, n), rng.normal(20.0, 1.0, n)
    one, scaled = fieller(x, y), fieller(factor * x, y)
    assert one.bounded
    assert (scaled.low, scaled.high) == pytest.approx((factor * one.low, factor * one.high), rel=1e-6)


def test_variance_reduction_of_a_shared_part():
    """Var(a) = Var(b) = s + e, Var(b - a) = 2e: the factor is (s + e) / e."""
    rng = np.random.default_rng(11)
    shared = 3.0 * rng.normal(size=100_000)
    factor = variance_reduction(shared + rng.normal(size=100_000), shared + rng.normal(size=100_000))
    assert factor == pytest.approx(10.0, rel=0.03)


def test_variance_reduction_without_variance():
    rising = np.arange(5.0)
    assert variance_reduction(rising, rising + 1.0) == math.inf
    assert math.isnan(variance_reduction(np.ones(5), np.ones(5)))
    assert math.isnan(variance_reduction(np.array([1.0]), np.array([2.0])))
