"""A small hand-made world for the tests of public and ecosystem processes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.accounts import FLOW_CODE, FLOWS, N_FLOWS
from model.classifications import N_REGIONS, N_SECTORS, N_SIZES
from model.founding.public import found_consortia, found_governments, found_pilots, found_regions
from model.indicators import OUTCOMES
from model.kernel import JIT, zeros
from model.levers import INSTRUMENTS, LEVERS
from model.parameters import PARAMETERS, as_record
from model.policy import blank_table
from model.populations import economy, finance, firms, knowledge, technologies

N_BANKS = 3
SCALE = 0.01
QUARTERS = 80


def small_world(n_firms: int = 200, n_technologies: int = 400, **changed: float) -> dict[str, np.ndarray]:
    """State with plausible stocks; keyword arguments are parameters to change."""
    parameters = as_record({name: value for name, value in changed.items() if name in PARAMETERS})
    chance = np.random.default_rng(7)
    state: dict[str, np.ndarray] = {"parameters": parameters if JIT else parameters.view(np.recarray)}
    clock = zeros(1, economy.CLOCK)
    clock["seed"], clock["scale"] = 11, SCALE
    clock["n_firm_rows"], clock["n_technologies"] = n_firms, n_technologies
    policy = blank_table(QUARTERS)
    for lever in LEVERS.values():
        policy[lever.field] = lever.baseline
    state["clock"], state["policy"] = clock, policy if JIT else policy.view(np.recarray)
    environment = zeros(QUARTERS, economy.ENVIRONMENT)
    environment["gdp"], environment["wage"] = 3.3e7, 1.0
    state["environment"] = environment

    state["banks"] = zeros(N_BANKS, finance.BANK)
    state["banks"]["weight"], state["banks"]["bonds"] = 1.0, 1.0e5
    state["banks"]["equity"], state["banks"]["deposits"] = 1.0e5, 0.0
    households = zeros(N_BANKS, economy.HOUSEHOLD)
    households["weight"], households["cash"], households["bank"] = 1.0, 1.0e6, np.arange(N_BANKS)
    state["households"] = households

    state["firms"] = sample_firms(n_firms, chance)
    state["technologies"] = sample_technologies(n_technologies, state["firms"], chance)
    universities = zeros(12, knowledge.UNIVERSITY)
    universities["weight"], universities["excellence"] = 3.0, chance.uniform(0.5, 2.0, 12)
    universities["sector"], universities["region"] = np.arange(12) % N_SECTORS, np.arange(12) % N_REGIONS
    universities["bank"], universities["researchers"] = np.arange(12) % N_BANKS, 200.0
    state["universities"] = universities
    sectors = zeros(N_SECTORS, economy.SECTOR)
    sectors["frontier"], sectors["frontier_quality"], sectors["research_crowding"] = 1.5, 1.5, 1.0
    state["sectors"] = sectors
    state["regions"] = found_regions(SCALE, state["parameters"])
    state["pilots"] = found_pilots(SCALE, N_BANKS, state["parameters"])
    state["governments"] = found_governments(state["banks"], 3.3e7 * SCALE, state["parameters"])
    state["consortia"] = found_consortia(int(state["firms"]["leader"].sum()))
    state["instruments"] = zeros(len(INSTRUMENTS), economy.INSTRUMENT)
    state["flows"], state["tally"] = np.zeros(N_FLOWS), np.zeros(len(OUTCOMES))
    balance_banks(state)
    return state


def sample_firms(n: int, chance: np.random.Generator) -> np.ndarray:
    """Firms of all cells with skewed size; the first twentieth are leaders."""
    array = zeros(n, firms.FIRM)
    for code in ("consortium", "guarantor", "startup_of"):
        array[code] = -1
    array["active"], array["id"], array["bank"] = 1, np.arange(n) + 1, np.arange(n) % N_BANKS
    array["sector"], array["region"], array["size_class"] = np.arange(n) % N_SECTORS, np.arange(n) % 4, np.arange(n) % 3
    array["cell"] = (array["sector"] * N_REGIONS + array["region"]) * N_SIZES + array["size_class"]
    array["leader"] = np.arange(n) < n // 20
    array["weight"] = np.where(array["leader"] == 1, 1.0, 25.0)
    array["cash"], array["absorptive"] = 20.0, chance.uniform(0.1, 0.9, n)
    array["revenue_trend"] = np.exp(chance.normal(3.0, 1.2, n)) + 1000.0 * array["leader"]
    array["research_active"] = np.arange(n) % 3 == 0
    array["research_active"][array["leader"] == 1] = 1
    array["research_budget"] = 0.05 * array["revenue_trend"] * array["research_active"]
    array["productivity"], array["quality"] = (np.exp(chance.normal(0.0, 0.4, n)) for _ in range(2))
    array["share"] = 1.0 / (array["weight"] * n / N_SECTORS)
    return array


def sample_technologies(n: int, sponsors: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Open technologies, all sponsored, willing and waiting, spread over stages 0 to 4."""
    array = zeros(n, technologies.TECHNOLOGY)
    for code in ("fund", "pilot", "consortium", "missing"):
        array[code] = -1
    array["sponsor"] = np.arange(n) % len(sponsors)
    array["key"], array["stage"] = np.arange(n) + 1000, (np.arange(n) // 7) % 5
    array["sector"], array["region"] = sponsors["sector"][array["sponsor"]], sponsors["region"][array["sponsor"]]
    array["weight"] = sponsors["weight"][array["sponsor"]]
    array["signal"], array["fit"] = chance.normal(-3.5, 1.0, n), chance.uniform(0.0, 1.0, n)
    array["cost_scale"] = np.exp(chance.normal(-1.0, 0.5, n))
    array["stage_cost"] = array["cost_scale"] * np.array([1.0, 3.0, 10.0, 20.0, 5.0])[array["stage"]]
    array["waited"] = np.arange(n) % 5
    return array


def balance_banks(state: dict[str, np.ndarray]) -> None:
    """Give every bank the deposits of its customers."""
    for actors in ("households", "firms", "universities", "pilots", "governments"):
        for bank in range(N_BANKS):
            mine = state[actors]["bank"] == bank
            total = float((state[actors]["cash"] * state[actors]["weight"])[mine].sum())
            state["banks"]["deposits"][bank] += total
            state["banks"]["reserves"][bank] += total
    shortfall = state["banks"]["deposits"] + state["banks"]["equity"] - state["banks"]["bonds"]
    state["banks"]["reserves"] = shortfall


def residuals(state: dict[str, np.ndarray]) -> dict[str, float]:
    """Flows that differ from what actors stated, banks' identity, and deposits against deposits."""
    found: dict[str, float] = {}
    for flow in FLOWS:
        population, field = flow.stated_by
        if population in state:
            rows = state[population]
            stated = float((rows[field] * rows["weight"]).sum())
            found[flow.id] = state["flows"][FLOW_CODE[flow.id]] - stated
    banks = state["banks"]
    held = banks["loans"] + banks["bonds"] + banks["reserves"] - banks["deposits"] - banks["equity"]
    found["bank identity"] = float(np.abs(held).max())
    cash = sum(
        float((state[a]["cash"] * state[a]["weight"]).sum())
        for a in ("households", "firms", "universities", "pilots", "governments")
    )
    found["deposits"] = cash - float(banks["deposits"].sum())
    scale = max(1.0, float(state["flows"].sum()))
    return {name: value / scale for name, value in found.items() if abs(value) > 1e-9 * scale}


def call(process: Callable[..., None], state: dict[str, np.ndarray]) -> None:
    """Run a process with the state it names."""
    python = getattr(process, "py_func", process)
    names = python.__code__.co_varnames[: python.__code__.co_argcount]
    process(*(state[name] for name in names))
