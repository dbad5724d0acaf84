"""Shocks: what a cut of foreign supply stops, who covers it, and how prices and demand travel."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes import choke_points, imitation, retaliation
from model.world import World
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import DATE, baseline, by_weight, history, series, under
from tests.world.worlds import same_records

CUT = {"technology_decoupling.severity": 1.0}
CIRCUITS = 5
SEVERED = ("technology_decoupling.severity", "integrated_circuits", 1.0)


def targeted(lever: str, sector: str, value: float):
    return under({lever: {"targets": [{"sector": sector, "path": {DATE: value}}]}})


def test_a_cut_stops_plants_until_products_are_redesigned() -> None:
    without, policy = (ran_on(history(), one, 20) for one in (baseline(), under(CUT)))
    lost = series(policy, "supply_lost")
    assert not series(without, "supply_lost").any()
    assert lost[0] > 0.05
    assert (np.diff(lost) < 0.0).all()
    assert series(policy, "industrial_output")[1] < 0.98 * series(without, "industrial_output")[1]
    with replaced({retaliation.lost_for_good: lambda duties, cut, parameters: 0.0}):
        spared = ran_on(history(), under(CUT), 20)
    kept = series(spared, "industrial_output") / series(without, "industrial_output")
    assert kept[-1] > kept[1]
    assert (series(policy, "import_dependence") < series(without, "import_dependence")).all()


def test_inputs_and_research_cost_more() -> None:
    without, policy = (ran_on(history(), one, 4) for one in (baseline(), under(CUT)))
    assert (series(policy, "input_price") > series(without, "input_price")).all()
    assert series(policy, "output_price")[-1] > series(without, "output_price")[-1]
    assert (policy.state["sectors"]["tools_premium"] > 0.0).all()


def test_what_own_technologies_cover_is_not_missed() -> None:
    missing, idle = plain(choke_points.missing_inputs), plain(choke_points.plants_idle)
    assert missing(1.0, 0.4, 1.0) == missing(0.0, 0.4, 0.0) == 0.0
    assert missing(1.0, 0.4, 0.25) > missing(0.5, 0.4, 0.25) > 0.0
    assert idle(0.3, 1.5, 0.0, 0.6) > idle(0.3, 1.5, 0.5, 0.6)
    assert idle(0.9, 1.5, 0.0, 0.6) == 0.6
    dearer = plain(choke_points.dearer_inputs)
    assert dearer(1.0, 0.4, 0.9, 0.1, 0.5) < dearer(1.0, 0.4, 0.1, 0.1, 0.5)
    covered = history().copy()
    covered.state["sectors"]["own_coverage"] = 1.0
    spared, struck = (series(ran_on(world, under(CUT), 2), "supply_lost") for world in (covered, history()))
    assert spared[0] == 0.0 < struck[0]


def test_what_own_technologies_do_not_cover_still_comes_from_abroad() -> None:
    bought = plain(choke_points.still_imported)
    assert bought(0.4, 0.0, 0.3) == 0.4 > bought(0.4, 1.0, 0.3) > bought(0.4, 1.0, 1.0) == 0.0


def test_coverage_grows_with_own_products_and_ages() -> None:
    after = plain(choke_points.coverage_after)
    assert after(0.3, 0.0, 100.0, 1.0, 0.01) < 0.3 < after(0.3, 10.0, 100.0, 1.0, 0.01) < 1.0
    assert after(0.3, 10.0, 0.0, 1.0, 0.01) < 0.3


def test_a_cut_of_one_sector_starts_there() -> None:
    policy = ran_on(history(), targeted("technology_decoupling.severity", "integrated_circuits", 1.0), 2)
    sectors = policy.state["sectors"]
    assert sectors["supply_lost"][CIRCUITS] > 0.0
    assert not np.delete(sectors["supply_lost"], CIRCUITS).any()
    assert sectors["own_wanted"][CIRCUITS] > 0.0


def test_those_who_stop_selling_also_stop_buying_after_a_while() -> None:
    without, policy = (ran_on(history(), one, 12) for one in (baseline(), targeted(*SEVERED)))
    lost = policy.state["sectors"]["exports_lost"]
    assert not without.state["sectors"]["exports_lost"].any()
    assert not np.delete(lost, CIRCUITS).any()
    assert 0.0 < lost[CIRCUITS] < float(policy.state["parameters"]["exports_decoupled"][0])
    early = ran_on(history(), targeted(*SEVERED), 2).state["sectors"]["exports_lost"]
    assert early[CIRCUITS] < 0.5 * lost[CIRCUITS]
    assert policy.state["sectors"]["export_share"][CIRCUITS] < without.state["sectors"]["export_share"][CIRCUITS]


def test_exports_that_are_shut_out_are_sold_to_nobody() -> None:
    """Where nothing is shut out, the same cut leaves more to sell."""
    with replaced({retaliation.lost_for_good: lambda duties, cut, parameters: 0.0}):
        spared = ran_on(history(), under(CUT), 12)
    struck = ran_on(history(), under(CUT), 12)
    spent = [world.state["sectors"]["spending"].sum() for world in (struck, spared)]
    assert spent[0] < spent[1]
    sold = [float(by_weight(world, "export_receipts")) for world in (struck, spared)]
    assert sold[0] < sold[1]


def test_subsidies_beyond_today_are_met_with_duties_and_those_of_today_are_not() -> None:
    today, more, missions = (
        ran_on(history(), under(levers), 10).state["sectors"]["exports_lost"]
        for levers in ({"direct_subsidy.budget": 80.0}, {"direct_subsidy.budget": 400.0}, {"missions.budget": 80.0})
    )
    assert not today.any()
    assert (more > 0.0).sum() >= 5  # few firms, few grants in the small fields
    assert missions.argmax() == CIRCUITS  # a field on the list of those that import most
    assert max(more.max(), missions.max()) < 0.1
    parameters = history().state["parameters"].view(np.recarray)[0]
    decoupled = parameters.exports_decoupled
    exports = plain(retaliation.share_still_exported)
    assert exports(0.11, 0.0) == 0.11
    assert exports(0.11, 0.2) == pytest.approx(0.11 * 0.8 / (1.0 - 0.11 * 0.2))
    assert plain(retaliation.lost_for_good)(0.1, 1.0, parameters) == pytest.approx(decoupled + (1.0 - decoupled) * 0.1)


def test_a_slump_reaches_suppliers_of_the_sector_that_sells_less() -> None:
    def spending(world: World) -> tuple[np.ndarray, np.ndarray]:
        sectors = world.state["sectors"]
        return sectors["final_spending"].copy(), sectors["intermediate_spending"].copy()

    slump = targeted("demand_shock.level", "machine_tools", 0.7)
    (final, inputs), (final_hit, inputs_hit) = (spending(ran_on(history(), one, 3)) for one in (baseline(), slump))
    assert final_hit[3] < 0.75 * final[3]
    assert inputs_hit[1] < inputs[1]


def test_costs_rise_before_prices_do() -> None:
    dear = under({"price_shock.level": 1.4})
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), dear))
    inputs, prices = (series(policy, name) / series(without, name) for name in ("input_price", "output_price"))
    assert inputs[0] > prices[0] > 1.0
    assert prices[-1] > prices[0]
    assert series(policy, "margin")[5] < series(without, "margin")[5]


def test_shocks_at_rest_are_no_shocks() -> None:
    rest = under({"demand_shock.level": 1.0, "price_shock.level": 1.0, "technology_decoupling.severity": 0.0})
    assert same_records(*(ran_on(history(), one, 3) for one in (rest, baseline())))


def test_what_is_cut_no_longer_teaches_unless_own_technologies_stand_in() -> None:
    over_imports, missing = plain(choke_points.learnt_over_imports), plain(choke_points.learning_missing)
    assert over_imports(0.4, 1.5) == pytest.approx(0.6)
    assert over_imports(0.6, 2.0) == 1.0
    assert missing(0.5, 0.4, 0.25, 1.5) == pytest.approx(0.6 * 0.5 * 0.75)
    assert missing(0.0, 0.4, 0.0, 1.5) == missing(1.0, 0.4, 1.0, 1.5) == 0.0
    part = plain(imitation.part_with_abroad)
    assert part(0.4, 0.0) == 0.4  # nothing is cut: all of it still comes
    assert part(0.2, 0.25) == pytest.approx(0.2 / 0.75)
    assert part(0.0, 1.0) == 0.0


def productivity(world: World) -> np.ndarray:
    firms = world.state["firms"]
    return np.where(firms["active"] == 1, firms["productivity"], 0.0)


def test_laggards_of_a_cut_field_learn_less_and_without_the_rule_as_much_as_ever() -> None:
    """One quarter, in which nothing but imitation reaches know-how differently."""
    without, struck = (ran_on(history(), one, 1) for one in (baseline(), targeted(*SEVERED)))
    with replaced({choke_points.learning_missing: lambda cut, imported, coverage, taught: 0.0}):
        spared = ran_on(history(), targeted(*SEVERED), 1)
    in_field = without.state["firms"]["sector"] == CIRCUITS
    assert (productivity(struck) <= productivity(without)).all()
    assert (productivity(struck) < productivity(without))[in_field].sum() >= 3
    assert (productivity(struck) == productivity(without))[~in_field].all()
    assert (productivity(spared) == productivity(without)).all()


def test_less_is_learnt_together_with_partners_abroad_once_they_are_cut_off() -> None:
    without, struck = (ran_on(history(), one, 8) for one in (baseline(), under(CUT)))
    with_partners = series(without, "learnt_with_abroad")
    assert ((with_partners > 0.03) & (with_partners < 0.5)).all()
    assert not series(struck, "learnt_with_abroad").any()
    assert not series(without, "knowledge_inflow").any()  # the channel of centres abroad is shut at the baseline
    assert not without.state["sectors"]["learning_lost"].any()
    assert (struck.state["sectors"]["learning_lost"] > 0.0).all()
