"""A few firms, banks, funds and technologies with agreed books, for tests of the processes of finance."""

from types import SimpleNamespace

import numpy as np

from model.accounts import FLOWS, N_FLOWS
from model.classifications import ENGINEERING, N_SIZES, PROOF_OF_CONCEPT, SMALL
from model.founding.finance import (
    bank_of_customers,
    found_banks,
    found_funds,
    found_guarantors,
    found_households,
    open_bank_accounts,
)
from model.indicators import OUTCOMES
from model.kernel import JIT, rule, zeros
from model.levers import INSTRUMENTS, LEVERS
from model.parameters import as_record
from model.policy import blank_table
from model.populations.economy import CLOCK, ENVIRONMENT, GOVERNMENT, INSTRUMENT, REGION, SECTOR
from model.populations.fields import account, record_type
from model.populations.firms import FIRM
from model.populations.technologies import TECHNOLOGY
from model.processes.loan_service import serves_loan

SCALE = 0.02
EVERY_LIST = (1 << len(INSTRUMENTS)) - 1


def recarray(array):
    return array if JIT else array.view(np.recarray)


def small_world(n_firms=60, n_technologies=40, seed=3, levers=None, parameters=None):
    """State by name, as the schedule binds it: half of the firms ask for money, all technologies are short of it."""
    draw = np.random.default_rng(seed)
    world = SimpleNamespace(parameters=recarray(as_record(parameters or {})))
    world.clock = zeros(1, CLOCK)
    world.clock["seed"] = seed
    world.clock["quarter"] = 20
    world.clock["season"] = 3
    world.clock["scale"] = SCALE
    world.clock["n_firm_rows"] = n_firms + 5
    world.clock["n_technologies"] = n_technologies
    policy = blank_table(60)
    for name, lever in LEVERS.items():
        policy[lever.field] = (levers or {}).get(name, lever.baseline)
    policy["policy_coordination"] = 1.0
    world.policy = recarray(policy)
    world.environment = zeros(60, ENVIRONMENT)
    world.environment["base_rate"] = 0.035
    world.flows = np.zeros(N_FLOWS)
    world.tally = np.zeros(len(OUTCOMES))
    world.instruments = zeros(len(INSTRUMENTS), INSTRUMENT)

    world.sectors = zeros(10, SECTOR)
    world.sectors["spending"] = 20_000.0
    world.sectors["price"] = 1.0
    world.sectors["n_firms"] = 600.0
    world.regions = zeros(4, REGION)

    firms = world.firms = zeros(n_firms + 5, FIRM)
    real = slice(0, n_firms)
    firms["active"][real] = 1
    firms["weight"] = 100.0
    firms["id"] = np.arange(n_firms + 5)
    firms["region"] = np.arange(n_firms + 5) % 4
    firms["cell"] = firms["region"] * N_SIZES + SMALL + np.arange(n_firms + 5) % 2
    firms["enrolled"] = EVERY_LIST
    firms["guarantor"] = -1
    firms["startup_of"] = -1
    firms["capital"][real] = draw.uniform(20.0, 80.0, n_firms)
    firms["receivables"][real] = 10.0
    firms["payables"][real] = 10.0
    firms["cash"][real] = draw.uniform(0.0, 12.0, n_firms)
    firms["debt"][real] = draw.uniform(0.0, 30.0, n_firms)
    firms["debt"][:5] = 0.0
    firms["tech_debt"] = 0.2 * firms["debt"]
    firms["loan_rate"][real] = 0.04
    firms["revenue_trend"][real] = 20.0
    firms["profit_trend"][real] = draw.normal(0.8, 1.0, n_firms)
    firms["loan_request"][0:n_firms:2] = draw.uniform(0.5, 8.0, len(range(0, n_firms, 2)))

    technologies = world.technologies = zeros(n_technologies, TECHNOLOGY)
    rows = np.arange(n_technologies)
    technologies["key"] = 1000 + rows
    technologies["weight"] = 60.0
    technologies["sponsor"] = rows % n_firms
    technologies["fund"] = -1
    technologies["missing"] = -1
    technologies["sector"] = rows % 10
    technologies["region"] = firms["region"][technologies["sponsor"]]
    technologies["stage"] = np.where(rows % 2 == 0, PROOF_OF_CONCEPT, ENGINEERING)
    technologies["stage_cost"] = draw.uniform(1.0, 6.0, n_technologies)
    technologies["loan_request"] = technologies["stage_cost"]
    technologies["precision"] = 2.0
    technologies["potential"] = draw.lognormal(-4.0, 1.0, n_technologies)
    technologies["fit"] = 0.5
    technologies["value"] = draw.lognormal(3.0, 1.0, n_technologies)

    world.banks = found_banks(6, seed, world.parameters)
    firms["bank"] = bank_of_customers(firms["id"], world.banks, seed, 0)
    world.households = found_households(world.banks)
    world.guarantors = found_guarantors(firms, world.banks, seed, world.parameters)
    world.guarantors["cash"] = 400.0
    world.funds = found_funds(40, SCALE, world.banks, seed, world.parameters)
    world.funds["vintage"] = 20
    world.governments = zeros(5, GOVERNMENT)
    world.governments["weight"] = 1.0
    world.governments["debt"][0] = 400_000.0
    world.governments["cash"] = 50_000.0
    world.abroad = zeros(1, record_type(*account()))
    world.abroad["weight"] = 1.0
    others = (world.guarantors, world.funds, world.abroad)
    open_bank_accounts(world.banks, world.households, firms, world.governments, world.parameters, others)
    world.banks["score_mean"] = 2.4
    return world


@rule
def loans_serviced(clock, parameters, firms, banks, guarantors, flows, instruments):
    """Every firm serves its loan, as it does when it settles."""
    for row in range(clock[0].n_firm_rows):
        if firms[row].active == 1:
            serves_loan(firms[row], banks, guarantors, flows, instruments, parameters[0])


def run(process, world):
    """Call ``process`` with the state it names, as the schedule does."""
    function = getattr(process, "py_func", process)
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return process(*[getattr(world, name) for name in names])


def assert_books_agree(world):
    """Every identity of money that finance touches."""
    banks, firms = world.banks, world.firms
    gross = np.abs(world.flows).sum() + banks["deposits"].sum()
    close = 1e-9 * gross
    active = firms["active"] == 1
    debt = np.bincount(firms["bank"][active], (firms["debt"] * firms["weight"])[active], len(banks))
    assert np.abs(debt - banks["loans"]).max() < close
    deposits = np.zeros(len(banks))
    for name in ("firms", "households", "guarantors", "funds", "governments", "abroad"):
        actors = getattr(world, name)
        deposits += np.bincount(actors["bank"], actors["cash"] * actors["weight"], len(banks))
    assert np.abs(deposits - banks["deposits"]).max() < close
    assets = banks["loans"] + banks["bonds"] + banks["reserves"]
    assert np.abs(assets - banks["deposits"] - banks["equity"]).max() < close
    assert abs(banks["reserves"].sum()) < close
    populations = {"firms": firms, "banks": banks, "households": world.households, "guarantors": world.guarantors,
                   "funds": world.funds, "governments": world.governments}
    for code, flow in enumerate(FLOWS):
        name, field = flow.stated_by
        if name in populations:
            stated = (populations[name][field] * populations[name]["weight"]).sum()
            assert abs(stated - world.flows[code]) < close, flow.id
