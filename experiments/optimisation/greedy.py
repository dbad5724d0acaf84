"""Where should the next money go? One step of spending at a time, on the lever that brings most for it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..designs import Factor
from ..statistics import Interval, interval
from .objectives import CONVERSION, COST, Trial

PARTS = (0.125, 0.5, 1.0)  # of the way from where a lever stands to its end
_TOLERANCE = 1.05  # a move fitted to the step may cost so much more than interpolation said
Evaluate = Callable[[np.ndarray, str], list[Trial]]  # settings, name of the batch -> trials
Move = tuple[int, np.ndarray]  # the lever's place, the setting with it moved


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
    def confirmed(self) -> bool:
        """Whether the gain is clearly positive: of a reported option, in worlds that had no part in the choice."""
        return self.gain.low > 0.0

    @property
    def per_bn(self) -> float:
        """Gain for each bn yuan a year; NaN, not priced, where the cost is not clearly positive."""
        return self.gain.estimate / self.cost.estimate if self.cost.low > 0.0 else math.nan


@dataclass(frozen=True)
class Round:
    """One step: what could have been done, best first, and what was."""

    options: tuple[Option, ...]
    taken: Option | None
    setting: tuple[float, ...]


def greedy(
    levers: tuple[Factor, ...], base: np.ndarray, step: float, rounds: int, evaluate: Evaluate, confirm: Evaluate
) -> list[Round]:
    """Spend ``step`` bn yuan a year ``rounds`` times on the lever whose step clearly adds most conversion.

    In each round every lever is tried at parts of the way to both of its ends, and where the cost between them comes
    to the step; of what the step pays for, the move with the largest gain is the lever's option. It ends early when no
    option clearly raises conversion. All of it is chosen in the worlds of ``evaluate``; costs and gains
    reported are those of ``confirm``, in worlds that had no part in the choice. A move without a price comes after
    those that have one.
    """
    setting, done = np.array(base, dtype=np.float64), []
    for number in range(rounds):
        moves = _moves(levers, setting)
        settings = np.array([setting, *(move for _, move in moves)])
        stand, *trials = evaluate(settings, f"greedy_{number:02d}")
        fitted = _fitted(setting, moves, trials, stand, step)
        if fitted:
            trials += evaluate(np.array([move for _, move in fitted]), f"greedy_{number:02d}_fitted")
            moves += fitted
        options = _options(levers, moves, trials, stand, step)
        clear = [option for option in options if option.confirmed and option.within_step]
        chosen = max(clear, key=_worth, default=None)
        reported = _reported(levers, options, setting, confirm, f"greedy_{number:02d}_chosen")
        taken = None if chosen is None else reported[options.index(chosen)]
        if taken is not None:
            setting[[lever.column for lever in levers].index(taken.lever)] = taken.end
        done.append(Round(tuple(reported), taken, tuple(map(float, setting))))
        if taken is None:
            break
    return done


def _moves(levers: tuple[Factor, ...], setting: np.ndarray) -> list[Move]:
    moves = []
    for place, lever in enumerate(levers):
        for end in (lever.low, lever.high):
            for part in PARTS:
                moved = setting.copy()
                moved[place] = float(f"{setting[place] + part * (end - setting[place]):.4g}")
                if moved[place] != setting[place]:
                    moves.append((place, moved))
    return moves


def _fitted(setting: np.ndarray, moves: list[Move], trials: list[Trial], stand: Trial, step: float) -> list[Move]:
    """For each lever and direction the move at which cost, interpolated between the parts, comes to the step."""
    found = []
    for place in range(len(setting)):
        for direction in (-1.0, 1.0):
            start = float(setting[place])
            values, costs = [start], [0.0]
            for (moved, move), trial in zip(moves, trials, strict=True):
                if moved == place and (move[place] - start) * direction > 0.0 and trial.complete:
                    values.append(float(move[place]))
                    costs.append(trial.mean(COST) - stand.mean(COST))
            for low, high in pairwise(range(len(values))):
                if costs[low] < step < costs[high]:
                    share = (step - costs[low]) / (costs[high] - costs[low])
                    move = setting.copy()
                    move[place] = float(f"{values[low] + share * (values[high] - values[low]):.4g}")
                    found.append((place, move))
                    break
    return found


def _options(
    levers: tuple[Factor, ...], moves: list[Move], trials: list[Trial], stand: Trial, step: float
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
    return sorted(options, key=lambda option: (option.within_step, _worth(option)), reverse=True)


def _worth(option: Option) -> tuple[bool, float]:
    """The order of options: those with a price by gain for the money, then the others by gain."""
    priced = not math.isnan(option.per_bn)
    return priced, option.per_bn if priced else option.gain.estimate


def _reported(
    levers: tuple[Factor, ...], options: list[Option], setting: np.ndarray, confirm: Evaluate, name: str
) -> list[Option]:
    """The options with their costs and gains in the worlds of ``confirm``."""
    columns = [lever.column for lever in levers]
    moved = [np.where(np.arange(len(setting)) == columns.index(one.lever), one.end, setting) for one in options]
    stand, *trials = confirm(np.array([setting, *moved]), name)
    return [
        replace(option, cost=_paired(trial, stand, COST), gain=_paired(trial, stand, CONVERSION))
        for option, trial in zip(options, trials, strict=True)
    ]


def _paired(trial: Trial, stand: Trial, outcome: str) -> Interval:
    return interval(trial.gains[outcome] - stand.gains[outcome])


def _option(lever: Factor, stand: Trial, value: float, place: int, trial: Trial, step: float) -> Option:
    cost, gain = _paired(trial, stand, COST), _paired(trial, stand, CONVERSION)
    return Option(lever.column, stand.setting[place], value, cost, gain, cost.estimate <= _TOLERANCE * step)
