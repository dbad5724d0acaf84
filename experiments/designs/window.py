"""Which dates of a study count: those from the start of the policy on."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from model.calendar import Quarter


def first_date(dates: Sequence[str], policy_start: Quarter | None) -> int:
    """Position of the first date (a year or a quarter) that lies wholly under the policy; the last at the latest."""
    if policy_start is None:
        return 0
    wanted = str(policy_start) if "-" in dates[0] else str(policy_start.year + (policy_start.number > 1))
    return min(sum(date < wanted for date in dates), len(dates) - 1)


def window_mean(series: np.ndarray, first: int) -> np.ndarray:
    """Mean over the last axis from ``first`` on, dates without events left out; NaN where nothing is defined."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmean(series[..., first:], axis=-1)
