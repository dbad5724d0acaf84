"""A small hand-made world for the tests of universities, the technology market and patents."""

from __future__ import annotations

import hashlib

import numpy as np

from model.accounts import FLOW_CODE, FLOWS, N_FLOWS
from model.classifications import FROM_UNIVERSITY, LARGE, N_REGIONS, N_SECTORS, N_SIZES
from model.founding.finance import found_banks, found_households
from model.founding.knowledge import found_universities
from model.indicators import OUTCOMES
from model.kernel import JIT, zeros
from model.levers import INSTRUMENTS, LEVERS
from model.parameters import as_record
from model.policy import blank_table
from model.populations.economy import CLOCK, ENVIRONMENT, GOVERNMENT, GOVERNMENT_FIELDS, INSTRUMENT, REGION, SECTOR
from model.populations.fields import stated_block
from model.populations.firms import FIRM, FIRM_FIELDS
from model.populations.knowledge import UNIVERSITY_FIELDS
from model.populations.technologies import OPEN, TECHNOLOGY, TECHNOLOGY_FIELDS
from model.processes.birth import beliefs_before_looking, create_technology
from model.processes.contract_research import contract_research
from model.processes.patents import patents_age, results_enter_use
from model.processes.research_money import research_money_arrives
from model.processes.technology_market import technologies_meet_firms
from model.processes.universities import universities_research, universities_settle

QUARTERS = 80
ROOM = 12_000

State = dict[str, np.ndarray]


def parameters_with(**values: float) -> np.ndarray:
    record = as_record(values)
    return record if JIT else record.view(np.recarray)


def status_quo() -> np.ndarray:
    """Every lever at its baseline, in every quarter and cell."""
    policy = blank_table(QUARTERS)
    for lever in LEVERS.values():
        policy[lever.field] = lever.baseline
    return policy if JIT else policy.view(np.recarray)


def small_world(firms: int = 120, sample: int = 24, scale: float = 1.0, seed: int = 3, **values: float) -> State:
    """Universities with money, firms with cash, one government; no technologies yet."""
    parameters = parameters_with(**values)
    banks = found_banks(3, seed, parameters)
    state: State = {
        "parameters": parameters,
        "banks": banks,
        "households": found_households(banks),
        "clock": zeros(1, CLOCK),
        "policy": status_quo(),
        "environment": zeros(QUARTERS, ENVIRONMENT),
        "universities": found_universities(scale, banks, seed, parameters, sample),
        "technologies": zeros(ROOM, TECHNOLOGY),
        "firms": zeros(firms, FIRM),
        "governments": zeros(1, GOVERNMENT),
        "regions": zeros(N_REGIONS, REGION),
        "sectors": zeros(N_SECTORS, SECTOR),
        "flows": np.zeros(N_FLOWS),
        "tally": np.zeros(len(OUTCOMES)),
        "listed_firms": np.zeros(firms, np.int64),
        "listed_pull": np.zeros(firms + 1),
        "listed_place": np.zeros(N_SECTORS * N_REGIONS + 1, np.int64),
        "instruments": zeros(len(INSTRUMENTS), INSTRUMENT),
    }
    state["clock"]["seed"] = seed
    state["clock"]["n_firm_rows"] = firms
    state["environment"]["wage"] = 1.0
    state["environment"]["budget_growth"] = 1.0
    state["environment"]["gdp"] = 3.3e7
    state["clock"]["scale"] = scale
    state["governments"]["weight"] = 1.0
    state["regions"]["scientist_wage"] = 1.0
    state["regions"]["engineer_wage"] = 1.0
    state["sectors"]["research_crowding"] = 1.0
    state["sectors"]["spending"] = 1.0e6
    state["sectors"]["n_firms"] = 10_000.0
    firm = state["firms"]
    rows = np.arange(firms)
    firm["active"] = 1
    firm["id"] = rows
    firm["weight"] = 512_000.0 * scale / firms
    firm["bank"] = rows % 3
    firm["sector"] = rows % N_SECTORS
    firm["region"] = rows // N_SECTORS % N_REGIONS
    firm["cell"] = (firm["sector"] * N_REGIONS + firm["region"]) * N_SIZES + LARGE
    firm["research_active"] = rows % 5 < 3
    firm["revenue_trend"] = 20.0 * (1.0 + rows % 7)
    firm["cash"] = 50.0
    firm["absorptive"] = 0.6
    firm["opportunity"] = 1.0
    firm["hurdle"] = 1.0
    firm["tax_component"] = 1.0
    firm["tax_component_engineering"] = 1.0
    firm["research_budget"] = 0.3 * firm["research_active"]
    for holder in (firm, state["universities"]):
        holder["patents_used"], holder["patents_idle"], holder["idle_value"] = 4.0, 6.0, 0.04
    return state


def open_books(state: State) -> None:
    """Start a quarter: statements, flows and tally at zero."""
    for name, fields in (
        ("governments", GOVERNMENT_FIELDS),
        ("firms", FIRM_FIELDS),
        ("universities", UNIVERSITY_FIELDS),
        ("technologies", TECHNOLOGY_FIELDS),
    ):
        block = stated_block(state[name], fields)
        if block is not None:
            block[...] = 0.0
    state["flows"][...] = 0.0
    state["tally"][...] = 0.0


def money(state: State) -> None:
    names = (
        "clock", "policy", "parameters", "environment", "universities", "governments", "households", "banks",
        "instruments", "flows",
    )
    research_money_arrives(*(state[name] for name in names))


def research(state: State) -> None:
    money(state)
    names = (
        "clock", "policy", "parameters", "environment", "universities", "technologies", "regions", "sectors", "tally",
    )  # fmt: skip
    universities_research(*(state[name] for name in names))


def market(state: State) -> None:
    names = (
        "clock", "policy", "parameters", "firms", "universities", "technologies", "regions", "sectors", "banks",
        "instruments", "flows", "tally", "listed_firms", "listed_pull", "listed_place",
    )  # fmt: skip
    technologies_meet_firms(*(state[name] for name in names))


def contracts(state: State) -> None:
    names = ("clock", "policy", "parameters", "firms", "universities", "banks", "instruments", "flows")
    contract_research(*(state[name] for name in names))


def use(state: State) -> None:
    names = ("clock", "parameters", "firms", "universities", "technologies", "banks", "flows")
    results_enter_use(*(state[name] for name in names))


def settle(state: State) -> None:
    universities_settle(*(
        state[name] for name in ("clock", "policy", "parameters", "universities", "households", "banks", "flows")
    ))


def patents(state: State) -> None:
    patents_age(*(state[name] for name in ("clock", "parameters", "firms", "universities")))


def quarter(state: State) -> None:
    """Everything of this corner of the world, in the order of the schedule."""
    open_books(state)
    research(state)
    market(state)
    contracts(state)
    use(state)
    settle(state)
    patents(state)
    state["clock"]["quarter"] += 1


def born(state: State) -> np.ndarray:
    """The technologies in the array."""
    return state["technologies"][: int(state["clock"]["n_technologies"][0])]


def add_result(state: State, row: int = 0, **fields: float) -> np.void:
    """A result of a university row, with fields set by hand; returns its record."""
    unit = state["universities"][row]
    position = create_technology(
        state["technologies"], state["clock"], 3, FROM_UNIVERSITY, row, row, 1000 + len(born(state)), unit["weight"],
        int(unit["sector"]), int(unit["region"]), 0.5, 0.5, 0.1,
        beliefs_before_looking(state["parameters"][0]), state["parameters"][0],
    )
    technology = state["technologies"][position]
    for name, value in fields.items():
        technology[name] = value
    assert technology["state"] == OPEN
    return technology


def stated_difference(state: State, flow: str) -> float:
    """Flow booked less what its actors stated, relative to the flow."""
    declared = FLOWS[FLOW_CODE[flow]]
    name, field = declared.stated_by
    stated = float((state[name][field] * state[name]["weight"]).sum())
    booked = float(state["flows"][FLOW_CODE[flow]])
    return abs(booked - stated) / max(1.0, abs(booked))


def fingerprint(state: State) -> str:
    """Hash of all bits of the state."""
    digest = hashlib.sha256()
    for name in sorted(state):
        digest.update(state[name].tobytes())
    return digest.hexdigest()
