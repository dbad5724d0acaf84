"""Keyed chance: a draw depends on (seed, process, quarter, identity, detail) and on nothing else.

Two policies under one seed therefore meet the same luck, whatever else happens before, in whatever order
and on however many threads. The key is mixed with the SplitMix64 finaliser (Steele, Lea, Flood 2014): seed, then
process and quarter, then identity and detail together, so that a loop over actors mixes once an actor.
"""

from __future__ import annotations

import math

import numpy as np

from .kernel import JIT, kept_rule, rule

# One number per process that draws; never reuse or renumber.
(
    BIRTH_THRESHOLD,
    POTENTIAL,
    FIT,
    TOPIC,
    SIGNAL,
    GATE,
    PATIENCE,
    OBSOLESCENCE,
    CONTACT,
    CONTACT_PARTNER,
    LISTING,
    CALENDAR,
    FIRM_SETUP,
    ENTRY,
    EXIT,
    SCREENING,
    FUND_SIGNAL,
    CUSTOMER,
    TENDER,
    ADOPTION,
    AUDIT,
    GRANT,
    TALENT,
    CONSORTIUM,
    PILOT_QUEUE,
    IMITATION,
    PARTICIPATION,
    GUARANTEE,
    SPIN_OFF,
    CONTRACT,
    DEMAND_SHOCK,
    PRODUCTIVITY_SHOCK,
    REFIT,
    TRIAL_PLACE,
    INSPECTION,
    TRIAL_ORDER,
    LABORATORY,
    PANEL,
    MISSION,
    STATE_DEAL,
    PROTECTION,
    PARTNERSHIP,
    PROOF_PANEL,
    DESK,
    PERMIT,
    REPLICATION,
    JOINT_BID,
    TRANSFER_SERVICE,
    INCUBATION,
    CERTIFICATE,
    STANDARD,
    INFRINGEMENT,
    AI_STAGE,
    INSIGHT,
) = range(54)

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_DETAIL = np.uint64(0xD1342543DE82EF95)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11, _S32 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11), np.uint64(32)
_LOWER_HALF = np.uint64(0xFFFFFFFF)
_TO_UNIT = 1.0 / 9007199254740992.0
_HALF_TO_UNIT = 1.0 / 4294967296.0
_TWO_PI = 2.0 * math.pi


@rule
def _mix(word):
    word = (word ^ (word >> _S30)) * _M1
    word = (word ^ (word >> _S27)) * _M2
    return word ^ (word >> _S31)


@rule
def _word(seed, process, quarter, identity, detail):
    """64 bits for the key; neighbouring details of an actor lie an odd constant apart before they are mixed."""
    word = _mix(np.uint64(seed) + _GOLDEN)
    word = _mix(word + np.uint64(process * 1000003 + quarter) * _GOLDEN)
    return _mix(word + np.uint64(identity) * _GOLDEN + np.uint64(detail) * _DETAIL)


@kept_rule
def uniform(seed, process, quarter, identity, detail):
    """A number in (0, 1), the same for the same key; all five arguments are non-negative integers."""
    return (np.float64(_word(seed, process, quarter, identity, detail) >> _S11) + 0.5) * _TO_UNIT


@kept_rule
def normal(seed, process, quarter, identity, detail):
    """A standard normal number for the key (Box and Muller 1958), radius and angle from the halves of one word.

    It uses up the details ``2 detail`` and ``2 detail + 1`` of ``uniform``.
    """
    word = _word(seed, process, quarter, identity, 2 * detail)
    radius = math.sqrt(-2.0 * math.log((np.float64(word >> _S32) + 0.5) * _HALF_TO_UNIT))
    return radius * math.cos(_TWO_PI * ((np.float64(word & _LOWER_HALF) + 0.5) * _HALF_TO_UNIT))


@kept_rule
def exponential(seed, process, quarter, identity, detail):
    """A standard exponential number for the key."""
    return -math.log(uniform(seed, process, quarter, identity, detail))


if not JIT:
    # Unsigned wrap-around is meant; only the interpreter warns about it.
    np.seterr(over="ignore")
