"""A made-up results folder with every outcome, so that the figures are tested without a simulation."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from experiments.calibration import TARGETS, Distance, as_row
from experiments.store import Series, write_rows, write_series
from model.indicators import COLUMN, OUTCOMES

POLICIES = {
    "re_deduction": ("R&E deduction", "研发与工程化费用加计扣除", 1.0),
    "scenario_opening": ("Scenario opening", "场景开放", 1.8),
    "risk_pool": ("Risk pool", "风险补偿资金池", 0.0),
    "all_three": ("All three together", "三项合并", 3.1),
}
LEVELS = {"share": 0.3, "per quarter": 400.0, "bn yuan": 40.0}


def invented_values(quarters: int, replicates: int, strength: float, seed: int = 7) -> np.ndarray:
    """Series (scenario, replicate, quarter, outcome); policies shift conversion, margin, deaths and cost."""
    rng = np.random.default_rng(seed)
    unit = [outcome.unit for outcome in OUTCOMES.values()]
    level = np.array([next((v for k, v in LEVELS.items() if u.startswith(k)), 1.0) for u in unit])
    level = level * rng.uniform(0.3, 1.3, level.size)
    level[COLUMN["margin"]] = 0.055
    for size, value in zip(("large", "medium", "small", "micro"), (0.062, 0.055, 0.05, 0.035), strict=True):
        level[COLUMN[f"margin_{size}"]] = value
    for name, column in COLUMN.items():
        if name.startswith("entered_"):
            level[column] = 900.0 * 0.62 ** [n for n in COLUMN if n.startswith("entered_")].index(name)
        if name.startswith("died_"):
            level[column] = 90.0 * rng.uniform(0.0, 1.0) ** 3
    walk = np.cumsum(rng.normal(0.0, 0.02, (1, replicates, quarters, level.size)), axis=2)
    values = np.repeat(level * np.exp(walk), 1 + len(POLICIES), axis=0)
    start = min(20, quarters // 3)
    ramp = np.clip((np.arange(quarters) - start) / 16, 0.0, 1.0)[:, None]
    for position, (_, _, size) in enumerate(POLICIES.values(), start=1):
        noise = 1.0 + 0.3 * rng.normal(0.0, 1.0, (replicates, 1, level.size))
        values[position] *= 1.0 + 0.03 * strength * size * ramp * noise * rng.uniform(-0.6, 1.4, level.size)
        for name, factor in (("conversion_rate", 0.05), ("technologies_industrialised", 0.1), ("public_cost", 0.4)):
            column = COLUMN[name]
            growth = 1.0 + (factor * strength * size * ramp * noise[:, :, 0:1])[:, :, 0]
            values[position, :, :, column] = values[0, :, :, column] * growth
    values[:, 0, :6, COLUMN["conversion_rate"]] = np.nan
    return values


def invented_distances() -> list[Distance]:
    """Every target beside a value 4 % above it, every fifth 30 % below it; ranges beside their middle."""
    found = []
    for position, target in enumerate(TARGETS):
        gap = 0.0 if target.low < target.high else -0.3 if position % 5 == 4 else 0.04
        found.append(Distance(target, (target.low + target.high) / 2 * (1.0 + gap), gap))
    return found


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a results folder, once for each set of arguments; ``strength=0`` means policies that do nothing."""

    @cache
    def make(quarters: int = 60, replicates: int = 12, strength: float = 1.0, policies: int = 4) -> Path:
        folder = tmp_path_factory.mktemp("made_up")
        names = ["baseline", *POLICIES][: policies + 1]
        dates = [f"{2021 + n // 4}-Q{n % 4 + 1}" for n in range(quarters)]
        values = invented_values(quarters, replicates, strength)[: policies + 1]
        write_series(Series(names, list(range(1, replicates + 1)), dates, values), folder / "outcomes.parquet")
        labels = {"baseline": ("Baseline", "基准", 0.0), **POLICIES}
        manifest = {
            "experiment": "made_up",
            "scenarios": [{"id": name, "name": {"en": labels[name][0], "zh": labels[name][1]}} for name in names],
            "window": {"first": dates[min(20, quarters // 3)], "last": dates[-1]},
            "versions": {"lab2market": "0.1.0"},
            "firms": 2000,
        }
        (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        write_rows([as_row(distance) for distance in invented_distances()], folder / "calibration.csv")
        return folder

    return make
