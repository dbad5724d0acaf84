"""Any allowed overlay: bounds hold, echoes read back to the bit, equal settings change nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.calendar import Quarter
from model.classifications import ACTORS, REGIONS, SECTORS, SIZES
from model.levers import LEVERS
from model.policy import first_difference, policy_table
from model.scenario import Scenario

BURN_IN = 24
QUARTERS = st.integers(Quarter(2000, 1).ordinal, Quarter(2060, 4).ordinal).map(lambda n: str(Quarter.from_ordinal(n)))
LATE = st.integers(Quarter(2036, 1).ordinal, Quarter(2060, 4).ordinal).map(lambda n: str(Quarter.from_ordinal(n)))
PHASE_IN = st.integers(0, 40)


def names(items) -> st.SearchStrategy:
    return st.lists(st.sampled_from([item.id for item in items]), min_size=1, max_size=3, unique=True)


def dated(number, may_lift: bool = True, quarters=QUARTERS) -> st.SearchStrategy:
    value = st.one_of(number, st.just("lifted")) if may_lift else number
    return st.dictionaries(quarters, value, min_size=1, max_size=5)


def values_of(name: str) -> st.SearchStrategy:
    lever = LEVERS[name]
    if lever.integer:
        return st.integers(int(lever.minimum), int(lever.maximum)).map(float)
    return st.floats(lever.minimum, lever.maximum)


def phase_in_of(name: str) -> st.SearchStrategy:
    return st.integers(0, 1) if LEVERS[name].integer else PHASE_IN


def selector_key(target: dict) -> tuple:
    return tuple(tuple(sorted(target.get(key, ()))) for key in ("sector", "region", "size", "actor"))


@st.composite
def setting(draw, name: str):
    lever, number, phase_in = LEVERS[name], values_of(name), phase_in_of(name)
    plain = st.fixed_dictionaries({"value": number, "phase_in": phase_in})
    path = st.fixed_dictionaries({"path": dated(number), "phase_in": phase_in})
    chosen = draw(st.one_of(number, dated(number), plain, path))
    if not lever.targetable or not draw(st.booleans()):
        return chosen
    selectors = st.dictionaries(st.sampled_from(lever.targets), st.none(), min_size=1)
    items = {"sector": SECTORS, "region": REGIONS, "size": SIZES}
    items["actor"] = tuple(item for item in ACTORS if item.id in lever.actors[:-1])
    targets = draw(
        st.lists(
            selectors.flatmap(lambda keys: st.fixed_dictionaries({key: names(items[key]) for key in keys})),
            min_size=1, max_size=3, unique_by=selector_key,
        )
    )  # fmt: skip
    targets = [{**target, **draw(st.one_of(plain, path))} for target in targets]
    chosen = chosen if isinstance(chosen, dict) else {"value": chosen}
    return {**chosen, "targets": targets}


OVERLAYS = st.lists(st.sampled_from(list(LEVERS)), min_size=1, max_size=4, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({name: setting(name) for name in chosen})
)


@settings(max_examples=60, deadline=None)
@given(OVERLAYS, OVERLAYS)
def test_any_stack_of_overlays_stays_inside_bounds_and_reads_back_to_the_bit(low: dict, top: dict) -> None:
    scenario = Scenario().with_levers(low).with_levers(top)
    table = policy_table(scenario, BURN_IN)
    for lever in LEVERS.values():
        column = table[lever.field]
        assert np.isfinite(column).all()
        assert column.min() >= lever.minimum
        assert column.max() <= lever.maximum
    again = Scenario.from_mapping(scenario.differences(), id=scenario.id)
    assert policy_table(again, BURN_IN).tobytes() == table.tobytes()
    assert again.fingerprint() == scenario.fingerprint()
    assert first_difference(again, scenario) is None
    resolved = Scenario.from_mapping({"levers": scenario.resolved()["levers"]})
    assert policy_table(resolved, BURN_IN).tobytes() == table.tobytes()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_lever_at_its_baseline_value_leaves_the_table_identical(data) -> None:
    baseline = Scenario()
    table = policy_table(baseline, BURN_IN)
    name = data.draw(st.sampled_from([name for name, path in baseline.levers.items() if len(path.general) == 1]))
    value = st.just(LEVERS[name].baseline)
    phased = st.fixed_dictionaries({"path": dated(value), "phase_in": phase_in_of(name)})
    form = data.draw(st.one_of(value, dated(value), phased))
    same = baseline.with_levers({name: form})
    assert policy_table(same, BURN_IN).tobytes() == table.tobytes()
    assert same.fingerprint() == baseline.fingerprint()
    assert first_difference(baseline, same) is None


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_lever_switched_on_after_the_horizon_leaves_the_table_identical(data) -> None:
    baseline = Scenario()
    name = data.draw(st.sampled_from(list(LEVERS)))
    number = values_of(name)
    form = {"path": data.draw(dated(number, quarters=LATE)), "phase_in": data.draw(phase_in_of(name))}
    if LEVERS[name].targetable:
        first = LEVERS[name].targets[0]
        names_of = {"sector": "quantum", "region": "west"}
        form["targets"] = [{first: [names_of[first]], "path": data.draw(dated(number, quarters=LATE))}]
    late = baseline.with_levers({name: form})
    assert late.warnings
    assert policy_table(late, BURN_IN).tobytes() == policy_table(baseline, BURN_IN).tobytes()
    assert late.fingerprint() == baseline.fingerprint()
    assert first_difference(baseline, late) is None


@settings(max_examples=40, deadline=None)
@given(OVERLAYS, OVERLAYS)
def test_first_difference_is_the_first_unequal_row(one: dict, other: dict) -> None:
    a, b = Scenario().with_levers(one), Scenario().with_levers(other)
    burn_in = a.start - Quarter(2000, 1) + 1
    left, right = policy_table(a, burn_in), policy_table(b, burn_in)
    unequal = [row for row in range(len(left)) if left[row].tobytes() != right[row].tobytes()]
    assert first_difference(a, b) == (max(unequal[0] - burn_in, 0) if unequal else None)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=200))
def test_rubbish_is_refused_without_another_exception(raw: bytes, text: str) -> None:
    from model.scenario_format.checks import read_overlay
    from model.scenario_format.problems import Problems
    from model.scenario_format.text import parse

    for data in (raw, text.encode("utf-8", "surrogatepass"), b"levers:\n  " + raw):
        problems = Problems("x.yaml")
        node = parse(data, problems)
        if node is not None:
            read_overlay(node, problems)
        else:
            assert problems.found
