"""Keys of a design file beside those of a scenario, methods, and bounds of counts."""

from __future__ import annotations

from model.scenario_format.overlay import KEYS as SCENARIO_KEYS

GRID, LATIN_HYPERCUBE, SOBOL, ONE_AT_A_TIME, MORRIS, SEARCH = (
    "grid",
    "lhs",
    "sobol",
    "one_at_a_time",
    "morris",
    "search",
)

METHODS = {
    GRID: "Every combination of the listed values or steps.",
    LATIN_HYPERCUBE: "Latin hypercube of `points` points: each factor's range is covered evenly.",
    SOBOL: "Sobol sequence of `points` points (best a power of 2); in `sensitivity`, Sobol indices.",
    ONE_AT_A_TIME: "Each factor at each of its values alone; in `sensitivity`, a tornado.",
    SEARCH: "Only in `optimise`: the search chooses settings within the ranges.",
    MORRIS: "Only in `sensitivity`: Morris screening with `points` trajectories.",
}
SAMPLED = (LATIN_HYPERCUBE, SOBOL, MORRIS)

DESIGN_KEYS = {
    "over": "What is varied: `levers.ID` and `parameters.ID`, each with a list of values or {low, high, n}.",
    "method": "How points are chosen; default: grid.",
    "points": "Points of a sample, trajectories of a screening, or size of the base sample of Sobol indices.",
    "replicates": "Worlds for each point; replicate r is the same world at every point.",
    "seed": "Replicate r is the world of seed + r.",
    "from": "Quarter from which the varied levers hold; default: the start of the run.",
    "outcomes": "Outcomes that are recorded; default: the headline outcomes.",
    "budget": "For `optimise`: most extra public cost, bn yuan a year.",
    "draws": "Parameter draws in each of which every lever setting is tried: a Latin hypercube over `parameters`, or, "
    "without any, the first of the ensemble near the targets.",
}
FACTOR_KEYS = {
    "low": "Lower end; default: that of the declared range.",
    "high": "Upper end; default: that of the declared range.",
    "n": "Equal steps of a grid, both ends included.",
    "values": "The same as a plain list.",
}
KEYS = {**SCENARIO_KEYS, **DESIGN_KEYS}

DEFAULT_REPLICATES = 10
MOST_STEPS = 1_000
MOST_POINTS = 1_000_000
MOST_REPLICATES = 100_000
LARGEST_SEED = 2**31 - 1
