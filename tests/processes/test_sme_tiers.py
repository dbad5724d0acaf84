"""Tiers of small and medium firms: thresholds, awards, and who finds it worth while to pad."""

from __future__ import annotations

import pytest

from model.processes.sme_tiers import GIANT, award_of, pads, threshold_of, tier_earned
from tests.processes.knowledge_world import parameters_with

PARAMETERS = parameters_with()[0]


def test_thresholds_and_awards_rise_by_tier() -> None:
    thresholds = [threshold_of(tier, PARAMETERS) for tier in range(1, GIANT + 1)]
    awards = [award_of(tier, PARAMETERS) for tier in range(GIANT + 1)]
    assert thresholds == sorted(set(thresholds))
    assert awards[0] == 0.0
    assert awards[2] / awards[1] == pytest.approx(PARAMETERS["tier_step"])
    assert awards[GIANT] == PARAMETERS["tier_award_giant"]


@pytest.mark.parametrize(("intensity", "tier"), [(0.0, 0), (0.029, 0), (0.03, 1), (0.05, 2), (0.06, 3), (0.3, 3)])
def test_the_tier_is_the_highest_threshold_reached(intensity: float, tier: int) -> None:
    assert tier_earned(intensity, PARAMETERS) == tier


def test_only_small_gaps_of_small_firms_are_padded() -> None:
    """The cost of hiding grows with revenue and with the square of the gap; the award does not."""
    assert pads(0.039, 1, 50.0, 1.0, PARAMETERS)
    assert not pads(0.031, 1, 5000.0, 1.0, PARAMETERS)
    assert not pads(0.001, 0, 1.0, 1.0, PARAMETERS)  # nobody believes a firm with next to no research
    assert not pads(0.3, GIANT, 1.0, 1.0, PARAMETERS)


def test_a_diluted_award_is_not_worth_the_hiding() -> None:
    assert pads(0.035, 1, 500.0, 1.0, PARAMETERS)
    assert not pads(0.035, 1, 500.0, 0.1, PARAMETERS)


def test_a_certain_audit_deters() -> None:
    strict = parameters_with(audit_chance=1.0)[0]
    assert not pads(0.039, 1, 50.0, 1.0, strict)


def test_whoever_has_more_to_lose_pads_less() -> None:
    """An audit takes the award of the tier earned as well."""
    strict = parameters_with(audit_chance=0.8)[0]
    assert pads(0.0299, 0, 50.0, 1.0, strict)
    assert not pads(0.0399, 1, 50.0, 1.0, parameters_with(audit_chance=0.8, tier_step=2.0)[0])
