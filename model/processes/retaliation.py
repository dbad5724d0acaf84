"""The reaction abroad: subsidies beyond today's are met with duties, and those who stop selling also stop buying.

What was paid at the status quo belongs to the given path of demand. Duties offset what a subsidy adds to a sector's
revenue, in the countries that investigate, after the time an investigation takes.
"""

import numpy as np

from ..classifications import N_SECTORS
from ..kernel import process, rule
from .administration import DIRECT_SUBSIDY, MISSIONS


@rule
def lost_to_duties(subsidy_rate, parameters):
    """Exports lost (share) to duties that offset a subsidy of this share of sales: elasticity x exposure x duty."""
    return min(parameters.duty_exposure, parameters.export_elasticity * parameters.duty_exposure * subsidy_rate)


@rule
def lost_for_good(duties, cut, parameters):
    """Exports lost (share) once all have reacted: to decoupling, and of the rest to duties."""
    decoupled = parameters.exports_decoupled * cut
    return decoupled + (1.0 - decoupled) * duties


@rule
def exports_shut_out(spending, export_share, lost):
    """Spending (m yuan) that does not arrive because buyers abroad are closed."""
    return export_share * lost * spending


@rule
def share_still_exported(export_share, lost):
    """Share of what is sold that goes abroad when part of the exports is shut out."""
    return export_share * (1.0 - lost) / (1.0 - export_share * lost)


@process
def exporters_are_shut_out(clock, parameters, firms, sectors, instruments):
    """Move the exports each sector has lost towards what subsidies beyond today's and decoupling provoke.

    Cash for projects and missions counts, research money and public orders do not. Writes ``exports_lost`` and
    ``export_share``, which demand and settlement of the next quarter read.
    """
    now = clock[0]
    p = parameters[0]
    beyond = instruments[DIRECT_SUBSIDY].beyond_today
    subsidy = np.zeros(N_SECTORS)
    if beyond > 0.0 or instruments[MISSIONS].cash > 0.0:
        for i in range(now.n_firm_rows):
            firm = firms[i]
            if firm.active == 1:
                received = beyond * firm.grants_received + firm.mission_received
                subsidy[firm.sector] += received * firm.weight
    for s in range(N_SECTORS):
        sector = sectors[s]
        rate = subsidy[s] / sector.revenue_sum if sector.revenue_sum > 0.0 else 0.0
        provoked = lost_for_good(lost_to_duties(rate, p), sector.cut, p)
        sector.exports_lost += p.retaliation_speed * (provoked - sector.exports_lost)
        sector.export_share = share_still_exported(p.export_share, sector.exports_lost)
