"""Searching for policy mixes under a budget, and testing on fresh worlds what was found."""

from __future__ import annotations

from .front import non_dominated
from .knees import knees
from .objectives import OBJECTIVES, Trial, gains_of

__all__ = ["OBJECTIVES", "Trial", "gains_of", "knees", "non_dominated"]
