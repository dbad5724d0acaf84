"""Reference work, timed in the same run: a noisy machine slows it as it slows the model, so ratios can be compared."""

from __future__ import annotations

import math
import statistics
import time

import numba
import numpy as np

_FIELDS = (
    "price", "quality", "capacity", "productivity", "wage_bill", "demand", "stock", "output", "cash", "debt", "profit",
    "markup", "share",
)
_FIRM = np.dtype([(name, np.float64) for name in _FIELDS], align=True)


@numba.njit(error_model="numpy")
def plain_step(firms, wage, demand):
    """A twelve-line economic step per firm: the least a compiled quarter could cost."""
    for i in range(len(firms)):
        firm = firms[i]
        cost = wage / firm.productivity
        firm.markup += 0.05 * (firm.demand / max(firm.capacity, 1e-9) - 0.8)
        firm.price += 0.3 * ((1.0 + firm.markup) * cost - firm.price)
        firm.demand = demand * firm.share / firm.price
        firm.output = min(firm.demand, firm.capacity)
        firm.wage_bill = firm.output * cost
        firm.profit = firm.output * firm.price - firm.wage_bill - 0.01 * firm.debt
        firm.cash += firm.profit
        firm.stock += firm.output - firm.demand
        firm.capacity += 0.1 * (firm.demand - 0.8 * firm.capacity)
        firm.quality *= 1.0 + 0.001 * math.tanh(firm.profit)
        firm.share = 0.99 * firm.share + 0.01 * firm.quality / firm.price


class PlainFirm:
    """The same firm as an object, as an agent framework in Python keeps it."""

    def __init__(self) -> None:
        self.price = self.quality = self.capacity = self.productivity = self.demand = 1.0
        self.wage_bill = self.stock = self.output = self.cash = self.debt = self.profit = 0.0
        self.markup = self.share = 0.1

    def step(self, wage: float, demand: float) -> None:
        """The same twelve lines."""
        cost = wage / self.productivity
        self.markup += 0.05 * (self.demand / max(self.capacity, 1e-9) - 0.8)
        self.price += 0.3 * ((1.0 + self.markup) * cost - self.price)
        self.demand = demand * self.share / self.price
        self.output = min(self.demand, self.capacity)
        self.wage_bill = self.output * cost
        self.profit = self.output * self.price - self.wage_bill - 0.01 * self.debt
        self.cash += self.profit
        self.stock += self.output - self.demand
        self.capacity += 0.1 * (self.demand - 0.8 * self.capacity)
        self.quality *= 1.0 + 0.001 * math.tanh(self.profit)
        self.share = 0.99 * self.share + 0.01 * self.quality / self.price


def compiled_nanoseconds(firms: int, repeats: int = 21) -> float:
    """Median time a firm of the compiled step, ns."""
    array = np.ones(firms, _FIRM)
    plain_step(array, 1.0, 10.0)
    return _median_time(lambda: plain_step(array, 1.0, 10.0), repeats) / firms * 1e9


def python_nanoseconds(firms: int, repeats: int = 5) -> float:
    """Median time a firm of the step on Python objects, ns."""
    objects = [PlainFirm() for _ in range(firms)]

    def step() -> None:
        for firm in objects:
            firm.step(1.0, 10.0)

    return _median_time(step, repeats) / firms * 1e9


def _median_time(function, repeats: int) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)
