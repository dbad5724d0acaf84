"""Quarters: the only unit of time in the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

_TEXT = re.compile(r"^\s*(\d{4})-?[Qq]([1-4])\s*$")

FIRST_YEAR, LAST_YEAR = 2000, 2060
QUARTERS_A_YEAR = 4.0
"""Turns what is given a year into what falls on a quarter; a number of kernels, so not an integer."""


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """One calendar quarter; ordered, and counted in whole quarters since year 0."""

    year: int
    number: int  # 1 to 4

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2026-Q1``; raises ValueError on anything else or outside 2000-2060."""
        match = _TEXT.match(text)
        if match is None:
            raise ValueError(f"{text!r} is not a quarter; write it like 2026-Q1")
        year = int(match[1])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"{text!r} lies outside {FIRST_YEAR}-Q1 to {LAST_YEAR}-Q4")
        return cls(year, int(match[2]))

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Quarter:
        return cls(ordinal // 4, ordinal % 4 + 1)

    @property
    def ordinal(self) -> int:
        return self.year * 4 + self.number - 1

    def __add__(self, quarters: int) -> Quarter:
        return Quarter.from_ordinal(self.ordinal + quarters)

    def __sub__(self, other: Quarter) -> int:
        return self.ordinal - other.ordinal

    def __lt__(self, other: Quarter) -> bool:
        return self.ordinal < other.ordinal

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
