"""Shocks: what the world outside does; nobody's policy, set by date like one."""

from .lever import Lever

SHOCK: tuple[Lever, ...] = ()
