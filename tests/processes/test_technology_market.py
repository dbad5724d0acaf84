"""The technology market: who is met, what is agreed, contracts, proofs of concept, spin-off proposals."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import INDUSTRIALISATION, SMALL_TRIAL
from model.kernel import JIT
from model.populations.technologies import INDUSTRIALISED
from model.processes.contract_research import share_bought
from model.processes.licences import licence_fee, royalty_share
from model.processes.meetings import N_PLACES, firm_met, list_firms
from model.processes.technology_market import (
    PROPOSED,
    contacts_drawn,
    grasp,
    joint_surplus,
    offered_share,
    spin_off_wanted,
    transaction_cost,
)
from tests.processes.knowledge_world import (
    add_result,
    born,
    contracts,
    market,
    open_books,
    parameters_with,
    quarter,
    small_world,
    stated_difference,
    use,
)

LICENCE = FLOW_CODE["licence_income"]
OPEN_MARKET = {
    "disclosure_effort": 0.02, "approval_refusal": 0.1, "contact_rate": 1.0, "transaction_cost": 0.1,
    "approval_delay": 1.0,
}


def market_with_results(n: int = 200, potential: float = 0.3, **changes: float) -> dict[str, np.ndarray]:
    """A world with ``n`` good, well-known results waiting for a sponsor."""
    state = small_world(**{**OPEN_MARKET, **changes})
    state["universities"]["effort_transfer"] = 0.1
    for k in range(n):
        unit = k % len(state["universities"])
        add_result(state, unit, potential=potential, signal=np.log(potential), precision=50.0, fit=0.9)
    open_books(state)
    return state


@pytest.mark.python_lane
def test_meetings_go_by_real_firms_whatever_the_sample() -> None:
    """Splitting each row into four rows of a quarter of the weight changes nobody's chance to be met."""
    one = small_world(firms=60)["firms"]
    four = np.repeat(one, 4)
    four = four if JIT else four.view(np.recarray)
    four["weight"] /= 4.0
    few, many = list_firms(one, 60), list_firms(four, 240)
    for chance in np.linspace(0.001, 0.999, 173):
        met, split = (firm_met(*lists, 0, N_PLACES, chance) for lists in (few, many))
        assert (met, met) == (split // 4 if split >= 0 else -1, met)


@pytest.mark.python_lane
def test_only_research_firms_of_the_place_are_met_and_some_meetings_lead_nowhere() -> None:
    firms = small_world(firms=200)["firms"]
    lists = list_firms(firms, 200)
    place = 4 * 3 + 1
    met = [firm_met(*lists, place, place + 1, chance) for chance in np.linspace(0.001, 0.999, 200)]
    assert -1 in met
    for row in {row for row in met if row >= 0}:
        assert firms["research_active"][row] == 1
        assert (firms["sector"][row], firms["region"][row]) == (3, 1)
    share = np.mean([row >= 0 for row in met])
    here = (firms["sector"] == 3) & (firms["region"] == 1)
    pull = np.where(here, np.sqrt(firms["revenue_trend"]) * firms["weight"], 0.0)
    assert share == pytest.approx((pull * firms["research_active"]).sum() / pull.sum(), abs=0.02)


def test_an_empty_place_is_nobody() -> None:
    firms = small_world(firms=20)["firms"]
    firms["active"] = 0
    assert firm_met(*list_firms(firms, 20), 0, N_PLACES, 0.5) == -1


def test_rules_of_a_deal() -> None:
    record = parameters_with()[0]
    assert joint_surplus(100.0, 0.3, 10.0, 1.0, 1.0, 0.0, 0.03) == pytest.approx(19.0)
    assert joint_surplus(100.0, 0.3, 10.0, 1.0, 1.0, 4.0, 0.03) < 19.0
    assert joint_surplus(100.0, 0.3, 10.0, 2.0, 1.0, 0.0, 0.03) == pytest.approx(9.0)
    assert licence_fee(20.0, 0.25, 0.2) == pytest.approx((5.0, 1.0))
    assert licence_fee(-1.0, 0.25, 0.2) == (0.0, 0.0)
    assert royalty_share(4.0, 40.0, 0.25) == pytest.approx(0.1)
    assert royalty_share(4.0, 0.0, 0.25) == 0.0
    assert royalty_share(400.0, 40.0, 0.25) == 0.25
    assert grasp(1.0, 0.5, record) == 1.0
    assert 0.0 < grasp(0.0, 1.0, record) < grasp(0.0, 0.3, record) < 1.0
    costs = [transaction_cost(*terms, record) for terms in ((1.0, 0.0), (0.0, 0.0), (0.0, 0.5))]
    assert costs[0] < costs[1] < costs[2]
    offered = [offered_share(0.1, *terms, record) for terms in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))]
    assert offered[0] < offered[1] < offered[2]
    assert offered_share(0.0, 1.0, 1.0, record) == 0.0
    assert [contacts_drawn(1.3, chance) for chance in (0.2, 0.4)] == [2, 1]


@pytest.mark.python_lane
def test_good_results_find_sponsors_who_pay_and_the_university_receives() -> None:
    state = market_with_results(60)
    cash = (state["universities"]["cash"] * state["universities"]["weight"]).sum()
    market(state)
    results = born(state)
    taken = results[results["sponsor"] >= 0]
    assert 0 < len(taken) < len(results)
    assert (taken["royalty"] > 0.0).all()
    assert (taken["disclosed"] >= 1).all()
    assert (taken["contacts"] >= 1.0).all()
    assert state["flows"][LICENCE] > 0.0
    assert stated_difference(state, "licence_income") <= 1e-12
    units = state["universities"]
    assert (units["cash"] * units["weight"]).sum() - cash == pytest.approx(state["flows"][LICENCE], rel=1e-9)
    assert (units["licence_income"] * units["weight"]).sum() == pytest.approx(state["flows"][LICENCE], rel=1e-12)
    assert state["firms"]["cash"].min() >= 0.0


@pytest.mark.parametrize(
    "barrier", [{"potential": 1e-5}, {"firms_without_cash": 1.0}, {"firms_without_research": 1.0}, {"silent": 1.0}]
)
def test_no_deal_without_value_money_research_or_disclosure(barrier: dict[str, float]) -> None:
    state = market_with_results(100, potential=barrier.get("potential", 0.3))
    if "firms_without_cash" in barrier:
        state["firms"]["cash"] = 0.0
    if "firms_without_research" in barrier:
        state["firms"]["research_active"] = 0
    if "silent" in barrier:
        state["universities"]["effort_transfer"] = 0.0
    market(state)
    assert (born(state)["sponsor"] == -1).all()
    assert state["flows"][LICENCE] == 0.0


def test_what_stands_between_result_and_firm_matters() -> None:
    def taken(effort: float = 0.1, office: int = 0, absorptive: float = 0.6, **changes: float) -> int:
        state = market_with_results(400, potential=0.012, **changes)
        state["universities"]["effort_transfer"] = effort
        state["universities"]["transfer_office"] = office
        state["firms"]["absorptive"] = absorptive
        market(state)
        return int((born(state)["sponsor"] >= 0).sum())

    def worth(absorptive: float) -> float:
        state = market_with_results(400, potential=0.012)
        state["universities"]["effort_transfer"] = 0.02  # little help from its inventor
        state["firms"]["absorptive"] = absorptive
        market(state)
        return float(state["flows"][LICENCE])

    usual = taken()
    assert usual > 0
    assert taken(effort=0.01) < usual < taken(office=1)
    assert worth(absorptive=0.0) < worth(absorptive=1.0)
    assert taken(approval_refusal=0.5) < usual
    assert taken(approval_delay=6.0, transaction_cost=2.0) < usual


def test_running_or_sponsored_technologies_are_left_alone() -> None:
    state = market_with_results(60)
    born(state)["running"][:30] = 1
    born(state)["sponsor"][30:] = 5
    before = born(state).copy()
    market(state)
    assert (born(state) == before).all()


def test_own_money_proves_the_best_concepts_and_no_more() -> None:
    state = market_with_results(60, contact_rate=0.0)
    state["universities"]["poc_budget"] = 0.25
    market(state)
    results, units = born(state), state["universities"]
    proven = results[results["financed"] == 1]
    assert 0 < len(proven) < len(results)
    assert (proven["sponsor"] == -1).all()
    assert (proven["missing"] == -1).all()
    spent = np.bincount(proven["origin_row"], proven["stage_cost"], len(units))
    assert units["poc_spent"] == pytest.approx(spent)
    assert units["poc_budget"] == pytest.approx(0.25 - spent)
    assert (units["poc_budget"] >= 0.0).all()


def test_dull_results_get_no_proof_of_concept_money() -> None:
    state = market_with_results(60, potential=0.002, contact_rate=0.0)
    state["universities"]["poc_budget"] = 100.0
    market(state)
    assert (born(state)["financed"] == 0).all()


def test_outstanding_results_left_alone_become_proposals_with_a_value() -> None:
    state = market_with_results(100, contact_rate=0.0)
    born(state)["stage"] = SMALL_TRIAL
    market(state)
    assert (born(state)["disclosed"] < PROPOSED).all()
    born(state)["waited"] = 6
    market(state)
    proposed = born(state)[born(state)["disclosed"] == PROPOSED]
    assert 0 < len(proposed) < 100
    assert (proposed["value"] > 0.0).all()
    assert (proposed["stage_cost"] > 0.0).all()
    record = parameters_with()[0]
    assert not spin_off_wanted(0.001, 9, 0.0, 0.5, record)
    assert spin_off_wanted(0.1, 9, 0.0, 0.5, record)


@pytest.mark.python_lane
def test_contracts_are_paid_within_cash_and_received() -> None:
    state = small_world()
    state["firms"]["cash"][::2] = 0.1
    state["firms"]["cash"][::4] = -5.0
    before = state["firms"]["cash"].copy()
    open_books(state)
    contracts(state)
    firms, units = state["firms"], state["universities"]
    assert (firms["contracts_paid"] <= np.maximum(0.1 * before, 0.0) * (1.0 + 1e-12)).all()
    assert (firms["contracts_paid"][firms["research_active"] == 0] == 0.0).all()
    assert ((firms["contract_effort"] > 0.0) == (firms["contracts_paid"] > 0.0)).all()
    assert stated_difference(state, "contract_research") <= 1e-12
    received = (units["contract_income"] * units["weight"]).sum()
    assert received == pytest.approx((firms["contracts_paid"] * firms["weight"]).sum(), rel=1e-12)


def test_firms_buy_more_when_they_understand_more_and_scientists_try_harder() -> None:
    def bought(absorptive: float = 0.6, effort: float = 0.1) -> float:
        state = small_world()
        state["firms"]["absorptive"], state["universities"]["effort_transfer"] = absorptive, effort
        open_books(state)
        contracts(state)
        return float(state["flows"][FLOW_CODE["contract_research"]])

    assert bought(absorptive=0.2) < bought() < bought(effort=0.4)
    assert 0.0 < share_bought(0.5) < share_bought(2.0) < 1.0


def test_contracts_without_anyone_to_sell_them() -> None:
    state = small_world()
    state["universities"]["effort_transfer"] = 0.0
    open_books(state)
    contracts(state)
    assert state["flows"].sum() == 0.0


def test_royalty_is_paid_once_the_result_is_on_the_market() -> None:
    state = market_with_results(4)
    for technology in born(state):
        technology["sponsor"], technology["royalty"], technology["stage"] = 1, 0.05, INDUSTRIALISATION
    use(state)
    assert state["flows"][LICENCE] == 0.0
    born(state)["state"] = INDUSTRIALISED
    open_books(state)
    use(state)
    assert state["flows"][LICENCE] > 0.0
    assert stated_difference(state, "licence_income") <= 1e-12
    assert state["firms"]["cash"].min() >= 0.0


@pytest.mark.skipif(not JIT, reason="needs many quarters")
def test_rates_do_not_depend_on_the_sample() -> None:
    """Four times the firm rows at the same weights of universities: the same share of results is taken, up to noise."""
    shares = []
    for rows in (200, 800):
        state = small_world(firms=rows, sample=100, **OPEN_MARKET)
        for _ in range(12):
            quarter(state)
        shares.append((born(state)["sponsor"] >= 0).mean())
    assert shares[0] > 0.01
    assert shares[1] == pytest.approx(shares[0], rel=0.25)


def test_the_same_luck_under_another_policy() -> None:
    """A world in which units offer more loses no deal it would have made, as long as nobody runs out of cash."""
    shy = market_with_results(200, potential=0.1)
    open_minded = copy.deepcopy(shy)
    open_minded["parameters"]["approval_refusal"] = 0.0
    market(shy)
    market(open_minded)
    kept = born(shy)["sponsor"] >= 0
    assert (born(open_minded)["sponsor"][kept] == born(shy)["sponsor"][kept]).all()
    assert (born(open_minded)["sponsor"] >= 0).sum() > kept.sum()
