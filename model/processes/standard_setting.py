"""Standards are set by products with users; their setters keep a lead, rivals pay, and what does not fit is lost."""

from ..accounts import STANDARD_LICENCES, pay
from ..classifications import N_SECTORS, OBSOLETE
from ..indicators import COLUMN
from ..kernel import process, rule
from ..populations.technologies import INDUSTRIALISED
from .projects import dies
from .standards import (
    first_mover_rules,
    guard_of_standard,
    is_incompatible,
    licence_on_standard,
    may_set_standard,
)
from .valuation import value_of_gain

STANDARDS_SET = COLUMN["standards_set"]
LICENCES = COLUMN["standard_licences"]
INCOMPATIBLE = COLUMN["technologies_incompatible"]


@rule
def lapses(sector, firms, quarter, p):
    """A standard ends with its time or with its setter."""
    holder = firms[sector.standard_holder]
    return quarter - sector.standard_since >= p.standard_life or holder.active == 0 or holder.id != sector.standard_id


@rule
def pays_for_standard(technology, sector, firms, lead, banks, flows, tally, p):
    """A rival that brings a product to a market with a standard pays its setter, within what its cash allows."""
    rival = firms[technology.sponsor]
    holder = firms[sector.standard_holder]
    gain = value_of_gain(technology.potential * technology.fit, max(rival.revenue_trend, 0.0), p)
    amount = min(
        licence_on_standard(gain, lead, p) * technology.weight,
        p.licence_cash_share * max(rival.cash, 0.0) * rival.weight,
    )
    rival.standard_licences_paid += amount / rival.weight
    holder.standard_licences_received += amount / holder.weight
    tally[LICENCES] += 0.001 * amount
    pay(flows, banks, STANDARD_LICENCES, rival, holder, amount)


@rule
def custom_of(technology, firms):
    """Share of its field's buyers that a product reaches once it is on the market: those of its sponsors."""
    return min(1.0, technology.weight * firms[technology.sponsor].share)


@process
def standards_set(clock, policy, parameters, firms, sectors, technologies, banks, flows, tally):
    """Among the products that reached the market this quarter: who pays for a standard, who sets one, who loses by it.

    Runs while those products are still in the array. Writes the standards of ``sectors``.
    """
    now = clock[0]
    p = parameters[0]
    lead = first_mover_rules(policy, now.quarter)
    for s in range(N_SECTORS):
        sector = sectors[s]
        if sector.standard_holder >= 0 and (lead <= 0.0 or lapses(sector, firms, now.quarter, p)):
            sector.standard_holder = -1
        sector.standard_guard = guard_of_standard(lead, p) if sector.standard_holder >= 0 else 0.0
    if lead <= 0.0:
        return
    seed = now.seed
    for j in range(now.n_technologies):
        technology = technologies[j]
        if technology.state != INDUSTRIALISED or technology.product == 0:
            continue
        sector = sectors[technology.sector]
        if sector.standard_holder >= 0:
            if technology.sponsor != sector.standard_holder:
                pays_for_standard(technology, sector, firms, lead, banks, flows, tally, p)
        elif may_set_standard(technology, custom_of(technology, firms), lead, p, seed):
            sector.standard_holder = technology.sponsor
            sector.standard_id = firms[technology.sponsor].id
            sector.standard_since = now.quarter
            sector.standard_guard = guard_of_standard(lead, p)
            tally[STANDARDS_SET] += 1.0
            for k in range(now.n_technologies):
                rival = technologies[k]
                if is_incompatible(rival, technology.sector, technology.sponsor, lead, p, seed):
                    dies(rival, OBSOLETE, now.quarter, tally)
                    tally[INCOMPATIBLE] += rival.weight
