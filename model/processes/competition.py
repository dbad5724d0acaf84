"""The best within a budget, without sorting: applicants' amounts are counted by score and cut where money ends."""

from ..kernel import rule

BINS = 128
NOT_IN_RACE = -1.0e9
"""Score of a technology that did not apply."""


@rule
def bin_of(score, low, high):
    """Class of a score between the lowest and the highest one met."""
    if high <= low:
        return 0
    return min(BINS - 1, int((score - low) / (high - low) * BINS))


@rule
def last_bin_served(amounts, group, budget):
    """Lowest class that still gets money; within it the budget ends. ``amounts`` is (group, class), m yuan."""
    total = 0.0
    for place in range(BINS):
        total += amounts[group, BINS - 1 - place]
        if total > budget:
            return BINS - 1 - place
    return 0


@rule
def left_for_last(amounts, group, last, budget):
    """Money left for the last class once those above it are paid (m yuan)."""
    for place in range(last + 1, BINS):
        budget -= amounts[group, place]
    return budget


@rule
def is_served(place, last, before, amount, left, luck):
    """Whether an applicant is paid: above the last class always, in it while money is left.

    ``before`` is what those ahead in the last class ask. An applicant that stands for many real ones may ask
    for more than is left: one draw per competition, ``luck``, pays it with the chance that makes expected
    spending equal to the budget.
    """
    return place > last or (place == last and before + luck * amount < left)
