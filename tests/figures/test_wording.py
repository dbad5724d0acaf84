"""Words on figures: both languages complete, and every Chinese character of the code base in the bundled font."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from experiments.figures.sheet import FONT_FILE
from experiments.figures.units import Scale
from experiments.figures.wording import LANGUAGES, PHRASES, in_sentence

ROOT = Path(__file__).resolve().parents[2]


def placeholders(phrase: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(phrase) if field}


@pytest.mark.parametrize("key", PHRASES)
def test_both_languages_say_the_same_things(key: str) -> None:
    english, chinese = (PHRASES[key][lang] for lang in LANGUAGES)
    assert placeholders(chinese) <= placeholders(english) or key == "rest_unclear"


def test_every_chinese_character_in_the_code_base_is_in_the_font() -> None:
    known = set(TTFont(FONT_FILE).getBestCmap())
    files = [path for room in ("model", "experiments") for path in (ROOT / room).rglob("*.py")]
    files += (ROOT / "scenarios").rglob("*.yaml")
    missing = {
        f"{character} in {path.relative_to(ROOT)}"
        for path in files
        for character in path.read_text(encoding="utf-8")
        if ord(character) >= 0x2E80 and ord(character) not in known
    }
    assert not missing, "make the font anew: see experiments/fonts/subset.py"


def test_font_is_small_and_carries_its_licence() -> None:
    assert FONT_FILE.stat().st_size < 1_500_000
    assert "SIL OPEN FONT LICENSE" in FONT_FILE.with_name("OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Conversion rate", "conversion rate"),
        ("AI adoption", "AI adoption"),
        ("R&D intensity", "R&D intensity"),
        ("East's share of R&D", "East's share of R&D"),
        ("成果转化率", "成果转化率"),
    ],
)
def test_label_inside_a_sentence(label: str, inside: str) -> None:
    assert in_sentence(label) == inside


def test_numbers_are_written_with_a_true_minus_and_no_signed_zero() -> None:
    scale = Scale(100.0, 1, "per cent", "points")
    assert scale.signed(-0.0421) == "−4.2"
    assert scale.signed(0.0421) == "+4.2"
    assert scale.signed(-0.0001) == "0.0"
    assert scale.number(float("nan")) == "–"
