"""Targets say what the evidence table says, and distances are measured where they should be."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from experiments.calibration import TARGETS, as_row, distances
from experiments.evidence import disputed, evidence
from model.indicators import COLUMN, OUTCOMES

DATES = [f"{year}-Q{quarter}" for year in range(2021, 2026) for quarter in range(1, 5)]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.id)
def test_each_number_stands_in_the_evidence_row_it_names(target):
    row = evidence()[target.evidence]
    numbers = {float(text) for text in re.findall(r"\d+(?:\.\d+)?", row["value"] + " " + row["note"])}
    assert {target.low, target.high} <= numbers
    assert target.low <= target.high


def test_targets_are_told_apart():
    assert len({target.id for target in TARGETS}) == len(TARGETS)


def test_every_main_target_of_the_first_calibration_is_there():
    main = {target.evidence for target in TARGETS if target.kind == "main"}
    assert main >= {"D01", "D02", "D04", "D05", "D06", "S06", "E07", "Z06", "E14", "E15", "E17", "G01"}


def test_cautionary_rows_are_never_fitted():
    roles = evidence()
    cautioned = [target for target in TARGETS if "caution" in roles[target.evidence]["role"]]
    assert {target.kind for target in cautioned} <= {"reported"}


def test_penetration_stands_beside_its_aim_where_the_run_reaches_that_year():
    dates = [f"{year}-Q{quarter}" for year in range(2026, 2031) for quarter in range(1, 5)]
    records = np.full((2, len(dates), len(OUTCOMES)), np.nan)
    records[:, :, COLUMN["intelligent_penetration"]] = 0.63
    aims = [one for one in distances(records, dates) if one.target.measured_on == "intelligent_penetration"]
    assert [one.target.period[1] for one in aims] == ["2027-Q4", "2030-Q4"]
    assert [one.relative for one in aims] == pytest.approx([-0.1, -0.3])


def test_the_disputed_figures_are_listed():
    assert [row["id"] for row in disputed()] == [f"Z0{number}" for number in range(1, 9)]


def baseline(**values):
    records = np.full((3, len(DATES), len(OUTCOMES)), np.nan)
    for outcome, value in values.items():
        records[:, :, COLUMN[outcome]] = value
    return records


def found(records, evidence_id, last):
    return next(d for d in distances(records, DATES) if d.target.evidence == evidence_id and d.target.period[1] == last)


def test_a_simulated_share_is_compared_in_per_cent():
    distance = found(baseline(patent_use_firm=0.513 * 1.1), "D01", "2023-Q4")
    assert distance.simulated == pytest.approx(56.43)
    assert distance.relative == pytest.approx(0.1)
    assert distance.within


def test_beyond_fifteen_per_cent_is_not_within():
    assert not found(baseline(patent_use_firm=0.513 * 0.84), "D01", "2023-Q4").within


def test_inside_a_range_there_is_no_distance_and_outside_it_counts_from_the_nearer_end():
    assert found(baseline(basic_by_firms_share=0.05), "E17", "2023-Q4").relative == 0.0
    assert found(baseline(basic_by_firms_share=0.12), "E17", "2023-Q4").relative == pytest.approx(1 / 3)
    assert found(baseline(basic_by_firms_share=0.015), "E17", "2023-Q4").relative == pytest.approx(-0.5)


def test_a_trailing_outcome_is_read_at_the_end_of_its_year():
    records = baseline()
    records[:, :, COLUMN["margin"]] = np.linspace(0.01, 0.20, len(DATES))
    assert found(records, "S06", "2022-Q4").simulated == pytest.approx(100 * np.linspace(0.01, 0.20, len(DATES))[7])


def test_prices_are_a_change_on_the_base():
    assert found(baseline(output_price=1.081), "E29", "2021-Q4").relative == pytest.approx(0.0, abs=1e-9)


def test_the_development_share_is_what_the_others_leave():
    distance = next(
        d
        for d in distances(baseline(rd_basic_share=0.07, rd_applied_share=0.12), DATES)
        if "1 -" in d.target.measured_on
    )
    assert distance.simulated == pytest.approx(81.0)


def test_causes_of_death_are_shares_of_the_deaths_after_the_prototype():
    records = baseline(
        died_proof_of_concept_no_finance=1000.0, died_pilot_no_finance=1.0, died_engineering_technical_failure=2.0,
        died_first_use_no_first_customer=3.0, died_industrialisation_obsolete=2.0,
    )  # fmt: skip
    shares = [d.simulated for d in distances(records, DATES) if d.target.evidence == "D15"]
    assert shares == pytest.approx([37.5, 25.0, 12.5])


def test_an_outcome_never_recorded_is_far_from_its_target_not_near():
    distance = found(baseline(), "D01", "2023-Q4")
    assert math.isnan(distance.simulated)
    assert not distance.within


def test_targets_outside_the_run_are_left_out():
    last = {distance.target.period[1] for distance in distances(baseline()[:, :4], DATES[:4])}
    assert last == {"2021-Q2", "2021-Q4"}


def test_rows_hold_both_languages():
    row = as_row(found(baseline(margin=0.0681), "S06", "2021-Q4"))
    assert row["quantity_zh"] == "营收利润率"
    assert row["within_15"] is True
