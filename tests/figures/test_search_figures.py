"""Figures of a made-up search: what does not stand is marked, what is not confirmed is said, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from experiments.figures import front, greedy
from experiments.figures.studies import draw_search
from experiments.figures.wording import words
from tests.experiments.invented_search import BEATEN, BEYOND, STANDS, searched
from tests.figures.sheets import assert_nothing_overlaps, laid_out

SOURCE = "Source: made up."
DONE, DOUBTED = searched(Path("made_up")), searched(Path("made_up"), confirmed=False)
DRAWINGS: dict[str, Callable[[dict[str, str]], Figure]] = {
    "front": lambda say: front.draw(DONE, say, SOURCE),
    "greedy": lambda say: greedy.draw(DONE, say, SOURCE, 10.0),
    "greedy_doubted": lambda say: greedy.draw(DOUBTED, say, SOURCE, 10.0),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_overlaps_another_or_leaves_the_sheet(name: str, lang: str) -> None:
    assert_nothing_overlaps(laid_out(lambda: DRAWINGS[name](words(lang))))


def test_mixes_that_do_not_stand_are_drawn_otherwise_and_named_in_the_legend() -> None:
    figure = laid_out(lambda: DRAWINGS["front"](words("en")))
    (legend,) = figure.legends
    looks = {text.get_text(): handle for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=True)}
    said = {STANDS: "on the front, within the budget", BEATEN: "beaten by another mix", BEYOND: "over the budget"}
    assert set(said.values()) < set(looks)
    for mix, text in said.items():
        cost, gain = DONE.tested[mix].mean("public_cost"), 100.0 * DONE.tested[mix].mean("conversion_rate")
        (mark,) = (
            line for line in figure.axes[0].lines
            if len(line.get_xdata()) == 1 and np.allclose([line.get_xdata()[0], line.get_ydata()[0]], [cost, gain])
            and line.get_marker() != "o"
        )  # fmt: skip
        assert mark.get_marker() == looks[text].get_marker()
        assert to_hex(mark.get_markeredgecolor()) == to_hex(looks[text].get_color())


def test_the_title_praises_no_mix_beyond_the_budget() -> None:
    title = laid_out(lambda: DRAWINGS["front"](words("en"))).texts[0].get_text()
    assert "raises conversion rate by 1.0 percentage points" in title


def test_what_fresh_worlds_do_not_confirm_is_said_and_hollow() -> None:
    sure, doubted = (laid_out(lambda name=name: DRAWINGS[name](words("en"))) for name in ("greedy", "greedy_doubted"))
    assert sure.texts[0].get_text() == "The next 10 bn yuan a year: R&E deduction"
    assert doubted.texts[0].get_text() == "The next 10 bn yuan a year: R&E deduction (not confirmed)"
    for figure, filled in ((sure, True), (doubted, False)):
        mark = next(line for line in figure.axes[0].lines if len(line.get_xdata()) == 1)
        assert (mark.get_markerfacecolor() != "white") == filled


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_are_written(tmp_path: Path, lang: str) -> None:
    suffix = "" if lang == "en" else "_zh"
    files = draw_search(DONE, 10.0, tmp_path, lang)
    assert [file.name for file in files] == [f"front{suffix}.png", f"greedy{suffix}.png"]
