"""What counts as failure, written as ``conversion_rate < 0.3 or gain(margin) < 0``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import UsageError, nearest

_TERM = re.compile(r"\s*(gain\(\s*)?([A-Za-z_]\w*)\s*(\))?\s*(<=|>=|<|>)\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*")
_RELATIONS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Condition:
    """An outcome, or its gain over the reference policy in the same world, beyond a bound."""

    outcome: str
    of_gain: bool
    relation: str
    bound: float


@dataclass(frozen=True)
class Failure:
    """Failure if any of the alternatives holds with all of its conditions."""

    text: str
    alternatives: tuple[tuple[Condition, ...], ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(condition for alternative in self.alternatives for condition in alternative)

    def of(self, levels: Mapping[str, np.ndarray], gains: Mapping[str, np.ndarray]) -> np.ndarray:
        """Which cases fail, given their outcomes and gains."""

        def holds(condition: Condition) -> np.ndarray:
            values = (gains if condition.of_gain else levels)[condition.outcome]
            return _RELATIONS[condition.relation](values, condition.bound)

        return np.any([np.all([holds(one) for one in all_of], axis=0) for all_of in self.alternatives], axis=0)


def parse_failure(text: str, known: Sequence[str]) -> Failure:
    """Read a failure; raises UsageError for what cannot be read and for outcomes that are not ``known``."""
    alternatives = (re.split(r"\band\b", alternative) for alternative in re.split(r"\bor\b", text))
    return Failure(text, tuple(tuple(_condition(term, text, known) for term in terms) for terms in alternatives))


def _condition(term: str, text: str, known: Sequence[str]) -> Condition:
    match = _TERM.fullmatch(term)
    if match is None or bool(match[1]) != bool(match[3]):
        raise UsageError(
            f"--fail {text!r}: cannot read {term.strip()!r}; write OUTCOME < NUMBER or gain(OUTCOME) < NUMBER, "
            "joined by 'and' and 'or'"
        )
    try:
        bound = float(match[5])
    except ValueError:
        raise UsageError(f"--fail {text!r}: {match[5]!r} is not a number") from None
    if match[2] not in known:
        alike = dict.fromkeys([*nearest(match[2], known), *known])
        raise UsageError(
            f"--fail {text!r}: no outcome {match[2]!r} was recorded; recorded, the most alike first: {', '.join(alike)}"
        )
    return Condition(match[2], bool(match[1]), match[4], bound)
