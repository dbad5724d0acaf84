"""Whether a region's buyers and pilot lines admit firms from elsewhere."""

from __future__ import annotations

from ..chance import PROTECTION, uniform
from ..kernel import rule
from ..levers import LEVERS

TODAY = LEVERS["local_protection.strength"].baseline


@rule
def closed_to_outsiders(policy, t):
    """Share of a region's orders and lines closed to firms from elsewhere."""
    return policy[t, 0].local_protection_strength


@rule
def let_in(closed, at_home, seed, key, occasion):
    """Whether a bid is admitted: ``at_home`` is the share of buyers in its own region, the others may be closed.

    The draw belongs to the technology for life, so that a small step of protection moves few bids.
    """
    return uniform(seed, PROTECTION, 0, key, occasion) >= closed * (1.0 - at_home)


@rule
def willing_and_admitted(travel_today, closed):
    """Sponsors that use a line elsewhere: those of today, scaled by the doors that are open relative to today's."""
    return min(1.0, travel_today * ((1.0 - closed) / (1.0 - TODAY)))
