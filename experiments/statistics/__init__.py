"""Intervals, tests and numbers of replicates for paired differences and ratios; one method a file."""

from __future__ import annotations

from .common_chance import variance_reduction
from .headlines import Tested, joint_tests
from .intervals import Interval, bootstrap_interval, interval, skewness, t_interval
from .multiple import holm
from .ratios import Ratio, fieller
from .significance import p_value
from .stopping import Criterion, Stop, StoppingRule, replicates_needed

__all__ = [
    "Criterion",
    "Interval",
    "Ratio",
    "Stop",
    "StoppingRule",
    "Tested",
    "bootstrap_interval",
    "fieller",
    "holm",
    "interval",
    "joint_tests",
    "p_value",
    "replicates_needed",
    "skewness",
    "t_interval",
    "variance_reduction",
]
