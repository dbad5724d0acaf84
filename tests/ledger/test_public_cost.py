"""What an instrument costs government is what somebody received, instrument by instrument."""

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.indicators import COLUMN, OUTCOMES, cost_outcomes
from model.levers import INSTRUMENTS, LEVERS, USED_BY, USERS
from model.scenario import Scenario
from model.world import World
from tests.ledger.policies import random_settings

QUARTERS = 28

PAID = {
    "direct_subsidy": ("direct_subsidy",),
    "scenario_opening": ("scenario_orders",),
    "pilot_platforms": ("pilot_fee_support", "pilot_support"),
    "guidance_fund": ("public_commitments",),
    "proof_of_concept": ("proof_of_concept_grants",),
    "basic_research_funding": ("basic_research_grants",),
    "research_audits": ("research_audits",),
    "technology_insurance": ("insurance_claims",),
    "scenario_permits": ("permit_places",),
    "technology_market": ("transfer_staff",),
    "incubators": ("incubator_support", "incubator_places"),
    "certification": ("certification_labs",),
    "ai_action": ("ai_support", "public_compute"),
    "digital_upgrade": ("digital_support",),
    "data_zones": ("data_zones",),
}
RETURNED = {
    "guidance_fund": ("public_distributions",),
    "technology_insurance": ("insurance_premiums",),
}
RAISED = {
    "research_audits": ("misuse_repaid",),
    "green_upgrade": ("energy_charges",),
    "orderly_competition": ("price_fines",),
}


def strong_scenario(firms: int) -> Scenario:
    strong = {name: lever.levels["very_strong"] for name, lever in LEVERS.items()}
    strong["orders_instead_of_subsidies.share"] = 0.5  # some subsidy is left
    return Scenario().replace(firms=firms).with_levers(strong)


@pytest.fixture(scope="module")
def strong_world() -> World:
    return World(strong_scenario(2000), 1).run()


@pytest.fixture(scope="module")
def quarters() -> list[dict[str, np.ndarray]]:
    """What the end of every quarter looks like in a world with all instruments very strong."""
    world = World(strong_scenario(400), 3)
    kept = []
    for _ in range(QUARTERS):
        world.step()
        state = world.copy().state
        state["season"] = np.array([(int(state["clock"]["season"][0]) - 1) % 4])
        kept.append(state)
    return kept


def account(state, instrument: str, column: str) -> float:
    return float(state["instruments"][column][INSTRUMENTS.index(instrument)])


def flows(state, *kinds: str) -> float:
    return float(sum(state["flows"][FLOW_CODE[kind]] for kind in kinds))


@pytest.mark.parametrize("instrument", PAID)
def test_cash_paid_is_the_flow(quarters, instrument: str) -> None:
    paid = [account(state, instrument, "cash") for state in quarters]
    assert paid == pytest.approx([flows(state, *PAID[instrument]) for state in quarters], rel=1e-9)
    assert sum(paid) > 0.0


@pytest.mark.parametrize("instrument", RETURNED)
def test_cash_returned_is_the_flow(quarters, instrument: str) -> None:
    returned = [account(state, instrument, "recovered") for state in quarters]
    assert returned == pytest.approx([flows(state, *RETURNED[instrument]) for state in quarters], rel=1e-9)
    assert sum(returned) > 0.0


@pytest.mark.parametrize("instrument", RAISED)
def test_revenue_raised_is_the_flow_and_no_recovery(quarters, instrument: str) -> None:
    raised = [account(state, instrument, "raised") for state in quarters]
    assert raised == pytest.approx([flows(state, *RAISED[instrument]) for state in quarters], rel=1e-9)
    assert sum(raised) > 0.0
    assert not any(account(state, instrument, "recovered") for state in quarters)


def test_public_cost_is_spending_less_its_own_recoveries(strong_world: World) -> None:
    """What charges and fines bring in stands beside the cost and is not lost."""

    def total(part: str) -> np.ndarray:
        ids = [cost_outcomes(instrument).get(part) for instrument in INSTRUMENTS]
        return sum(strong_world.records[:, COLUMN[outcome]] for outcome in ids if outcome)

    def recorded(outcome: str) -> np.ndarray:
        return strong_world.records[:, COLUMN[outcome]]

    assert recorded("public_cost") == pytest.approx(total("cash") + total("forgone") - total("recovered"), rel=1e-9)
    assert recorded("public_revenue") == pytest.approx(total("raised"), rel=1e-9)
    assert (recorded("public_revenue") > 0.0).any()


def test_every_outcome_that_is_left_can_be_other_than_zero(strong_world: World) -> None:
    """Cost and death columns: each moves in one of a few worlds, and those dropped are those the rules cannot reach."""
    watched = [name for name, one in OUTCOMES.items() if one.family in ("cost", "deaths", "deaths_by")]
    seen = np.zeros(len(OUTCOMES), bool)
    random = [World(Scenario().with_levers(random_settings(seed)), seed).run() for seed in range(6)]
    worlds = [strong_world, World(Scenario(), 0).run(), *random]
    for world in worlds:
        seen |= (np.nan_to_num(world.records[:, : len(OUTCOMES)]) != 0.0).any(axis=0)
        deaths = [COLUMN[name] for name, one in OUTCOMES.items() if one.family == "deaths"]
        dead = world.records[:, COLUMN["technologies_dead"]]
        assert world.records[:, deaths].sum(axis=1) == pytest.approx(dead, rel=1e-9)
    assert [name for name in watched if not seen[COLUMN[name]]] == []


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_what_costs_money_has_users(quarters, instrument: str) -> None:
    cost = sum(account(state, instrument, "cash") + account(state, instrument, "forgone") for state in quarters)
    used = sum(account(state, instrument, "users") for state in quarters)
    assert USED_BY[USERS[instrument]]
    cut_off = instrument == "open_innovation"  # with all levers very strong centres abroad have nothing to show
    assert used > 0.0 or cost == 0.0 or cut_off


def test_pool_and_guarantors_together_cost_claims_and_staff(quarters) -> None:
    both = ("risk_pool", "guarantee")
    paid = [sum(account(state, one, "cash") for one in both) for state in quarters]
    returned = [sum(account(state, one, "recovered") for one in both) for state in quarters]
    assert paid == pytest.approx([flows(state, "claims", "guarantor_costs") for state in quarters], rel=1e-9)
    assert returned == pytest.approx([flows(state, "subrogation", "guarantee_fees") for state in quarters], rel=1e-9)
    assert sum(paid) > 0.0


def test_tax_forgone_is_attributed_in_statutory_order(quarters) -> None:
    """From profit before any deduction: the R&D deduction first, then what the R&E deduction saves on top of it."""
    checked = 0
    for first, second, third in zip(quarters, quarters[1:], quarters[2:], strict=False):
        if first["season"][0] != 0:
            continue
        year = [state["firms"] for state in (first, second, third)]
        there = np.all([firms["active"] == 1 for firms in year], axis=0) & (year[0]["id"] == year[2]["id"])
        there &= year[0]["ytd_revenue"] > 0.0  # firms whose tax year began with the calendar's
        of_rd = sum(firms["forgone_rd"] for firms in year)[there]
        of_re = sum(firms["forgone_re"] for firms in year)[there]
        last = year[2][there]
        rate = last["tax_rate"]
        profit, both = last["ytd_profit"], last["ytd_rd_base"] + last["ytd_re_base"]
        of_basic = sum(firms["forgone_basic"] for firms in year)[there]
        plain = rate * np.maximum(0.0, profit - last["loss_plain"])
        with_rd = rate * np.maximum(0.0, profit - last["ytd_rd_base"] - last["loss_rd"])
        with_both = rate * np.maximum(0.0, profit - both - last["loss_re"])
        with_all = rate * np.maximum(0.0, profit - both - last["ytd_basic_base"] - last["loss"])
        scale = max(1.0, float(np.abs(plain).max()))
        assert np.abs(of_rd - (plain - with_rd)).max() <= 1e-9 * scale
        assert np.abs(of_re - (with_rd - with_both)).max() <= 1e-9 * scale
        assert np.abs(of_basic - (with_both - with_all)).max() <= 1e-9 * scale
        checked += int((of_basic > 0.0).sum())
    assert checked > 0
    for column, instrument in (
        ("forgone_rd", "rd_deduction"), ("forgone_re", "re_deduction"), ("forgone_basic", "basic_research_deduction"),
    ):
        booked = [float((state["firms"][column] * state["firms"]["weight"]).sum()) for state in quarters]
        assert [account(state, instrument, "forgone") for state in quarters] == pytest.approx(booked, rel=1e-9)


def test_a_deduction_switched_off_forgoes_nothing_for_new_cost() -> None:
    off = Scenario().replace(firms=300, real_firms=300).with_levers({"rd_deduction": 0.0, "re_deduction": 0.0})
    world = World(off, 1)
    world.run(6)  # the calendars of all offices have passed
    assert not world.state["firms"]["ytd_rd_base"].any()
    assert not world.state["firms"]["ytd_re_base"].any()
