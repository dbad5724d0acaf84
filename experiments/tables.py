"""Plain text tables for the terminal: aligned also where Chinese characters take two columns, never cut off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_OPENING, _CLOSING = "“‘《（【", ",.;:!?)]%”’》）】，。；：！？、％"
"""What may not end, or begin, a line of Chinese."""


def width(text: str) -> int:
    """Terminal columns that ``text`` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def render(headers: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """A table with a rule under its header; the columns named in ``numeric`` are flush right.

    A row whose first cell equals that of the row above leaves it blank, so blocks are seen at a glance.
    """
    columns = [max(width(cell) for cell in column) for column in zip(headers, *rows, strict=True)]
    lines = [_line(headers, columns, numeric), "  ".join("-" * column for column in columns)]
    above = None
    for row in rows:
        cells = ["", *row[1:]] if row[0] == above and len(row) > 1 else row
        lines.append(_line(cells, columns, numeric))
        above = row[0]
    return "\n".join(lines)


def number(value: float, unit: str = "", signed: bool = False) -> str:
    """``value`` for reading: shares in per cent, large numbers with separators, ``-`` where there is none.

    What is not zero but too small to print is ``~0``.
    """
    if value != value:
        return "-"
    value += 0.0  # -0.0 becomes 0.0
    if unit.startswith("share"):
        value *= 100.0
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 0.1 or value == 0.0 else 4
    text = f"{value:{'+' if signed else ''},.{digits}f}"
    return text if value == 0.0 or any(digit in "123456789" for digit in text) else "~0"


def chance(p_value: float) -> str:
    """A p value for reading; ``-`` where nothing was tested."""
    return "-" if p_value != p_value else "<0.001" if p_value < 0.001 else f"{p_value:.3f}"


def percent(share: float, signed: bool = False) -> str:
    """A share in whole per cent; what rounds to zero has no sign, ``-`` where there is none."""
    if share != share:
        return "-"
    rounded = round(100.0 * share) + 0.0
    return f"{rounded:{'+' if signed and rounded else ''},.0f} %"


def wrapped(text: str, indent: str, columns: int = 100) -> str:
    """``text`` in lines of at most ``columns``, each after ``indent``; Chinese text breaks between any characters."""
    lines, line = [], ""
    for word in _words(text):
        if width(indent + line + word.rstrip()) > columns and line:
            lines.append(indent + line.rstrip())
            line = word.lstrip()
        else:
            line += word
    lines.append(indent + line.rstrip())
    return "\n".join(lines)


def _words(text: str) -> list[str]:
    words, word = [], ""
    for character, after in zip(text, [*text[1:], ""], strict=True):
        word += character
        ends = character == " " or (width(character) == 2 and character not in _OPENING)
        if ends and (after not in _CLOSING or after == ""):
            words.append(word)
            word = ""
    return [*words, word]


def _line(cells: Sequence[str], columns: Sequence[int], numeric: Sequence[int]) -> str:
    padded = []
    for position, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        blank = " " * (column - width(cell))
        padded.append(blank + cell if position in numeric else cell + blank)
    return "  ".join(padded).rstrip()
