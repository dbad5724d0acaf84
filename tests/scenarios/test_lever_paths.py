"""What a setting comes to, quarter by quarter and cell by cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.calendar import Quarter
from model.classifications import N_CELLS, N_REGIONS, N_SIZES, REGIONS, SECTORS, SIZES, codes
from model.levers import LEVERS
from model.policy import POLICY_TYPE, first_difference, policy_table
from model.scenario import Scenario

BURN_IN = 40


def value(scenario: Scenario, lever: str, date: str, cell: int = 0) -> float:
    row = Quarter.parse(date) - scenario.start + BURN_IN
    return float(policy_table(scenario, BURN_IN)[LEVERS[lever].field][row, cell])


def values(scenario: Scenario, lever: str, first: str, count: int, cell: int = 0) -> list[float]:
    return [value(scenario, lever, str(Quarter.parse(first) + step), cell) for step in range(count)]


def cell(sector: str, region: str = "east", size: str = "large") -> int:
    return (codes(SECTORS)[sector] * N_REGIONS + codes(REGIONS)[region]) * N_SIZES + codes(SIZES)[size]


def test_the_table_has_a_row_a_quarter_and_a_column_a_lever() -> None:
    table = policy_table(Scenario(), BURN_IN)
    assert table.shape == (BURN_IN + 60, N_CELLS + 1)  # the last column is for who stands in no cell
    assert table.dtype == POLICY_TYPE
    pots = tuple(f"{lever.field}_pot" for lever in LEVERS.values() if lever.pot)
    assert table.dtype.names == (*(lever.field for lever in LEVERS.values()), *pots)
    assert policy_table(Scenario(), 0)[0].tobytes() == table[BURN_IN].tobytes()


def test_a_burn_in_before_the_calendar_takes_the_first_values() -> None:
    table = policy_table(Scenario().replace(start="2001-Q1"), 60)
    assert (table["rd_deduction"][:60] == 0.5).all()


def test_baseline_history_and_exception() -> None:
    baseline = Scenario()
    ordinary, chips = cell("materials"), cell("integrated_circuits", "west", "micro")
    for date, general, exception in (
        ("2017-Q4", 0.5, 0.5), ("2018-Q1", 0.75, 0.75), ("2020-Q4", 0.75, 0.75), ("2021-Q1", 1.0, 1.0),
        ("2022-Q4", 1.0, 1.0), ("2023-Q1", 1.0, 1.2), ("2027-Q4", 1.0, 1.2), ("2028-Q1", 1.0, 1.0),
    ):  # fmt: skip
        assert value(baseline, "rd_deduction", date, ordinary) == general
        assert value(baseline, "rd_deduction", date, chips) == exception
        assert value(baseline, "rd_deduction", date, cell("machine_tools")) == exception


def test_the_baseline_file_agrees_with_the_declared_baselines() -> None:
    table = policy_table(Scenario(), 0)
    row = table[Quarter.parse("2025-Q4") - Scenario().start]
    plain = np.ones(N_CELLS + 1, dtype=bool)
    for path in Scenario().levers.values():
        for selector, _ in path.exceptions:
            plain[selector.cells()] = False
    for name, lever in LEVERS.items():
        assert (row[lever.field][plain] == lever.baseline).all(), name


def test_a_plain_number_holds_for_the_recorded_run_and_leaves_history_alone() -> None:
    scenario = Scenario().with_levers({"rd_deduction": 0.6, "re_deduction": 0.9})
    assert values(scenario, "rd_deduction", "2020-Q3", 4) == [0.75, 0.75, 0.6, 0.6]
    assert values(scenario, "re_deduction", "2020-Q4", 2) == [0.1, 0.9]
    assert value(scenario, "rd_deduction", "2035-Q4") == 0.6


def test_a_plain_number_follows_the_start_of_what_is_laid_over_it(tmp_path: Path) -> None:
    (tmp_path / "low.yaml").write_text("levers: {re_deduction: 0.9}\n")
    (tmp_path / "top.yaml").write_text("extends: low.yaml\nstart: 2019-Q1\n")
    scenario = Scenario.load(tmp_path / "top.yaml")
    assert values(scenario, "re_deduction", "2018-Q4", 2) == [0.1, 0.9]
    assert scenario.replace(start=Quarter(2023, 1)).levers["re_deduction"].general[-1].date == Quarter(2023, 1)


def test_a_path_replaces_its_base_from_its_first_date_on() -> None:
    base = Scenario().with_levers({"re_deduction": {"2024-Q1": 0.3, "2026-Q1": 0.5, "2030-Q1": 0.7}})
    top = base.with_levers({"re_deduction": {"2025-Q1": 0.9}})
    assert [value(top, "re_deduction", date) for date in ("2023-Q4", "2024-Q1", "2025-Q1", "2026-Q1", "2031-Q1")] == [
        0.1, 0.3, 0.9, 0.9, 0.9,
    ]  # fmt: skip


def test_implemented_lifted_and_implemented_again() -> None:
    scenario = Scenario().with_levers({"re_deduction": {"2026-Q1": 1.0, "2028-Q1": "lifted", "2030-Q1": 0.8}})
    assert values(scenario, "re_deduction", "2025-Q4", 2) == [0.1, 1.0]
    assert values(scenario, "re_deduction", "2027-Q4", 2) == [1.0, 0.1]
    assert values(scenario, "re_deduction", "2029-Q4", 2) == [0.1, 0.8]


def test_lifted_returns_to_the_path_of_the_base_not_to_one_number() -> None:
    base = Scenario().with_levers({"re_deduction": {"2027-Q1": 0.3, "2029-Q1": 0.4}})
    top = base.with_levers({"re_deduction": {"2026-Q1": 1.0, "2028-Q1": "lifted"}})
    assert [value(top, "re_deduction", date) for date in ("2027-Q4", "2028-Q1", "2028-Q4", "2029-Q1")] == [
        1.0, 0.3, 0.3, 0.4,
    ]  # fmt: skip


def test_phase_in_rises_in_equal_parts_from_the_value_before() -> None:
    setting = {"path": {"2026-Q1": 0.5, "2026-Q4": 0.1}, "phase_in": 4}
    got = values(Scenario().with_levers({"re_deduction": setting}), "re_deduction", "2025-Q4", 9)
    # The first ramp is cut off after three quarters, at 0.4; the second starts from there.
    assert got == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.325, 0.25, 0.175, 0.1, 0.1])
    assert got[-2] == 0.1  # the end of a ramp is the value itself, to the bit


@pytest.mark.parametrize("phase_in", [0, 1])
def test_no_phase_in_and_one_quarter_mean_at_once(phase_in: int) -> None:
    scenario = Scenario().with_levers({"re_deduction": {"path": {"2026-Q1": 1.0}, "phase_in": phase_in}})
    assert values(scenario, "re_deduction", "2025-Q4", 2) == [0.1, 1.0]


def test_dates_may_stand_beside_phase_in_and_dotted_and_nested_keys_mean_the_same() -> None:
    forms = [
        {"risk_pool": {"cover": {"path": {"2026-Q1": 0.8}, "phase_in": 8}}},
        {"risk_pool.cover": {"2026-Q1": 0.8, "phase_in": 8}},
        {"risk_pool": {"cover": {"path.2026-Q1": 0.8, "phase_in": 8}}},
    ]
    first, *others = (Scenario().with_levers(form) for form in forms)
    assert all(other == first and other.fingerprint() == first.fingerprint() for other in others)
    mixed = Scenario.from_mapping({"levers.risk_pool.cover": 0.5, "levers": {"risk_pool": {"capital": 20}}})
    assert (value(mixed, "risk_pool.cover", "2021-Q1"), value(mixed, "risk_pool.capital", "2021-Q1")) == (0.5, 20)


def test_an_overlay_leaves_exceptions_of_its_base_alone_unless_it_names_them() -> None:
    general = Scenario().with_levers({"rd_deduction": {"2026-Q1": 2.0}})
    chips, ordinary = cell("integrated_circuits"), cell("materials")
    assert value(general, "rd_deduction", "2026-Q1", ordinary) == 2.0
    assert values(general, "rd_deduction", "2027-Q4", 2, chips) == [1.2, 2.0]  # the exception expires in 2028
    named = general.with_levers(
        {"rd_deduction": {"targets": [{"sector": ["machine_tools", "integrated_circuits"], "2026-Q1": 1.6}]}}
    )
    assert values(named, "rd_deduction", "2025-Q4", 2, chips) == [1.2, 1.6]
    assert value(named, "rd_deduction", "2030-Q1", chips) == 1.6
    assert value(named, "rd_deduction", "2026-Q1", ordinary) == 2.0


def test_a_later_narrower_exception_lies_on_top_of_a_wider_one() -> None:
    targets = [{"sector": "integrated_circuits", "region": ["west"], "path": {"2026-Q1": 3.0, "2027-Q1": "lifted"}}]
    scenario = Scenario().with_levers({"rd_deduction": {"targets": targets}})
    west, east = cell("integrated_circuits", "west"), cell("integrated_circuits", "east")
    dates = ("2025-Q4", "2026-Q1", "2027-Q1")
    assert [value(scenario, "rd_deduction", date, west) for date in dates] == [1.2, 3.0, 1.2]
    assert value(scenario, "rd_deduction", "2026-Q1", east) == 1.2


def test_targets_reach_exactly_the_named_cells() -> None:
    targets = [{"region": ["east", "west"], "size": "small", "value": 0.9}]
    scenario = Scenario().with_levers({"re_deduction": {"targets": targets}})
    row = policy_table(scenario, 0)["re_deduction"][0, :-1].reshape(len(SECTORS), N_REGIONS, N_SIZES)
    expected = np.full(row.shape, 0.1)
    expected[:, [codes(REGIONS)["east"], codes(REGIONS)["west"]], codes(SIZES)["small"]] = 0.9
    assert (row == expected).all()


def test_an_exception_is_phased_in_from_the_general_rate_and_out_to_it() -> None:
    target = {"sector": "quantum", "path": {"2026-Q1": 0.5, "2027-Q1": "lifted"}, "phase_in": 2}
    scenario = Scenario().with_levers({"re_deduction": {"targets": [target]}})
    got = values(scenario, "re_deduction", "2025-Q4", 7, cell("quantum"))
    assert got == pytest.approx([0.1, 0.3, 0.5, 0.5, 0.5, 0.3, 0.1])


def test_dates_before_the_start_are_history() -> None:
    scenario = Scenario().with_levers({"re_deduction": {"2019-Q1": 0.5}})
    assert values(scenario, "re_deduction", "2018-Q4", 2) == [0.1, 0.5]
    assert first_difference(Scenario(), scenario) == 0


def test_first_difference() -> None:
    baseline = Scenario()
    assert first_difference(baseline, Scenario.load("re_deduction")) == 20
    assert first_difference(Scenario.load("re_deduction"), Scenario.load("all_three")) == 20
    assert first_difference(baseline, baseline.with_levers({"re_deduction": {"2035-Q4": 0.2}})) == 59
    assert first_difference(baseline, baseline.with_levers({"re_deduction": np.nextafter(0.1, 1)})) == 0
    assert first_difference(baseline, baseline.with_levers({"re_deduction": {"2036-Q1": 0.2}})) is None
    assert first_difference(baseline, baseline.with_levers({"re_deduction": {"2026-Q1": 0.1}})) is None
    target = {"targets": [{"size": "micro", "2028-Q1": 0.2}]}
    assert first_difference(baseline, baseline.with_levers({"re_deduction": target})) == 28
    assert first_difference(baseline, baseline.replace(firms=300)) == 0
    assert first_difference(baseline, baseline.replace(real_firms=2000)) == 0
    assert first_difference(baseline, baseline.replace(start="2022-Q1")) == 0
    assert first_difference(baseline, baseline.replace(until="2030-Q4")) == 40
    assert first_difference(baseline, baseline.replace(name="Another title", id="other")) is None
