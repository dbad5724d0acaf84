"""First-mover rules: how strongly a standard binds those who did not set it."""

import math

from ..chance import STANDARD, uniform
from ..kernel import rule
from ..populations.technologies import INDUSTRIALISED, OPEN

_SETS, _INCOMPATIBLE = 0, 1


@rule
def first_mover_rules(policy, quarter):
    """How far a product with users may become the standard of its field that others license (0 to 1)."""
    return policy[quarter, 0].standards_first_mover


@rule
def may_set_standard(technology, custom, lead, p, seed):
    """A product that has reached the market with a verified first use sets the standard of its field, by lot.

    ``custom`` is the share of the field's buyers that it reaches.
    """
    if technology.state != INDUSTRIALISED or technology.product == 0 or technology.verified == 0:
        return False
    pull = lead * p.standard_chance * custom
    draw = uniform(seed, STANDARD, 0, technology.key, _SETS)
    return draw < pull and draw < 1.0 - math.exp(-pull)  # no exponential for the many that miss even the bound


@rule
def is_incompatible(technology, sector_code, holder, lead, p, seed):
    """A rival's product under way in the field that does not fit the standard (for life, by lot)."""
    return (
        technology.state == OPEN
        and technology.product == 1
        and technology.sector == sector_code
        and technology.sponsor != holder
        and uniform(seed, STANDARD, 0, technology.key, _INCOMPATIBLE) < lead * p.incompatible_share
    )


@rule
def guard_of_standard(lead, p):
    """Part of rivals' imitation of quality that a standard in force keeps off."""
    return lead * p.standard_guard


@rule
def licence_on_standard(value, lead, p):
    """What a rival owes the setter for a product that uses the standard (m yuan), from the value it brings."""
    return lead * p.standard_royalty * value
