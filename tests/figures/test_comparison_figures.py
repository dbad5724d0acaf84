"""Every figure is drawn in both languages, says what the numbers say, and nothing on it overlaps its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import matplotlib as mpl
import pytest

from experiments.figures import draw_comparison
from experiments.figures.comparison import FIGURES, OUTCOMES_USED
from experiments.figures.data import load
from experiments.figures.wording import words
from tests.figures.sheets import assert_nothing_overlaps, laid_out

Make = Callable[..., Path]
POLICY_FIGURES = [name for name in FIGURES if name != "9_evidence"]  # that one shows the baseline alone


@cache
def drawn(folder: Path, name: str, lang: str = "en"):
    """One figure, laid out, with its renderer."""
    return laid_out(lambda: FIGURES[name](load(folder, OUTCOMES_USED, lang), words(lang)))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_files_are_written(results: Make, lang: str) -> None:
    before = dict(mpl.rcParams)
    files = draw_comparison(results(), lang)
    assert dict(mpl.rcParams) == before, "drawing changed the settings of whoever imports it"
    assert [file.stem.removesuffix("_zh") for file in files] == list(FIGURES)
    assert all(file.read_bytes().startswith(b"\x89PNG") and file.stat().st_size > 10_000 for file in files)


def test_two_processes_draw_what_one_draws(results: Make, tmp_path: Path) -> None:
    alone = draw_comparison(results(), into=tmp_path / "alone")
    shared = draw_comparison(results(), into=tmp_path / "shared", workers=2)
    assert [file.name for file in shared] == [file.name for file in alone]
    assert [file.read_bytes() for file in shared] == [file.read_bytes() for file in alone]


@pytest.mark.parametrize("name", POLICY_FIGURES)
def test_no_effect_is_called_no_clear_difference(results: Make, name: str) -> None:
    figure = drawn(results(strength=0.0), name)
    said = " ".join(text.get_text() for text in figure.texts)
    assert re.search(r"[Nn]o (clear difference|policy clearly|group clearly)", said), said


def test_title_names_the_largest_clear_effect_and_its_direction(results: Make) -> None:
    above = drawn(results(), "2_difference").texts[0].get_text()
    below = drawn(results(strength=-1.0), "2_difference").texts[0].get_text()
    assert above.startswith("All three together: conversion rate in 2035 is")
    assert "points above the baseline" in above
    assert "points below the baseline" in below


def test_title_gives_the_size_that_the_table_gives(results: Make) -> None:
    folder = results()
    comparison = load(folder, ("conversion_rate",), "en")
    strongest = 100 * comparison.difference("conversion_rate", 4)[:, -4:].mean()
    assert f"is {strongest:.1f} percentage points above" in drawn(folder, "1_conversion").texts[0].get_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_overlaps_another_or_leaves_the_sheet(results: Make, name: str, lang: str) -> None:
    assert_nothing_overlaps(drawn(results(), name, lang))


def test_every_sheet_says_unit_period_source_and_what_marks_mean(results: Make) -> None:
    folder = results()
    for name in FIGURES:
        said = [text.get_text() for text in drawn(folder, name).texts]
        policy = name in POLICY_FIGURES
        last, marks = ("2035", ("interval", "median")) if policy else ("2025", ("mean over replicates",))
        assert any(last in line for line in said[1:]), name
        assert any(line.startswith("Source: simulation with lab2market 0.1.0") for line in said), name
        assert any("N = 12 paired replicates" in line for line in said), name
        assert any(mark in line for mark in marks for line in said[1:]), name


@pytest.mark.parametrize("shape", [(1, 1, 1), (21, 3, 3)])
def test_small_results_are_drawn_too(results: Make, shape: tuple[int, int, int]) -> None:
    quarters, replicates, policies = shape
    assert len(draw_comparison(results(quarters, replicates, 1.0, policies))) == len(FIGURES)


def test_unknown_language_and_missing_folder_are_refused(results: Make, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose one of en, zh"):
        draw_comparison(results(), "fr")
    with pytest.raises(FileNotFoundError):
        draw_comparison(tmp_path / "nothing")


def test_one_scenario_is_no_comparison(results: Make) -> None:
    with pytest.raises(ValueError, match="one scenario"):
        draw_comparison(results(policies=0))
