"""Support of AI, data zones and digital packages: what adoption costs whom, and what it does not bring."""

from __future__ import annotations

import numpy as np
import pytest

from model.classifications import CLASS_OF_SECTOR
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import account, baseline, by_weight, each_quarter, enrolled, history, series, under

QUARTERS = 16


def change(levers: dict[str, float], *outcomes: str) -> list[float]:
    total = np.zeros(len(outcomes))
    for seed in (1, 2, 3):
        policy, without = (ran_on(history(seed), one, QUARTERS) for one in (under(levers), baseline()))
        total += [np.nansum(series(policy, name)) - np.nansum(series(without, name)) for name in outcomes]
    return [float(one) for one in total]


def test_supported_adopters_pay_less_and_government_the_rest() -> None:
    for world in each_quarter(history(), under({"ai_action.compute_support": 0.4}), 8):
        paid = by_weight(world, "ai_support")
        assert account(world, "ai_action", "cash") == pytest.approx(paid, rel=1e-9)
    assert paid > 0.0
    firms = world.state["firms"]
    staying = (firms["active"] == 1) & (firms["listed"] == 1 + firms["id"])  # firms that left and entrants apart
    helped = staying & (firms["ai_support"] > 0.0)
    assert enrolled(world, "ai_action")[helped].all()
    solvent = helped & (firms["cash"] > 1.0)
    assert firms["ai_support"][solvent] == pytest.approx(0.4 / 0.6 * firms["ai_paid"][solvent], rel=1e-9)


def test_support_buys_adoption() -> None:
    assert change({"ai_action.compute_support": 0.6}, "ai_adoption")[0] > 0.0


def test_public_supply_lowers_the_price_and_is_paid_whether_used_or_not() -> None:
    world = ran_on(history(), under({"ai_action.supply": 150.0}), QUARTERS)
    scale = float(world.state["clock"]["scale"][0])
    assert account(world, "ai_action", "cash") == pytest.approx(150.0 * 250.0 * scale, rel=1e-12)
    assert 0.0 < series(world, "ai_price")[-1] < 1.0
    assert series(world, "stages_shortened").sum() > 0.0
    assert (series(ran_on(history(), baseline(), 4), "ai_price") == 1.0).all()


def test_models_without_own_ability_shorten_nothing() -> None:
    from model.processes.ai_support import stage_shortened
    from tests.mechanism.freezing import plain

    world = history()
    p = world.state["parameters"].view(np.recarray)[0]
    firm = world.state["firms"].view(np.recarray)[0].copy()
    technology = world.state["technologies"].view(np.recarray)[0].copy()
    technology.stage, firm.ai = 0, 1
    shorten = plain(stage_shortened)
    firm.absorptive = 1.0
    assert shorten(technology, firm, 1.0, 0.0, 2.0, p, 1) == 1
    firm.absorptive = 0.0
    assert shorten(technology, firm, 1.0, 1.0, 2.0, p, 1) == 0
    firm.absorptive, firm.ai = 1.0, 0
    assert shorten(technology, firm, 1.0, 1.0, 2.0, p, 1) == 0


def test_zones_cost_their_users_and_leak() -> None:
    world = ran_on(history(), under({"data_zones.coverage": 0.8}), QUARTERS)
    assert by_weight(world, "data_handling") > 0.0
    assert float(world.state["clock"]["lead_premium"][0]) < 0.0
    shortened, adoption = change({"data_zones.coverage": 0.8}, "stages_shortened", "ai_adoption")
    assert shortened > 0.0
    assert adoption > 0.0


def test_packages_go_to_traditional_sectors_and_make_products_alike() -> None:
    policy, without = (ran_on(history(), one, 30) for one in (under({"digital_upgrade.support": 0.6}), baseline()))
    firms = policy.state["firms"]
    packaged = (firms["active"] == 1) & (firms["packaged"] == 1)
    assert packaged.any()
    assert all(CLASS_OF_SECTOR[s] == 0 for s in firms["sector"][packaged])
    assert not (without.state["firms"]["packaged"] == 1).any()
    closeness = [
        np.average(one.state["firms"]["closeness"][rows], weights=one.state["firms"]["weight"][rows])
        for one in (policy, without)
        for rows in ((one.state["firms"]["active"] == 1) & (one.state["firms"]["sector"] < 4),)
    ]
    assert closeness[0] > closeness[1]
