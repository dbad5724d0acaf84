"""Funds found companies on university results that nobody licensed."""

from __future__ import annotations

from ..kernel import process
from ..populations.technologies import OPEN
from .demography import found_startup
from .technology_market import PROPOSED
from .valuation import stage_multiple
from .venture import best_offer, make_deal


@process
def funds_back_spin_offs(
    clock, parameters, firms, sectors, technologies, funds, banks, governments, households, flows, instruments
):
    """A proposal that finds a fund becomes a start-up with money for its first stages.

    Reads ``technology.value`` (set with the proposal); writes the sponsor, the stake and the money.
    """
    for position in range(clock[0].n_technologies):
        technology = technologies[position]
        if technology.disclosed != PROPOSED or technology.sponsor >= 0 or technology.state != OPEN:
            continue
        need = parameters[0].runway_stages * technology.cost_scale * stage_multiple(parameters[0], technology.stage)
        stake, row = best_offer(clock, funds, technology, need, parameters[0])
        if row < 0:
            continue
        fund = funds[row]
        sponsor = found_startup(firms, clock, technology, sectors, fund.bank, parameters[0])
        if sponsor < 0:
            continue
        make_deal(
            flows, banks, governments, households, instruments, fund, row, firms[sponsor], technology, need, stake,
            parameters[0],
        )
