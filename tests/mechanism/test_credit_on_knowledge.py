"""Technology desks, pledged patents, insured pilots, bound venture money: what they open and what they cost."""

from __future__ import annotations

import numpy as np
import pytest

from model.chance import GATE, uniform
from model.classifications import CLASS_OF_SECTOR, PILOT
from model.populations.technologies import OPEN
from model.processes import venture
from model.world import World
from tests.mechanism.freezing import plain, ran_on
from tests.mechanism.policies import account, baseline, by_weight, each_quarter, history, series, setting, summed, under

SEEDS = (1, 2, 3, 4)
PLEDGE = {"ip_pledge.loan_to_value": 0.3}
INSURED = {"technology_insurance.cover": 0.9}
DESKS = {"technology_credit.branches": 0.9}


def guarantors(field: str, world: World) -> float:
    rows = world.state["guarantors"]
    return float((rows[field] * rows["weight"])[1:].sum())


def test_patents_secure_loans_that_lose_most_of_their_value() -> None:
    world = ran_on(history(), under(PLEDGE), 12)
    pledged = by_weight(world, "pledged_debt")
    assert 0.0 < pledged < by_weight(world, "debt")
    assert 1000.0 * series(world, "ip_pledge_loans")[-1] == pytest.approx(pledged, rel=1e-9)
    assert series(ran_on(history(), baseline(), 4), "ip_pledge_loans").sum() == 0.0
    assert float(world.state["parameters"]["pledge_recovery"][0]) < float(
        world.state["parameters"]["collateral_recovery"][0]
    )


def test_with_worthless_patents_the_ratio_changes_nothing() -> None:
    with setting("appraised_patent", 0.0), setting("appraised_idle", 0.0):
        without, policy = (ran_on(history(), one, 6) for one in (baseline(), under(PLEDGE)))
    assert policy.records.tobytes() == without.records.tobytes()


def test_more_desks_read_more_loans_and_cost_banks() -> None:
    without, policy = (ran_on(history(), one, 8) for one in (baseline(), under(DESKS)))
    assert np.nanmean(series(policy, "technology_desk_share")) > np.nanmean(series(without, "technology_desk_share"))
    first = [next(each_quarter(history(), one, 1)) for one in (baseline(), under(DESKS))]
    spent = [float(world.state["banks"]["screening_spent"].sum()) for world in first]
    assert spent[1] > spent[0]


def test_insurance_books_agree_and_capital_limits_it() -> None:
    covered = []
    for world in each_quarter(history(), under(INSURED), 16):
        assert account(world, "technology_insurance", "cash") == pytest.approx(
            guarantors("insurance_paid", world), rel=1e-9
        )
        assert account(world, "technology_insurance", "recovered") == pytest.approx(
            by_weight(world, "insurance_premiums"), rel=1e-9
        )
        assert by_weight(world, "insurance_received") == pytest.approx(guarantors("insurance_paid", world), rel=1e-9)
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        insured = float((rows["insured"] * rows["weight"]).sum())
        assert guarantors("insured", world) == pytest.approx(insured, rel=1e-9)
        covered.append(insured)
    assert max(covered) > 0.0


def test_what_insurers_cover_is_limited_by_their_capital() -> None:
    """Surgery: what the guarantors own goes back to government, and it refills nothing."""
    rich, poor = history().copy(), history().copy()
    rows = poor.state["guarantors"]
    poor.state["governments"]["cash"][0] += (rows["cash"] * rows["weight"])[1:].sum()
    rows["cash"][1:] = 0.0
    covered = [
        guarantors("insured", ran_on(world, under({**INSURED, "guarantee.capital": 0.0}), 6)) for world in (rich, poor)
    ]
    assert covered[1] < 0.5 * covered[0]


def test_insured_sponsors_carry_less_promising_technologies_into_pilots() -> None:
    """At the date of the policy the same technologies stand at the door; some of those refused now go in."""

    def willing(world: World) -> set[int]:
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        return {int(t["key"]) for t in rows if t["stage"] == 2 and t["missing"] == -1 and t["state"] == 0}

    gained = lost = 0
    for s in SEEDS:
        pairs = zip(each_quarter(history(s), baseline(), 6), each_quarter(history(s), under(INSURED), 6), strict=True)
        for without, policy in pairs:
            gained += len(willing(policy) - willing(without))
            lost += len(willing(without) - willing(policy))
    assert gained > 0


def doomed_pilots(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Real pilots under way, and those among them whose luck is already drawn against them: uninsured, insured."""
    rows, parameters = world.state["technologies"], world.state["parameters"][0]
    running = np.flatnonzero((rows["stage"] == PILOT) & (rows["running"] == 1) & (rows["state"] == OPEN))
    doomed, all_pilots = np.zeros(2), np.zeros(2)
    for k in running[running < world.state["clock"]["n_technologies"][0]]:
        insured = int(rows["insured"][k] > 0.0)
        draw = uniform(int(world.state["clock"]["seed"][0]), GATE, 0, int(rows["key"][k]), PILOT)
        all_pilots[insured] += rows["weight"][k]
        doomed[insured] += rows["weight"][k] * (draw >= parameters["pass_pilot"])
    return doomed, all_pilots


def test_doubtful_pilots_insure_more() -> None:
    """Luck is the same under every policy; pilots with signs of bad luck are over-represented on the book."""
    worlds = (ran_on(history(s), under(INSURED), q) for s in SEEDS for q in (8, 12, 16, 20))
    doomed, pilots = np.sum([doomed_pilots(world) for world in worlds], axis=0)
    uninsured, insured = doomed / pilots
    assert insured > 1.2 * uninsured > 0.0


def test_the_premium_follows_the_losses_and_better_risks_leave() -> None:
    """The tariff is below what the book loses; the premium then drives out those who fear less."""

    def after(world: World) -> tuple[float, float]:
        rows = world.state["technologies"][: world.state["clock"]["n_technologies"][0]]
        running = (rows["stage"] == PILOT) & (rows["running"] == 1) & (rows["state"] == OPEN)
        covered = float((rows["weight"] * (rows["insured"] > 0.0))[running].sum() / rows["weight"][running].sum())
        return float(world.state["guarantors"]["premium_rate"][1:].mean()), covered

    early, late = (np.mean([after(ran_on(history(s), under(INSURED), q)) for s in SEEDS], axis=0) for q in (4, 24))
    assert late[0] > early[0]
    assert late[1] < early[1]


def test_without_cover_no_premium_moves() -> None:
    guarantors_at_rest = ran_on(history(), baseline(), 8).state
    fee = float(guarantors_at_rest["parameters"]["insurance_fee"][0])
    assert (guarantors_at_rest["guarantors"]["premium_rate"] == fee).all()


def test_bound_money_is_kept_for_hard_technology() -> None:
    """Old free commitments lapse; then government's money finds no way into traditional fields."""
    bound = under({"guidance_fund.hard_tech_share": 1.0})

    def in_traditional(world: World) -> float:
        rows = world.state["funds"]
        return float(((rows["invested"] - rows["invested_hard"]) * rows["weight"]).sum())

    before, after = (sum(summed(history(s), one, 24, in_traditional)[0] for s in SEEDS) for one in (baseline(), bound))
    assert after < before
    funds = ran_on(history(), bound, 24).state["funds"]
    rows = funds[(funds["public"] == 1) & (funds["callable_public"] > 0.0)]
    assert len(rows) > 0
    assert (rows["callable_public"] - rows["callable_bound"]).sum() < 0.1 * rows["callable_public"].sum()
    assert (venture_free(rows) <= rows["callable_public"] + 1e-9).all()


def venture_free(rows: np.ndarray) -> np.ndarray:
    """Public money that may be called for a technology of a traditional field."""
    free = plain(venture.public_money_for)
    return np.array([free(row, CLASS_OF_SECTOR.index(0)) for row in rows.view(np.recarray)])


def test_zombies_are_counted_without_their_grants() -> None:
    """The share counts what a firm would have earned without grants, so a grant cannot hide one."""
    world = ran_on(history(), under({"direct_subsidy.budget": 400.0}), 8)
    firms = world.state["firms"]
    alive = (firms["active"] == 1) & (firms["strained"] >= 12)
    assert 0.0 < series(world, "zombie_share")[-1] < 0.5
    assert (firms["profit"] - firms["grants_received"] < 0.0)[alive & (firms["exiting"] == 0)].all()
