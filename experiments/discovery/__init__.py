"""Where in the uncertain space a policy fails, and how robust policies are over an ensemble of parameter draws."""

from __future__ import annotations

from .boxes import Box, Restriction
from .cart import cart
from .failure import Failure, parse_failure
from .prim import Peeling, prim
from .robustness import Robustness, robustness

__all__ = ["Box", "Failure", "Peeling", "Restriction", "Robustness", "cart", "parse_failure", "prim", "robustness"]
