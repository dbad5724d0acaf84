"""Which outcomes are tested together: the headline ones of a policy, a setting or a mix."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.indicators import OUTCOMES

from .multiple import holm
from .significance import p_value

MEANING = "chance of a difference at least as large if there were none; corrected by Holm over the headline outcomes of"
"""What the columns p_value and p_adjusted of a table say, up to what the outcomes belong to."""


@dataclass(frozen=True)
class Tested:
    """A p value, and the same corrected over the headline outcomes; NaN for an outcome that is none of them."""

    p_value: float
    p_adjusted: float


def joint_tests(differences: Mapping[str, np.ndarray]) -> dict[str, Tested]:
    """A test of every outcome's paired differences, corrected over those among them that are headline outcomes."""
    found = {outcome: p_value(sample) for outcome, sample in differences.items()}
    headlines = [outcome for outcome in found if OUTCOMES[outcome].headline]
    corrected = holm(np.array([found[outcome] for outcome in headlines]))
    adjusted = dict(zip(headlines, corrected.tolist(), strict=True))
    return {outcome: Tested(value, adjusted.get(outcome, math.nan)) for outcome, value in found.items()}
