"""How a varied factor is named on a figure."""

from __future__ import annotations

from model.levers import LEVERS

from ..designs import Factor
from ..designs.design import LEVER
from ..wording import term
from .units import MINUS


def factor_label(factor: Factor, say: dict[str, str]) -> str:
    """Label of a lever; a parameter's id in words."""
    if factor.kind == LEVER:
        return LEVERS[factor.name].label[say["lang"]]
    return factor.name.replace("_", " ")


def axis_label(factor: Factor, say: dict[str, str]) -> str:
    """Label with its unit."""
    unit = term(factor.unit, say["lang"])
    return f"{factor_label(factor, say)} ({unit})" if say["lang"] == "en" else f"{factor_label(factor, say)}（{unit}）"


def factor_value(value: float) -> str:
    """A factor's value, as few digits as tell it."""
    return f"{value:.4g}".replace("-", MINUS)
