"""Missions: organised teams for choke-point fields."""

from .lever import Lever

MISSION: tuple[Lever, ...] = ()
