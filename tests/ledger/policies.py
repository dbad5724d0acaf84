"""Random settings of every lever at once, for worlds whose books are audited."""

import numpy as np

from model.levers import LEVERS

CHANGES = ("2021-Q1", "2026-Q1", "2030-Q3")


def random_settings(seed: int) -> dict[str, dict[str, float]]:
    """Every lever takes three values within its bounds, one after another, one of them a bound itself."""
    draw = np.random.default_rng(seed)
    settings = {}
    for name, lever in LEVERS.items():
        values = draw.uniform(lever.minimum, lever.maximum, len(CHANGES))
        values[draw.integers(len(CHANGES))] = draw.choice([lever.minimum, lever.maximum])
        if lever.integer:
            values = np.round(values)
        settings[name] = {quarter: float(value) for quarter, value in zip(CHANGES, values, strict=True)}
    return settings
