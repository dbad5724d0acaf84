"""Industry: upgrading, future industries, orderly competition."""

from .lever import Lever

INDUSTRY: tuple[Lever, ...] = ()
