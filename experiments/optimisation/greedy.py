"""Where should the next money go? One step of spending at a time, on the lever that brings most for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..designs import Factor
from ..statistics import Interval, interval
from .objectives import CONVERSION, COST, Trial

PARTS = (0.125, 0.25, 0.5, 1.0)  # of the way from where a lever stands to its end
Evaluate = Callable[[np.ndarray, int], list[Trial]]  # settings, round -> trials


@dataclass(frozen=True)
class Option:
    """A lever moved from where it stood: what the step costs a year and what it brings, paired with standing still."""

    lever: str
    start: float
    end: float
    cost: Interval
    gain: Interval
    within_step: bool

    @property
    def per_bn(self) -> float:
        """Gain for each bn yuan a year; nothing is infinitely good that is free, so a cost below 0.1 counts as 0.1."""
        return self.gain.estimate / max(self.cost.estimate, 0.1)


@dataclass(frozen=True)
class Round:
    """One step: what could have been done, best first, and what was."""

    options: tuple[Option, ...]
    taken: Option | None
    setting: tuple[float, ...]


def greedy(levers: tuple[Factor, ...], base: np.ndarray, step: float, rounds: int, evaluate: Evaluate) -> list[Round]:
    """Spend ``step`` bn yuan a year ``rounds`` times on the lever whose step clearly adds most conversion.

    In each round every lever is tried at parts of the way to both of its ends; the largest move that costs no more
    than the step is its option. It ends early when no option clearly raises conversion.
    """
    setting, done = np.array(base, dtype=np.float64), []
    for number in range(rounds):
        moves = _moves(levers, setting)
        settings = np.array([setting, *(move for _, move in moves)])
        stand, *trials = evaluate(settings, number)
        options = _options(levers, moves, trials, stand, step)
        clear = [option for option in options if option.gain.low > 0.0 and option.within_step]
        taken = max(clear, key=lambda option: option.per_bn, default=None)
        if taken is not None:
            setting[[lever.column for lever in levers].index(taken.lever)] = taken.end
        done.append(Round(tuple(options), taken, tuple(map(float, setting))))
        if taken is None:
            break
    return done


def _moves(levers: tuple[Factor, ...], setting: np.ndarray) -> list[tuple[int, np.ndarray]]:
    moves = []
    for place, lever in enumerate(levers):
        for end in (lever.low, lever.high):
            for part in PARTS:
                moved = setting.copy()
                moved[place] = float(f"{setting[place] + part * (end - setting[place]):.4g}")
                if moved[place] != setting[place]:
                    moves.append((place, moved))
    return moves


def _options(
    levers: tuple[Factor, ...], moves: list[tuple[int, np.ndarray]], trials: list[Trial], stand: Trial, step: float
) -> list[Option]:
    """The best move of each lever that the step pays for; its smallest where even that costs more."""
    options = []
    for place, lever in enumerate(levers):
        own = [
            _option(lever, stand, float(move[place]), place, trial, step)
            for (moved, move), trial in zip(moves, trials, strict=True)
            if moved == place and trial.complete
        ]
        paid = [option for option in own if option.within_step]
        if own:
            options.append(
                max(paid, key=lambda o: o.gain.estimate) if paid else min(own, key=lambda o: o.cost.estimate)
            )
    return sorted(options, key=lambda option: (not option.within_step, -option.per_bn))


def _option(lever: Factor, stand: Trial, value: float, place: int, trial: Trial, step: float) -> Option:
    cost = interval(trial.gains[COST] - stand.gains[COST])
    gain = interval(trial.gains[CONVERSION] - stand.gains[CONVERSION])
    return Option(lever.column, stand.setting[place], value, cost, gain, cost.estimate <= step)
