"""Draws within sourced ranges whose baseline is near the main targets.

``python -m experiments.ensembles.near_targets`` makes ``scenarios/ensembles/near_targets.csv`` anew: a Latin hypercube
over the parameters below, each from a triangular distribution over its declared range with its default as mode; every
draw simulated from 2021 to 2025; the nearest kept. This is rejection, not calibration: it leaves out draws that
contradict the evidence grossly, and says nothing about how likely the others are.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.stats import qmc, triang

from model.indicators import COLUMN, OUTCOMES
from model.parameters import PARAMETERS
from model.scenario import Scenario

from ..calibration import TARGETS, distances
from ..study import Point, Recorder, StudyOptions, StudyPlan, run_study
from .library import DISTANCE, builtin_ensemble

VARIED = (
    "discount_rate", "potential_median", "potential_sigma", "potential_tail_exponent", "fit_shape_need", "cost_sigma",
    "first_look_precision", "patience_mean", "spread_cap", "screening_noise", "collateral_recovery", "private_caution",
    "markup_norm", "research_returns", "market_confidence", "customer_rate", "perceived_risk", "grant_noise",
    "tender_noise", "insider_advantage", "wage_response", "ai_gain", "imitation_speed", "contact_rate",
    "transaction_cost",
)  # fmt: skip
"""Assumptions along the whole way from research to market; institutions and classifications stay as they are."""
TRIED, KEPT, WORLDS, FIRMS = 256, 64, 2, 500
WORST = 1.0  # a target missed by more counts as missed by its own size
_SEED = 20260101


def draws_of(tried: int) -> np.ndarray:
    """Draws (draw, parameter); the first is the defaults."""
    shares = qmc.LatinHypercube(len(VARIED), rng=_SEED).random(tried)
    columns = [_triangular(PARAMETERS[name].low, PARAMETERS[name].default, PARAMETERS[name].high, share)
               for name, share in zip(VARIED, shares.T, strict=True)]  # fmt: skip
    draws = np.column_stack(columns)
    draws[0] = [PARAMETERS[name].default for name in VARIED]
    return draws


def distance_of(baseline: np.ndarray, dates: Sequence[str]) -> float:
    """Root mean square of the relative distances from the main targets; ``baseline`` is (world, quarter, outcome)."""
    found = [one.relative for one in distances(baseline, dates) if one.target.kind == "main"]
    missed = np.minimum(np.nan_to_num(np.abs(found), nan=WORST), WORST)
    return float(np.sqrt((missed**2).mean()))


def make(tried: int, kept: int, options: StudyOptions) -> list[dict[str, float]]:
    """Rows of the file: the ``kept`` nearest of ``tried`` draws, the defaults among them."""
    draws = draws_of(tried)
    points = tuple(
        Point(number, {}, parameters=dict(zip(VARIED, map(float, row), strict=True)))
        for number, row in enumerate(draws)
    )
    base = Scenario().replace(firms=FIRMS, until="2025-Q4")
    needed = tuple(OUTCOMES)  # targets are measured on any of them
    plan = StudyPlan("near_targets", "ensemble", (base,), points, WORLDS, recorder=Recorder(needed, "quarter"))
    found = run_study(plan, options).values()
    order = [found.outcomes.index(name) for name in COLUMN]
    away = np.array([distance_of(point[:, :, order], found.dates) for point in found.array])
    nearest = np.argsort(away, kind="stable")[:kept]
    if 0 not in nearest:
        nearest[-1] = 0
    return [
        {DISTANCE: round(float(away[draw]), 4), **dict(zip(VARIED, map(float, draws[draw]), strict=True))}
        for draw in nearest
    ]


def main() -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tried", type=int, default=TRIED)
    parser.add_argument("--kept", type=int, default=KEPT)
    parser.add_argument("--work", type=Path, help="Folder of the study, to resume; default: a temporary one.")
    parser.add_argument("--out", type=Path, default=builtin_ensemble())
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rows = make(given.tried, given.kept, StudyOptions(out=given.work or Path(temporary) / "near_targets"))
    with given.out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    away = [row[DISTANCE] for row in rows]
    mains = sum(target.kind == "main" for target in TARGETS)
    print(f"{len(rows)} of {given.tried} draws kept: {away[0]:.3f} to {away[-1]:.3f} away from {mains} main targets")


def _triangular(low: float, mode: float, high: float, shares: np.ndarray) -> np.ndarray:
    """Quantiles of a triangular distribution, to four figures and inside the range."""
    values = triang((mode - low) / (high - low), loc=low, scale=high - low).ppf(shares)
    return np.clip([float(f"{value:.4g}") for value in values], low, high)


if __name__ == "__main__":
    main()
