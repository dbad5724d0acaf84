"""Which factors an outcome depends on: Morris screening, Sobol indices, one at a time; common seeds throughout."""

from __future__ import annotations

from .common_seeds import Index, indices
from .holes import refuse_holes
from .morris import elementary_effects, morris_sample
from .sobol import sobol_indices, sobol_sample
from .swings import Swing, swings

__all__ = [
    "Index",
    "Swing",
    "elementary_effects",
    "indices",
    "morris_sample",
    "refuse_holes",
    "sobol_indices",
    "sobol_sample",
    "swings",
]
