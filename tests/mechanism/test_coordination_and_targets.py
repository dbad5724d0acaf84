"""Coordination puts firms on lists sooner; a targeted lever reaches its target's firms and no others."""

from __future__ import annotations

import numpy as np
import pytest

from model.classifications import N_REGIONS, N_SIZES, REGIONS, SECTORS, SIZES, codes
from model.levers import INSTRUMENTS, LEVERS
from model.world import BURN_IN
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import BEFORE, DATE, STRONG, baseline, enrolled, history, series, under

TARGETS = {
    "sector": ("machine_tools", lambda cell: cell // (N_REGIONS * N_SIZES) == codes(SECTORS)["machine_tools"]),
    "region": ("west", lambda cell: cell // N_SIZES % N_REGIONS == codes(REGIONS)["west"]),
    "size": ("small", lambda cell: cell % N_SIZES == codes(SIZES)["small"]),
}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_coordination_enrols_more_firms(instrument: str) -> None:
    loose, close = (ran_on(history(), one, 1) for one in (baseline(), under({"policy_coordination": 1.0})))
    ministries = max(lever.ministries for lever in LEVERS.values() if lever.cost == instrument)
    before, after = (enrolled(world, instrument).sum() for world in (loose, close))
    assert ministries > 1
    assert after > before


@pytest.mark.parametrize("lag", ["lag_rd_deduction", "lag_re_deduction"])
def test_coordination_shortens_lags(lag: str) -> None:
    full = under({"policy_coordination": 1.0})
    loose, close = (ran_on(history(), one, 1).state["firms"] for one in (baseline(), full))
    active = (loose["active"] == 1) & (close["active"] == 1)
    assert (close[lag][active] <= loose[lag][active]).all()
    assert (close[lag][active] == 0).all()
    assert (loose[lag][active] > 0).any()


def test_a_coordinated_policy_is_felt_sooner() -> None:
    """National decisions too: scenarios open in the quarter they are decided."""

    def first_slots(coordination: float) -> int:
        levers = {"policy_coordination": coordination, "scenario_opening.orders": 60.0}
        world = ran_on(history(), under(levers), 8)
        return int(np.flatnonzero(series(world, "slots_offered") > 0.0)[0])

    assert first_slots(1.0) == 0 < first_slots(0.0)


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("lever", ["rd_deduction", "re_deduction"])
def test_a_targeted_deduction_changes_the_price_of_its_target_only(lever: str, kind: str) -> None:
    name, in_target = TARGETS[kind]
    targeted = under({lever: {"targets": [{kind: [name], "path": {DATE: STRONG[lever]}}]}})
    without, policy = (ran_on(history(), one, 1).state["firms"] for one in (baseline(), targeted))
    old = history().state["firms"]
    there = old["active"] == 1
    component = "tax_component" if lever == "rd_deduction" else "tax_component_engineering"
    changed = there & (policy[component] != without[component])
    assert changed.any()
    assert in_target(old["cell"][changed]).all()


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("lever", ["risk_pool.cover", "guarantee.cover", "pilot_platforms.fee_support"])
def test_a_targeted_lever_changes_its_target_first(lever: str, kind: str) -> None:
    """Whose books differ when the worlds first part: of those only firms in the target."""
    name, in_target = TARGETS[kind]
    instrument = lever.partition(".")[0]
    around = under({"risk_pool.capital": 300.0, "risk_pool.leverage": 20.0})
    section = {lever: {"targets": [{kind: [name], "path": {DATE: STRONG[lever]}}]}}
    targeted = under(section, around)
    fields = {"risk_pool": "pool_cover", "guarantee": "guarantee_cover", "pilot_platforms": "pilot_fees"}
    field = fields[instrument]
    for seed in (1, 2, 3, 4, 5):
        without, policy = history(seed).branch(around), history(seed).branch(targeted)
        for _ in range(10):
            cells = policy.state["firms"]["cell"].copy()
            without.step()
            policy.step()
            changed = policy.state["firms"][field] != without.state["firms"][field]
            if changed.any():
                assert in_target(cells[changed]).all()
                break
        else:
            continue
        return
    pytest.fail("the lever was never felt")


@pytest.mark.parametrize("kind", ["sector", "region"])
def test_targeted_orders_go_to_the_targets_buyers(kind: str) -> None:
    """Orders are tendered by sector; a region counts through the buyers it has."""
    name, in_target = TARGETS[kind]
    targeted = under({"scenario_opening.orders": {"targets": [{kind: [name], "path": {DATE: 150.0}}]}})
    policy = history().branch(targeted)
    assert policy.state["policy"]["scenario_opening_orders"][BURN_IN + BEFORE].any()
    sectors: set[int] = set()
    for _ in range(12):
        policy.step()
        won = policy.state["firms"]["orders_received"] > 0.0
        sectors |= set(policy.state["firms"]["sector"][won].tolist())
    assert sectors
    if kind == "sector":
        technologies = policy.state["technologies"][: policy.state["clock"]["n_technologies"][0]]
        ordered = technologies["public_order"] == 1
        assert set(technologies["sector"][ordered].tolist()) <= {codes(SECTORS)[name]}
