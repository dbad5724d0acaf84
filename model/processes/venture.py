"""Funds: what they may call, what they look at, and what they ask for.

A row is a manager who raises one fund after another. Committed money is called when a deal is made, so commitments not
yet called carry the budget from quarter to quarter, and lapse if they are not called for long; one outsized deal of a
sampled technology may overdraw them, and the manager then waits until they have grown. What a commitment has paid for
must be sold within the life agreed on with it.
"""

from __future__ import annotations

import math

import numpy as np

from ..accounts import FUND_FEES, PRIVATE_COMMITMENTS, PUBLIC_COMMITMENTS, VENTURE_INVESTMENT, pay
from ..chance import FUND_SIGNAL, normal, uniform
from ..classifications import CLASS_OF_SECTOR, N_STAGES, SMALL_TRIAL
from ..indicators import COLUMN
from ..kernel import gathering_rule, process, rule
from ..populations.technologies import OPEN
from .administration import GUIDANCE_FUND, INCUBATORS, row_in_force
from .cells import cell_of_region
from .demography import found_startup
from .incubators import is_introduced
from .technology_market import PROPOSED
from .valuation import chance_to_market, stage_multiple, stage_quarters

STARTUPS_FOUNDED = COLUMN["startups_founded"]
_MEETING = 16  # first detail of the draws of who meets whom; below it are opinions of funds


@rule
def private_interest(multiple, parameter):
    """Share of what private partners could give that they do give, by the multiple the fund has returned (logistic)."""
    return 1.0 / (1.0 + math.exp(-(multiple - parameter.private_required) / parameter.private_caution))


@rule
def commitment_left(callable_money, quarters):
    """Commitments that partners leave standing; they take them back after ``quarters`` on average."""
    return callable_money - max(callable_money, 0.0) / quarters


@rule
def vintage_after(vintage, open_money, fresh, quarter):
    """Mean quarter of the open commitments once ``fresh`` ones have joined them."""
    old = max(open_money, 0.0)
    return (vintage * old + quarter * fresh) / (old + fresh) if fresh > 0.0 else vintage


@process
def funds_raise(clock, policy, parameters, funds):
    """Government and private partners commit money to funds; nothing is paid before a deal calls it.

    The early share of public money goes to funds bound to early stages. A fund of one region follows what is set there,
    in proportion to its part in the country's funds; the others follow what is set for the country. Writes callable
    money, its vintage and the life of public funds (the patience in force).
    """
    in_force = row_in_force(policy, clock[0].quarter, GUIDANCE_FUND, parameters)
    parameter = parameters[0]
    country = 250.0 * clock[0].scale  # bn yuan a year -> m yuan a quarter
    n_early = 0.0
    n_late = 0.0
    n_private = 0.0
    for row in range(len(funds)):
        n_private += 1 - funds[row].public
        n_early += funds[row].public * funds[row].early
        n_late += funds[row].public * (1 - funds[row].early)
    for row in range(len(funds)):
        fund = funds[row]
        fund.callable_public = commitment_left(fund.callable_public, parameter.fund_idle_quarters)
        fund.callable_private = commitment_left(fund.callable_private, parameter.fund_idle_quarters)
        fund.callable_bound = commitment_left(fund.callable_bound, parameter.fund_idle_quarters)
        open_money = fund.callable_public + fund.callable_private
        public = 0.0
        interest = private_interest(fund.multiple, parameter)
        if fund.public == 1:
            terms = policy[in_force, cell_of_region(policy, fund.region)]
            fund.life = int(4.0 * terms.guidance_fund_patience)
            share = terms.guidance_fund_early_share / n_early
            if fund.early == 0:
                share = (1.0 - terms.guidance_fund_early_share) / n_late
            public = terms.guidance_fund_capital * country * share / fund.weight
            private = parameter.private_leverage * public * interest
            fund.callable_public += public
            fund.callable_bound += terms.guidance_fund_hard_tech_share * public
        else:
            private = 2.0 * parameter.private_venture_flow * country / n_private / fund.weight * interest
        fund.callable_private += private
        fund.vintage = vintage_after(fund.vintage, open_money, public + private, clock[0].quarter)


@rule
def is_hard_tech(sector):
    """Whether a field is strategic emerging or future."""
    return CLASS_OF_SECTOR[sector] > 0


@rule
def public_money_for(fund, sector):
    """Public commitments (m yuan, own account) that may be called for a technology of this field."""
    if is_hard_tech(sector):
        return fund.callable_public
    return fund.callable_public - fund.callable_bound


@rule
def fund_opinion(value, precision, skill, draw):
    """Value a fund sees: what is publicly expected, with an error that its skill and public knowledge reduce."""
    error = 1.0 / math.sqrt(skill + precision)
    return value * math.exp(error * draw - 0.5 * error * error)


@rule
def quarters_to_exit(stage, parameter):
    """Time a fund expects until a technology at ``stage`` can be sold."""
    quarters = parameter.exit_quarters_at_end
    for later in range(stage, N_STAGES):
        quarters += stage_quarters(parameter, later) + parameter.exit_wait_per_stage
    return quarters


@rule
def in_focus(fund, technology, row):
    """Whether a technology fits the fund's field, region and stages; only the fund in it may follow up."""
    if technology.fund >= 0 and technology.fund != row:
        return False
    if fund.sector >= 0 and fund.sector != technology.sector:
        return False
    if fund.region >= 0 and fund.region != technology.region:
        return False
    return fund.early == 0 or technology.stage <= SMALL_TRIAL


@rule
def fund_invests(fund, seen_value, need, held, time_to_exit, quarter, parameter):
    """Stake a fund asks for ``need`` yuan, 0 if it declines.

    It invests when the stake that brings its hurdle multiple on the value it sees is one the sponsor gives up, and when
    the sale is expected within the life of its open commitments. ``held`` is the stake it has already.
    """
    if quarter + time_to_exit > fund.vintage + fund.life or seen_value <= 0.0:
        return 0.0
    stake = fund.hurdle * need / seen_value
    return stake if stake * (1.0 - held) + held <= parameter.stake_max else 0.0


@rule
def best_offer(clock, funds, technology, meetings, need, expected, time_to_exit, parameter):
    """The lowest stake asked among the funds a technology meets, and that fund's row; (0, -1) without an offer.

    ``expected`` is the value to be expected at this stage (m yuan), ``time_to_exit`` the quarters until a sale.
    ``meetings`` is how many funds it meets.
    """
    quarter, seed = clock[0].quarter, clock[0].seed
    best, chosen = 0.0, -1
    held = technology.fund_share
    for meeting in range(meetings):
        row = int(uniform(seed, FUND_SIGNAL, quarter, technology.key, _MEETING + meeting) * len(funds))
        if meeting == 0 and technology.fund >= 0:
            row = technology.fund  # the fund in it is asked first
        fund = funds[row]
        available = public_money_for(fund, technology.sector) + fund.callable_private
        if available <= 0.0 or not in_focus(fund, technology, row):
            continue
        # an opinion of the fund on the technology at this stage stands
        draw = normal(seed, FUND_SIGNAL, row, technology.key, technology.stage)
        seen = fund_opinion(expected, technology.precision, fund.skill, draw)
        stake = fund_invests(fund, seen, need, held, time_to_exit, quarter, parameter)
        if stake > 0.0 and (chosen < 0 or stake < best):
            best, chosen = stake, row
    return best, chosen


@rule
def public_part(fund, sector):
    """Share of a call that falls on government: its part of the commitments not yet called for such a field."""
    public, private = max(public_money_for(fund, sector), 0.0), max(fund.callable_private, 0.0)
    return public / (public + private) if public + private > 0.0 else 0.0


@rule
def call_money(flows, banks, governments, households, instruments, fund, sector, amount):
    """Partners pay in ``amount`` (aggregate m yuan) in the proportion of their open commitments."""
    public = amount * public_part(fund, sector)
    private = amount - public
    if public > 0.0:
        fund.public_paid_in += public / fund.weight
        fund.public_paid += public / fund.weight
        fund.callable_public -= public / fund.weight
        if is_hard_tech(sector):
            fund.callable_bound = max(0.0, fund.callable_bound - public / fund.weight)
        instruments[GUIDANCE_FUND].cash += public
        pay(flows, banks, PUBLIC_COMMITMENTS, governments[0], fund, public)
    if private > 0.0:
        fund.private_paid_in += private / fund.weight
        fund.private_paid += private / fund.weight
        fund.callable_private -= private / fund.weight
        pay(flows, banks, PRIVATE_COMMITMENTS, households[fund.bank], fund, private)


@rule
def make_deal(flows, banks, governments, households, instruments, fund, row, firm, technology, need, stake, parameter):
    """Call the money, pay ``need`` (m yuan per real technology) to the sponsor and the fund's cost, take the stake."""
    amount = need * technology.weight
    fee = parameter.fund_fee * amount
    call_money(flows, banks, governments, households, instruments, fund, technology.sector, amount + fee)
    fund.fees += fee / fund.weight
    pay(flows, banks, FUND_FEES, fund, households[fund.bank], fee)
    fund.invested += amount / fund.weight
    if is_hard_tech(technology.sector):
        fund.invested_hard += amount / fund.weight
    fund.portfolio += amount / fund.weight
    firm.venture_received += amount / firm.weight
    pay(flows, banks, VENTURE_INVESTMENT, fund, firm, amount)
    technology.fund = row
    technology.fund_until = max(technology.fund_until, int(fund.vintage) + fund.life)
    technology.fund_share += stake * (1.0 - technology.fund_share)
    technology.fund_paid += need
    technology.financed = 1
    if fund.public == 1:
        instruments[GUIDANCE_FUND].users += technology.weight


@rule
def is_proposed(technology):
    """A spin-off that a university proposes."""
    return (technology.disclosed == PROPOSED) & (technology.sponsor < 0)


@rule
def short_of_money(technology):
    """Whether a sponsored technology still lacks money for its stage after the banks have answered."""
    return (technology.loan_request > 0.0) & (technology.financed == 0) & (technology.sponsor >= 0)


@gathering_rule
def rows_for_funds(technologies, n_technologies, first):
    """Rows of what funds may look at, from row ``first`` on and round."""
    rows = np.empty(n_technologies + 1, np.int64)  # a row that is not listed is overwritten by the next
    n = 0
    for step in range(n_technologies):
        position = first + step
        row = position if position < n_technologies else position - n_technologies
        technology = technologies[row]
        rows[n] = row
        n += (technology.state == OPEN) & (short_of_money(technology) | is_proposed(technology))
    return rows[:n]


@process
def funds_invest(
    clock, parameters, firms, sectors, technologies, funds, banks, governments, households, flows, instruments, tally
):
    """Funds look at sponsored technologies still short of money, and at spin-offs that universities propose.

    Each meets a few funds drawn for the quarter and takes the lowest stake asked; a proposal that finds a fund becomes
    a start-up with money for its first stages. The serving order rotates. Reads ``technology.value`` (for a proposal it
    is set with the proposal).
    """
    now = clock[0]
    parameter = parameters[0]
    if now.n_technologies == 0:
        return
    chance = np.zeros(N_STAGES)
    time_to_exit = np.zeros(N_STAGES)
    for stage in range(N_STAGES):
        chance[stage] = chance_to_market(parameter, stage)
        time_to_exit[stage] = quarters_to_exit(stage, parameter)
    first = int(uniform(now.seed, FUND_SIGNAL, now.quarter, 0, 0) * now.n_technologies)
    for j in rows_for_funds(technologies, now.n_technologies, first):
        technology = technologies[j]
        proposed = is_proposed(technology)
        need = technology.loan_request
        if proposed:
            need = parameter.runway_stages * technology.cost_scale * stage_multiple(parameter, technology.stage)
        elif firms[technology.sponsor].active == 0:
            continue
        expected = technology.value * chance[technology.stage]
        meetings = int(parameter.fund_meetings)
        if is_introduced(technology, firms, instruments[INCUBATORS], now.seed):
            meetings += int(parameter.incubator_meetings)
        stake, row = best_offer(
            clock, funds, technology, meetings, need, expected, time_to_exit[technology.stage], parameter
        )
        if row < 0:
            continue
        fund = funds[row]
        sponsor = technology.sponsor
        if proposed:
            sponsor = found_startup(firms, clock, technology, sectors, fund.bank, parameter)
            if sponsor < 0:
                continue
            tally[STARTUPS_FOUNDED] += technology.weight
        make_deal(
            flows, banks, governments, households, instruments, fund, row, firms[sponsor], technology, need, stake,
            parameter,
        )
