"""Measures add up, follow their formulas, and change nothing that agents do."""

from __future__ import annotations

import math

import numpy as np
import pytest

from model.classifications import CAUSES_OF_DEATH, ORIGINS, REGIONS, SECTORS, SIZES, STAGES
from model.indicators import COLUMN, OUTCOMES
from model.measures import GROUPS, INTEGRATIONS, MEASURES, SELF_RELIANCE
from model.processes.measurement import at_most_all, choke_point_conversion, component, growth_contribution
from model.scenario import Scenario
from model.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return World(Scenario().replace(firms=300, until="2022-Q4"), seed=3).run()


def series(world: World, outcome: str) -> np.ndarray:
    return world.records[:, COLUMN[outcome]]


def test_a_share_of_nothing_is_no_number() -> None:
    assert math.isnan(at_most_all(math.nan))
    assert [at_most_all(share) for share in (0.3, 1.0, 1.2)] == [0.3, 1.0, 1.0]


@pytest.mark.parametrize("groups", [SECTORS, REGIONS], ids=["sectors", "regions"])
@pytest.mark.parametrize("what", ["industrialised", "ended"])
def test_groups_add_up_to_all_technologies(world: World, what: str, groups: tuple) -> None:
    whole = series(world, "technologies_industrialised")
    if what == "ended":
        whole = whole + series(world, "technologies_dead")
    parts = sum(series(world, f"{what}_{group.id}") for group in groups)
    assert whole.sum() > 0
    np.testing.assert_allclose(parts, whole, rtol=1e-12)


def test_sizes_add_up_to_what_firms_carry(world: World) -> None:
    """Everything that reaches the market has a firm; a death without one belongs to no size."""
    parts = sum(series(world, f"industrialised_{size.id}") for size in SIZES)
    np.testing.assert_allclose(parts, series(world, "technologies_industrialised"), rtol=1e-12)
    ids = [f"died_{size.id}_{cause.id}" for size in SIZES for cause in CAUSES_OF_DEATH]
    dead = sum(series(world, outcome) for outcome in ids if outcome in COLUMN)
    assert (dead < series(world, "technologies_dead")).all()
    assert dead.sum() > 0.0


@pytest.mark.parametrize("groups", [ORIGINS, SECTORS, REGIONS], ids=["origins", "sectors", "regions"])
@pytest.mark.parametrize("cause", CAUSES_OF_DEATH, ids=lambda cause: cause.id)
def test_causes_of_death_are_the_same_whoever_counts(world: World, cause, groups: tuple) -> None:
    by_stage, by_group = (
        sum(series(world, outcome) for one in kinds if (outcome := f"died_{one.id}_{cause.id}") in COLUMN)
        for kinds in (STAGES, groups)
    )
    np.testing.assert_allclose(by_group, by_stage, rtol=1e-12)


def test_a_rate_is_three_years_of_counts(world: World) -> None:
    records = world.state["records"]
    for group in (*SECTORS, *REGIONS, *SIZES):
        made = records[len(records) - 12 :, COLUMN[f"industrialised_{group.id}"]].sum()
        ended = records[len(records) - 12 :, COLUMN[f"ended_{group.id}"]].sum()
        assert series(world, f"conversion_rate_{group.id}")[-1] == pytest.approx(made / ended, rel=1e-12)


def test_cohorts_of_groups_mix_to_the_cohort_of_all(world: World) -> None:
    cohorts = world.state["cohorts"]
    n = 17
    born, made = cohorts[:, 2 : 2 + n], cohorts[:, 2 + n :]
    for whole, parts in ((cohorts[:, 0], born), (cohorts[:, 1], made)):
        for first, last in ((0, 3), (3, 13), (13, 17)):
            np.testing.assert_allclose(parts[:, first:last].sum(axis=1), whole, rtol=1e-9)


def test_time_to_market_is_defined_where_something_reached_the_market(world: World) -> None:
    for group in GROUPS:
        ages = series(world, f"time_to_market_{group.id}")
        assert (np.isnan(ages) == (series(world, f"industrialised_{group.id}") == 0.0)).all()
        assert (ages[~np.isnan(ages)] >= 1.0).all()  # six stages take longer than a year


@pytest.mark.parametrize(
    ("index", "parts"),
    [(f"integration_{name}", parts[2]) for name, parts in INTEGRATIONS.items()]
    + [(f"self_reliance_{name}", parts[2]) for name, parts in SELF_RELIANCE.items()],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_index_is_the_mean_of_its_published_components(world: World, index: str, parts: tuple) -> None:
    terms = [np.clip(series(world, part), 0.0, 1.0) for part, _ in parts]
    mean = sum(term if sign > 0 else 1.0 - term for term, (_, sign) in zip(terms, parts, strict=True)) / len(parts)
    np.testing.assert_allclose(series(world, index), mean, rtol=1e-12)


def test_shares_are_shares(world: World) -> None:
    for measure in MEASURES:
        values = series(world, measure.id)
        values = values[~np.isnan(values)]
        if measure.unit == "share":
            assert ((values >= 0.0) & (values <= 1.0)).all(), measure.id


def test_money_measures_are_the_flows(world: World) -> None:
    firms = world.state["firms"]
    paid = sum(firms[name] for name in ("research_paid", "stages_paid", "pilot_fees")) * firms["weight"]
    assert series(world, "re_spending")[-1] == pytest.approx(paid.sum() / 1000.0, rel=1e-9)


def test_productivity_convention_moves_its_measure_and_nothing_else() -> None:
    scenario = Scenario().replace(firms=100, until="2021-Q2")
    plain = World(scenario, seed=1, reuse_burn_in=False)
    other = World(scenario, seed=1, reuse_burn_in=False)
    other.state["parameters"]["measured_capital_share"] = 0.3
    plain.run()
    other.run()
    moved = {name for name, column in COLUMN.items()
             if not np.array_equal(plain.records[:, column], other.records[:, column], equal_nan=True)}  # fmt: skip
    assert moved == {
        "total_factor_productivity", "productivity_advance", "technology_contribution", "self_reliance_supporting",
    }  # fmt: skip


def test_every_measure_is_declared_in_both_languages() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert OUTCOMES[measure.id].description == {"en": measure.definition, "zh": measure.definition_zh}
        assert measure.zh != measure.en


def test_growth_without_growth_has_no_contribution() -> None:
    assert math.isnan(growth_contribution(0.1, 0.0))
    assert growth_contribution(0.05, 0.1) == pytest.approx(0.5)
    assert growth_contribution(-0.05, 0.1) == 0.0


def test_components_are_bounded_and_turned() -> None:
    assert component(1.7, 1.0) == 1.0
    assert component(0.3, -1.0) == pytest.approx(0.7)
    assert math.isnan(component(math.nan, -1.0))


def test_only_fields_more_exposed_than_average_are_choke_points(world: World) -> None:
    sectors, row = world.state["sectors"], np.array(world.state["records"][-1])
    before = choke_point_conversion(sectors, row)
    row[COLUMN["conversion_rate_consumer_goods"]] = 1.0
    assert choke_point_conversion(sectors, row) == before
    row[COLUMN["conversion_rate_integrated_circuits"]] = 1.0
    assert choke_point_conversion(sectors, row) > before
