"""Space: large facilities, distance, openness to the world."""

from .lever import Lever

SPACE: tuple[Lever, ...] = ()
