"""Levers that act only where another one is in force: what is held in place while they are swept.

A companion is set in the reference world as well, so the difference belongs to the lever alone.
"""

from __future__ import annotations

from collections.abc import Mapping

_ORDERS = {"scenario_opening.orders": 60.0}

COMPANIONS: Mapping[str, Mapping[str, float]] = {
    "scenario_opening.openness": _ORDERS,
    "scenario_permits.places": _ORDERS,
    "scenario_replication.share": _ORDERS,
    "joint_tenders.openness": _ORDERS,
    "local_protection.strength": _ORDERS,
    "risk_pool.cover": {"risk_pool.capital": 120.0, "risk_pool.leverage": 20.0},
    "risk_pool.leverage": {"risk_pool.cover": 0.8},
    "risk_pool.capital": {"risk_pool.cover": 0.8},
    "guarantee.capital": {"guarantee.cover": 0.8},
    "state_firms.horizon": {"state_firms.openness": 1.0},
    "missions.breadth": {"missions.budget": 80.0},
    "engineers.joint_share": {"engineers.places": 120.0},
    "orderly_competition.cost_standard": {"orderly_competition.strictness": 0.9},
    "research_paperwork.audits": {"research_paperwork.share": 0.1},
}
