"""Graded awards for small and medium firms: innovative, specialised, little giant.

A tier asks for a share of reported research in revenue. Firms above are paid for what they do; firms just below may
report ordinary cost as research (after Chen, Liu, Suarez Serrato and Xu 2021 on such thresholds). The more firms share
the money, the smaller an award, which is what a firm expects when it decides whether padding is worth its cost.
"""

from __future__ import annotations

import numpy as np

from ..accounts import TIER_AWARDS, receive_own
from ..chance import AUDIT, uniform
from ..classifications import LARGE
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import SME_TIERS, is_enrolled, row_in_force

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
def expected_part(account):
    """Part of the usual award that a firm counts on: last year's, in the first year the whole one announced."""
    return account.part_paid if account.part_paid > 0.0 else 1.0


@rule
def cost_of_hiding(gap, revenue, parameters):
    """What it costs to make ordinary cost look like research (m yuan): it grows with the square of the gap."""
    return parameters.hiding_cost * gap * gap * revenue


@rule
def chance_found_out(gap, asked, parameters):
    """Chance that padding is found: reviewers see people and equipment, so the more of it the likelier; or an audit."""
    return min(1.0, parameters.audit_chance + parameters.tier_review * gap / asked)


@rule
def pads(intensity, tier, revenue, part, parameters):
    """Whether a firm of ``tier`` reports ordinary cost as research to reach the next one.

    The extra award, of which it expects ``part``, against the cost of hiding the gap and the chance to be found out,
    which costs the whole award, also that of the tier it has earned.
    """
    if tier == GIANT:
        return False
    asked = threshold_of(tier + 1, parameters)
    gap = asked - intensity
    earned = part * award_of(tier, parameters)
    extra = part * award_of(tier + 1, parameters) - earned
    expected = extra - chance_found_out(gap, asked, parameters) * (extra + earned)
    return expected > cost_of_hiding(gap, revenue, parameters)


@rule
def may_apply(firm, parameters):
    """Small and medium firms on the list that show patents in use, which are harder to pretend than research."""
    small = firm.leader == 0 and firm.size_class != LARGE and firm.exiting == 0
    return small and firm.patents_used >= parameters.tier_patents and is_enrolled(firm, SME_TIERS)


@rule
def applies_for_tier(firm, part, seed, quarter, parameters):
    """Write a firm's tier and padding of the year; whoever pads pays for hiding it, found out or not."""
    firm.tier = 0
    firm.tier_padding = 0.0
    if not may_apply(firm, parameters):
        return
    revenue = firm.ytd_revenue + firm.revenue
    real = firm.ytd_real_rd + firm.research_basic + firm.research_applied + firm.development
    intensity = real / max(revenue, 1e-12)
    firm.tier = tier_earned(intensity, parameters)
    if pads(intensity, firm.tier, revenue, part, parameters):
        firm.tier += 1
        firm.tier_padding = threshold_of(firm.tier, parameters) - intensity
        firm.order_cost += cost_of_hiding(firm.tier_padding, revenue, parameters)
        found = chance_found_out(firm.tier_padding, threshold_of(firm.tier, parameters), parameters)
        if uniform(seed, AUDIT, quarter, firm.id, _TIER_AUDIT) < found:
            firm.tier = 0
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

    Writes ``tier``, ``tier_padding`` (reported to the tax office too), ``tier_award`` and the part of awards paid.
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
            account.part_paid = 0.0
        return
    expected = expected_part(account)
    winners, award, n = np.empty(now.n_firm_rows, np.int64), np.empty(now.n_firm_rows), 0
    asked = 0.0
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 1:
            applies_for_tier(firm, expected, now.seed, now.quarter, rules)
            if firm.tier > 0:
                winners[n] = i
                award[n] = award_of(firm.tier, rules)
                asked += award[n] * firm.weight
                n += 1
    if asked <= 0.0:
        return
    part = min(1.0, account.budget / asked)
    account.part_paid = part
    for k in range(n):
        firm = firms[winners[k]]
        firm.tier_award = part * award[k]
        account.cash += firm.tier_award * firm.weight
        account.users += firm.weight
        tally[TIER_FIRMS] += firm.weight
        if firm.tier_padding > 0.0:
            tally[TIER_PADDED] += firm.weight
        receive_own(flows, banks, TIER_AWARDS, governments[0], firm, firm.tier_award)
