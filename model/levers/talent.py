"""Talent: engineers, scientists, people from abroad."""

from .lever import Lever

TALENT: tuple[Lever, ...] = ()
