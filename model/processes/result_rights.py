"""Rights in results of universities and institutes: inventors' part, terms of payment, who answers for a deal."""

from __future__ import annotations

from ..chance import STATE_DEAL, uniform
from ..kernel import rule
from ..levers import LEVERS

EXEMPT_TODAY = LEVERS["state_results.exemption"].baseline
_LISTED, _PRICE = 0, 1  # what a draw is for


@rule
def inventors_part(policy, t, unit):
    """Share of a unit's licence income that goes to the inventors."""
    return policy[t, unit.cell].inventor_share


@rule
def milestone_part(policy, t, unit):
    """Share of the deferred licence fee due when the pilot is passed."""
    return policy[t, unit.cell].licence_terms_milestone_share


@rule
def deals_exempt(policy, t, unit):
    """Share of a unit's deals on state-owned results for which nobody is held liable."""
    return policy[t, unit.cell].state_results_exemption


@rule
def managed_apart(policy, t, unit):
    """Share of a unit's results managed apart from other state assets."""
    return policy[t, unit.cell].state_results_separate_management


@rule
def released(exempt, apart):
    """Share of results that no refusal can hold up: exempt deals, and of the others those on the separate list."""
    return exempt + (1.0 - exempt) * apart


@rule
def quarters_of_approval(apart, seed, key, parameters):
    """Time to approve a deal; none for a result on the separate list (it stands there for life)."""
    if uniform(seed, STATE_DEAL, 0, key, _LISTED) < apart:
        return 0.0
    return parameters.approval_delay


@rule
def price_agreed(exempt, apart, seed, key, parameters):
    """Fee agreed to the usual one: where nobody answers for the price, some deals are made far below it.

    Deals exempt today are part of the usual price; what comes on top, and the separate list, is unguarded.
    """
    unguarded = released(max(0.0, exempt - EXEMPT_TODAY), apart)
    if uniform(seed, STATE_DEAL, 0, key, _PRICE) < parameters.bad_deals * unguarded:
        return parameters.bad_deal_price
    return 1.0
