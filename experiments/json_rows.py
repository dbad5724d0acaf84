"""Rows as JSON knows them: it has neither NaN nor infinity, which become null."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def finite(value: Any) -> Any:
    """The value, None if it is a number that is not finite."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def finite_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with null for what is not finite."""
    return {key: finite(value) for key, value in row.items()}
