"""What a technology is worth to a firm, and what it still costs: the gate decision.

A project goes on when its expected value times the chance to pass what remains exceeds the remaining cost,
each stage at its own after-tax price (Roberts and Weitzman 1981).
"""

from __future__ import annotations

import math

from ..classifications import (
    ENGINEERING,
    FIRST_USE,
    INDUSTRIALISATION,
    PILOT,
    PROOF_OF_CONCEPT,
    SMALL_TRIAL,
)
from ..kernel import rule


@rule
def stage_multiple(parameters, stage):
    """Cost of a stage as a multiple of the laboratory cost."""
    if stage == PROOF_OF_CONCEPT:
        return parameters.cost_proof_of_concept
    if stage == SMALL_TRIAL:
        return parameters.cost_small_trial
    if stage == PILOT:
        return parameters.cost_pilot
    if stage == ENGINEERING:
        return parameters.cost_engineering
    if stage == FIRST_USE:
        return parameters.cost_first_use
    return parameters.cost_industrialisation


@rule
def stage_quarters(parameters, stage):
    """Duration of a stage in quarters."""
    if stage == PROOF_OF_CONCEPT:
        return parameters.quarters_proof_of_concept
    if stage == SMALL_TRIAL:
        return parameters.quarters_small_trial
    if stage == PILOT:
        return parameters.quarters_pilot
    if stage == ENGINEERING:
        return parameters.quarters_engineering
    if stage == FIRST_USE:
        return parameters.quarters_first_use
    return parameters.quarters_industrialisation


@rule
def pass_chance(parameters, stage):
    """Chance that a stage succeeds technically; the same number is what everybody expects."""
    if stage == PROOF_OF_CONCEPT:
        return parameters.pass_proof_of_concept
    if stage == SMALL_TRIAL:
        return parameters.pass_small_trial
    if stage == PILOT:
        return parameters.pass_pilot
    if stage == ENGINEERING:
        return parameters.pass_engineering
    if stage == FIRST_USE:
        return parameters.pass_first_use
    return 1.0


@rule
def research_content(parameters, stage):
    """Share of a stage's cost that counts as research under the law in force before any R&E reform."""
    if stage == PROOF_OF_CONCEPT:
        return 1.0
    if stage == SMALL_TRIAL:
        return parameters.research_in_small_trial
    if stage == PILOT:
        return parameters.research_in_pilot
    return 0.0


@rule
def after_tax_price(parameters, stage, price_research, price_engineering):
    """After-tax price of a yuan spent in a stage: its research part and its engineering part at their own B-index.

    Industrialisation is investment in capital goods and is no deduction item.
    """
    if stage == INDUSTRIALISATION:
        return 1.0
    content = research_content(parameters, stage)
    return content * price_research + (1.0 - content) * price_engineering


@rule
def expected_gain(signal, precision, fit, cap):
    """Posterior mean of potential (at most ``cap``) times fit: the gain in cost or quality the adopter expects."""
    return fit * min(cap, math.exp(signal + 0.5 / precision))


@rule
def annuity(parameters):
    """Quarters of income a gain is worth: it is discounted, imitated and made obsolete."""
    return 1.0 / (0.25 * parameters.discount_rate + parameters.obsolescence + parameters.imitation_expected)


@rule
def value_of_gain(gain, revenue, parameters):
    """Present value (m yuan) of a gain to a firm with this quarterly revenue."""
    return gain * revenue * annuity(parameters)


@rule
def chance_to_market(parameters, stage):
    """Discounted chance that a technology about to begin ``stage`` is industrialised."""
    chance = 1.0
    for later in range(stage, INDUSTRIALISATION + 1):
        chance *= pass_chance(parameters, later)
        chance *= math.exp(-0.25 * parameters.discount_rate * stage_quarters(parameters, later))
    return chance * parameters.market_confidence


@rule
def remaining_cost(parameters, stage, cost_scale, price_research, price_engineering):
    """Expected after-tax cost (m yuan) from ``stage`` to the market, stages discounted and weighted by their chance."""
    total = 0.0
    weight = 1.0
    for later in range(stage, INDUSTRIALISATION + 1):
        total += (
            weight
            * stage_multiple(parameters, later)
            * after_tax_price(parameters, later, price_research, price_engineering)
        )
        weight *= pass_chance(parameters, later)
        weight *= math.exp(-0.25 * parameters.discount_rate * stage_quarters(parameters, later))
    return total * cost_scale


@rule
def worth_going_on(value, chance, cost, hurdle):
    """The gate: expected value covers the remaining cost with the firm's own hurdle on top."""
    return value * chance > hurdle * cost
