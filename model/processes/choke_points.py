"""Choke points: foreign inputs a sector cannot make, how own technologies cover them, and what a cut does."""

import math

from ..classifications import N_SECTORS
from ..kernel import process, rule
from .shocks import severity


@rule
def missing_inputs(cut, imported, coverage):
    """Share of a sector's inputs that is cut off and that no own technology replaces."""
    return cut * imported * (1.0 - coverage)


@rule
def still_imported(imported, cut, coverage):
    """Share of inputs bought abroad: of what is cut, only what own technologies cover is bought at home instead.

    The rest comes by detours, in other parts and at another price.
    """
    return imported * (1.0 - cut * coverage)


@rule
def plants_idle(missing, leverage, redesigned, most):
    """Share of capacity that stands still: a missing part stops more than its cost share, until it is designed out."""
    return min(most, leverage * missing * (1.0 - redesigned))


@rule
def learnt_over_imports(imported, taught):
    """Share of what a sector's firms learn from best practice that comes with foreign parts, equipment and partners."""
    return min(1.0, taught * imported)


@rule
def learning_missing(cut, imported, coverage, taught):
    """Share of firms' learning that a cut takes away: who no longer sells no longer teaches.

    Own technologies that stand in for what is cut teach in its place.
    """
    return learnt_over_imports(imported, taught) * cut * (1.0 - coverage)


@rule
def dearer_inputs(cut, imported, coverage, premium_covered, premium_missing):
    """Rise of the input price (share): own substitutes cost more than what was imported, detours more than those."""
    return cut * imported * (coverage * premium_covered + (1.0 - coverage) * premium_missing)


@rule
def coverage_after(coverage, solutions, firms, need, ageing):
    """Share of choke points covered, one quarter on.

    Product technologies of the sector that reach the market (``solutions``: their gains, weighted) each hit an open
    choke point with the chance that it is one; foreign suppliers move on and old answers age.
    """
    hit = 1.0 - math.exp(-solutions / (need * firms)) if firms > 0.0 else 0.0
    return coverage + (1.0 - coverage) * hit - ageing * coverage


@process
def supplies_are_cut(clock, policy, sectors, parameters):
    """Set what is missing, dearer and sought at home in each sector this quarter.

    Writes ``cut``, ``redesigned``, ``supply_lost``, ``input_premium``, ``tools_premium``, ``own_wanted``,
    ``import_share``, ``learning_lost``, ``learning_abroad``.
    """
    p = parameters[0]
    for s in range(N_SECTORS):
        sector = sectors[s]
        sector.cut = severity(policy, clock[0].quarter, s)
        imported = sector.import_base + sector.import_learnt
        if sector.cut > 0.0:
            sector.redesigned += p.redesign_speed * (1.0 - sector.redesigned)
        else:
            sector.redesigned -= p.redesign_forgotten * sector.redesigned
        missing = missing_inputs(sector.cut, imported, sector.own_coverage)
        sector.supply_lost = plants_idle(missing, p.choke_leverage, sector.redesigned, p.choke_most)
        sector.input_premium = dearer_inputs(
            sector.cut, imported, sector.own_coverage, p.premium_covered, p.premium_missing
        )
        sector.tools_premium = p.tools_premium * missing
        sector.learning_lost = learning_missing(sector.cut, imported, sector.own_coverage, p.taught_by_imports)
        sector.learning_abroad = learnt_over_imports(imported, p.taught_by_imports) * (1.0 - sector.cut)
        sector.own_wanted = min(1.0, p.own_wanted * sector.cut * imported)
        sector.import_share = still_imported(imported, sector.cut, sector.own_coverage)


@process
def choke_points_are_covered(sectors, parameters):
    """Own technologies that reached the market this quarter cover choke points. Writes ``own_coverage``."""
    p = parameters[0]
    for s in range(N_SECTORS):
        sector = sectors[s]
        sector.own_coverage = coverage_after(
            sector.own_coverage, sector.own_solutions, sector.n_firms, p.choke_need, p.choke_ageing
        )
