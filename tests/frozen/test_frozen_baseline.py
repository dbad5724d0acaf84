"""Results change only on purpose."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from model.indicators import OUTCOMES
from model.kernel import JIT
from tests.frozen.baseline import FILE, FROZEN, Move, Table, arithmetic, loose_moves, moves, read, show, simulate, write

RENEW = "Meant? Run 'make freeze' and say why under 'Results change' in CHANGELOG.md."

OLD: Table = {("baseline", 0, "margin"): {2021: 0.06, 2022: 0.05}, ("baseline", 0, "revenue"): {2021: 30.0, 2022: 0.0}}


@pytest.mark.skipif(not JIT, reason="too long without compiled kernels, whose bits are compared elsewhere")
def test_nothing_moved() -> None:
    old, made_with = read()
    new = simulate()
    found = moves(old, new)
    if found and made_with != arithmetic():
        found = loose_moves(old, new)
    if found:
        pytest.fail(f"{show(found)}\n\n{RENEW}", pytrace=False)


def test_the_file_covers_what_is_recorded() -> None:
    assert len(set(FROZEN)) == len(FROZEN) >= 40
    assert set(FROZEN) <= set(OUTCOMES)
    assert {outcome.id for outcome in OUTCOMES.values() if outcome.headline} <= set(FROZEN)
    assert FILE.stat().st_size < 200_000


def test_a_small_move_is_seen_and_named() -> None:
    new = {**OLD, ("baseline", 0, "margin"): {2021: 0.06, 2022: 0.05 * (1 + 1e-8)}}
    found = moves(OLD, new)
    assert [(move.outcome, move.year) for move in found] == [("margin", "2022")]
    text = show(found)
    assert "margin" in text
    assert "2022" in text
    assert "0.05" in text


def test_noise_below_the_tolerance_is_not_a_move() -> None:
    assert not moves(OLD, {**OLD, ("baseline", 0, "margin"): {2021: 0.06 * (1 + 1e-11), 2022: 0.05}})


@pytest.mark.parametrize(
    "new",
    [
        {("baseline", 0, "margin"): {2021: 0.06, 2022: 0.05}},
        {**OLD, ("baseline", 0, "margin"): {2021: 0.06, 2022: math.nan}},
        {**OLD, ("baseline", 0, "revenue"): {2021: 30.0, 2022: 1e-9}},
        {**OLD, ("baseline", 1, "margin"): {2021: math.nan}},
    ],
    ids=["outcome gone", "value gone", "zero no more", "outcome added"],
)
def test_what_comes_or_goes_is_a_move(new: Table) -> None:
    assert moves(OLD, new)


def test_the_largest_move_comes_first_and_long_tables_are_cut() -> None:
    new = {("baseline", 0, "margin"): {year: 1.0 + (year - 2000) / 1000 for year in range(2001, 2100)}}
    old = {("baseline", 0, "margin"): dict.fromkeys(range(2001, 2100), 1.0)}
    found = moves(old, new)
    assert [move.year for move in found[:2]] == ["2099", "2098"]
    assert "more" in show(found)


def test_two_missing_values_are_equal() -> None:
    assert Move("baseline", "0", "time_to_market", "2021", math.nan, math.nan).relative == 0.0


def test_written_is_what_is_read(tmp_path: Path) -> None:
    write(OLD, tmp_path / "frozen.csv")
    assert read(tmp_path / "frozen.csv") == (OLD, arithmetic())
