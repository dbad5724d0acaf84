"""Graded awards for small and medium firms: innovative, specialised, little giant.

A tier asks for a share of reported research in revenue. Firms above are paid for what they do; firms just below may
report ordinary cost as research (after Chen, Liu, Suarez Serrato and Xu 2021 on such thresholds).
"""

from __future__ import annotations

import numpy as np

from ..accounts import TIER_AWARDS, receive_own
from ..chance import AUDIT, uniform
from ..classifications import LARGE
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import SME_TIERS, is_enrolled, row_in_force
from .taxes import relabelling_pays

TIER_FIRMS = COLUMN["tier_firms"]
TIER_PADDED = COLUMN["tier_padded"]
GIANT = 3
_LAST_SEASON = 3
_TIER_AUDIT = 1  # number of a draw beyond that of the tax office


@rule
def awards_in_force(policy, row):
    """Yearly money for awards, bn yuan for the whole country."""
    return policy[row, 0].sme_tiers_support


@rule
def threshold_of(tier, parameters):
    """Reported research to revenue that a tier asks for."""
    if tier == GIANT:
        return parameters.tier_giant
    return parameters.tier_specialised if tier == 2 else parameters.tier_innovative


@rule
def award_of(tier, parameters):
    """Award of a tier (m yuan a year): each tier a step above the one below."""
    if tier == 0:
        return 0.0
    award = parameters.tier_award_giant
    for _ in range(GIANT - tier):
        award /= parameters.tier_step
    return award


@rule
def tier_earned(intensity, parameters):
    """Highest tier whose threshold real research reaches."""
    tier = 0
    for candidate in range(1, GIANT + 1):
        if intensity >= threshold_of(candidate, parameters):
            tier = candidate
    return tier


@rule
def pads(intensity, tier, revenue, parameters):
    """Whether a firm of ``tier`` reports ordinary cost as research to reach the next one.

    The extra award against the cost of hiding the gap and the chance of an audit, which takes the award.
    """
    if tier == GIANT:
        return False
    asked = threshold_of(tier + 1, parameters)
    if intensity <= parameters.relabel_floor * asked:
        return False
    extra = award_of(tier + 1, parameters) - award_of(tier, parameters)
    return relabelling_pays(
        asked - intensity, revenue, extra, 1.0, parameters.audit_chance, 0.0, parameters.hiding_cost
    )


@rule
def applies_for_tier(firm, seed, quarter, parameters):
    """Write a firm's tier and padding of the year."""
    firm.tier = 0
    firm.tier_padding = 0.0
    if firm.leader == 1 or firm.size_class == LARGE or firm.exiting == 1 or not is_enrolled(firm, SME_TIERS):
        return
    revenue = firm.ytd_revenue + firm.revenue
    real = firm.ytd_real_rd + firm.research_basic + firm.research_applied + firm.development
    intensity = real / max(revenue, 1e-12)
    firm.tier = tier_earned(intensity, parameters)
    if pads(intensity, firm.tier, revenue, parameters):
        firm.tier += 1
        firm.tier_padding = threshold_of(firm.tier, parameters) - intensity
        if uniform(seed, AUDIT, quarter, firm.id, _TIER_AUDIT) < parameters.audit_chance:
            firm.tier = 0  # found out
            firm.tier_padding = 0.0


@rule
def forget_tiers(firms, n_rows):
    """Without awards there are no tiers, and nothing to pad for."""
    for i in range(n_rows):
        firms[i].tier = 0
        firms[i].tier_padding = 0.0


@process
def tiers_awarded(clock, policy, parameters, firms, governments, banks, instruments, flows, tally):
    """Once a year, before the tax year closes, firms apply for a tier and share the money, up to the usual awards.

    Writes ``tier``, ``tier_padding`` (reported to the tax office too), ``tier_award``.
    """
    now = clock[0]
    if now.season != _LAST_SEASON:
        return
    rules = parameters[0]
    account = instruments[SME_TIERS]
    yearly = awards_in_force(policy, row_in_force(policy, now.quarter, SME_TIERS, parameters))
    awarded_before = account.budget > 0.0
    account.budget = yearly * 1000.0 * now.scale
    if yearly <= 0.0:
        if awarded_before:
            forget_tiers(firms, now.n_firm_rows)
        return
    winners, award, n = np.empty(now.n_firm_rows, np.int64), np.empty(now.n_firm_rows), 0
    asked = 0.0
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 1:
            applies_for_tier(firm, now.seed, now.quarter, rules)
            if firm.tier > 0:
                winners[n] = i
                award[n] = award_of(firm.tier, rules)
                asked += award[n] * firm.weight
                n += 1
    if asked <= 0.0:
        return
    part = min(1.0, account.budget / asked)
    for k in range(n):
        firm = firms[winners[k]]
        firm.tier_award = part * award[k]
        account.cash += firm.tier_award * firm.weight
        account.users += firm.weight
        tally[TIER_FIRMS] += firm.weight
        if firm.tier_padding > 0.0:
            tally[TIER_PADDED] += firm.weight
        receive_own(flows, banks, TIER_AWARDS, governments[0], firm, firm.tier_award)
