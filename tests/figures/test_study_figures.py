"""Figures 8 and 9 of made-up studies: the title says what the numbers say, nothing overlaps, both languages."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from experiments.designs import Factor
from experiments.designs.response import Response
from experiments.figures import ranking, response, scatter, tornado
from experiments.figures.studies import draw_response
from experiments.figures.wording import words
from experiments.sensitivity import Index
from tests.figures.sheets import assert_nothing_overlaps, laid_out

FACTORS = (
    Factor("levers", "re_deduction", "share of engineering-stage cost that qualifies", 0.1, 1.0),
    Factor("levers", "scenario_opening.orders", "bn yuan a year", 0.0, 60.0),
    Factor("parameters", "discount_rate", "a year", 0.06, 0.15),
    Factor("parameters", "insider_advantage", "log share", 0.5, 3.0),
)
LEVELS = {"conversion_rate": 0.3, "margin": 0.055, "technologies_industrialised": 900.0, "public_cost": 80.0}


def invented(settings: np.ndarray, method: str, slopes: tuple[float, ...], worlds: int = 12) -> Response:
    """Outcomes that move with the factors by ``slopes`` of their level over the whole range."""
    rng = np.random.default_rng(3)
    factors = FACTORS[: settings.shape[1]]
    shares = (settings - [one.low for one in factors]) / [one.high - one.low for one in factors]
    values = {}
    for outcome, level in LEVELS.items():
        world = rng.normal(0.0, 0.1, worlds)
        own = rng.normal(0.0, 0.004, (len(settings), worlds))
        values[outcome] = level * (1.0 + (shares @ np.array(slopes))[:, None] + world + own)
    name = {"en": "Made up", "zh": "虚构"}
    return Response("made_up", method, name, factors, settings, values, 0, ("2026", "2035"), "0.1.0", 2000)


def steps(n: int, factor: int) -> np.ndarray:
    return np.linspace(FACTORS[factor].low, FACTORS[factor].high, n)


def curve(slope: float = 0.1) -> Response:
    return invented(np.vstack([[0.1], steps(7, 0)[:, None]]), "grid", (slope,))


def plane(slope: float = 0.1) -> Response:
    grid = np.array([[0.1, 0.0], *([a, b] for a in steps(5, 0) for b in steps(5, 1))])
    found = invented(grid, "grid", (slope, 0.5 * slope))
    for values in found.values.values():
        values[1] = values[0]  # the setting of the base, in the same worlds
    return found


def off_the_map() -> Response:
    """A grid that does not hold the values of the base."""
    return invented(np.array([[0.1, 5.0], *([a, b] for a in steps(4, 0)[1:] for b in steps(3, 1))]), "grid", (0.1, 0.1))


def alone(slope: float = 0.1) -> Response:
    base = np.array([one.low + 0.3 * (one.high - one.low) for one in FACTORS])
    points = [base]
    for place, one in enumerate(FACTORS):
        for value in (one.low, one.high):
            points.append(np.where(np.arange(len(base)) == place, value, base))
    return invented(np.array(points), "one_at_a_time", (slope, -2.0 * slope, 0.5 * slope, 0.0))


def ranked(values: tuple[float, ...] = (0.5, 0.3, 0.01, 0.1)) -> ranking.Ranking:
    indices = [
        Index(one.column, "ST", value, value - 0.05, value + 0.05, 0.02, value - 0.1, value + 0.1, 8)
        for one, value in zip(FACTORS, values, strict=True)
    ]
    return ranking.Ranking("conversion_rate", "ST", indices, FACTORS, ("2026", "2035"), "Source: made up.")


def sampled(points: int = 60, slopes: tuple[float, ...] = (0.1, -0.3, 0.05, 0.0)) -> Response:
    """The base, and points spread evenly by chance over four factors."""
    low, high = (np.array([getattr(one, end) for one in FACTORS]) for end in ("low", "high"))
    shares = np.random.default_rng(4).uniform(size=(points, len(FACTORS)))
    return invented(np.vstack([low + 0.3 * (high - low), low + shares * (high - low)]), "lhs", slopes)


DRAWINGS: dict[str, Callable[[dict[str, str]], Figure]] = {
    "curve": lambda say: response.draw(curve(), say),
    "map": lambda say: response.draw(plane(), say),
    "map_without_base": lambda say: response.draw(off_the_map(), say),
    "scatter": lambda say: scatter.draw(sampled(), say, "conversion_rate"),
    "scatter_of_nothing": lambda say: scatter.draw(sampled(3, (0.0,) * 4), say, "public_cost"),
    "tornado": lambda say: tornado.draw(alone(), say, "conversion_rate"),
    "ranking": lambda say: ranking.draw(ranked(), say),
}


def title(draw: Callable[[], Figure]) -> str:
    return laid_out(draw).texts[0].get_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_overlaps_another_or_leaves_the_sheet(name: str, lang: str) -> None:
    assert_nothing_overlaps(laid_out(lambda: DRAWINGS[name](words(lang))))


def test_titles_say_the_largest_clear_change() -> None:
    say = words("en")
    up, down = title(lambda: response.draw(curve(), say)), title(lambda: response.draw(curve(-0.1), say))
    assert up.startswith("R&E deduction at 1: conversion rate is ")
    assert up.endswith("percentage points above the reference")
    assert down.endswith("percentage points below the reference")
    both = title(lambda: response.draw(plane(), say))
    assert both.startswith("R&E deduction at 1 and Scenario opening: orders at 60: conversion rate is") or (
        "at 1 and" in both and "at 60" in both
    )


def test_title_gives_the_number_of_the_data() -> None:
    found = curve()
    change = 100.0 * (found.values["conversion_rate"][-1] - found.values["conversion_rate"][0]).mean()
    assert f"is {change:.1f} percentage points above" in title(lambda: response.draw(found, words("en")))


def test_no_effect_is_said() -> None:
    say = words("en")
    nothing = Response(**{**vars(curve(0.0)), "values": {"margin": np.random.default_rng(1).normal(size=(8, 12))}})
    assert title(lambda: response.draw(nothing, say)) == "No clear change of profit margin at any setting"
    still = Response(**{**vars(alone()), "values": {"margin": np.full((9, 12), 0.05)}})
    assert title(lambda: tornado.draw(still, say, "margin")) == "No factor alone clearly moves profit margin"


def test_changes_are_counted_from_the_base_wherever_it_lies() -> None:
    found = off_the_map()
    figure = laid_out(lambda: response.draw(found, words("en")))
    said = " ".join(text.get_text() for text in figure.texts)
    assert "reference: the base scenario (R&E deduction 0.1, Scenario opening: orders 5)" in said
    assert "whose values are not on the map" in said
    assert len(figure.axes[0].texts) == 9, "every cell has its change, none stands for the reference"
    assert len(laid_out(lambda: response.draw(plane(), words("en"))).axes[0].texts) == 24


def test_scatter_puts_the_factor_that_tells_most_first() -> None:
    trends = scatter.trends_of(sampled(), "conversion_rate")
    assert trends[0].factor.name == "scenario_opening.orders"
    assert trends[0].clear
    assert not next(one for one in trends if one.factor.name == "insider_advantage").clear
    assert all(0.0 <= one.share <= 1.0 for one in trends)
    assert trends[0].share > 0.7, "the spread is that of this slope, but for a little"
    figure = laid_out(lambda: scatter.draw(sampled(), words("en"), "conversion_rate"))
    assert figure.texts[0].get_text().startswith("Scenario opening: orders moves conversion rate most: from")
    assert figure.axes[0].get_title(loc="left").endswith("Scenario opening: orders")


def test_in_a_grid_a_small_effect_that_every_world_shows_is_clear() -> None:
    """Dots of a grid differ by the other factors too, but in a grid these are the same in every group."""
    grid = np.array([[0.1, 0.0, 0.06], *([a, b, c] for a in (0.1, 1.0) for b in (0.0, 60.0) for c in (0.06, 0.15))])
    trends = scatter.trends_of(invented(grid, "grid", (0.02, -0.3, 0.0)), "conversion_rate")
    assert [one.factor.name for one in trends][:2] == ["scenario_opening.orders", "re_deduction"]
    assert [one.clear for one in trends] == [True, True, False]
    assert trends[1].share < 0.05


def test_scatter_finds_nothing_in_noise() -> None:
    noise = sampled(60, (0.0, 0.0, 0.0, 0.0))
    assert not any(one.clear for one in scatter.trends_of(noise, "margin"))
    assert title(lambda: scatter.draw(noise, words("en"), "margin")) == "No factor alone clearly moves profit margin"


def test_tornado_ranks_by_reach_and_names_both_ends() -> None:
    bars = tornado.bars_of(alone(), "conversion_rate")
    assert [bar.factor.name for bar in bars][:2] == ["scenario_opening.orders", "re_deduction"]
    assert bars[0].values == (0.0, 60.0)
    assert bars[0].changes[0].estimate > 0.0 > bars[0].changes[1].estimate
    change = 100.0 * (bars[0].changes[1].estimate - bars[0].changes[0].estimate)
    figure = laid_out(lambda: tornado.draw(alone(), words("en"), "conversion_rate"))
    said = " ".join(text.get_text() for text in figure.texts[:2])
    assert f"moves conversion rate most: −{-change:.1f} percentage points as it goes from 0 to 60" in said


def test_ranking_puts_the_largest_first_and_leaves_out_what_is_undefined() -> None:
    figure = laid_out(lambda: ranking.draw(ranked((0.2, 0.7, math.nan, 0.1)), words("en")))
    assert figure.texts[0].get_text().startswith("Scenario opening")
    assert len(figure.axes[0].get_yticklabels()) == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_are_written_for_designs_that_have_a_figure(tmp_path: Path, lang: str) -> None:
    suffix = "" if lang == "en" else "_zh"
    assert [file.name for file in draw_response(curve(), tmp_path, lang)] == [f"8_response{suffix}.png"]
    assert len(draw_response(alone(), tmp_path, lang)) == len(LEVELS)
    alike = draw_response(invented(np.ones((4, 3)), "lhs", (0.0, 0.0, 0.0)), tmp_path, lang)
    assert [file.name for file in alike] == [f"8_scatter_{outcome}{suffix}.png" for outcome in LEVELS]
    three = np.array([[0.1, 0.0], [0.1, 3.0], [0.5, 10.0], [0.9, 50.0]])
    assert len(draw_response(invented(three, "lhs", (0.1, 0.1)), tmp_path, lang)) == len(LEVELS)
    assert draw_response(invented(np.array([[0.1]]), "grid", (0.1,)), tmp_path, lang) == []
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in (tmp_path / "figures").iterdir())
