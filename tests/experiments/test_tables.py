"""Terminal tables line up, in Chinese too."""

from __future__ import annotations

import pytest

from experiments.tables import number, percent, render, width, wrapped


def test_columns_line_up_where_characters_are_twice_as_wide():
    table = render(["a", "b"], [["转化率", "1"], ["margin", "22"]], numeric=(1,)).splitlines()
    assert {width(line) for line in table} == {width("转化率") + 2 + 2}


def test_a_repeated_first_cell_is_left_blank():
    assert render(["a", "b"], [["x", "1"], ["x", "2"], ["y", "2"]]).splitlines()[3].strip() == "2"


@pytest.mark.parametrize(
    ("value", "unit", "signed", "text"),
    [
        (0.0526, "share of revenue", False, "5.26"),
        (0.0123, "share", True, "+1.23"),
        (-0.0123, "share", True, "-1.23"),
        (float("nan"), "share", False, "-"),
        (12345.6, "count", False, "12,346"),
        (0.0, "share", True, "+0.00"),
        (0.0, "count", False, "0.00"),
        (-0.0, "share", False, "0.00"),
        (2e-7, "share", True, "~0"),
        (-2e-5, "share", True, "-0.0020"),
        (251.06, "bn yuan", False, "251.1"),
    ],
)
def test_numbers(value, unit, signed, text):
    assert number(value, unit, signed) == text


@pytest.mark.parametrize(
    ("share", "signed", "text"),
    [(-0.003, True, "0 %"), (0.003, True, "0 %"), (-0.123, True, "-12 %"), (0.123, True, "+12 %"),
     (-0.0, False, "0 %"), (0.5, False, "50 %"), (float("nan"), True, "-")],
)  # fmt: skip
def test_shares_in_whole_per_cent(share, signed, text):
    assert percent(share, signed) == text


@pytest.mark.parametrize("text", ["a policy that " * 20, "降低研发的税后价格" * 20])
def test_text_is_wrapped_without_losing_a_word(text):
    lines = wrapped(text, "  ", 60).splitlines()
    assert max(width(line) for line in lines) <= 60
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
