"""Money for research and proofs of concept: what it buys, whom it costs, where good candidates end."""

from __future__ import annotations

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.processes import proof_of_concept, research, universities
from model.world import World
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import LIGHT_PAPERWORK, account, baseline, by_weight, each_quarter, history, series, under

SEEDS = (1, 2, 3, 4)
MORE_BASIC = {"basic_research_funding.share": 0.17}
DEDUCTION = {"basic_research_deduction": 2.0}


def fund(budget: float, quarters: int = 16) -> World:
    return ran_on(history(), under({"proof_of_concept.budget": budget}), quarters)


def change(outcome: str, levers: dict[str, float], quarters: int, last: int = 8) -> float:
    """Mean difference that a policy makes to an outcome over its last quarters, over several seeds."""
    return float(np.mean([
        series(ran_on(history(s), under(levers), quarters), outcome)[-last:].mean()
        - series(ran_on(history(s), baseline(), quarters), outcome)[-last:].mean()
        for s in SEEDS
    ]))  # fmt: skip


def test_a_fund_exhausts_good_candidates() -> None:
    """More money reaches more results and worse ones, and ends where nobody applies any more."""
    proofs, promise = [], []
    for budget in (0.2, 30.0):
        seen: list[float] = []
        for world in each_quarter(history(), under({"proof_of_concept.budget": budget}), 12):
            rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
            seen += list(rows["signal"][(rows["running"] == 1) & (rows["sponsor"] < 0) & (rows["stage"] == 0)])
        proofs.append(len(seen))
        promise.append(float(np.mean(seen)))
    assert 0 < proofs[0] < proofs[1]
    assert promise[0] > promise[1]
    assert series(fund(30.0), "cost_proof_of_concept_cash")[4:].sum() < 0.5 * 30.0 * 3.0


def test_money_left_over_sends_out_scouts_and_what_they_bring_is_offered() -> None:
    """Scouts take up results that nobody had offered; as long as applications use up the money, they stay at home."""

    def brought_in(budget: float) -> tuple[int, int]:
        hidden: set[int] = set()
        found = offered = 0
        for world in each_quarter(history(), under({"proof_of_concept.budget": budget}), 6):
            rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
            paid = rows[(rows["financed"] == 1) & (rows["sponsor"] < 0) & (rows["stage"] == 0) & (rows["state"] == 0)]
            came = [t for t in paid if int(t["key"]) in hidden]
            found += len(came)
            offered += sum(int(t["disclosed"]) > 0 for t in came)
            hidden = {int(t["key"]) for t in rows if t["disclosed"] == 0 and t["origin"] != 0}
        return found, offered

    with replaced({proof_of_concept.agrees_to_offer: lambda technology, parameters, seed: False}):
        without = brought_in(30.0)[0]
    found, offered = brought_in(30.0)
    assert found == offered > without
    assert brought_in(0.2)[0] <= without


def test_the_fund_costs_what_universities_received() -> None:
    for world in each_quarter(history(), under({"proof_of_concept.budget": 2.0}), 6):
        paid = by_weight(world, "proof_grants", "universities")
        assert account(world, "proof_of_concept", "cash") == pytest.approx(paid, rel=1e-9)
        assert float(world.state["flows"][FLOW_CODE["proof_of_concept_grants"]]) == pytest.approx(paid, rel=1e-9)
    assert paid > 0.0


def test_proven_results_pile_up_before_the_next_door() -> None:
    """The fund carries results over one gate; many then wait for a sponsor in vain."""
    assert change("died_small_trial_no_sponsor", {"proof_of_concept.budget": 2.0}, 24) > 0.0
    without, policy = (ran_on(history(), under({"proof_of_concept.budget": b}), 24) for b in (0.0, 2.0))
    waiting = [float(series(world, "waiting_small_trial")[-8:].mean()) for world in (without, policy)]
    assert waiting[1] > waiting[0]


def test_without_applicants_nothing_is_paid() -> None:
    nobody = {
        proof_of_concept.applies_for_proof: lambda technology: False,
        proof_of_concept.agrees_to_offer: lambda technology, parameters, seed: False,
    }
    with replaced(nobody):
        world = fund(2.0, quarters=6)
    assert series(world, "cost_proof_of_concept_cash").sum() == 0.0


def test_basic_money_raises_wages_before_results() -> None:
    """People are scarce: the wage answers in the first two years, births later, and firms pay the wage too."""
    early_wage = change("researcher_wage", MORE_BASIC, 8, last=4)
    assert early_wage > 0.0
    assert change("technologies_born", MORE_BASIC, 36) > 0.0
    assert change("rd_basic_share", MORE_BASIC, 12) > 0.03


def test_frozen_hiring_lets_basic_money_hire_nobody() -> None:
    """Where units take nobody on, the money leaves the number of researchers as it is."""
    affordable = plain(universities.researchers_affordable)
    with replaced({universities.researchers_affordable: lambda money, pay, wage: affordable(5.0, pay, 1.0)}):
        without, policy = (ran_on(history(), one, 6) for one in (baseline(), under(MORE_BASIC)))
    hired = [world.state["universities"]["researchers"] for world in (without, policy)]
    assert (hired[0] == hired[1]).all()
    assert by_weight(policy, "basic_grants", "universities") > 0.0


def test_light_paperwork_gives_time_and_loses_money() -> None:
    assert change("technologies_born", LIGHT_PAPERWORK, 24) > 0.0
    lost = series(ran_on(history(), under(LIGHT_PAPERWORK), 8), "research_misused")
    watched = {**LIGHT_PAPERWORK, "research_paperwork.audits": 0.3}
    audited = series(ran_on(history(), under(watched), 8), "research_misused")
    assert (series(ran_on(history(), baseline(), 8), "research_misused") == 0.0).all()
    assert lost[-1] > audited[-1] > 0.0


def test_a_cheaper_basic_yuan_moves_firms_to_basic_research_and_to_universities() -> None:
    assert change("basic_by_firms_share", DEDUCTION, 16) > 0.0
    world = ran_on(history(), under(DEDUCTION), 8)
    bought = by_weight(world, "basic_bought")
    assert bought > 0.0
    assert by_weight(world, "basic_income", "universities") == pytest.approx(bought, rel=1e-9)
    assert by_weight(ran_on(history(), baseline(), 8), "basic_bought") == 0.0


def test_the_deduction_is_also_claimed_for_what_is_not_basic() -> None:
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under(DEDUCTION)))
    assert (np.nan_to_num(series(without, "basic_relabelled_share")) == 0.0).all()
    assert 0.05 < series(policy, "basic_relabelled_share")[-1] < 0.6


def test_firms_blind_to_the_price_of_basic_research_keep_their_mix_and_still_cost_revenue() -> None:
    with replaced({research.basic_share_chosen: lambda usual, price_basic, price, parameters: usual}):
        blind = ran_on(history(), under(DEDUCTION), 8)
    assert by_weight(blind, "basic_bought") == 0.0
    assert series(blind, "cost_basic_research_deduction_forgone").sum() > 0.0
