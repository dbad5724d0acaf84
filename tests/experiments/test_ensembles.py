"""The ensemble near the targets: in range, ordered, made by its command, used by designs with draws."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.designs import design_from_mapping, sample
from experiments.ensembles import load_ensemble
from experiments.ensembles.library import builtin_ensemble
from experiments.ensembles.near_targets import VARIED, distance_of, draws_of, make
from experiments.errors import InvalidInputError
from experiments.study import StudyOptions
from model.indicators import COLUMN
from model.parameters import PARAMETERS


def test_the_built_in_ensemble_lies_in_the_declared_ranges_and_holds_the_defaults():
    found = load_ensemble()
    assert found.names == VARIED
    assert len(found.draws) >= 64
    assert (np.diff(found.distances) >= 0.0).all()
    defaults = [PARAMETERS[name].default for name in found.names]
    assert (found.draws == defaults).all(axis=1).any()


def test_draws_cover_each_range_around_the_default():
    draws = draws_of(200)
    for name, column in zip(VARIED, draws.T, strict=True):
        parameter = PARAMETERS[name]
        assert parameter.low <= column.min() < column.max() <= parameter.high
        below = (column < parameter.default).mean()
        expected = (parameter.default - parameter.low) / (parameter.high - parameter.low)
        assert below == pytest.approx(expected, abs=0.03)


def test_distance_is_zero_without_targets_missed_and_grows_with_them():
    dates = [f"{year}-Q{quarter}" for year in range(2021, 2026) for quarter in (1, 2, 3, 4)]
    nothing = np.zeros((2, len(dates), len(COLUMN)))
    assert distance_of(nothing, dates) == pytest.approx(1.0, abs=0.05)


def test_the_command_keeps_the_nearest_draws(tmp_path, monkeypatch):
    from experiments.ensembles import near_targets

    monkeypatch.setattr(near_targets, "FIRMS", 60)
    rows = make(3, 2, StudyOptions(out=tmp_path / "near", workers=1, quiet=True))
    assert len(rows) == 2
    assert rows[0]["distance"] <= rows[1]["distance"] or rows[1]["discount_rate"] == PARAMETERS["discount_rate"].default
    assert set(rows[0]) == {"distance", *VARIED}


def test_a_design_with_draws_and_no_parameters_takes_the_ensemble():
    design = design_from_mapping({"over": {"levers.re_deduction": [0.1, 1.0]}, "draws": 5})
    points = sample(design)
    assert points.shape == (10, 1 + len(VARIED))
    assert (points[:5, 1:] == load_ensemble().draws[:5]).all()
    assert (points[5:, 1:] == points[:5, 1:]).all()
    assert points[:, 0].tolist() == [0.1] * 5 + [1.0] * 5


@pytest.mark.parametrize(
    ("text", "message"),
    [("distance,no_such\n0.1,1\n", "no parameter no_such"), ("distance,discount_rate\n0.1,9\n", "outside the range"),
     ("distance,discount_rate\n", "no draws")],
)  # fmt: skip
def test_a_file_that_does_not_fit_the_model_is_refused(tmp_path, text, message):
    file = tmp_path / "draws.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=message):
        load_ensemble(file)
    assert builtin_ensemble().is_file()
