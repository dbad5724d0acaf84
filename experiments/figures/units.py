"""How a number is written on a figure: shares as per cent, their differences as points."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from model.indicators import OUTCOMES

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Scale:
    """Factor from the recorded unit to the one shown, digits, and the two texts of the unit."""

    factor: float
    digits: int
    unit: str
    difference_unit: str

    def to_show(self, size: float) -> Scale:
        """The same with as many digits as it takes to show two figures of ``size``, three after the point at most."""
        shown = abs(size * self.factor)
        digits = self.digits if not 0.0 < shown < 1.0 else min(3, 1 - math.floor(math.log10(shown)))
        return replace(self, digits=max(self.digits, digits))

    def number(self, value: float) -> str:
        """The value as shown, without its unit; an en dash where it is not defined."""
        return "–" if math.isnan(value) else f"{value * self.factor:,.{self.digits}f}".replace("-", MINUS)

    def signed(self, value: float) -> str:
        """As ``number`` with a sign; a difference that rounds to nothing has none."""
        text = self.number(abs(value))
        if not any(digit in text for digit in "123456789"):
            return text
        return f"{'+' if value > 0 else MINUS}{text}"


def scale_of(outcome: str, words: dict[str, str]) -> Scale:
    """How the outcome with this id is shown."""
    unit = OUTCOMES[outcome].unit
    if unit.startswith("share"):
        return Scale(100.0, 1, words["percent"], words["points"])
    if unit == "per quarter":
        return Scale(1.0, 0, words["per_quarter"], words["per_quarter"])
    if unit.startswith("bn yuan"):
        return Scale(1.0, 0, words["bn_yuan"], words["bn_yuan"])
    return Scale(1.0, 2, "", "")
