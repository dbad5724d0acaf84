"""Levers on industry: energy that costs more, public purchases and trials in future sectors, fines below cost."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.classifications import CLASS_OF_SECTOR
from model.environment import LINKS
from model.processes import energy, future_industries, goods, price_law
from model.world import World
from tests.mechanism.freezing import plain, ran_on
from tests.mechanism.policies import account, baseline, by_weight, history, series, under

CHARGE = {"green_upgrade.energy_price": 1.6}
LAW = {"orderly_competition.strictness": 0.9, "orderly_competition.cost_standard": 1.0}
SEED = {"future_industries.seed_demand": 150.0}
PLACES = {"future_industries.places": 1500.0}
ENERGY_SHARES = np.array(LINKS)[:, 2]


def by_sector(world: World, field: str) -> np.ndarray:
    firms = world.state["firms"]
    return np.bincount(firms["sector"], firms[field] * firms["weight"] * (firms["active"] == 1), len(ENERGY_SHARES))


def test_heavy_users_pay_most_and_government_receives_what_they_pay() -> None:
    without, policy = (ran_on(history(), one, 6) for one in (baseline(), under(CHARGE)))
    paid = account(policy, "green_upgrade", "raised")
    assert paid > 0.0
    assert paid == pytest.approx(by_weight(policy, "energy_charges"), rel=1e-9)
    burden = by_sector(policy, "energy_charges") / by_sector(policy, "revenue")
    heavy, light = ENERGY_SHARES >= 0.18, ENERGY_SHARES <= 0.06
    assert burden[heavy].min() > burden[light].max() > 0.0
    assert series(policy, "output_price")[-1] > series(without, "output_price")[-1]


def test_some_refit_for_cash_and_use_less() -> None:
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under(CHARGE)))
    refitted = policy.state["firms"]["energy_use"] < 1.0
    assert 0.05 < refitted[policy.state["firms"]["active"] == 1].mean() < 0.95
    assert (without.state["firms"]["energy_use"][without.state["firms"]["active"] == 1] == 1.0).all()
    assert series(policy, "energy_use")[-1] < series(without, "energy_use")[-1]


def test_under_a_standard_who_refits_pays_nothing() -> None:
    policy = ran_on(history(), under({"green_upgrade.standard": 0.9}), 3)
    firms = policy.state["firms"]
    there = (firms["active"] == 1) & (firms["output"] > 0.0) & (firms["born"] < policy.state["clock"]["quarter"][0] - 4)
    wasteful = there & (firms["energy_use"] == 1.0) & (firms["cash"] > 0.0)
    assert (firms["energy_charges"][wasteful] > 0.0).mean() > 0.9  # some begin the quarter without cash
    again = ran_on(policy, policy.scenario, 1).state["firms"]
    kept = there & (firms["energy_use"] < 0.9) & (again["id"] == firms["id"])
    assert kept.any()
    assert not again["energy_charges"][kept].any()


def test_technologies_that_cut_inputs_gain_value_from_the_charge() -> None:
    policy = ran_on(history(), under(CHARGE), 2)
    state = policy.state
    rules, sector = state["parameters"].view(np.recarray)[0], state["sectors"].view(np.recarray)[1]
    row = np.argmax((state["firms"]["sector"] == 1) & (state["firms"]["active"] == 1))
    firm = state["firms"].view(np.recarray)[row]
    technology = state["technologies"][:1].copy().view(np.recarray)[0]
    worth = plain(energy.worth_of_saving)
    values = []
    for product in (0, 1):
        technology.product = product
        values.append(worth(technology, firm, sector, 0.05, rules))
    assert values[0] > 0.0 == values[1]


def test_the_law_deters_thin_margins_and_fines_some_who_are_innocent() -> None:
    seen, pays = plain(price_law.seen_below_cost), plain(goods.undercutting_pays)
    assert seen(1.0, 1.0, 0.04) == 0.5 > seen(1.02, 1.0, 0.04) > 0.1
    terms = (80.0, 110.0, 0.9, 0.015, 8.0)
    lenient, strict = (0.9, 0.0, 0.05, 0.04), (0.9, 0.13, 0.05, 0.04)
    assert pays(1.20, 1.0, *terms)
    assert pays(1.20, 1.0, *terms, *lenient)
    assert not pays(1.20, 1.0, *terms, *strict)
    assert pays(1.50, 1.0, *terms) == pays(1.50, 1.0, *terms, *strict)
    policy = ran_on(history(), under(LAW), 4)
    firms = policy.state["firms"]
    fined = firms["price_fines"] > 0.0
    assert fined.any()
    assert (firms["price"][fined] > firms["unit_cost"][fined]).any()


def test_buyers_pay_more_under_the_law_and_the_money_adds_up() -> None:
    without, policy = (ran_on(history(), one, 12) for one in (baseline(), under(LAW)))
    assert series(policy, "output_price")[-1] > series(without, "output_price")[-1]
    for column, population, field in (("raised", "firms", "price_fines"), ("cash", "governments", "inspections")):
        booked = by_weight(policy, field, population)
        assert booked > 0.0
        assert account(policy, "orderly_competition", column) == pytest.approx(booked, rel=1e-9)


def test_seed_demand_reaches_future_sectors_only_and_is_paid_on_delivery() -> None:
    without, policy = (ran_on(history(), one, 6) for one in (baseline(), under(SEED)))
    future = np.array(CLASS_OF_SECTOR) == 2
    gained = policy.state["sectors"]["seed_orders"]
    assert (gained[future] > 0.0).all()
    assert not gained[~future].any()
    assert series(policy, "output_future").sum() > series(without, "output_future").sum()
    paid = account(policy, "future_industries", "cash")
    assert paid == pytest.approx(by_weight(policy, "seed_purchases", "governments"), rel=1e-9)
    assert paid <= gained.sum() * (1.0 + 1e-9)
    delivered = plain(future_industries.share_delivered)
    assert delivered(50.0, 100.0) == 0.5
    assert delivered(50.0, 0.0) == 0.0


def test_seeded_plants_stand_idle_when_the_orders_end() -> None:
    ends = under({"future_industries.seed_demand": {"2026-Q1": 300.0, "2029-Q1": 0.0}})
    without, policy = (ran_on(history(), one, 16) for one in (baseline(), ends))
    future = np.array(CLASS_OF_SECTOR) == 2

    def load(world: World) -> float:
        sectors = world.state["sectors"]
        return float(sectors["output"][future].sum() / sectors["capacity"][future].sum())

    assert load(policy) < load(without)


def test_places_serve_those_who_wait_and_cost_the_same_when_empty() -> None:
    policy = ran_on(history(), under(PLACES), 8)
    clock, rules = policy.state["clock"], policy.state["parameters"]
    places = 1500.0 * float(clock["scale"][0]) / 4.0
    assert account(policy, "future_industries", "cash") == pytest.approx(places * float(rules["trial_place_cost"][0]))
    assert math.isclose(by_weight(policy, "trial_places", "governments"), places * float(rules["trial_place_cost"][0]))
    assert series(policy, "cost_future_industries_users").sum() <= 8 * places
