"""The numbers behind a decision, computed again by the very rules that the processes follow."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.chance import CUSTOMER, GATE, OBSOLESCENCE, uniform
from model.classifications import FIRST_USE, PILOT
from model.processes.administration import CERTIFICATION, PILOT_PLATFORMS, TECHNOLOGY_INSURANCE, row_in_force
from model.processes.certification import scope_of_tests
from model.processes.consortia import stage_cost_share
from model.processes.first_customers import chance_of_customer
from model.processes.pilots import fee_support
from model.processes.technology_insurance import cover_offered, gain_of_sponsor
from model.processes.valuation import (
    chance_to_market,
    expected_gain,
    pass_chance,
    remaining_cost,
    stage_multiple,
    stage_quarters,
)
from model.world import World

Numbers = dict[str, Any]


def believed_gain(world: World, technology: np.void) -> float:
    """Gain in cost or quality that whoever holds the technology expects of it."""
    cap = world.state["parameters"][0]["potential_cap"]
    return float(expected_gain(technology["signal"], technology["precision"], technology["fit"], cap))


def gate_numbers(world: World, technology: np.void) -> Numbers:
    """What the sponsor weighs: value, chance to reach the market, remaining cost after tax, own hurdle.

    Partners of a consortium carry part of the cost, government part of a pilot's fee, an insurer part of its loss.
    """
    state = world.state
    rules, firm = state["parameters"][0], state["firms"][int(technology["sponsor"])]
    stage = int(technology["stage"])
    prices = float(firm["tax_component"]), float(firm["tax_component_engineering"])
    chance = float(chance_to_market(rules, stage))
    laboratory = float(technology["cost_scale"]) * float(
        stage_cost_share(technology, state["consortia"], state["parameters"])
    )
    cost = float(remaining_cost(rules, stage, laboratory, *prices))
    if stage == PILOT:
        quarter = int(state["clock"]["quarter"][0])
        row = row_in_force(state["policy"], quarter, PILOT_PLATFORMS, state["parameters"])
        supported = float(rules["pilot_fee"]) * float(fee_support(state["policy"], row, firm))
        insurance = row_in_force(state["policy"], quarter, TECHNOLOGY_INSURANCE, state["parameters"])
        cover = cover_offered(state["policy"], insurance, firm)
        seed = int(state["clock"]["seed"][0])
        supported += float(gain_of_sponsor(cover, firm, technology, state["guarantors"], rules, seed))
        cost -= laboratory * supported * float(stage_multiple(rules, stage))
    return {
        "gain": believed_gain(world, technology),
        "value": float(technology["value"]),
        "chance": chance,
        "expected": float(technology["value"]) * chance,
        "cost": cost,
        "hurdle": float(firm["hurdle"]),
        "stage_cost": float(technology["stage_cost"]),
    }


def luck_of_stage(world: World, technology: np.void, stage: int) -> Numbers:
    """The chance to pass a stage and the draw that decided it: the same draw under every policy."""
    seed = int(world.state["clock"]["seed"][0])
    return {
        "chance": float(pass_chance(world.state["parameters"][0], stage)),
        "draw": float(uniform(seed, GATE, 0, int(technology["key"]), stage)),
    }


def luck_of_age(world: World, technology: np.void) -> Numbers:
    """The chance to become obsolete in a quarter and the draw of this age."""
    clock, sector = world.state["clock"][0], world.state["sectors"][int(technology["sector"])]
    age = int(clock["quarter"]) - int(technology["born"])
    return {
        "chance": float(world.state["parameters"][0]["obsolescence"] + sector["leakage"]),
        "draw": float(uniform(int(clock["seed"]), OBSOLESCENCE, age, int(technology["key"]), 0)),
    }


def luck_of_market(world: World, technology: np.void) -> Numbers:
    """The chance that a first customer comes by itself in this quarter, and its draw."""
    state = world.state
    seed, quarter = int(state["clock"]["seed"][0]), int(state["clock"]["quarter"][0])
    row = row_in_force(state["policy"], quarter, CERTIFICATION, state["parameters"])
    chance = chance_of_customer(
        technology, state["firms"][int(technology["sponsor"])], state["sectors"][int(technology["sector"])],
        scope_of_tests(state["policy"], row), seed, state["parameters"][0],
    )  # fmt: skip
    return {
        "chance": float(chance),
        "draw": float(uniform(seed, CUSTOMER, int(technology["waited"]), int(technology["key"]), 0)),
    }


def quarters_of_stage(world: World, stage: int) -> int:
    """How long a stage lasts."""
    return int(stage_quarters(world.state["parameters"][0], stage))


def waits_for_customer(technology: np.void) -> bool:
    """Whether a technology stands at the door of first use without a customer."""
    return bool(
        technology["stage"] == FIRST_USE
        and technology["sponsor"] >= 0
        and technology["customer"] == 0
        and technology["running"] == 0
    )
