"""Measures on worlds so small that every number can be counted by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.accounts import FLOW_CODE
from model.classifications import (
    FROM_FIRM,
    FROM_INSTITUTE,
    FROM_UNIVERSITY,
    LARGE,
    MICRO,
    NO_FINANCE,
    NO_SPONSOR,
    SMALL,
)
from model.indicators import COLUMN, OUTCOMES, RAW, RAW_COLUMN
from model.kernel import zeros
from model.levers import INSTRUMENTS, KINDS_OF_USERS, USERS, could_use
from model.measures import COHORT_GROUPS
from model.populations.economy import INSTRUMENT, SECTOR
from model.populations.technologies import DEAD, INDUSTRIALISED, OPEN
from model.processes.administration import MINISTRIES, ministries_enrol_firms, national_lag
from model.processes.grants import beyond_what_was_short, grants_awarded
from model.processes.measurement import advance, measure_advance, measure_economy, measure_instruments, promptness
from model.processes.observation import count_firms, count_technologies, loses_without_orders
from model.processes.pipeline_measures import endings_are_counted, measure_conversion, measure_flow
from model.processes.sector_records import count_sectors
from tests.processes.public_world import call, small_world

pytestmark = pytest.mark.python_lane

NOW = 30
FIVE_YEARS_AGO = NOW - 20
MATERIALS, CIRCUITS = 1, 5
EAST, WEST, NORTHEAST = 0, 2, 3
RD, PILOTS, AUDITS = (INSTRUMENTS.index(name) for name in ("rd_deduction", "pilot_platforms", "research_audits"))

#        origin           field      region     weight  sponsor  state           born            cause
ENDED = [
    (FROM_FIRM,       MATERIALS, EAST,      2.0,     0, INDUSTRIALISED, NOW - 8,        0),
    (FROM_UNIVERSITY, MATERIALS, WEST,      1.0,     1, INDUSTRIALISED, FIVE_YEARS_AGO, 0),
    (FROM_UNIVERSITY, CIRCUITS,  WEST,      3.0,    -1, DEAD,           FIVE_YEARS_AGO, NO_SPONSOR),
    (FROM_INSTITUTE,  CIRCUITS,  NORTHEAST, 4.0,     2, DEAD,           NOW - 4,        NO_FINANCE),
    (FROM_FIRM,       MATERIALS, EAST,      5.0,     0, OPEN,           NOW,            0),
]  # fmt: skip
SIZES_OF_SPONSORS = (LARGE, SMALL, MICRO)


def blank_records(quarters: int = NOW + 1) -> np.ndarray:
    return np.zeros((quarters, len(OUTCOMES) + len(RAW)))


@pytest.fixture(scope="module")
def counted() -> tuple[np.ndarray, np.ndarray]:
    """Records and cohorts after a quarter in which four technologies ended and one was born."""
    state = small_world(3, len(ENDED))
    state["clock"]["quarter"] = NOW
    state["firms"]["size_class"] = SIZES_OF_SPONSORS
    technologies = state["technologies"]
    names = ("origin", "sector", "region", "weight", "sponsor", "state", "born", "cause")
    for row, values in enumerate(ENDED):
        for name, value in zip(names, values, strict=True):
            technologies[name][row] = value
    # what is counted where technologies end
    for outcome, count in (("industrialised_firm", 2.0), ("industrialised_university", 1.0)):
        state["tally"][COLUMN[outcome]] = count
    cohorts = np.zeros((NOW + 1, 2 + 2 * len(COHORT_GROUPS)))
    born = {group.id: 2 + place for place, group in enumerate(COHORT_GROUPS)}
    for group, count in (("university", 4.0), ("materials", 1.0), ("integrated_circuits", 3.0), ("west", 4.0)):
        cohorts[FIVE_YEARS_AGO, born[group]] = count
    records = blank_records()
    records[NOW - 11, COLUMN["ended_materials"]] = 3.0  # three years with the present quarter
    records[NOW - 12, COLUMN["ended_materials"]] = 100.0  # before that
    state["records"], state["cohorts"] = records, cohorts
    call(endings_are_counted, state)
    call(count_technologies, state)
    measure_conversion(records, cohorts, NOW)
    return records, cohorts


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        # field
        ("industrialised_materials", 3.0), ("ended_materials", 3.0), ("conversion_rate_materials", 3.0 / 6.0),
        ("ended_integrated_circuits", 7.0), ("conversion_rate_integrated_circuits", 0.0),
        ("conversion_rate_quantum", math.nan), ("time_to_market_materials", (2 * 2.0 + 1 * 5.0) / 3.0),
        ("died_integrated_circuits_no_sponsor", 3.0), ("died_integrated_circuits_no_finance", 4.0),
        ("cohort_conversion_materials", 1.0), ("cohort_conversion_integrated_circuits", 0.0),
        # region
        ("conversion_rate_east", 1.0), ("conversion_rate_west", 1.0 / 4.0), ("conversion_rate_northeast", 0.0),
        ("conversion_rate_central", math.nan), ("time_to_market_west", 5.0), ("time_to_market_east", 2.0),
        ("died_west_no_sponsor", 3.0), ("died_northeast_no_finance", 4.0), ("cohort_conversion_west", 1.0 / 4.0),
        # size of the firm that carries it; who has none belongs to no size
        ("conversion_rate_large", 1.0), ("conversion_rate_small", 1.0), ("conversion_rate_micro", 0.0),
        ("conversion_rate_medium", math.nan), ("time_to_market_large", 2.0), ("time_to_market_small", 5.0),
        ("died_micro_no_finance", 4.0), ("died_micro_technical_failure", 0.0),
        # actor
        ("time_to_market_firm", 2.0), ("time_to_market_university", 5.0), ("time_to_market_institute", math.nan),
        ("died_university_no_sponsor", 3.0), ("died_institute_no_finance", 4.0), ("died_firm_no_finance", 0.0),
        ("cohort_conversion_university", 1.0 / 4.0), ("cohort_conversion_institute", math.nan),
    ],
)  # fmt: skip
def test_conversion_by_group(counted: tuple[np.ndarray, np.ndarray], outcome: str, expected: float) -> None:
    assert counted[0][NOW, COLUMN[outcome]] == pytest.approx(expected, nan_ok=True)


def test_births_enter_their_cohort(counted: tuple[np.ndarray, np.ndarray]) -> None:
    born = dict(zip((group.id for group in COHORT_GROUPS), counted[1][NOW, 2:], strict=False))
    assert {group for group, count in born.items() if count} == {"firm", "materials", "east"}
    assert born["east"] == 5.0


def test_flow_through_stages_is_of_those_that_left_them_in_the_year() -> None:
    records = blank_records(5)
    for outcome, quarters in {
        "entered_engineering": [90.0, 1.0, 2.0, 0.0, 3.0],  # the first quarter is more than a year ago
        "died_pilot_no_pilot_capacity": [90.0, 0.0, 1.0, 0.0, 0.0],
        "died_pilot_no_finance": [0.0, 0.0, 0.0, 1.0, 0.0],
        "technologies_industrialised": [0.0, 0.0, 0.0, 0.0, 3.0],
        "died_industrialisation_technical_failure": [0.0, 1.0, 0.0, 0.0, 0.0],
        "died_first_use_no_first_customer": [0.0, 0.0, 0.0, 0.0, 2.0],
    }.items():
        records[:, COLUMN[outcome]] = quarters
    measure_flow(records, 4)
    flow = {stage: records[4, COLUMN[f"flow_{stage}"]] for stage in ("pilot", "industrialisation", "first_use")}
    assert flow == {"pilot": 6.0 / 8.0, "industrialisation": 3.0 / 4.0, "first_use": 0.0}
    assert math.isnan(records[4, COLUMN["flow_small_trial"]])


def test_take_up_is_the_mean_over_instruments_and_lag_over_those_with_users() -> None:
    records = blank_records(4)
    sectors, instruments = zeros(10, SECTOR), zeros(len(INSTRUMENTS), INSTRUMENT)
    researching = len(OUTCOMES) + RAW_COLUMN["could_use_research_firms"]
    records[:3, researching] = 40.0
    records[:, COLUMN["cost_rd_deduction_users"]] = [10.0, 10.0, 0.0, 20.0]
    records[3, COLUMN["cost_pilot_platforms_users"]] = 5.0
    records[3, COLUMN["cost_research_audits_users"]] = 7.0
    records[3, COLUMN["rd_firms_doing"]], records[3, COLUMN["technologies_open"]] = 0.4, 20.0
    instruments["lag"][[RD, PILOTS, AUDITS]] = 2.0, 1.0, 9.0
    measure_instruments(instruments, sectors, records, 3, 100.0, 50.0)
    assert records[3, researching] == 40.0
    to_take_up = len(INSTRUMENTS) - 2
    assert records[3, COLUMN["instruments_taken_up"]] == pytest.approx((40.0 / 120.0 + 5.0 / 20.0) / to_take_up)
    assert records[3, COLUMN["policy_lag"]] == pytest.approx(1.5)
    assert records[3, COLUMN["policy_promptness"]] == pytest.approx(4.0 / 5.5)


def test_without_users_there_is_no_take_up_and_no_lag() -> None:
    records = blank_records(1)
    measure_instruments(zeros(len(INSTRUMENTS), INSTRUMENT), zeros(10, SECTOR), records, 0, 100.0, 50.0)
    assert records[0, COLUMN["instruments_taken_up"]] == 0.0
    for outcome in ("policy_lag", "policy_promptness"):
        assert math.isnan(records[0, COLUMN[outcome]])


def test_every_instrument_has_users_of_a_kind_or_is_imposed() -> None:
    kinds = {instrument: could_use(instrument) for instrument in INSTRUMENTS}
    assert {name for name, kind in kinds.items() if kind is None} == {"orderly_competition", "research_audits"}
    assert set(kinds.values()) - {None} == set(KINDS_OF_USERS)
    for instrument, kind in kinds.items():
        assert kind in (None, "research_firms", USERS[instrument])


@pytest.mark.parametrize("coordination", [0.0, 0.5, 1.0])
def test_the_lag_is_that_of_calendars_and_of_applicants(coordination: float) -> None:
    state = small_world()
    state["policy"]["policy_coordination"] = coordination
    call(ministries_enrol_firms, state)
    firms, lag = state["firms"], state["instruments"]["lag"]
    wait = float(state["parameters"]["calendar_wait"][0])
    assert lag[PILOTS] == national_lag(coordination, MINISTRIES[PILOTS], wait)
    listed = (firms["active"] == 1) & ((firms["enrolled"] >> RD) & 1 == 1)
    mean = np.average(firms["lag_rd_deduction"][listed], weights=firms["weight"][listed])
    assert lag[RD] == pytest.approx(mean)
    assert (lag[RD] == 0.0) == (coordination == 1.0)
    assert promptness(0.0) == 1.0


def test_advance_is_a_half_at_the_start_and_two_thirds_when_doubled() -> None:
    assert advance(3.0, 3.0) == 0.5
    assert advance(6.0, 3.0) == pytest.approx(2.0 / 3.0)
    records = blank_records(12)
    contracts = len(OUTCOMES) + RAW_COLUMN["contracts"]
    records[:, contracts] = [7.0] * 4 + [1.0] * 4 + [1.0, 2.0, 3.0, 2.0]
    measure_advance(records, 11, 8)
    assert records[11, COLUMN["contracts_advance"]] == pytest.approx(8.0 / 12.0)
    assert math.isnan(records[11, COLUMN["productivity_advance"]])  # nothing was produced
    measure_advance(records, 7, 8)
    assert math.isnan(records[7, COLUMN["contracts_advance"]])  # before the run


def test_own_effort_and_dependence_on_orders() -> None:
    state = small_world(4, 1)
    firms, clock = state["firms"], state["clock"]
    clock["quarter"], clock["burn_in"] = 0, 4
    state["records"] = blank_records(1)
    for field, values in {
        "weight": (1.0, 2.0, 1.0, 1.0), "research_active": (1, 1, 1, 0), "revenue": (100.0, 50.0, 100.0, 1000.0),
        "grants_received": (4.0, 0.0, 0.0, 0.0), "research_paid": (6.0, 5.0, 0.0, 0.0),
        "stages_paid": (3.0, 0.0, 0.0, 0.0), "pilot_fees": (1.0, 0.0, 0.0, 0.0),
        "orders_received": (0.0, 50.0, 20.0, 0.0), "profit": (-1.0, 2.0, 20.0, 50.0),
    }.items():  # fmt: skip
        firms[field] = values
    call(count_firms, state)
    row = state["records"][0]
    sales = (50.0 + 50.0) * 2.0 + 120.0  # of those without a subsidy, first orders included
    assert row[COLUMN["own_effort_subsidised"]] == pytest.approx((10.0 - 4.0) / 100.0)
    assert row[COLUMN["own_effort_others"]] == pytest.approx(10.0 / sales)
    assert row[COLUMN["order_dependence"]] == pytest.approx((100.0 + 20.0) / (100.0 + sales))
    assert row[COLUMN["losses_without_orders"]] == pytest.approx(2.0 / 4.0)  # one row that stands for two


def test_whoever_loses_money_anyway_is_not_kept_by_orders() -> None:
    assert loses_without_orders(2.0, 50.0, 0.85)
    assert not loses_without_orders(20.0, 50.0, 0.85)
    assert not loses_without_orders(-1.0, 50.0, 0.85)
    assert not loses_without_orders(2.0, 50.0, 1.0)  # an order that costs what it brings keeps nobody


@pytest.mark.parametrize(("short", "replaced"), [(0.0, 1.0), (1e6, 0.0)])
def test_a_grant_replaces_what_its_sponsor_had(short: float, replaced: float) -> None:
    state = small_world()
    state["technologies"]["loan_request"] = short
    state["policy"]["direct_subsidy_budget"] = 400.0
    call(ministries_enrol_firms, state)
    call(grants_awarded, state)
    assert state["tally"][COLUMN["grants_replacing_own"]] == replaced
    assert beyond_what_was_short(3.0, 2.0) == 1.0


def test_without_grants_none_replaces_anything() -> None:
    state = small_world()
    state["policy"]["direct_subsidy_budget"] = 0.0
    call(ministries_enrol_firms, state)
    call(grants_awarded, state)
    assert math.isnan(state["tally"][COLUMN["grants_replacing_own"]])


def test_penetration_counts_firms_and_users() -> None:
    state = small_world(4, 1)
    sectors, records = state["sectors"], blank_records(1)
    sectors["final_spending"][:2], sectors["ai_share"][:2] = (100.0, 300.0), (0.5, 0.1)
    sectors["revenue_sum"] = 1.0
    records[0, COLUMN["ai_adoption"]] = 0.4
    records[0, COLUMN["sectors_ahead"]] = 3.0
    for flow, amount in (("research_spending", 60.0), ("stage_spending", 30.0), ("pilot_fees", 10.0)):
        state["flows"][FLOW_CODE[flow]] = amount
    for flow in ("direct_subsidy", "consortium_matching", "leaders_projects", "mission_grants", "tier_awards"):
        state["flows"][FLOW_CODE[flow]] = 4.0
    links, parameters = np.zeros((10, 10)), state["parameters"].view(np.recarray)
    measure_economy(sectors, state["environment"][0], links, state["flows"], records, 0, parameters[0])
    row = records[0]
    assert row[COLUMN["intelligent_users"]] == pytest.approx((100.0 * 0.5 + 300.0 * 0.1) / 400.0)
    assert row[COLUMN["intelligent_penetration"]] == pytest.approx((0.4 + 0.2) / 2.0)
    assert row[COLUMN["sectors_ahead_share"]] == pytest.approx(0.3)
    assert row[COLUMN["public_project_money"]] == pytest.approx(0.020)
    assert row[COLUMN["own_per_public"]] == pytest.approx((100.0 - 20.0) / 20.0)


def test_value_added_is_revenue_less_inputs_from_home_and_abroad() -> None:
    state = small_world(4, 1)
    state["records"] = blank_records(1)
    sectors = state["sectors"]
    sectors["revenue_sum"][:2], sectors["inputs_bought"][0], sectors["import_share"][0] = (100.0, 50.0), 30.0, 0.25
    call(count_sectors, state)
    assert state["records"][0, COLUMN["value_added"]] == pytest.approx((150.0 - 40.0) / 1000.0)
