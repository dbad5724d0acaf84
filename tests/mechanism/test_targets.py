"""A target moves only what it is aimed at: rates hold where they are set, a targeted budget is a pot of its own."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from model.classifications import (
    ACTORS,
    FROM_INSTITUTE,
    FROM_UNIVERSITY,
    N_CELLS,
    N_REGIONS,
    N_SIZES,
    REGIONS,
    SECTORS,
    SIZES,
    codes,
)
from model.lever_path import LeverPath
from model.levers import LEVERS
from model.policy import POTS, policy_table
from model.scenario import Scenario
from model.world import BURN_IN, World
from tests.mechanism.freezing import ran_on
from tests.mechanism.policies import BEFORE, DATE, account, baseline, history, under

LISTS = {"sector": SECTORS, "region": REGIONS, "size": SIZES, "actor": ACTORS}
UNITS, INSTITUTES = "university", "institute"
COORDINATED = under({"policy_coordination": 1.0})
"""What is decided is in force in the same quarter."""
CODED = {"sector": "sector", "region": "region", "size": "size_class"}
KIND = {UNITS: FROM_UNIVERSITY, INSTITUTES: FROM_INSTITUTE}


def aimed(lever: str, value: float, **target: str) -> dict:
    """A setting that differs from the base for one target, from the date of the policies on."""
    return {lever: {"targets": [{**{key: [name] for key, name in target.items()}, "path": {DATE: value}}]}}


def strong(lever: str) -> float:
    return LEVERS[lever].levels["very_strong"]


def firsts(scenario: Scenario, quarters: int = 1) -> World:
    return ran_on(history(), scenario, quarters)


def changed(population: str, field: str, scenario: Scenario, base: Scenario | None = None) -> np.ndarray:
    """Rows in which a field differs, a quarter on, from the world without the policy."""
    one, other = (firsts(each).state[population][field] for each in (scenario, base or baseline()))
    return np.flatnonzero(one != other)


@pytest.mark.parametrize(
    ("lever", "dimension"), [(lever.id, dimension) for lever in LEVERS.values() for dimension in lever.targets]
)
def test_the_table_differs_in_the_target_only(lever: str, dimension: str) -> None:
    names = LEVERS[lever].actors if dimension == "actor" else tuple(item.id for item in LISTS[dimension])
    name = names[-1]
    top = LEVERS[lever].maximum if LEVERS[lever].maximum != LEVERS[lever].baseline else LEVERS[lever].minimum
    scenario = Scenario().with_levers(aimed(lever, top, **{dimension: name}))
    before, after = policy_table(Scenario(), BURN_IN), policy_table(scenario, BURN_IN)
    row, field = BURN_IN + scenario.horizon - 1, LEVERS[lever].field
    cells = np.arange(after.shape[1] - 1)
    code = codes(LISTS[dimension])[name]
    inside = {
        "sector": cells % N_CELLS // (N_REGIONS * N_SIZES) == code,
        "region": cells // N_SIZES % N_REGIONS == code,
        "size": cells % N_SIZES == code,
        "actor": cells // N_CELLS == names.index(name),
    }[dimension]
    np.testing.assert_array_equal(after[field][row, :-1] == top, inside)
    assert after[field][row, -1] == before[field][row, -1]
    for other in LEVERS.values():
        if other.id != lever:
            np.testing.assert_array_equal(after[other.field][:, :N_CELLS], before[other.field][:, :N_CELLS])


def test_every_lever_says_what_it_can_be_aimed_by_or_why_not() -> None:
    for lever in LEVERS.values():
        assert lever.targetable == (lever.untargeted is None)
        assert not lever.untargeted or all(lever.untargeted[lang] for lang in ("en", "zh"))


@pytest.mark.parametrize(
    "target", [{"sector": "machine_tools"}, {"region": "west"}, {"actor": "state_firm"}, {"size": "small"}]
)
def test_a_subsidy_for_a_target_is_a_pot_of_its_own(target: dict[str, str]) -> None:
    """Firms inside get no more than their pot, those outside than the general one; lots may exceed by a grant."""
    pot, scale = 20.0 * 250.0, float(history().state["clock"]["scale"][0])
    setting = {"path": {DATE: 0.0}, **aimed("direct_subsidy.budget", 20.0, **target)["direct_subsidy.budget"]}
    world = history().branch(under({"direct_subsidy.budget": setting}, COORDINATED))
    ((dimension, name),) = target.items()
    inside_paid = 0.0
    for _ in range(8):
        general = max(0.0, account(world, "direct_subsidy", "carried"))
        before = world.state["firms"].copy()
        world.step()
        firms = world.state["firms"]
        if dimension == "actor":
            inside = (before["state_owned"] == 1) & (before["startup_of"] < 0)
        else:
            inside = before[CODED[dimension]] == codes(LISTS[dimension])[name]
        inside &= before["id"] == firms["id"]
        paid = firms["grants_received"] * firms["weight"]
        lot = float(paid.max())
        assert paid[~inside].sum() <= general + lot
        assert paid[inside].sum() <= pot * scale + lot
        inside_paid += float(paid[inside].sum())
    assert inside_paid > 0.0


def test_a_swap_takes_from_every_pot() -> None:
    setting = {**aimed("direct_subsidy.budget", 40.0, region="west"), "orders_instead_of_subsidies.share": 0.5}
    accounts = firsts(under(setting, COORDINATED)).state["instruments"]
    scale = float(history().state["clock"]["scale"][0])
    assert accounts["voted"].sum() == pytest.approx((80.0 + 40.0) * 250.0 * scale)
    assert accounts["transferred"].max() == pytest.approx(60.0 * 250.0 * scale)


def test_proofs_of_concept_are_paid_where_the_pot_is_for() -> None:
    for target in ({"actor": INSTITUTES}, {"region": "west"}):
        aim = aimed("proof_of_concept.budget", strong("proof_of_concept.budget"), **target)
        units = firsts(under(aim, COORDINATED)).state["universities"]
        paid = units[units["proof_grants"] > 0.0]
        assert len(paid)
        if "region" in target:
            assert (paid["region"] == codes(REGIONS)["west"]).all()
        else:
            assert (paid["kind"] == FROM_INSTITUTE).all()


@pytest.mark.parametrize(
    ("lever", "field"),
    [
        ("basic_research_funding.share", "basic_grants"),
        ("research_paperwork.share", "paperwork"),
        ("transfer_funds.share", "poc_bar"),
        ("evaluation.transfer_weight", "effort_transfer"),
        ("state_results.exemption", "effort_transfer"),
    ],
)
@pytest.mark.parametrize("target", [{"actor": INSTITUTES}, {"actor": UNITS}, {"region": "west"}])
def test_a_rule_for_some_units_changes_those_only(lever: str, field: str, target: dict[str, str]) -> None:
    rows = changed("universities", field, under(aimed(lever, strong(lever), **target), COORDINATED), COORDINATED)
    units = history().state["universities"][rows]
    assert len(units)
    if "region" in target:
        assert (units["region"] == codes(REGIONS)["west"]).all()
    else:
        assert (units["kind"] == KIND[target["actor"]]).all()


def test_money_by_record_moves_only_between_units_under_the_reform() -> None:
    reform = under(aimed("evaluation.transfer_weight", strong("evaluation.transfer_weight"), actor=UNITS))
    units = firsts(reform).state["universities"]
    moved = units["record_shift"] * units["competitive_funding"] * units["weight"]
    assert not moved[units["kind"] == FROM_INSTITUTE].any()
    assert np.abs(moved).max() > 0.0
    assert moved.sum() == pytest.approx(0.0, abs=1e-9 * np.abs(moved).sum())


@pytest.mark.parametrize(
    ("lever", "field"), [("guidance_fund.capital", "callable_public"), ("guidance_fund.patience", "life")]
)
def test_a_regional_guidance_fund_follows_its_region(lever: str, field: str) -> None:
    regions = history().state["funds"]["region"]
    region = REGIONS[int(regions[(history().state["funds"]["public"] == 1) & (regions >= 0)][0])].id
    rows = changed("funds", field, under(aimed(lever, strong(lever), region=region), COORDINATED), COORDINATED)
    assert len(rows)
    assert (regions[rows] == codes(REGIONS)[region]).all()


@pytest.mark.parametrize(
    ("lever", "field"),
    [
        ("engineers.places", "mentors"),
        ("international_talent.inflow", "scientists"),
        ("science_clusters.hours", "instrument_gain"),
    ],
)
def test_people_and_hours_for_a_region(lever: str, field: str) -> None:
    around = under({"policy_coordination": 1.0, "engineers.joint_share": 1.0})
    first = {"engineers.places": 1, "international_talent.inflow": 1, "science_clusters.hours": 24}[lever]
    one, other = (
        ran_on(history(), each, first).state["regions"][field]
        for each in (under(aimed(lever, strong(lever), region="west"), around), around)
    )
    gain = one - other
    assert int(np.argmax(gain)) == codes(REGIONS)["west"]
    assert gain.max() > 0.0
    if lever != "science_clusters.hours":  # hours open to others serve them too
        assert np.abs(np.delete(gain, 2)).sum() < 0.01 * gain.max()  # what moves on in the same quarter


@pytest.mark.parametrize(
    ("lever", "field", "sector"),
    [
        ("open_innovation.inflow", "leakage", "materials"),
        ("future_industries.seed_demand", "seed_orders", "quantum"),
    ],
)
def test_what_is_set_for_a_field_reaches_it_alone(lever: str, field: str, sector: str) -> None:
    rows = changed("sectors", field, under(aimed(lever, strong(lever), sector=sector), COORDINATED), COORDINATED)
    assert rows.tolist() == [codes(SECTORS)[sector]]


def test_sellers_of_one_sector_are_inspected() -> None:
    law = {**aimed("orderly_competition.strictness", strong("orderly_competition.strictness"), sector="machine_tools")}
    world = history().branch(under({**law, "orderly_competition.cost_standard": 1.0}))
    fined = []
    for _ in range(8):
        world.step()
        firms = world.state["firms"]
        fined += firms["sector"][firms["price_fines"] > 0.0].tolist()
    assert set(fined) == {codes(SECTORS)["machine_tools"]}


def test_places_in_incubators_of_a_region_are_for_its_startups() -> None:
    world = firsts(under(aimed("incubators.places", strong("incubators.places"), region="west")), 8)
    housed = world.state["firms"][world.state["firms"]["incubated"] == 1]
    assert len(housed)
    assert (housed["region"] == codes(REGIONS)["west"]).all()


@pytest.mark.parametrize("actor", ["state_firm", "private_firm"])
def test_a_deduction_for_a_kind_of_firm_reaches_that_kind(actor: str) -> None:
    targeted = under(aimed("re_deduction", 1.0, actor=actor))
    rows = changed("firms", "tax_component_engineering", targeted)
    old = history().state["firms"]
    rows = rows[old["active"][rows] == 1]
    assert len(rows)
    assert (old["state_owned"][rows] == (actor == "state_firm")).all()


def test_a_world_branched_under_kinds_told_apart_is_the_whole_run() -> None:
    """Cells of a history in which nobody is told apart, or the other way round, are those of the policy in force."""
    targeted = under(aimed("re_deduction", 1.0, actor="start_up"), baseline(200))
    whole = World(targeted, 5).run().records
    branched = World(baseline(200), 5).run(BEFORE).branch(targeted).run()
    np.testing.assert_array_equal(branched.records, whole)
    assert (branched.state["firms"]["cell"] >= N_CELLS).any()
    np.testing.assert_array_equal(
        World(targeted, 5).run(BEFORE).branch(baseline(200)).run().records, World(baseline(200), 5).run().records
    )


def test_one_pot_for_two_sectors_is_not_two_pots() -> None:
    both = {"direct_subsidy.budget": {"targets": [{"sector": ["quantum", "energy"], "value": 40.0}]}}
    each = {"direct_subsidy.budget": {"targets": [{"sector": [name], "value": 40.0} for name in ("quantum", "energy")]}}
    one, two = (Scenario().with_levers(levers) for levers in (both, each))
    assert one.fingerprint() != two.fingerprint()
    fields = [f"{LEVERS[name].field}_pot" for name in POTS]
    assert [int(policy_table(scenario, BURN_IN)[fields[0]].max()) for scenario in (one, two)] == [1, 2]
    assert Scenario.from_mapping(two.differences()).fingerprint() == two.fingerprint()


def test_without_exceptions_a_quarter_is_one_record() -> None:
    paths = {name: LeverPath(path.general) for name, path in Scenario().levers.items()}
    plain = copy.copy(Scenario())
    object.__setattr__(plain, "levers", paths)
    assert policy_table(plain, BURN_IN).strides[1] == 0
    assert policy_table(Scenario(), BURN_IN).shape == policy_table(plain, BURN_IN).shape
