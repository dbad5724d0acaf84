"""Imitation: laggards close in, protection slows them, luck keeps firms apart."""

import math

import numpy as np
import pytest

from model.processes.imitation import catching_up, firms_imitate, luck
from tests.processes.public_world import call, small_world


def run(state, quarters: int) -> None:
    for quarter in range(quarters):
        state["clock"]["quarter"] = quarter
        call(firms_imitate, state)


def spread(values: np.ndarray) -> float:
    return float(np.quantile(values, 0.9) / np.quantile(values, 0.1))


def test_only_laggards_learn_and_protection_slows_them() -> None:
    assert catching_up(2.0, 1.5, 0.04, 1.0, 0.0) == 0.0
    assert catching_up(1.0, 1.5, 0.04, 1.0, 0.0) == pytest.approx(0.02)
    assert catching_up(1.0, 1.5, 0.04, 0.5, 0.4) == pytest.approx(0.02 * 0.5 * 0.6)


def test_luck_is_symmetric_with_the_stated_deviation_and_fat_tails() -> None:
    draws = (np.arange(20000) + 0.5) / 20000
    shocks = np.array([luck(float(u), 0.05) for u in draws])
    assert shocks.mean() == pytest.approx(0.0, abs=1e-12)
    assert shocks.std() == pytest.approx(0.05, rel=0.01)
    assert (shocks**4).mean() / (shocks**2).mean() ** 2 == pytest.approx(6.0, rel=0.05)
    assert math.isfinite(luck(0.5, 0.05))


def test_gap_closes_without_luck_and_stays_open_with_it() -> None:
    calm = small_world(1000, 10, knowhow_shock=0.02, knowhow_ageing=0.0)
    start = spread(calm["firms"]["productivity"])
    run(calm, 80)
    lively = small_world(1000, 10)
    run(lively, 80)
    assert spread(calm["firms"]["productivity"]) < start
    assert 1.6 < spread(lively["firms"]["productivity"]) < 5.0
    assert 1.6 < spread(lively["firms"]["quality"]) < 5.0


def test_stronger_protection_slows_diffusion() -> None:
    weak, strong = small_world(1000, 10), small_world(1000, 10)
    for state, strength in ((weak, 0.2), (strong, 0.8)):
        state["policy"]["ip_protection_strength"] = strength
        run(state, 40)
    assert strong["firms"]["productivity"].mean() < weak["firms"]["productivity"].mean()


def test_rank_persists() -> None:
    state = small_world(2000, 10)
    run(state, 20)
    before = state["firms"]["productivity"].copy()
    run(state, 20)
    now = state["firms"]["productivity"]
    stayed = (now[before > np.quantile(before, 0.8)] > np.quantile(now, 0.8)).mean()
    assert stayed > 0.25


def test_best_practice_lies_between_mean_and_maximum() -> None:
    state = small_world(500, 10)
    run(state, 2)
    firms, sectors = state["firms"], state["sectors"]
    for s in range(len(sectors)):
        mine = firms["productivity"][firms["sector"] == s]
        assert mine.mean() < sectors["frontier"][s] <= mine.max()
