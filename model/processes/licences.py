"""What a licence costs: a fee when it is signed, a milestone, and a share of the value when it reaches the market."""

from __future__ import annotations

from ..accounts import LICENCE_INCOME, pay
from ..classifications import ENGINEERING
from ..kernel import rule
from ..populations.technologies import OPEN
from .valuation import value_of_gain


@rule
def licence_fee(surplus, bargaining, upfront_share):
    """The university's part of the joint surplus (Nash bargaining) and how much of it is due at once, m yuan."""
    fee = bargaining * max(surplus, 0.0)
    return fee, upfront_share * fee


@rule
def royalty_share(deferred, expected_value, cap):
    """Share of value at industrialisation that is worth the deferred part of the fee today."""
    if expected_value <= 0.0:
        return 0.0
    return min(cap, deferred / expected_value)


@rule
def milestone_due(deferred, chance_to_market, chance_after):
    """Payment (m yuan) on passing the pilot that is worth ``deferred`` today, at the discounted chance to get there."""
    return deferred * chance_after / chance_to_market


@rule
def pay_licence(flows, banks, firm, university, amount):
    """The firm states and pays a licence of ``amount`` (aggregate m yuan) to the university."""
    firm.licences_paid += amount / firm.weight
    university.licence_income += amount / university.weight
    pay(flows, banks, LICENCE_INCOME, firm, university, amount)


@rule
def royalty_due(technology, firm, parameters):
    """Aggregate royalty (m yuan) on the realised value, within what the firm may pay out of its cash."""
    value = value_of_gain(technology.potential * technology.fit, firm.revenue_trend, parameters)
    due = technology.royalty * value * technology.weight
    return min(due, parameters.licence_cash_share * max(firm.cash, 0.0) * firm.weight)


@rule
def pays_milestone(technology, firms, universities, flows, banks, parameters):
    """At the door of engineering the licensee pays the milestone, as far as its cash goes; the rest is lost."""
    if technology.state != OPEN:
        technology.milestone = 0.0
    elif technology.stage >= ENGINEERING:
        firm = firms[technology.sponsor]
        most = parameters.licence_cash_share * max(firm.cash, 0.0) * firm.weight
        due = min(technology.milestone * technology.weight, most)
        technology.milestone = 0.0
        pay_licence(flows, banks, firm, universities[technology.origin_row], due)
