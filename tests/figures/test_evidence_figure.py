"""The baseline against evidence: every main target has its row, and the title counts what the marks show."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.figures import draw_comparison, evidence
from experiments.figures.comparison import FIGURES
from experiments.figures.data import Comparison, MainTarget, load
from experiments.figures.sheet import SETTINGS, install_font
from experiments.figures.wording import words

Make = Callable[..., Path]


@pytest.fixture
def comparison(results: Make) -> Comparison:
    return load(results(), ("margin",), "en")


def target(distance: float, text: str = "50", period: tuple[str, str] = ("2023-Q1", "2023-Q4")) -> MainTarget:
    simulated = 50.0 * (1.0 + distance)
    return MainTarget("D00", "Patent use", "patent_use", period, text, "%", simulated, distance, abs(distance) <= 0.15)


def drawn(comparison: Comparison, lang: str = "en") -> Figure:
    install_font()
    with mpl.rc_context(SETTINGS):
        return evidence.draw(comparison, words(lang))


def written(figure: Figure) -> list[str]:
    """What stands in and beside the panel."""
    return [text.get_text() for text in figure.axes[0].texts]


def marks(figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    """Places of the filled and of the hollow marks, per cent."""
    lines = {line.get_markerfacecolor(): line.get_xdata() for line in figure.axes[0].lines if line.get_marker() == "o"}
    hollow = lines.pop("white")
    return np.asarray(*lines.values()), np.asarray(hollow)


def test_title_counts_and_names_the_farthest(comparison: Comparison) -> None:
    targets = (target(0.02), target(-0.15), replace(target(-0.4), quantity="R&D intensity"), target(0.2))
    title = drawn(replace(comparison, targets=targets)).texts[0].get_text()
    assert title == "2 of 4 main figures within 15 % of the evidence; farthest: R&D intensity (−40 %)"
    title = drawn(replace(comparison, targets=targets[:2])).texts[0].get_text()
    assert title == "2 of 2 main figures within 15 % of the evidence"
    title = drawn(replace(comparison, targets=targets), "zh").texts[0].get_text()
    assert title.startswith("4项主要数据中，2项与证据相差不超过15%")


def test_marks_outside_the_band_are_hollow(comparison: Comparison) -> None:
    filled, hollow = marks(drawn(comparison))
    assert len(filled) + len(hollow) == len(comparison.targets)
    assert (abs(filled) <= 15.0).all()
    assert (abs(hollow) > 15.0).all()
    assert len(hollow) > 0


def test_only_main_targets_are_shown_each_with_its_numbers(comparison: Comparison) -> None:
    beside = written(drawn(comparison))
    shown = {row.row for row in comparison.targets}
    assert [text for text in beside if text in shown] == [row for row, _ in groupby(t.row for t in comparison.targets)]
    assert "B12" not in beside
    assert "46.8 %" in beside
    assert "48.7" in beside  # 4 % more
    assert sum(text.endswith(" %") for text in beside) == len(comparison.targets) + 1  # the band's own


def test_rows_of_one_outcome_stand_together(comparison: Comparison) -> None:
    order = [row.outcome for row in comparison.targets]
    changes = sum(one != other for one, other in zip(order, order[1:], strict=False))
    assert changes == len(set(order)) - 1


def test_range_is_explained_where_there_is_one(comparison: Comparison) -> None:
    note = "Where the target is a range"
    ranged = drawn(replace(comparison, targets=(target(0.0, "40-60"),)))
    assert "40–60 %" in written(ranged)
    assert any(note in text.get_text() for text in ranged.texts)
    single = drawn(replace(comparison, targets=(target(0.0),)))
    assert not any(note in text.get_text() for text in single.texts)


def test_undefined_value_has_a_dash_and_counts_as_outside(comparison: Comparison) -> None:
    figure = drawn(replace(comparison, targets=(target(0.01), target(float("nan")))))
    assert "–" in written(figure)
    assert figure.texts[0].get_text() == "1 of 2 main figures within 15 % of the evidence"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (("2023-Q1", "2023-Q4"), "2023"),
        (("2023-Q4", "2023-Q4"), "2023-Q4"),
        (("2021-Q1", "2025-Q4"), "2021–2025"),
    ],
)
def test_period_beside_the_row(comparison: Comparison, period: tuple[str, str], text: str) -> None:
    assert text in written(drawn(replace(comparison, targets=(target(0.1, period=period),))))


def test_results_without_targets_have_the_other_figures(results: Make, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    shutil.copytree(results(quarters=21, replicates=3, policies=1), folder)
    (folder / "calibration.csv").unlink()
    assert [file.stem for file in draw_comparison(folder)] == [name for name in FIGURES if name != "9_evidence"]
