"""Patents: filing, use and renewal by holder."""

from __future__ import annotations

import pytest

from model.classifications import FROM_FIRM, FROM_INSTITUTE, FROM_UNIVERSITY, LARGE, MICRO
from model.kernel import JIT
from model.populations.technologies import DEAD, INDUSTRIALISED
from model.processes.patents import blocking_patents, lapse_of_idle, patents_on_result, title_patents
from tests.processes.knowledge_world import (
    add_result,
    born,
    open_books,
    parameters_with,
    patents,
    quarter,
    small_world,
    use,
)


def stocks(state: dict, name: str) -> tuple[float, float]:
    holders = state[name]
    return tuple(float((holders[f] * holders["weight"]).sum()) for f in ("patents_used", "patents_idle"))


def test_rules_of_filing_and_renewal() -> None:
    record = parameters_with()[0]
    assert patents_on_result(1.0, 4.0, record) < patents_on_result(0.0, 4.0, record) == 4.0
    assert blocking_patents(10.0, LARGE, record) > blocking_patents(10.0, MICRO, record)
    assert title_patents(0, record) == 0.0 < title_patents(1, record)
    assert lapse_of_idle(0.0, 0.1, 0.01) == 1.0
    assert 0.01 < lapse_of_idle(1.0, 0.1, 0.01) < lapse_of_idle(0.1, 0.1, 0.01) < 1.0


@pytest.mark.python_lane
def test_a_result_is_patented_at_birth_and_used_when_on_the_market() -> None:
    state = small_world()
    used, idle = stocks(state, "universities")
    technology = add_result(state)
    use(state)
    filed = technology["patents"] * technology["weight"]
    assert filed > 0.0
    assert stocks(state, "universities") == pytest.approx((used, idle + filed), rel=1e-12)
    state["clock"]["quarter"] += 1
    use(state)
    assert stocks(state, "universities")[0] == pytest.approx(used, rel=1e-12)
    technology["state"], technology["sponsor"] = INDUSTRIALISED, 7
    firm_used = stocks(state, "firms")[0]
    use(state)
    assert stocks(state, "universities") == pytest.approx((used + filed, idle), rel=1e-12)
    launch = parameters_with()[0]["patents_at_launch"] * technology["weight"]
    assert stocks(state, "firms")[0] - firm_used == pytest.approx(launch)


def test_a_dead_technology_leaves_its_patents_idle() -> None:
    state = small_world()
    technology = add_result(state)
    use(state)
    state["clock"]["quarter"] += 1
    before = stocks(state, "universities")
    technology["state"] = DEAD
    use(state)
    assert stocks(state, "universities") == before


def test_patents_do_not_go_to_the_next_firm_in_the_row() -> None:
    state = small_world()
    technology = add_result(state)
    technology["origin"], technology["origin_row"], technology["origin_id"] = FROM_FIRM, 9, 9999
    technology["born"], technology["state"], technology["sponsor"] = -3, INDUSTRIALISED, 7
    technology["patents"] = 5.0
    before = state["firms"]["patents_used"][9], state["firms"]["patents_idle"][9]
    use(state)
    assert (state["firms"]["patents_used"][9], state["firms"]["patents_idle"][9]) == before
    state["firms"]["id"][9] = 9999
    use(state)
    assert state["firms"]["patents_used"][9] > before[0]


@pytest.mark.python_lane
def test_nothing_is_negative_and_idle_patents_lapse_faster_than_used_ones() -> None:
    state = small_world()
    state["universities"]["researchers"] = 0.0
    state["firms"]["high_tech"] = 0
    first = stocks(state, "universities")
    for _ in range(6):
        patents(state)
    last = stocks(state, "universities")
    assert 0.0 < last[1] / first[1] < last[0] / first[0] < 1.0
    for name in ("firms", "universities"):
        assert min(stocks(state, name)) >= 0.0
        assert (state[name]["idle_value"] >= 0.0).all()


def test_a_dearer_fee_or_less_value_empties_drawers() -> None:
    def left(**changes: float) -> float:
        state = small_world(**changes)
        for _ in range(4):
            patents(state)
        return stocks(state, "universities")[1]

    assert left(patent_fee=0.004) < left()
    assert left(patent_decay=0.08) < left(patent_decay=0.02)


def test_titles_and_fences_lower_the_share_in_use() -> None:
    def share(**changes: float) -> float:
        state = small_world(**changes)
        state["firms"]["high_tech"] = 1
        for _ in range(8):
            patents(state)
        used, idle = stocks(state, "firms")
        return used / (used + idle)

    assert share(title_patents=1.5) < share(title_patents=0.2)
    assert share(fence_large=0.03) < share(fence_large=0.005)


@pytest.mark.skipif(not JIT, reason="needs many quarters")
def test_universities_hold_many_patents_and_use_few() -> None:
    state = small_world(sample=60)
    for _ in range(24):
        open_books(state)
        quarter(state)
    units = state["universities"]
    held = (units["patents_used"] + units["patents_idle"]) * units["weight"]
    universities, institutes = (held[units["kind"] == kind].sum() for kind in (FROM_UNIVERSITY, FROM_INSTITUTE))
    assert 3.0e5 < universities < 1.5e6
    assert 0.8e5 < institutes < 5.0e5
    assert len(born(state)) > 0
