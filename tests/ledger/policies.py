"""Random settings of every lever at once, for worlds whose books are audited."""

import numpy as np

from model.classifications import REGIONS, SECTORS, SIZES
from model.levers import LEVERS

LISTS = {"sector": SECTORS, "region": REGIONS, "size": SIZES}
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


def random_targets(seed: int) -> dict[str, dict]:
    """The same, with two random exceptions for every lever that can be aimed."""
    draw = np.random.default_rng(1000 + seed)
    settings: dict[str, dict] = {}
    for name, path in random_settings(seed).items():
        lever = LEVERS[name]
        settings[name] = {"path": path}
        if lever.targets:
            settings[name]["targets"] = []
            for quarter in draw.choice(CHANGES, 2, replace=False):
                dimension = str(draw.choice(lever.targets))
                known = lever.actors if dimension == "actor" else [item.id for item in LISTS[dimension]]
                value = float(draw.choice([lever.minimum, lever.maximum]))
                target = {dimension: [str(draw.choice(known))], "path": {str(quarter): value}}
                if target[dimension] not in [other.get(dimension) for other in settings[name]["targets"]]:
                    settings[name]["targets"].append(target)
    return settings
