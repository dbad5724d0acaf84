"""Actors: consortia, partners of large firms, state firms, new institutions."""

from .lever import Lever

ACTORS: tuple[Lever, ...] = ()
