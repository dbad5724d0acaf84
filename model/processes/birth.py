"""How a research result comes into the world, whoever finds it.

The n-th result of an actor is the same technology under every policy: its draws are keyed by
(seed, origin, actor, n) and only the quarter of its birth moves.
"""

from __future__ import annotations

import math

import numpy as np

from ..chance import (
    _GOLDEN,
    BIRTH_THRESHOLD,
    FIT,
    PATIENCE,
    POTENTIAL,
    SIGNAL,
    TOPIC,
    _mix,
    exponential,
    normal,
    uniform,
)
from ..classifications import PROOF_OF_CONCEPT
from ..kernel import kept_rule, rule
from ..populations.technologies import OPEN

_ORIGIN_SHIFT = np.uint64(2)
# Details of the draws that share a process number.
_BODY, _TAIL, _TAIL_SIZE = 0, 11, 12
_FUNDAMENTALITY, _PRODUCT, _COST = 0, 11, 6


@kept_rule
def technology_key(origin, origin_id, n):
    """Identity of a result as one non-negative number of 62 bits."""
    word = _mix(np.uint64(origin) * _GOLDEN + np.uint64(origin_id))
    word = _mix(word + np.uint64(n) * _GOLDEN)
    return np.int64(word >> _ORIGIN_SHIFT)


@kept_rule
def next_threshold(seed, actor_identity, n):
    """Effort between an actor's (n-1)-th and n-th result: exponential with mean one, keyed for life."""
    return exponential(seed, BIRTH_THRESHOLD, 0, actor_identity, n)


@rule
def draw_potential(seed, key, need_weight, parameters):
    """True gain of the adopter (share): log-normal body, Pareto tail, capped.

    Values of innovations are this skewed (Scherer and Harhoff 2000). Curiosity (low ``need_weight``)
    spreads both parts: more duds and more breakthroughs.
    """
    spread = 1.0 + parameters.curiosity_spread * (1.0 - need_weight)
    if uniform(seed, POTENTIAL, 0, key, _TAIL) < parameters.potential_tail_share:
        excess = exponential(seed, POTENTIAL, 0, key, _TAIL_SIZE) / parameters.potential_tail_exponent
        logarithm = math.log(parameters.potential_tail_start) + spread * excess
    else:
        deviation = parameters.potential_sigma * normal(seed, POTENTIAL, 0, key, _BODY)
        logarithm = math.log(parameters.potential_median) + spread * deviation
    return min(math.exp(logarithm), parameters.potential_cap)


@rule
def draw_fit(seed, key, need_weight, parameters):
    """Fit to industrial need, 0 to 1 (Kumaraswamy 1980, a Beta with a closed quantile); rises with ``need_weight``."""
    shape = parameters.fit_shape + parameters.fit_shape_need * need_weight
    chance = uniform(seed, FIT, 0, key, 0)
    return math.pow(1.0 - math.pow(1.0 - chance, 1.0 / parameters.fit_shape_upper), 1.0 / shape)


@rule
def expected_log_potential(parameters):
    """Mean of log potential over all results: what one believes before looking."""
    body = math.log(parameters.potential_median)
    tail = math.log(parameters.potential_tail_start) + 1.0 / parameters.potential_tail_exponent
    return body + parameters.potential_tail_share * (tail - body)


@rule
def prior_precision(parameters):
    """Precision (1/variance) of log potential over all results."""
    share = parameters.potential_tail_share
    gap = (
        math.log(parameters.potential_tail_start)
        + 1.0 / parameters.potential_tail_exponent
        - math.log(parameters.potential_median)
    )
    within = (1.0 - share) * parameters.potential_sigma * parameters.potential_sigma
    within += share / (parameters.potential_tail_exponent * parameters.potential_tail_exponent)
    return 1.0 / (within + share * (1.0 - share) * gap * gap)


@rule
def observe(technology, seed, look, precision):
    """Update the posterior of log potential with one more noisy look (Bayes, normal noise keyed by ``look``)."""
    noise = normal(seed, SIGNAL, 0, technology.key, look) / math.sqrt(precision)
    total = technology.precision + precision
    seen = math.log(technology.potential) + noise
    technology.signal = (technology.precision * technology.signal + precision * seen) / total
    technology.precision = total


@rule
def refine_signal(technology, seed, stage, sharper, parameters):
    """A gate passed is a look at the technology; later stages show more of it, and more where data are ``sharper``."""
    observe(technology, seed, 1 + stage, parameters.gate_look_precision * (1.0 + stage) * sharper)


@rule
def beliefs_before_looking(parameters):
    """Mean and precision of log potential over all results; a loop that gives birth to many works them out once."""
    return expected_log_potential(parameters), prior_precision(parameters)


@rule
def create_technology(
    technologies,
    clock,
    seed,
    origin,
    origin_row,
    origin_id,
    n,
    weight,
    sector,
    region,
    need_weight,
    basicness,
    size_scale,
    beliefs,
    parameters,
):
    """Append the actor's n-th result to the array and return its row.

    Parameters: ``need_weight`` (0 curiosity to 1 industrial need), ``basicness`` (0 applied to 1 fundamental),
    ``size_scale`` (typical cost of the laboratory stage, m yuan), ``beliefs`` (``beliefs_before_looking``),
    ``parameters`` (the record). Every field is written. The caller books what the birth changes in its own population.
    """
    row = clock[0].n_technologies
    clock[0].n_technologies = row + 1
    technology = technologies[row]
    key = technology_key(origin, origin_id, n)
    # identity
    technology.origin = origin
    technology.origin_row = origin_row
    technology.origin_id = origin_id
    technology.n = n
    technology.key = key
    technology.born = clock[0].quarter
    technology.sector = sector
    technology.region = region
    technology.weight = weight
    # what it is
    technology.potential = draw_potential(seed, key, need_weight, parameters)
    technology.fit = draw_fit(seed, key, need_weight, parameters)
    around = basicness + parameters.fundamentality_spread * (2.0 * uniform(seed, TOPIC, 0, key, _FUNDAMENTALITY) - 1.0)
    technology.fundamentality = min(1.0, max(0.0, around))
    technology.product = 0
    if uniform(seed, TOPIC, 0, key, _PRODUCT) < parameters.product_share:
        technology.product = 1
    technology.cost_scale = size_scale * math.exp(parameters.cost_sigma * normal(seed, TOPIC, 0, key, _COST))
    # what is believed of it
    technology.signal, technology.precision = beliefs
    observe(technology, seed, 0, parameters.first_look_precision)
    # where it stands
    technology.stage = PROOF_OF_CONCEPT
    technology.running = 0
    technology.quarters_left = 0
    technology.quarters_saved = 0
    technology.copied = 0
    technology.waited = 0
    technology.patience = int(
        parameters.patience_floor + parameters.patience_mean * exponential(seed, PATIENCE, 0, key, 0)
    )
    technology.missing = -1
    technology.sponsor = -1
    technology.fund = -1
    technology.fund_share = 0.0
    technology.fund_until = 0
    technology.fund_paid = 0.0
    technology.consortium = -1
    technology.royalty = 0.0
    technology.stage_cost = 0.0
    technology.insured = 0.0
    technology.cost_paid = 0.0
    technology.spent = 0.0
    technology.granted = 0.0
    technology.milestone = 0.0
    technology.mission = 0
    technology.guest = 0
    technology.loan_request = 0.0
    technology.financed = 0
    technology.pilot = -1
    technology.has_place = 0
    technology.customer = 0
    technology.public_order = 0
    technology.order_value = 0.0
    technology.order_due = 0.0
    technology.verified = 0
    technology.value = 0.0
    technology.patents = 0.0
    technology.disclosed = 0
    technology.state = OPEN
    technology.cause = -1
    technology.ended = -1
    technology.contacts = 0.0
    technology.score = 0.0
    return row
