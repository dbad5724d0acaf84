"""Who answers for a deal, what it costs, and when the fee is due."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes.evaluation import credit_at, effort_after_reform, money_by_record
from model.processes.licences import milestone_due
from model.processes.local_protection import let_in, willing_and_admitted
from model.processes.result_rights import EXEMPT_TODAY, price_agreed, quarters_of_approval, released
from model.processes.selection_panels import lead_of_proposal
from tests.processes.knowledge_world import parameters_with

PARAMETERS = parameters_with()[0]
KEYS = range(2000)


def test_results_free_of_refusal() -> None:
    assert released(0.2, 0.0) == 0.2
    assert released(0.2, 1.0) == 1.0
    assert released(0.5, 0.5) == pytest.approx(0.75)


def test_listed_results_need_no_approval_and_stay_listed() -> None:
    waits = np.array([[quarters_of_approval(apart, 3, key, PARAMETERS) for key in KEYS] for apart in (0.0, 0.3, 0.6)])
    assert (waits[0] == PARAMETERS["approval_delay"]).all()
    assert (waits[1] == 0.0).mean() == pytest.approx(0.3, abs=0.04)
    assert (waits[2] <= waits[1]).all()


def test_the_usual_price_where_somebody_answers() -> None:
    assert {price_agreed(EXEMPT_TODAY, 0.0, 3, key, PARAMETERS) for key in KEYS} == {1.0}
    loose = np.array([price_agreed(1.0, 0.0, 3, key, PARAMETERS) for key in KEYS])
    assert set(loose) == {1.0, PARAMETERS["bad_deal_price"]}
    assert (loose < 1.0).mean() == pytest.approx(PARAMETERS["bad_deals"] * (1.0 - EXEMPT_TODAY), abs=0.04)


def test_a_milestone_is_worth_the_fee_it_replaces() -> None:
    at_signing, after_pilot = 0.4, 0.8  # discounted chances to reach the market
    assert milestone_due(3.0, at_signing, after_pilot) * at_signing / after_pilot == pytest.approx(3.0)


def test_records_count_above_todays_weight_only() -> None:
    assert money_by_record(0.1, PARAMETERS) == money_by_record(0.0, PARAMETERS) == 0.0
    assert 0.0 < money_by_record(0.3, PARAMETERS) < money_by_record(1.0, PARAMETERS) <= 1.0
    assert credit_at(0.1, 0.15) == 0.15
    assert credit_at(0.5, 0.15) == 0.5


def test_a_reform_leaves_time_to_find_results() -> None:
    most = 0.75 * PARAMETERS["transfer_most"]
    assert effort_after_reform(0.7, 0.1, 0.75, PARAMETERS) == pytest.approx(most)
    assert effort_after_reform(0.2, 0.1, 0.75, PARAMETERS) == 0.2
    assert effort_after_reform(0.6, 0.5, 0.75, PARAMETERS) == 0.5  # whose licences drew them further stay there


def test_closed_doors_by_share_of_buyers_at_home() -> None:
    def admitted(closed: float, at_home: float) -> float:
        return float(np.mean([let_in(closed, at_home, 3, key, 0) for key in KEYS]))

    assert admitted(1.0, 1.0) == admitted(0.0, 0.0) == 1.0
    assert admitted(1.0, 0.0) == 0.0
    assert admitted(0.6, 0.5) == pytest.approx(0.7, abs=0.04)
    assert willing_and_admitted(0.4, 0.6) == 0.4
    assert willing_and_admitted(0.4, 1.0) == 0.0
    assert willing_and_admitted(0.4, 0.0) == 1.0


def test_who_has_the_votes_decides() -> None:
    def lead(votes: float, fit_gap: float, potential_gap: float) -> float:
        return lead_of_proposal(votes, fit_gap, potential_gap, 0.0, 0.0, PARAMETERS)

    assert lead(0.8, 1.0, -1.0) > 0.0 > lead(0.1, 1.0, -1.0)  # nearer to need, less potential
    assert lead(1.0, -0.05, 5.0) > 0.0  # firms favour their own topic
    assert lead(0.0, 0.0, 0.05) < 0.0  # scientists favour the curious one
