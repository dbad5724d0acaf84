"""What a verb needs of a design beside what every design needs; every reason against it at once."""

from __future__ import annotations

from .design import Design
from .keys import METHODS, MORRIS, MOST_POINTS, ONE_AT_A_TIME, SEARCH, SOBOL


def unsuited(design: Design) -> list[str]:
    """Why the verb that its method is for would refuse a design; grids and samples are for any sweep."""
    if design.method == MORRIS:
        return unsuited_to_indices(design)
    return unsuited_to_search(design) if design.method == SEARCH else unsuited_to_sweep(design)


def unsuited_to_sweep(design: Design) -> list[str]:
    """Why ``sweep`` refuses a design: it simulates every point, whatever it costs."""
    if design.budget is None:
        return []
    return [
        f"{design.id}: a sweep simulates every point and keeps to no budget; remove the key 'budget', or write "
        f"'method: {SEARCH}' and use lab2market optimise"
    ]


def unsuited_to_indices(design: Design) -> list[str]:
    """Why ``sensitivity`` refuses a design."""
    reasons = []
    own = design.factors if design.ensemble is None else design.levers
    sampled = design.method in (MORRIS, SOBOL)
    if design.draws is not None:
        reasons.append(f"{design.id}: draws are for sweeps; indices vary levers and parameters alike")
    if design.budget is not None:
        reasons.append(f"{design.id}: a budget is for optimise; remove it")
    if not sampled and design.method != ONE_AT_A_TIME:
        allowed = ", ".join(method for method in METHODS if method in (MORRIS, SOBOL, ONE_AT_A_TIME))
        reasons.append(f"{design.id}: method {design.method} gives no indices; choose --method {allowed}")
    elif sampled and len(own) < 2:
        reasons.append(f"{design.id} varies one factor; indices compare at least two (sweep shows one)")
    runs = (design.points or 0) * (len(own) + 2) * design.replicates
    if design.method == SOBOL and runs > MOST_POINTS:
        product = f"points {design.points:,} x factors + 2 {len(own) + 2} x replicates {design.replicates:,}"
        reasons.append(f"{design.id}: {runs:,} runs ({product}) are more than {MOST_POINTS:,}; take fewer points")
    return reasons


def unsuited_to_search(design: Design) -> list[str]:
    """Why ``optimise`` refuses a design."""
    reasons = []
    if not design.levers:
        reasons.append(f"{design.id} varies no lever: name some under 'over:' as levers.ID")
    if design.budget is None:
        reasons.append(f"{design.id} has no budget: give --budget or the key 'budget' (bn yuan a year)")
    if design.draws is None:
        reasons.append(f"{design.id} has no parameter draws: give --draws or the key 'draws', such as 8")
    return reasons
