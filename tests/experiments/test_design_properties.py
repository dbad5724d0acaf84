"""Whatever stands in a design, it is read or refused with its mistakes; whatever is read can be sampled."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.designs import Design, base_values, design_from_mapping, sample
from experiments.designs.keys import DESIGN_KEYS, METHODS
from experiments.dry_run import duration
from model.levers import LEVERS
from model.scenario import ScenarioError

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5000), st.floats(), st.text(max_size=12), st.sampled_from([*METHODS])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["low", "high", "n", "values", "levers", "x"]), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        "levers.re_deduction", "levers.risk_pool", "parameters.discount_rate", "parameters.research_east", "levers",
        "other",
    ]  # fmt: skip
)


@given(
    st.dictionaries(st.sampled_from([*DESIGN_KEYS, "extends", "firms", "frm"]), ANYTHING, max_size=4),
    st.dictionaries(NAMES, ANYTHING, max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_nothing_but_a_list_of_mistakes_comes_of_nonsense(keys, over):
    found: object
    try:
        found = design_from_mapping({**keys, "over": over})
    except ScenarioError as error:
        found = [str(problem) for problem in error.problems]
    assert isinstance(found, Design) or (found and all(found))


@st.composite
def good_designs(draw):
    names = draw(st.lists(st.sampled_from([*LEVERS]), min_size=1, max_size=3, unique=True))
    method = draw(st.sampled_from(["grid", "lhs", "sobol", "one_at_a_time"]))
    sampled = method in ("lhs", "sobol")
    over = {}
    for name in names:
        lever = LEVERS[name]
        ends = st.floats(lever.minimum, lever.maximum)
        if lever.integer:
            ends = st.integers(round(lever.minimum), round(lever.maximum))
        values = draw(st.lists(ends, min_size=1, max_size=4, unique=True))
        ranged = len(values) > 1 and draw(st.booleans())
        steps = {} if sampled else {"n": 3}
        over[f"levers.{name}"] = {"low": min(values), "high": max(values), **steps} if ranged else values
    points = {"points": draw(st.integers(1, 20))} if sampled else {}
    return {"over": over, "method": method, **points}


@given(good_designs())
@settings(max_examples=60, deadline=None)
def test_every_point_lies_in_the_ranges_asked_for(content):
    design = design_from_mapping(content)
    points = sample(design)
    assert points.shape[1] == len(design.factors)
    base = base_values(design)  # it may lie outside
    for place, factor in enumerate(design.factors):
        column = points[:, place]
        own = column[column != base[place]] if design.method == "one_at_a_time" else column
        assert (own >= factor.low).all()
        assert (own <= factor.high).all()
        if factor.values:
            assert set(own) <= set(factor.values)
    if design.method == "grid":
        assert len(np.unique(points, axis=0)) == len(points)


@given(st.floats(0.0, 1e6))
def test_durations_are_said_in_one_unit(seconds):
    number, unit = duration(seconds).split()
    assert unit in ("s", "min", "h")
    assert abs(float(number) * {"s": 1, "min": 60, "h": 3600}[unit] - max(seconds, 1.0)) <= 0.51 * {
        "s": 1, "min": 60, "h": 360}[unit]  # fmt: skip
