"""How many replicates are enough: the rule on samples whose answer is known, and how it covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.statistics import Criterion, StoppingRule, interval, replicates_needed, t_interval
from experiments.statistics.stopping import fewest_for, half_width

RULE = StoppingRule()


def criterion(half_width: float) -> list[Criterion]:
    return [Criterion("difference", half_width)]


def test_a_difference_without_spread_stops_at_the_fewest_and_the_look_ahead():
    found = replicates_needed([np.full(60, 0.3)], criterion(0.01), RULE)
    assert (found.replicates, found.rule, found.reached_at) == (25, "precision", 20)


def test_more_replicates_are_asked_for_while_the_precision_is_not_reached():
    sample = np.random.default_rng(1).normal(size=40)
    assert replicates_needed([sample], criterion(0.01), RULE) is None


def test_the_cap_stops_and_says_so():
    sample = np.random.default_rng(2).normal(size=90)
    found = replicates_needed([sample], criterion(0.01), StoppingRule(most=90))
    assert (found.replicates, found.rule, found.reached_at) == (90, "cap", None)
    assert found.half_widths[0] == pytest.approx(half_width(sample))


def test_precision_must_hold_for_the_look_ahead():
    """A calm beginning and then an outlier: the calm alone must not stop the run."""
    calm = np.random.default_rng(3).normal(0.0, 0.1, 22)
    sample = np.concatenate([calm, [40.0], np.random.default_rng(4).normal(0.0, 0.1, 40)])
    found = replicates_needed([sample], criterion(0.2), StoppingRule(most=63))
    assert half_width(calm[:20]) < 0.2
    assert found.rule == "cap"


def test_a_skewed_sample_needs_more():
    sample = np.random.default_rng(5).lognormal(0.0, 1.0, 120)
    assert fewest_for(sample, RULE) > 2 * RULE.fewest
    found = replicates_needed([sample], criterion(1e6), StoppingRule(most=200))
    assert found is None or found.replicates > 2 * RULE.fewest


def test_all_criteria_have_to_be_met():
    rng = np.random.default_rng(6)
    narrow, wide = rng.normal(0.0, 0.01, 120), rng.normal(0.0, 1.0, 120)
    both = [Criterion("narrow", 0.1), Criterion("wide", 0.3)]
    one = replicates_needed([narrow], both[:1], RULE)
    two = replicates_needed([narrow, wide], both, RULE)
    assert one.replicates < 40 < two.replicates
    assert two.half_widths[1] <= 0.3


@given(st.integers(0, 10_000), st.floats(0.15, 0.6), st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_batches_do_not_change_the_answer(seed, wanted, batch):
    sample = np.random.default_rng(seed).normal(size=120)
    rule = StoppingRule(most=120)
    whole = replicates_needed([sample], criterion(wanted), rule)
    n, found = rule.fewest, None
    while found is None:
        found = replicates_needed([sample[: min(n, 120)]], criterion(wanted), rule)
        n += batch
    assert found == whole


def test_coverage_of_the_stopped_interval_stays_near_nominal():
    """Stopping early when the spread happens to look small undercovers; the fewest and the look-ahead keep it small."""
    rng = np.random.default_rng(7)
    hits, runs = 0, 300
    for _ in range(runs):
        sample = rng.normal(size=120)
        stop = replicates_needed([sample], criterion(0.35), StoppingRule(most=120))
        found = t_interval(sample[: stop.replicates])
        hits += found.low <= 0.0 <= found.high
    assert hits / runs > 0.91


def test_half_width_without_an_interval_is_infinite():
    assert half_width(np.array([1.0])) == np.inf
    assert half_width(np.arange(30.0)) == pytest.approx(interval(np.arange(30.0)).high - 14.5)
