"""NSGA-II over lever settings: conversion and margin up, cost down, the budget as a constraint.

The algorithm is asked for settings and told their objectives (Deb et al. 2002, IEEE Transactions on Evolutionary
Computation 6; pymoo). Its own chance is fixed and never touches the worlds, so the same search asks for the same
settings again: a killed search goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..designs import Factor
from .objectives import COST, OBJECTIVES, Trial

_SEED = 20260101
_WORSE = 1e9  # objectives of a setting whose runs failed: nothing chooses it
Evaluate = Callable[[np.ndarray, int], list[Trial]]  # settings, generation -> trials


@dataclass(frozen=True)
class Search:
    """Every setting tried, by generation, and the budget they were to keep."""

    trials: tuple[Trial, ...]
    generations: tuple[int, ...]
    budget: float

    @property
    def affordable(self) -> list[Trial]:
        """Trials within the budget on average."""
        return [trial for trial in self.trials if trial.complete and trial.mean(COST) <= self.budget]


def search(
    levers: tuple[Factor, ...],
    base: np.ndarray,
    budget: float,
    evaluate: Evaluate,
    *,
    population: int,
    generations: int,
) -> Search:
    """Try ``population`` settings in each of ``generations``; the first holds the base and a Latin hypercube."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.core.evaluator import Evaluator
    from pymoo.core.problem import Problem
    from pymoo.problems.static import StaticProblem

    problem = Problem(n_var=len(levers), n_obj=len(OBJECTIVES), n_ieq_constr=1, xl=0.0, xu=1.0)
    first = _first(levers, base, population)
    algorithm = NSGA2(pop_size=population, sampling=first)
    algorithm.setup(problem, termination=("n_gen", generations), seed=_SEED, verbose=False)
    trials: list[Trial] = []
    born: list[int] = []
    for generation in range(generations):
        asked = algorithm.ask()
        found = evaluate(settings_at(levers, asked.get("X").astype(np.float64)), generation)
        objectives = np.array([trial.minimised() if trial.complete else [_WORSE] * len(OBJECTIVES) for trial in found])
        excess = np.array([[trial.mean(COST) - budget if trial.complete else _WORSE] for trial in found])
        Evaluator().eval(StaticProblem(problem, F=objectives, G=excess), asked)
        algorithm.tell(infills=asked)
        trials += found
        born += [generation] * len(found)
    return Search(tuple(trials), tuple(born), budget)


def settings_at(levers: tuple[Factor, ...], shares: np.ndarray) -> np.ndarray:
    """Lever settings at shares of their ranges, to four figures: a finer difference is no other policy."""
    values = np.column_stack([lever.at(np.clip(shares[:, place], 0.0, 1.0)) for place, lever in enumerate(levers)])
    rounded = np.vectorize(lambda value: float(f"{value:.4g}"))(values)
    return np.clip(rounded, [lever.low for lever in levers], [lever.high for lever in levers])


def _first(levers: tuple[Factor, ...], base: np.ndarray, population: int) -> np.ndarray:
    """The base, and an even spread of mixes from little to much of every lever."""
    from scipy.stats import qmc

    shares = qmc.LatinHypercube(len(levers), rng=_SEED).random(population)
    ranges = np.array([(lever.high - lever.low) or 1.0 for lever in levers])
    at_base = np.clip((base - [lever.low for lever in levers]) / ranges, 0.0, 1.0)
    # half of the mixes lie between the base and the spread: cheap ones, that a budget lets through
    shares[1 : population // 2] = at_base + 0.35 * (shares[1 : population // 2] - at_base)
    shares[0] = at_base
    return shares
