"""The figure of a made-up discovery: the box is where the failures are, and chance is not told as a finding."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from experiments.designs import Factor
from experiments.discovery import parse_failure, prim
from experiments.discovery.study import Cases, Discovery, Found
from experiments.figures import failures
from experiments.figures.studies import draw_failures
from experiments.figures.wording import words
from tests.figures.sheets import assert_nothing_overlaps, laid_out

FACTORS = tuple(
    Factor("parameters", name, "share", 0.0, 1.0) for name in ("patience_mean", "spread_cap", "screening_noise")
)
LEVER = Factor("levers", "scenario_opening.orders", "bn yuan a year", 0.0, 60.0, (0.0, 60.0))
MANIFEST = {"versions": {"lab2market": "0.1.0"}, "experiment": "made_up", "firms": 2000, "replicates": 2}


def discovered(varied: int = 3) -> Discovery:
    """Two settings: one fails where patience is high and the cap low, the other nowhere."""
    x = np.random.default_rng(3).uniform(size=(120, varied))
    failed = (x[:, 0] > 0.6) & (x[:, min(1, varied - 1)] < (0.5 if varied > 1 else 2.0))
    factors = FACTORS[:varied]
    levels = {"margin": np.vstack([np.full(120, 0.06), np.where(failed, 0.04, 0.06)])}
    cases = Cases(factors, x, (LEVER,), np.array([[0.0], [60.0]]), levels, {}, policies=True)
    names = [factor.column for factor in factors]
    found = (Found(0, np.zeros(120, bool), None, []), Found(1, failed, prim(names, x, failed), []))
    study = SimpleNamespace(manifest=MANIFEST)
    return Discovery(study, parse_failure("margin < 0.05", ["margin"]), cases, found, (), "margin")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("varied", [1, 2, 3])
def test_no_text_overlaps_another_or_leaves_the_sheet(varied: int, lang: str) -> None:
    assert_nothing_overlaps(laid_out(lambda: failures.draw(discovered(varied), words(lang), "Source: made up.")))


def test_the_box_is_drawn_over_the_two_factors_that_restrict_it_most() -> None:
    done = discovered()
    figure = laid_out(lambda: failures.draw(done, words("en"), ""))
    (axes,) = figure.axes
    assert {axes.get_xlabel(), axes.get_ylabel()} == {"patience mean (share)", "spread cap (share)"}
    box = done.found[1].peeling.box
    limits = {one.factor.removeprefix("parameters."): one for one in box.restrictions}
    (drawn,) = {patch.get_bbox().bounds for patch in axes.patches if isinstance(patch, Rectangle)}
    ends = {axes.get_xlabel(): (drawn[0], drawn[0] + drawn[2]), axes.get_ylabel(): (drawn[1], drawn[1] + drawn[3])}
    assert ends["patience mean (share)"][0] == pytest.approx(limits["patience_mean"].low)
    assert ends["spread cap (share)"][1] == pytest.approx(limits["spread_cap"].high)
    told = " ".join(text.get_text() for text in axes.texts)
    assert f"coverage {100 * box.coverage:.0f} % of failures; density {100 * box.density:.0f} %" in told
    assert sum(len(line.get_xdata()) for line in axes.lines if line.get_marker() == "^") == done.found[1].failed.sum()


def test_the_title_names_the_limits_or_says_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    title = laid_out(lambda: failures.draw(discovered(), words("en"), "")).texts[0].get_text()
    assert title.startswith("Scenario opening: orders 60 fails in")
    said = [text.get_text() for text in laid_out(lambda: failures.draw(discovered(), words("en"), "")).texts]
    assert "patience mean is at least 0." in " ".join(said[:2])
    monkeypatch.setattr(failures, "SIGNIFICANT", 0.0)
    said = [text.get_text() for text in laid_out(lambda: failures.draw(discovered(), words("en"), "")).texts]
    assert "no limit of the box tells more than chance" in " ".join(said[:2])


def test_a_figure_of_another_question_goes_where_nothing_fails(tmp_path: Path) -> None:
    done = discovered()
    assert [file.name for file in draw_failures(done, tmp_path, "zh")] == ["failures_zh.png"]
    nothing = Discovery(done.study, done.failure, done.cases, done.found[:1], (), "margin")
    assert draw_failures(nothing, tmp_path, "en") == []
    assert not list((tmp_path / "figures").iterdir())
