import copy
import math

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.kernel import zeros
from model.levers import INSTRUMENTS
from model.parameters import as_record
from model.populations.finance import BANK
from model.populations.firms import FIRM
from model.processes.defaults import claim_due, loans_default
from model.processes.guarantees import government_refills, guarantors_close
from model.processes.lending import banks_lend
from model.processes.loan_service import banks_close, learned_score_weight
from model.processes.screening import (
    care,
    judge_risk,
    loss_given_default,
    loss_spread,
    perceived_default,
    relative_score,
    risk_score,
    screening_effort,
    screening_error,
    technology_relief,
)
from tests.processes.finance_world import assert_books_agree, loans_serviced, recarray, run, small_world

POOL, GUARANTEE = INSTRUMENTS.index("risk_pool"), INSTRUMENTS.index("guarantee")
QUARTER = (government_refills, banks_lend, loans_serviced, loans_default, banks_close, guarantors_close)

pytestmark = pytest.mark.python_lane


@pytest.fixture
def parameter():
    return recarray(as_record({}))[0]


def borrower(**fields):
    firm = zeros(1, FIRM)
    for name, value in {
        "capital": 50.0, "cash": 5.0, "debt": 20.0, "loan_rate": 0.04, "revenue_trend": 20.0, "profit_trend": 1.0,
        "weight": 10.0, "cell": 2, **fields,
    }.items():
        firm[name] = value
    return firm[0]


@pytest.mark.parametrize(
    ("safer", "riskier"),
    [
        ({"debt": 10.0}, {"debt": 40.0}),
        ({"profit_trend": 2.0}, {"profit_trend": 0.1}),
        ({"born": 0}, {"born": 38}),
        ({"cell": 0}, {"cell": 3}),
    ],
)
def test_score_rises_with_what_makes_a_firm_risky(parameter, safer, riskier):
    assert risk_score(borrower(**safer), 0.0, 0.035, 40, parameter) < risk_score(
        borrower(**riskier), 0.0, 0.035, 40, parameter
    )


def test_a_new_loan_adds_risk(parameter):
    firm = borrower()
    assert risk_score(firm, 10.0, 0.035, 40, parameter) > risk_score(firm, 0.0, 0.035, 40, parameter)


def test_effort_solves_the_first_order_condition(parameter):
    loss, skill = 0.012, 1.1
    effort = screening_effort(loss, skill, parameter)
    power = parameter["screening_power"] * skill
    assert power * loss * math.exp(-power * effort) == pytest.approx(parameter["screening_cost"])


def test_care_falls_with_cover_and_faster_near_full_cover(parameter):
    covers = np.linspace(0.0, 0.85, 18)
    efforts = np.array([screening_effort(0.02 * (1.0 - c), 1.0, parameter) for c in covers])
    steps = np.diff(efforts[efforts > 0.0])
    assert (steps < 0.0).all()
    assert (np.diff(steps) < 0.0).all()
    assert screening_effort(0.0, 1.0, parameter) == 0.0
    assert screening_error(0.0, 1.0, parameter) == parameter["screening_noise"]


def test_without_information_everybody_looks_average(parameter):
    assert perceived_default(0.02, 3.0, 0.0, 1.0, 0.5, parameter) == pytest.approx(0.02)
    exact = perceived_default(0.02, 0.7, 0.5, 0.0, 2.0, parameter)
    assert exact == pytest.approx(0.02 * math.exp(0.7 - 0.25))


def test_the_book_is_priced_right_on_average(parameter):
    draw = np.random.default_rng(1)
    scores, errors = draw.normal(0.0, math.sqrt(0.5), 20_000), draw.normal(size=20_000)
    seen = [perceived_default(0.02, s, 0.5, 0.4, e, parameter) for s, e in zip(scores, errors, strict=True)]
    assert np.mean(seen) == pytest.approx(0.02, rel=0.03)


def test_cover_lowers_the_price_of_a_loan(parameter):
    bank = zeros(1, BANK)
    bank["screening_skill"], bank["score_weight"], bank["score_variance"], bank["score_mean"] = 1.0, 1.0, 0.5, 2.4
    firm = borrower()
    severity = loss_given_default(firm, 5.0, parameter)
    relative = relative_score(bank[0], firm, 5.0, 0.0, 0.035, 40, parameter)
    plain, covered = (care(bank[0], 0.02, part * severity, parameter) for part in (1.0, 0.2))
    assert covered < plain
    spreads = [
        judge_risk(bank[0], 0.02, part * severity, relative, effort, 1.0, 0.0, parameter)[1]
        for part, effort in ((1.0, plain), (0.2, covered))
    ]
    assert spreads[1] < spreads[0]
    assert loss_spread(0.02, 0.5) == pytest.approx(0.01 / 0.98)


def test_verified_technology_is_believed_in_full(parameter):
    doubtful = technology_relief(20.0, 5.0, 0.5, 0, parameter)
    assert 0.0 < doubtful < technology_relief(20.0, 5.0, 0.5, 1, parameter)
    assert technology_relief(1.0, 5.0, 0.5, 1, parameter) < 0.0


def test_claim_is_limited_by_cover_and_balance():
    assert claim_due(10.0, 20.0, 10.0, 0.8, 100.0) == pytest.approx(4.0)
    assert claim_due(10.0, 20.0, 10.0, 0.8, 1.5) == 1.5
    assert claim_due(10.0, 0.0, 0.0, 0.8, 100.0) == 0.0


def test_score_counts_for_more_when_the_defaulted_had_high_scores(parameter):
    bank = zeros(1, BANK)
    bank["score_weight"], bank["score_mean"], bank["score_variance"], bank["defaulted"] = 1.0, 2.0, 0.5, 100.0
    bank["defaulted_score"] = 100.0 * 3.0
    assert learned_score_weight(bank[0], parameter) > 1.0
    bank["defaulted_score"] = 100.0 * 2.0
    assert learned_score_weight(bank[0], parameter) < 1.0


def test_books_agree_through_a_quarter_of_credit():
    world = small_world(levers={"risk_pool.capital": 60.0})
    assert_books_agree(world)
    world.firms["exiting"][7:30:5] = 1
    for process in QUARTER:
        run(process, world)
        assert_books_agree(world)
    banks = world.banks
    assert 0.0 < banks["refusals"].sum() < banks["applications"].sum()
    assert banks["granted"].sum() == pytest.approx(world.flows[FLOW_CODE["loans_granted"]])
    assert world.technologies["financed"].sum() > 0
    assert (world.firms["debt"][world.firms["exiting"] == 1] == 0.0).all()
    for kind in ("collateral_sold", "loan_interest", "pool_refill", "deposit_interest", "bank_costs"):
        assert world.flows[FLOW_CODE[kind]] > 0.0, kind


def enrolled_defaults(cover, balance=400.0, **fields):
    world = small_world()
    firms = world.firms
    firms["pooled_debt"] = 0.5 * firms["debt"]
    firms["pool_cover"] = cover
    firms["capital"] *= 0.1
    for name, value in fields.items():
        firms[name] = value
    shift = balance - world.guarantors["cash"][0]
    world.guarantors["cash"][0] += shift
    world.banks["deposits"][world.guarantors["bank"][0]] += shift
    world.banks["reserves"][world.guarantors["bank"][0]] += shift
    firms["exiting"][5:20] = 1
    run(loans_default, world)
    return world


def test_losses_fall_in_order_on_collateral_cash_pool_and_bank():
    rich = enrolled_defaults(0.8, capital=10_000.0)
    assert rich.flows[FLOW_CODE["claims"]] == 0.0
    assert rich.banks["loss"].sum() == 0.0
    bare = enrolled_defaults(0.0)
    covered = enrolled_defaults(0.8)
    claims = covered.flows[FLOW_CODE["claims"]]
    assert claims > 0.0
    passed_on = covered.flows[FLOW_CODE["subrogation"]]
    assert 0.0 < passed_on < claims
    assert bare.banks["loss"].sum() - covered.banks["loss"].sum() == pytest.approx(claims - passed_on)
    assert covered.instruments["cash"][POOL] == pytest.approx(claims)
    assert covered.instruments["recovered"][POOL] == pytest.approx(passed_on)
    assert covered.guarantors["cash"][0] == pytest.approx(400.0 - claims + passed_on)


def test_pool_pays_until_it_is_empty():
    world = enrolled_defaults(0.8, balance=3.0)
    assert world.guarantors["cash"][0] >= 0.0
    assert world.guarantors["cash"][0] == pytest.approx(world.flows[FLOW_CODE["subrogation"]], abs=3.0)


def test_pool_stops_enrolling_when_losses_pass_the_stop_loss():
    world = enrolled_defaults(0.8)
    run(guarantors_close, world)
    assert world.guarantors["suspended"][0] == 1
    run(banks_lend, world)
    assert world.instruments["users"][POOL] == 0.0


def loans_under(levers, **parameters):
    parameters["bank_capital_start"] = 0.4
    world = small_world(n_firms=300, n_technologies=600, levers=levers, parameters=parameters)
    world.guarantors["cash"] = 4000.0
    run(banks_lend, world)
    return world


def test_banks_enrol_only_where_the_claim_is_worth_the_paperwork():
    assert loans_under({"risk_pool.cover": 0.5}).instruments["users"][POOL] > 0.0
    assert loans_under({"risk_pool.cover": 0.5}, pool_paperwork=50.0).instruments["users"][POOL] == 0.0
    assert loans_under({"risk_pool.cover": 0.0}).instruments["users"][POOL] == 0.0


def test_leverage_cap_limits_enrolment():
    world = loans_under({"risk_pool.leverage": 0.5})
    assert world.guarantors["outstanding"][0] <= 0.5 * 4000.0
    assert world.guarantors["outstanding"][0] < loans_under({"risk_pool.leverage": 20.0}).guarantors["outstanding"][0]


def test_cover_widens_access_lowers_rates_and_weakens_care():
    thin, deep = (loans_under({"risk_pool.cover": c, "risk_pool.leverage": 30.0}) for c in (0.0, 0.8))
    assert deep.banks["tech_granted"].sum() > thin.banks["tech_granted"].sum()
    rate = [w.banks["rate_volume"].sum() / w.banks["granted"].sum() for w in (thin, deep)]
    assert rate[1] < rate[0]
    care = [w.banks["screening_spent"].sum() for w in (thin, deep)]  # on the same applications
    assert care[1] < care[0]


def test_a_bank_short_of_capital_lends_nothing():
    world = small_world()
    world.banks["equity"] = 0.10 * world.banks["loans"]
    run(banks_lend, world)
    assert world.banks["granted"].sum() == 0.0


def test_a_firm_without_cash_is_distressed_and_pays_nothing():
    world = small_world()
    world.firms["cash"] = 0.0
    run(loans_serviced, world)
    owing = (world.firms["debt"] > 0.0) & (world.firms["active"] == 1)
    assert (world.firms["distressed"][owing] == 1).all()
    assert world.flows.sum() == 0.0
    run(loans_default, world)
    assert world.banks["bad_loans"].sum() == pytest.approx(world.banks["loans"].sum())


def test_government_fills_the_pool_up_to_its_capital_and_never_above():
    world = small_world(levers={"risk_pool.capital": 1000.0})
    for _ in range(60):
        world.guarantors["refilled"] = 0.0
        run(government_refills, world)
    assert world.guarantors["cash"][0] == pytest.approx(1000.0 * 1000.0 * world.clock["scale"][0], rel=1e-6)
    low = small_world(levers={"risk_pool.capital": 0.0})
    run(government_refills, low)
    assert low.guarantors["refilled"][0] == 0.0


def test_lending_does_not_depend_on_unrelated_borrowers():
    world = small_world()
    other = copy.deepcopy(world)
    other.firms["loan_request"][20] = 0.0
    bystanders = world.firms["bank"] != world.firms["bank"][20]
    run(banks_lend, world)
    run(banks_lend, other)
    assert (world.firms["loan_rate"][bystanders] == other.firms["loan_rate"][bystanders]).all()
