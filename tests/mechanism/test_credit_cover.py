"""Risk pool and guarantors: cheaper and more credit, less care, caps that bind, claims that are paid."""

from __future__ import annotations

import numpy as np
import pytest

from model.processes import guarantees
from model.world import World
from tests.mechanism.freezing import ran_on, replaced
from tests.mechanism.policies import (
    ROOMY_POOL,
    account,
    by_weight,
    each_quarter,
    history,
    series,
    summed,
    under,
)

SEEDS = (1, 2, 3, 4, 5, 6, 7)
AROUND = under(ROOMY_POOL)
COVERED = under({"risk_pool.cover": 0.8}, AROUND)


def pool(field: str):
    return lambda world: float((world.state["guarantors"][field] * world.state["guarantors"]["weight"])[0])


def guarantors(field: str):
    return lambda world: float((world.state["guarantors"][field] * world.state["guarantors"]["weight"])[1:].sum())


def banks(field: str):
    return lambda world: float(world.state["banks"][field].sum())


@pytest.fixture(scope="module")
def years() -> dict[str, np.ndarray]:
    """Sums over nine years for (seed, policy) without and with strong cover."""
    measures = {
        "lent": banks("tech_granted"), "care": banks("screening_spent"), "granted": banks("granted"),
        "lost": pool("principal_lost"),
        "pooled": pool("outstanding"), "claims": pool("claims_paid"),
    }  # fmt: skip
    sums = np.array([[summed(history(s), one, 36, *measures.values()) for one in (AROUND, COVERED)] for s in SEEDS])
    return {name: sums[:, :, place] for place, name in enumerate(measures)}


def test_cover_lowers_the_rate_when_it_first_arrives() -> None:
    """Until the first covered loans everything else is equal: same borrowers, same requests."""
    worlds = zip(each_quarter(history(), AROUND, 8), each_quarter(history(), COVERED, 8), strict=True)
    for without, policy in worlds:
        old, new = without.state["firms"], policy.state["firms"]
        same_loan = (old["borrowed"] == new["borrowed"]) & (new["pooled_debt"] > 0.0)
        change = (new["loan_rate"] - old["loan_rate"])[same_loan]
        if change.any():
            assert change.mean() < 0.0
            assert (change < 0.0).sum() > (change > 0.0).sum()
            return
    pytest.fail("no enrolled loan changed its rate")


def test_cover_brings_more_technology_credit_and_less_care(years) -> None:
    assert np.median(years["lent"][:, 1] / years["lent"][:, 0]) > 1.0
    care = years["care"] / years["granted"]
    assert np.median(care[:, 1] / care[:, 0]) < 1.0


def test_moral_hazard_the_pool_does_not_lose_less(years) -> None:
    loss_rate = years["lost"] / years["pooled"]
    assert np.median(loss_rate[:, 1] / loss_rate[:, 0]) >= 1.0
    assert years["claims"][:, 1].sum() > years["claims"][:, 0].sum()


def test_without_enrolment_cover_costs_and_changes_nothing() -> None:
    with replaced({guarantees.enrol_in_pool: lambda *_: 0.0}):
        without, policy = (ran_on(history(), one, 12) for one in (AROUND, COVERED))
    assert (series(policy, "cost_risk_pool_users") == 0.0).all()
    assert policy.records.tobytes() == without.records.tobytes()


def test_the_leverage_cap_binds() -> None:
    closed = {"risk_pool.capital": 300.0, "risk_pool.leverage": 0.0, "risk_pool.cover": 0.8}
    shut = ran_on(history(), under(closed), 12)
    assert series(shut, "cost_risk_pool_users")[4:].sum() == 0.0
    enrolled = [ran_on(history(), under({**closed, "risk_pool.leverage": cap}), 12) for cap in (1.0, 20.0)]
    assert pool("outstanding")(shut) <= pool("outstanding")(enrolled[0]) <= pool("outstanding")(enrolled[1])
    assert pool("outstanding")(shut) < pool("outstanding")(enrolled[1])


def test_capital_sets_how_much_a_pool_enrols() -> None:
    poor, rich = (ran_on(history(), under({"risk_pool.capital": c, "risk_pool.cover": 0.8}), 12) for c in (10.0, 300.0))
    assert pool("cash")(rich) > pool("cash")(poor)
    assert series(rich, "cost_risk_pool_users").sum() > series(poor, "cost_risk_pool_users").sum()


def test_a_guarantee_covers_more_loans_for_a_fee() -> None:
    measures = (guarantors("outstanding"), lambda world: by_weight(world, "guarantee_fees"))
    around, policy = (
        np.sum([summed(history(s), under(one), 12, *measures) for s in SEEDS], axis=0)
        for one in ({}, {"guarantee.cover": 0.8})
    )
    assert (policy > around).all()


def test_what_guarantors_cover_is_limited_by_the_capital_government_keeps_up() -> None:
    """Surgery: what the guarantors own goes back to government; they live on refills and fees."""

    def since_then(capital: float) -> World:
        world = ran_on(history(), under({"guarantee.cover": 0.8, "guarantee.capital": capital}), 4)
        rows = world.state["guarantors"]
        world.state["governments"]["cash"][0] += (rows["cash"] * rows["weight"])[1:].sum()
        rows["cash"][1:] = 0.0
        return world.run(world.quarter + 12)

    poor, rich = since_then(0.0), since_then(250.0)
    assert series(rich, "cost_guarantee_users")[4:].sum() > series(poor, "cost_guarantee_users")[4:].sum()
    assert guarantors("outstanding")(rich) > guarantors("outstanding")(poor)


def test_cost_reported_is_claims_and_staff_paid() -> None:
    for world in each_quarter(history(), COVERED, 8):
        paid = pool("claims_paid")(world) + pool("running_cost")(world)
        assert account(world, "risk_pool", "cash") == pytest.approx(paid, rel=1e-9)
        assert account(world, "guarantee", "recovered") >= by_weight(world, "guarantee_fees") * (1.0 - 1e-9)


