"""Universities and institutes: effort, topics, money, births, founding."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.classifications import FROM_INSTITUTE, FROM_UNIVERSITY
from model.kernel import JIT
from model.processes.universities import MAX_RESULTS, effective_effort, need_aimed_at, transfer_effort
from tests.processes.knowledge_world import (
    born,
    contracts,
    fingerprint,
    open_books,
    quarter,
    research,
    settle,
    small_world,
    stated_difference,
)

TERMS = {
    "time": 0.75, "evaluation_weight": 0.1, "inventor_share": 0.5, "exemption": 0.2, "income": 0.05, "paper_value": 1.0,
    "transfer_value": 3.0, "income_value": 2.0, "liability": 0.08,
}


def effort(**changes: float) -> float:
    return float(transfer_effort(*{**TERMS, **changes}.values()))


def test_the_effort_is_the_best_of_all_divisions() -> None:
    """The closed form against a search over every division of time."""
    share = np.linspace(0.0, TERMS["time"], 20_001)
    deal = 0.1 * 3.0 + 0.5 * 2.0 * 0.05 - 0.08 * 0.8
    gain = 0.9 * np.sqrt(TERMS["time"] - share) + deal * np.sqrt(share)
    assert effort() == pytest.approx(share[np.argmax(gain)], abs=1e-3)


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({"evaluation_weight": 0.4}, 1),
        ({"inventor_share": 0.9}, 1),
        ({"exemption": 0.9}, 1),
        ({"income": 0.5}, 1),
        ({"time": 0.9}, 1),
        ({"paper_value": 2.0}, -1),
        ({"liability": 0.3}, -1),
    ],
)
def test_effort_follows_what_a_scientist_gains(changes: dict[str, float], sign: int) -> None:
    assert math.copysign(1.0, effort(**changes) - effort()) == sign
    assert 0.0 <= effort(**changes) <= changes.get("time", TERMS["time"])


def test_a_scientist_who_only_risks_stays_with_papers() -> None:
    assert effort(evaluation_weight=0.0, income=0.0) == 0.0


def test_topics_follow_contracts_within_bounds() -> None:
    assert need_aimed_at(0.3, 0.3, 0.0, 10.0) == 0.3
    assert need_aimed_at(0.3, 0.3, 10.0, 10.0) == pytest.approx(0.45)
    assert need_aimed_at(0.9, 1.0, 10.0, 0.0) == 1.0
    assert need_aimed_at(0.3, 0.3, 0.0, 0.0) == 0.3


def test_a_crowded_field_wastes_effort() -> None:
    assert effective_effort(100.0, 0.7, 1.0, 0.01, 3.0, 0.3) < effective_effort(100.0, 0.7, 1.0, 0.01, 1.0, 0.3)


@pytest.mark.python_lane
def test_founding_sums_to_the_country_at_any_sample_and_scale() -> None:
    for scale, sample in ((1.0, 150), (1.0, 24), (0.01, 150), (0.001, 150)):
        state = small_world(sample=sample, scale=scale)
        units = state["universities"]
        assert units["weight"].sum() == pytest.approx(4059.0 * scale, rel=1e-9)
        contracted = state["parameters"][0]["contract_rd_share"] * 205_400.0 / (275_330.0 + 385_630.0)
        public = ((units["core_funding"] + units["competitive_funding"]) * units["weight"]).sum() * 4.0
        assert public == pytest.approx((275_330.0 + 385_630.0) * (1.0 - contracted) * scale, rel=1e-9)
        assert set(units["kind"]) == {FROM_UNIVERSITY, FROM_INSTITUTE}
        assert (units["region"] < 4).all()
        assert len(units) <= max(sample, 2)


def test_east_holds_its_share_of_units() -> None:
    units = small_world(sample=150)["universities"]
    assert (units["weight"] * (units["region"] == 0)).sum() / units["weight"].sum() == pytest.approx(0.657, abs=0.02)


@pytest.mark.python_lane
def test_all_income_is_spent_and_every_flow_is_stated() -> None:
    state = small_world()
    before = state["universities"]["cash"].copy()
    open_books(state)
    research(state)
    contracts(state)
    settle(state)
    units = state["universities"]
    assert units["cash"] == pytest.approx(before, rel=1e-12)
    assert (units["spending"] > units["public_funding"]).any()
    for flow in ("university_funding", "university_spending", "contract_research", "inventor_shares"):
        assert stated_difference(state, flow) <= 1e-12, flow
    known = units["research_basic"] + units["research_applied"] + units["development"]
    assert (known <= units["spending"] * (1.0 + 1e-12)).all()
    assert (known > 0.0).all()


@pytest.mark.skipif(not JIT, reason="needs many quarters")
def test_births_come_at_the_calibrated_rate_and_never_too_many() -> None:
    state = small_world(sample=150)
    for _ in range(30):
        before = len(born(state))
        quarter(state)
        new = born(state)[before:]
        assert np.bincount(new["origin_row"]).max() <= MAX_RESULTS
    results = born(state)
    assert 0.9 <= len(results) / 30.0 / 150.0 <= 2.0
    assert 15_000.0 <= results["weight"].sum() / 7.5 <= 28_000.0
    assert (results["weight"] == state["universities"]["weight"][results["origin_row"]]).all()


def test_more_money_brings_the_same_results_sooner() -> None:
    poor, rich = small_world(), small_world()
    rich["environment"]["budget_growth"] = 2.0
    for _ in range(8):
        for state in (poor, rich):
            open_books(state)
            research(state)
            state["clock"]["quarter"] += 1
    assert len(born(rich)) > len(born(poor))
    by_key = {int(t["key"]): t for t in born(rich)}
    moved = 0
    for technology in born(poor):
        twin = by_key[int(technology["key"])]
        assert twin["born"] <= technology["born"]
        moved += int(twin["born"] < technology["born"])
        assert (twin["sector"], twin["patience"]) == (technology["sector"], technology["patience"])
    assert moved > 0


@pytest.mark.python_lane
def test_two_worlds_agree_to_the_bit_and_seeds_differ() -> None:
    prints = []
    for seed in (3, 3, 4):
        state = small_world(firms=40, sample=6, seed=seed)
        for _ in range(3):
            quarter(state)
        prints.append(fingerprint(state))
    assert prints[0] == prints[1] != prints[2]
