"""Public support of artificial intelligence: part of its price, supply of compute, models and data, packages."""

import math

from ..accounts import PUBLIC_COMPUTE, pay
from ..chance import AI_STAGE, uniform
from ..classifications import CLASS_OF_SECTOR, SMALL_TRIAL
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import AI_ACTION, DIGITAL_UPGRADE, is_enrolled, row_in_force

AI_PRICE = COLUMN["ai_price"]
_TRADITIONAL = 0


@rule
def compute_support(policy, row, firm):
    """Share of the price of AI that government pays for a firm on the lists."""
    if is_enrolled(firm, AI_ACTION):
        return policy[row, firm.cell].ai_action_compute_support
    return 0.0


@rule
def upgrade_support(policy, row, firm):
    """Share of the price of a standard digital package that government pays for a firm of a traditional sector."""
    if CLASS_OF_SECTOR[firm.sector] == _TRADITIONAL and is_enrolled(firm, DIGITAL_UPGRADE):
        return policy[row, firm.cell].digital_upgrade_support
    return 0.0


@rule
def public_supply(policy, row):
    """Public compute, open models and data sets, bn yuan a year beyond the status quo."""
    return policy[row, 0].ai_action_supply


@rule
def price_of_ai(market, supplied, p):
    """Price of AI relative to the status quo: public supply competes with what the market sells (both m yuan)."""
    return math.pow(market / (market + supplied), p.ai_supply_elasticity) if market > 0.0 else 1.0


@rule
def models_within_reach(supplied, scale, p):
    """Share of research tasks for which open models and public compute are at hand."""
    return supplied / (supplied + 250.0 * scale * p.ai_models_half)


@rule
def stage_shortened(technology, firm, models, data, quarters, p, seed):
    """Quarters that AI takes off an early stage: one, for an adopter able to use it, where models or data are at hand.

    Without own absorptive capacity, or without adoption, nothing is saved.
    """
    if firm.ai == 0 or technology.stage > SMALL_TRIAL or quarters < 2.0:
        return 0
    at_hand = models + (1.0 - models) * p.data_for_models * data
    chance = uniform(seed, AI_STAGE, 0, technology.key, technology.stage)
    return 1 if chance < firm.absorptive * at_hand else 0


@process
def compute_supplied(clock, policy, parameters, governments, households, banks, sectors, instruments, flows, tally):
    """Government buys and runs public compute, used or not; its supply moves the price of AI.

    Writes ``clock.ai_discount`` and ``clock.ai_models`` and takes in what was bought last quarter.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, AI_ACTION, parameters)
    supplied = public_supply(policy, row) * 250.0 * now.scale
    market = 0.0
    for s in range(len(sectors)):
        market += sectors[s].ai_bought
        sectors[s].ai_bought = 0.0
    now.ai_discount = 1.0 - price_of_ai(market, supplied, p)
    now.ai_models = models_within_reach(supplied, now.scale, p)
    tally[AI_PRICE] = 1.0 - now.ai_discount
    if supplied > 0.0:
        state = governments[0]
        state.public_compute += supplied
        instruments[AI_ACTION].cash += supplied
        pay(flows, banks, PUBLIC_COMPUTE, state, households[state.bank], supplied)
