"""Technology: artificial intelligence and data."""

from .lever import Lever

TECHNOLOGY: tuple[Lever, ...] = ()
