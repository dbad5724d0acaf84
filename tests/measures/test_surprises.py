"""Explanations of surprises, tested apart: each names what the lever declared, and the table says what was seen."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.comparative_statics.cases import CASES, FIRST, Case, Check
from experiments.comparative_statics.surprises import BEFORE, Seen, assessed, checks_of, main, paired, verdict
from experiments.comparative_statics.tested import FILE, read, section
from experiments.statistics import Interval
from model.indicators import OUTCOMES
from model.levers import LEVERS
from model.parameters import as_record
from model.scenario import Scenario
from model.world import World


def found(low: float, high: float, sign: int = 1) -> Seen:
    return Seen(Check("so", "margin", sign), Interval(0.5 * (low + high), low, high, 9, "t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.lever)
def test_a_surprise_contradicts_what_its_lever_declares(case: Case) -> None:
    lever = LEVERS[case.lever]
    declared = dict((*lever.chain, *lever.side_effects))
    direction = 1 if lever.levels["very_strong"] > lever.baseline else -1
    assert checks_of(case)[0].sign == -direction * declared[case.outcome]
    for check in checks_of(case):
        assert callable(check.quantity) or check.quantity in OUTCOMES
        assert set(check.levers) <= set(LEVERS)
        assert set(check.parameters) <= set(as_record({}).dtype.names)


def test_an_explanation_holds_when_all_it_says_is_seen() -> None:
    assert found(0.1, 0.3).holds
    assert found(-0.3, -0.1, -1).holds
    assert not found(-0.1, 0.3).holds
    assert verdict([found(0.1, 0.2), found(0.1, 0.2)]) == "holds"
    assert verdict([found(0.1, 0.2), found(-0.1, 0.2)]) == "holds in part"
    assert verdict([found(-0.2, -0.1)]) == "does not hold"


def test_a_rule_taken_out_is_back_afterwards() -> None:
    history = World(Scenario().replace(firms=60, until="2027-Q4"), 1).run(BEFORE)
    before = history.state["parameters"].copy()
    case = next(case for case in CASES if any(check.parameters for check in case.checks))
    assert len(paired(case, history)) == 1 + len(case.checks)
    assert history.state["parameters"].tobytes() == before.tobytes()


def test_every_check_is_read_in_pairs() -> None:
    case = CASES[0]
    results = assessed(case, [[0.1 * (world + place) for place in range(1 + len(case.checks))] for world in range(3)])
    assert [one.difference.replicates for one in results] == [3] * (1 + len(case.checks))
    assert results[1].difference.estimate == pytest.approx(0.2)


def test_a_check_may_look_at_some_worlds_only_and_beyond_the_surprise() -> None:
    history = World(Scenario().replace(firms=60, until="2027-Q4"), 1).run(BEFORE)
    everywhere, nowhere, beyond = (
        Check("so", "utilisation", 1, FIRST),
        Check("so", "utilisation", 1, FIRST, where=lambda world: False),
        Check("so", "utilisation", 1, FIRST, beside=True),
    )
    case = Case("demand_shock.level", "utilisation", "because", (everywhere, nowhere, beyond))
    itself, all_worlds, no_world, more = paired(case, history)
    assert all_worlds < 0.0
    assert np.isnan(no_world)
    assert np.isnan(itself) or more == pytest.approx(all_worlds - itself)


def test_a_small_real_test(tmp_path) -> None:
    assert main(["guarantee.cover", "--firms", "60", "--replicates", "2", "--out", str(tmp_path)]) == 0
    table = read(tmp_path)
    assert [row["lever"] for row in table] == ["guarantee.cover"] * 4
    assert (tmp_path / FILE).is_file()
    assert "the surprise itself" in section(table)
    assert read(tmp_path / "nowhere") == []
