"""Levers that act only where another one is in force: what is held in place while they are swept.

A companion is set in the reference world as well, so the difference belongs to the lever alone.
"""

from __future__ import annotations

from collections.abc import Mapping

COMPANIONS: Mapping[str, Mapping[str, float]] = {
    "scenario_opening.openness": {"scenario_opening.orders": 60.0},
    "risk_pool.leverage": {"risk_pool.cover": 0.8},
    "risk_pool.capital": {"risk_pool.cover": 0.8},
}
