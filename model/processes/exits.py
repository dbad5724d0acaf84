"""Funds sell, write off, pay out and end."""

from __future__ import annotations

from ..accounts import ENTRY_EQUITY, PRIVATE_DISTRIBUTIONS, PUBLIC_DISTRIBUTIONS, VENTURE_EXITS, pay
from ..chance import EXIT, uniform
from ..kernel import process, rule
from ..populations.technologies import INDUSTRIALISED, OPEN
from .administration import GUIDANCE_FUND
from .valuation import value_of_gain


@rule
def buy_out_price(stake_value, cash, listed, parameter):
    """What a fund gets for a stake: its value where the stock market is open, else what the sponsor can spare."""
    if listed:
        return stake_value
    return min(stake_value, parameter.exit_cash_share * max(cash, 0.0))


@rule
def learned_multiple(multiple, income, cost, parameter):
    """Adaptive expectation of the multiple of a fund's stakes."""
    return multiple + parameter.fund_learning * (income / cost - multiple) if cost > 0.0 else multiple


@rule
def learned_hurdle(hurdle, multiple, target, parameter):
    """A fund whose stakes returned less than it aimed at asks for more, and for less if they returned more."""
    missed = hurdle + parameter.fund_learning * (target - multiple)
    return min(max(missed, target), parameter.fund_hurdle_max)


@rule
def close_stake(fund, technology, income):
    """Book the end of a stake: ``income`` (aggregate m yuan) against what was paid for it."""
    cost = technology.fund_paid * technology.weight / fund.weight
    fund.portfolio -= cost
    fund.ended_cost += cost
    fund.exit_income += income / fund.weight
    fund.written_off += max(cost - income / fund.weight, 0.0)
    technology.fund = -1
    technology.fund_share = 0.0
    technology.fund_paid = 0.0
    technology.fund_until = 0


@rule
def market_served(firm, sector, parameter):
    """Quarterly revenue (m yuan) on which a technology earns: the sponsor's, or a start-up's market if larger."""
    revenue = max(firm.revenue_trend, 0.0)
    if firm.startup_of < 0:
        return revenue
    return max(revenue, parameter.spin_off_market * sector.spending / max(sector.n_firms, 1.0))


@rule
def sell_stake(flows, banks, households, firm, sector, fund, technology, listed, parameter):
    """The sponsor buys the fund out, with money raised from the public where the market is open; returns the price.

    The stake is worth its part of the gain that has come out, whatever was expected before.
    """
    worth = value_of_gain(technology.potential * technology.fit, market_served(firm, sector, parameter), parameter)
    value = technology.fund_share * (1.0 - technology.royalty) * worth * technology.weight
    spare = parameter.exit_cash_share * max(firm.cash, 0.0) * firm.weight
    price = buy_out_price(value, firm.cash * firm.weight, listed, parameter)
    raised = price - spare
    if raised > 0.0:
        firm.equity_paid_in += raised / firm.weight
        pay(flows, banks, ENTRY_EQUITY, households[firm.bank], firm, raised)
    if price > 0.0:
        firm.exits_paid += price / firm.weight
        pay(flows, banks, VENTURE_EXITS, firm, fund, price)
    return price


@rule
def distribute(flows, banks, governments, households, instruments, fund, amount):
    """Pay ``amount`` (own account) to partners in proportion to what each paid in."""
    paid = fund.public_paid + fund.private_paid
    public = amount * fund.public_paid / paid if paid > 0.0 else 0.0
    private = amount - public
    if public > 0.0:
        fund.public_distributed += public
        instruments[GUIDANCE_FUND].recovered += public * fund.weight
        pay(flows, banks, PUBLIC_DISTRIBUTIONS, fund, governments[0], public * fund.weight)
    if private > 0.0:
        fund.private_distributed += private
        pay(flows, banks, PRIVATE_DISTRIBUTIONS, fund, households[fund.bank], private * fund.weight)


@process
def funds_exit(
    clock, parameters, sectors, firms, technologies, funds, banks, governments, households, flows, instruments
):
    """Stakes in technologies that ended are sold or written off; those still open when their time is up are given up.

    Runs when failed firms have left, so that what they leave behind is written off in the same quarter.
    Income is paid out at once. Writes stakes, portfolios, learned multiples and hurdles.
    """
    now = clock[0]
    parameter = parameters[0]
    for position in range(now.n_technologies):
        technology = technologies[position]
        if technology.fund < 0:
            continue
        fund = funds[technology.fund]
        sponsored = technology.sponsor >= 0 and firms[technology.sponsor].active == 1
        if technology.state == INDUSTRIALISED and sponsored:
            listed = uniform(now.seed, EXIT, 0, technology.key, 1) < parameter.listing_chance
            firm = firms[technology.sponsor]
            sector = sectors[technology.sector]
            price = sell_stake(flows, banks, households, firm, sector, fund, technology, listed, parameter)
            close_stake(fund, technology, price)
        elif technology.state != OPEN or now.quarter >= technology.fund_until:
            close_stake(fund, technology, 0.0)
    for row in range(len(funds)):
        fund = funds[row]
        if fund.ended_cost > 0.0:
            fund.multiple = learned_multiple(fund.multiple, fund.exit_income, fund.ended_cost, parameter)
            fund.hurdle = learned_hurdle(fund.hurdle, fund.multiple, parameter.fund_hurdle_start, parameter)
        amount = min(fund.exit_income, max(fund.cash, 0.0))
        if amount > 0.0:
            distribute(flows, banks, governments, households, instruments, fund, amount)
