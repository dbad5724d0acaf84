"""Levers on people: training takes years, newcomers press wages, own agendas are another kind of result."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes import agenda_contracts, foreign_talent, talent, training
from model.processes.own_agendas import OWN
from model.world import World
from tests.mechanism.freezing import plain, ran_on
from tests.mechanism.policies import TRAINING, account, baseline, by_weight, each_quarter, history, series, under

CONTRACTS = {"strategic_scientists.contracts": 8000.0}
YOUNG = {"young_scientists.years_to_lead": 4.0}
OPEN_DOORS = {"international_talent.inflow": 150.0}


def people(world: World, kind: str) -> float:
    return float(world.state["regions"][kind].sum())


def test_students_cost_at_once_and_work_years_later() -> None:
    policy = ran_on(history(), under(TRAINING), 24)
    trained, cost = series(policy, "engineers_trained"), series(policy, "cost_engineers_cash")
    years = int(4 * policy.state["parameters"]["training_years"][0])
    lag = int(np.argmax(cost > 0.0))
    assert lag <= 2
    assert not trained[: lag + years].any()
    assert (trained[lag + years :] > 0.0).all()
    assert account(policy, "engineers", "cash") == pytest.approx(by_weight(policy, "training", "governments"), rel=1e-9)
    without = ran_on(history(), baseline(), 24)
    assert people(policy, "engineers") > people(without, "engineers")
    assert series(policy, "engineer_wage")[-1] < series(without, "engineer_wage")[-1]


def test_joint_places_fit_better_cost_more_and_take_mentors() -> None:
    fit, cost = plain(training.fit_for_work), plain(training.training_cost)
    assert fit(0.9, 0.6) > fit(0.2, 0.6)
    assert fit(1.0, 0.6) == 1.0
    assert cost(100.0, 0.9, 0.03, 0.5) > cost(100.0, 0.2, 0.03, 0.5)
    alone, joint = (ran_on(history(), under({**TRAINING, "engineers.joint_share": s}), 6) for s in (0.2, 0.9))
    assert people(joint, "mentors") > 2.0 * people(alone, "mentors") > 0.0
    assert people(joint, "engineers_wanted") > people(alone, "engineers_wanted")


def test_people_move_to_where_pay_is_better_and_nobody_is_lost() -> None:
    def regions(mobility: float) -> np.ndarray:
        return ran_on(history(), under({"engineers.mobility": mobility}), 1).state["regions"]

    usual, free = regions(0.02), regions(0.1)
    for kind, wage in (("scientists", "scientist_wage"), ("engineers", "engineer_wage")):
        gained = free[kind] - usual[kind]
        assert gained.sum() == pytest.approx(0.0, abs=1e-6 * usual[kind].sum())
        assert (gained * usual[wage]).sum() > 0.0


def test_beyond_today_people_only_move_to_open_posts() -> None:
    moves = plain(talent.moves)
    gap = (1000.0, 1.0, 1.1)
    today = moves(*gap, 0.02, 0.0)
    assert 0.0 < moves(*gap, 0.01, 0.0) < today == moves(*gap, 0.06, 0.0) == moves(*gap, 0.06, -5.0)
    assert moves(*gap, 0.06, 1.0) == today + 1.0
    assert moves(*gap, 0.06, 1e9) == pytest.approx(3.0 * today)


def test_own_agendas_are_paid_and_lie_further_from_need() -> None:
    policy = ran_on(history(), under(CONTRACTS), 12)
    units = policy.state["universities"]
    assert account(policy, "strategic_scientists", "cash") == pytest.approx(
        by_weight(policy, "long_contracts", "universities"), rel=1e-9
    )
    assert series(policy, "results_own_agenda").sum() > 0.0
    better = units["excellence"] > np.median(units["excellence"])
    assert units["own_share"][better].mean() > units["own_share"][~better].mean() > 0.0
    rows = policy.state["technologies"][: policy.state["clock"]["n_technologies"][0]]
    theirs = (rows["origin"] > 0) & (rows["n"] > OWN)
    others = (rows["origin"] > 0) & ~theirs
    assert theirs.any()
    assert rows["fit"][theirs].mean() < rows["fit"][others].mean()


def test_a_result_of_an_own_agenda_is_the_same_under_every_policy() -> None:
    def results(levers: dict[str, float]) -> dict[tuple[int, int, int], tuple[float, float]]:
        found = {}
        for world in each_quarter(history(), under(levers), 10):
            rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
            for row in rows[rows["n"] > OWN]:
                found[int(row["origin"]), int(row["origin_id"]), int(row["n"])] = (row["potential"], row["fit"])
        return found

    some, many = results(CONTRACTS), results({**CONTRACTS, **YOUNG})
    common = some.keys() & many.keys()
    assert len(common) > 10
    assert all(some[key] == many[key] for key in common)


def test_leading_early_pays_only_up_to_a_point() -> None:
    value = plain(agenda_contracts.yield_of_early_leaders)
    yields = [value(years, 4.0, 1.2) for years in (0.5, 2.0, 6.0)]
    assert yields == sorted(yields)
    assert yields[0] < 0.9 < 1.0 < yields[-1]
    assert value(10.0, 4.0, 1.2) == plain(agenda_contracts.share_of_early_leaders)(10.0, 35.0) == 0.0
    policy = ran_on(history(), under(YOUNG), 4)
    assert account(policy, "young_scientists", "cash") == pytest.approx(
        by_weight(policy, "young_grants", "universities"), rel=1e-9
    )


def test_newcomers_lower_wages_found_firms_and_come_less_as_wages_fall() -> None:
    without, policy = (ran_on(history(), one, 16) for one in (baseline(), under(OPEN_DOORS)))
    assert people(policy, "scientists") > people(without, "scientists")
    assert series(policy, "researcher_wage")[-1] < series(without, "researcher_wage")[-1]
    assert series(policy, "entry_rate").sum() > series(without, "entry_rate").sum()
    assert account(policy, "international_talent", "cash") == pytest.approx(
        by_weight(policy, "settlement", "governments"), rel=1e-9
    )
    coming = plain(foreign_talent.share_coming)
    assert coming(1.2, 1.0) == coming(1.0, 1.0) == 1.0 > coming(0.8, 1.0) > coming(0.5, 1.0)
