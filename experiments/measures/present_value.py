"""Public cost as one number: its present value over the run."""

from __future__ import annotations

import numpy as np

DISCOUNT_RATE = 0.05
"""A year. Convention for public money: the official rate for public construction projects is 8 % and may be lower for
long-lived ones (NDRC and MoHURD, Methods and Parameters for the Economic Evaluation of Construction Projects, 2006);
about 2 % is what the state pays on its bonds. Change it with ``--discount-rate``."""


def present_value(quarterly: np.ndarray, first: int, rate: float = DISCOUNT_RATE) -> np.ndarray:
    """Sum over the last axis (quarters), discounted to quarter ``first``; quarters before it are left out.

    A quarter k after ``first`` counts (1 + rate) ** (-k / 4).
    """
    kept = quarterly[..., first:]
    return (kept * (1.0 + rate) ** (-np.arange(kept.shape[-1]) / 4.0)).sum(axis=-1)
