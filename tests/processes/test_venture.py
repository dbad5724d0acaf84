import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import NO_SPONSOR
from model.kernel import zeros
from model.levers import INSTRUMENTS
from model.parameters import as_record
from model.populations.finance import FUND
from model.populations.technologies import DEAD, INDUSTRIALISED
from model.processes.exits import buy_out_price, funds_exit, learned_hurdle
from model.processes.venture import (
    commitment_left,
    fund_invests,
    fund_opinion,
    funds_invest,
    funds_raise,
    private_interest,
    quarters_to_exit,
    vintage_after,
)
from tests.processes.finance_world import assert_books_agree, recarray, run, small_world

GUIDANCE = INSTRUMENTS.index("guidance_fund")

pytestmark = pytest.mark.python_lane


@pytest.fixture
def parameter():
    return recarray(as_record({}))[0]


def fund(**fields):
    rows = zeros(1, FUND)
    for name, value in {"hurdle": 2.0, "life": 30, "vintage": 0, "skill": 4.0, "weight": 1.0, **fields}.items():
        rows[name] = value
    return rows[0]


def test_fund_asks_the_stake_that_brings_its_hurdle(parameter):
    stake = fund_invests(fund(), 50.0, 5.0, 0.0, quarters_to_exit(4, parameter), 0, parameter)
    assert stake * 50.0 / 5.0 == pytest.approx(2.0)


def test_fund_declines_what_costs_the_sponsor_too_much(parameter):
    assert fund_invests(fund(), 10.0, 5.0, 0.0, quarters_to_exit(4, parameter), 0, parameter) == 0.0
    assert fund_invests(fund(), 30.0, 5.0, 0.4, quarters_to_exit(4, parameter), 0, parameter) == 0.0
    assert fund_invests(fund(), 0.0, 5.0, 0.0, quarters_to_exit(4, parameter), 0, parameter) == 0.0


def test_patience_decides_which_stages_are_open_to_a_fund(parameter):
    early = quarters_to_exit(0, parameter)
    late = quarters_to_exit(5, parameter)
    assert early > late
    impatient, patient = fund(life=int(early) - 1), fund(life=int(early) + 2)
    assert fund_invests(impatient, 50.0, 5.0, 0.0, quarters_to_exit(0, parameter), 0, parameter) == 0.0
    assert fund_invests(impatient, 50.0, 5.0, 0.0, quarters_to_exit(5, parameter), 0, parameter) > 0.0
    assert fund_invests(patient, 50.0, 5.0, 0.0, quarters_to_exit(0, parameter), 0, parameter) > 0.0


def test_opinion_is_right_on_average_and_sharper_with_skill(parameter):
    draws = np.random.default_rng(0).normal(size=20_000)
    vague, sharp = ([fund_opinion(10.0, 1.0, skill, d) for d in draws] for skill in (0.5, 8.0))
    assert np.mean(vague) == pytest.approx(10.0, rel=0.03)
    assert np.std(sharp) < np.std(vague)


def test_private_partners_follow_the_multiples_they_have_seen(parameter):
    assert private_interest(0.5, parameter) < private_interest(1.5, parameter) == 0.5 < private_interest(3.0, parameter)


def test_commitments_that_are_not_called_lapse():
    assert commitment_left(8.0, 8.0) == 7.0
    assert commitment_left(-5.0, 8.0) == -5.0


def test_fresh_money_makes_open_commitments_younger():
    assert vintage_after(10.0, 5.0, 0.0, 20) == 10.0
    assert vintage_after(10.0, 5.0, 5.0, 20) == 15.0
    assert vintage_after(10.0, -5.0, 5.0, 20) == 20.0


def test_sponsor_pays_the_whole_price_only_with_a_market_for_shares(parameter):
    assert buy_out_price(100.0, 50.0, True, parameter) == 100.0
    assert buy_out_price(100.0, 50.0, False, parameter) == pytest.approx(50.0 * parameter["exit_cash_share"])
    assert buy_out_price(1.0, 50.0, False, parameter) == 1.0


def test_disappointed_fund_asks_for_more(parameter):
    assert learned_hurdle(2.0, 0.5, 1.5, parameter) > 2.0
    assert learned_hurdle(2.0, 3.0, 1.5, parameter) < 2.0
    assert learned_hurdle(1.5, 30.0, 1.5, parameter) == 1.5


def raised(levers):
    world = small_world(levers=levers)
    run(funds_raise, world)
    return world, world.funds["callable_public"] * world.funds["weight"]


def test_public_money_reaches_early_funds_by_the_early_share():
    world, public = raised({"guidance_fund.capital": 100.0, "guidance_fund.early_share": 0.7})
    quarterly = 100.0 * 250.0 * world.clock["scale"][0]
    assert public.sum() == pytest.approx(quarterly)
    assert public[world.funds["early"] == 1].sum() == pytest.approx(0.7 * quarterly)
    assert (public[world.funds["public"] == 0] == 0.0).all()
    assert world.flows.sum() == 0.0


def test_private_money_follows_public_money_by_what_funds_have_earned():
    def private(multiple):
        world = small_world(levers={"guidance_fund.capital": 100.0})
        world.funds["multiple"] = multiple
        run(funds_raise, world)
        return world.funds["callable_private"][world.funds["public"] == 1].sum()

    assert private(0.2) < private(1.5) < private(4.0)


def invested(quarters=6, **parameters):
    world = small_world(n_technologies=200, levers={"guidance_fund.capital": 300.0}, parameters=parameters)
    world.technologies["value"] *= 20.0
    for _ in range(quarters):
        run(funds_raise, world)
    run(funds_invest, world)
    return world


def test_books_agree_when_funds_invest_and_exit():
    world = invested()
    assert_books_agree(world)
    held = world.technologies["fund"] >= 0
    assert 0 < held.sum() < len(held)
    assert (world.technologies["fund_share"][held] <= 0.45 + 1e-12).all()
    assert (world.technologies["financed"] == held).all()
    assert world.funds["portfolio"].sum() > 0.0
    world.technologies["state"][::3] = INDUSTRIALISED
    world.technologies["state"][1::3] = DEAD
    world.firms["cash"] += 0.0
    run(funds_exit, world)
    assert_books_agree(world)
    ended = world.technologies["state"] != 0
    assert (world.technologies["fund"][ended] == -1).all()
    assert world.flows[FLOW_CODE["venture_exits"]] > 0.0
    assert world.funds["cash"] == pytest.approx(0.0, abs=1e-6)
    assert world.funds["portfolio"].min() > -1e-9


def test_public_cost_is_what_was_called_and_what_came_back():
    world = invested()
    world.technologies["state"] = INDUSTRIALISED
    run(funds_exit, world)
    guidance = world.instruments[GUIDANCE]
    assert guidance["cash"] == pytest.approx(world.flows[FLOW_CODE["public_commitments"]])
    assert guidance["recovered"] == pytest.approx(world.flows[FLOW_CODE["public_distributions"]])
    assert guidance["recovered"] > 0.0


def test_proceeds_are_shared_in_proportion_to_what_partners_paid():
    world = invested()
    world.technologies["state"] = INDUSTRIALISED
    paid = world.funds["public_paid"] / np.maximum(world.funds["public_paid"] + world.funds["private_paid"], 1e-12)
    run(funds_exit, world)
    out = world.funds["public_distributed"] + world.funds["private_distributed"]
    some = out > 0.0
    assert world.funds["public_distributed"][some] == pytest.approx((paid * out)[some])


def test_a_stake_still_open_when_its_time_is_up_is_given_up():
    world = invested()
    held = world.technologies["fund"] >= 0
    assert (world.technologies["fund_until"][held] >= world.clock["quarter"][0] + 28).all()
    run(funds_exit, world)
    assert (world.technologies["fund"][held] >= 0).all()
    world.clock["quarter"] = world.technologies["fund_until"].max()
    run(funds_exit, world)
    assert (world.technologies["fund"] == -1).all()
    assert world.funds["written_off"].sum() > 0.0
    assert world.funds["portfolio"] == pytest.approx(0.0, abs=1e-9)


def test_without_commitments_no_deal():
    world = invested(quarters=0)
    assert world.flows.sum() == 0.0


def test_only_the_fund_in_a_technology_follows_up():
    world = small_world(n_technologies=200, levers={"guidance_fund.capital": 300.0})
    world.technologies["value"] *= 20.0
    world.technologies["fund"] = 1
    world.technologies["fund_share"] = 0.05
    run(funds_raise, world)
    run(funds_invest, world)
    assert set(world.technologies["fund"]) == {1}


def test_outcomes_are_skewed_because_potential_is():
    world = small_world(n_firms=60, n_technologies=3000, levers={"guidance_fund.capital": 1000.0})
    world.technologies["value"] = 300.0
    world.technologies["loan_request"] = 1.0
    world.technologies["potential"] = np.random.default_rng(5).lognormal(-4.0, 1.5, 3000)
    for _ in range(8):
        run(funds_raise, world)
    run(funds_invest, world)
    held = world.technologies["fund"] >= 0
    share, paid = world.technologies["fund_share"][held], world.technologies["fund_paid"][held]
    multiple = share * world.technologies["potential"][held] * world.technologies["fit"][held] / paid
    assert held.sum() > 100
    assert np.mean(multiple) > 1.8 * np.median(multiple)


def test_a_proposal_that_finds_a_fund_becomes_a_start_up_with_money():
    world = small_world(n_technologies=20, levers={"guidance_fund.capital": 300.0})
    technologies, firms = world.technologies, world.firms
    technologies["sponsor"] = -1
    technologies["missing"] = NO_SPONSOR
    technologies["stage"] = 1
    technologies["disclosed"] = 2
    technologies["cost_scale"] = 1.0
    technologies["value"] = 5000.0
    for _ in range(6):
        run(funds_raise, world)
    run(funds_invest, world)
    assert_books_agree(world)
    backed = technologies["fund"] >= 0
    assert backed.any()
    rows = technologies["sponsor"][backed]
    assert (firms["startup_of"][rows] == technologies["n"][backed]).all()
    assert (technologies["missing"][backed] != NO_SPONSOR).all()
    assert (firms["active"][rows] == 1).all()
    assert (firms["cash"][rows] > 0.0).all()
    paid = world.flows[FLOW_CODE["venture_investment"]]
    assert (firms["cash"] * firms["weight"])[rows].sum() == pytest.approx(paid)


def test_a_stake_in_what_a_failed_firm_leaves_is_written_off():
    world = invested()
    world.firms["active"] = 0
    world.technologies["state"] = INDUSTRIALISED
    run(funds_exit, world)
    assert world.flows[FLOW_CODE["venture_exits"]] == 0.0
    assert world.funds["written_off"].sum() == pytest.approx(world.funds["invested"].sum())
