"""What a swept study says: the mean of every outcome at every point, and its paired change from the reference."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import Quarter
from model.indicators import OUTCOMES

from ..statistics import Interval, Tested, interval, joint_tests, variance_reduction
from ..statistics.headlines import MEANING
from .description import factors_of
from .design import LEVER, Factor
from .points import REFERENCE, SETTING
from .window import first_date, window_mean

if TYPE_CHECKING:
    from ..study import Study

COLUMNS = {
    "kind": "reference: the base with no lever of the design set; setting: what the design chose",
    "levers.ID, parameters.ID": "the setting of what is varied",
    "outcome, label_en, label_zh, unit": "which outcome",
    "first, last": "dates averaged over",
    "mean, low, high": "mean over worlds and its 95 % interval (over draws, where there are parameter draws)",
    "change, change_low, change_high": "paired difference from the reference, same worlds in both, with its interval",
    "p_value, p_adjusted": f"{MEANING} the setting",
    "variance_reduction": "variance of an unpaired difference over that of the paired one",
    "worlds": "parameter draws x replicates in which the outcome is defined",
    "draws": "parameter draws among them, each counted once in the interval; empty without draws",
}


@dataclass(frozen=True)
class Response:
    """Window means of a study by setting of the factors that define its points.

    ``settings`` is (setting, factor); ``values`` gives (setting, world) for each outcome; without parameter draws a
    setting is a point. With them a setting is one of the levers, and ``values`` gives (setting, draw), the mean of its
    ``per_draw`` replicates: replicates of one draw are not independent (NaN where one of them is not defined).
    Changes are counted from the setting ``reference``, the base; a study that compares its points among themselves has
    none.
    """

    id: str
    method: str
    name: dict[str, str]
    factors: tuple[Factor, ...]
    settings: np.ndarray
    values: dict[str, np.ndarray]
    reference: int | None
    period: tuple[str, str]
    version: str
    firms: int
    per_draw: int | None = None

    @property
    def worlds(self) -> int:
        return next(iter(self.values.values())).shape[1] * (self.per_draw or 1)

    @property
    def base(self) -> int:
        """The setting that changes are counted from; raises ValueError for a study without one."""
        if self.reference is None:
            raise ValueError(f"{self.id} has no reference")
        return self.reference

    @property
    def chosen(self) -> list[int]:
        """The settings that the design chose."""
        return [setting for setting in range(len(self.settings)) if setting != self.reference]

    @property
    def is_grid(self) -> bool:
        """Whether every combination of the values that occur was chosen."""
        settings = self.settings[self.chosen]
        return len(settings) == math.prod(len(set(column)) for column in settings.T.tolist())

    def differences(self, outcome: str, setting: int) -> np.ndarray:
        """What a setting changes in each world, or draw, against the reference."""
        return self.values[outcome][setting] - self.values[outcome][self.base]

    def change(self, outcome: str, setting: int) -> Interval:
        """Mean paired difference of a setting from the reference."""
        return interval(self.differences(outcome, setting))


def response_of(study: Study) -> Response:
    """Window means of a finished study of a design."""
    described = study.manifest["design"]
    factors, found = factors_of(described), study.values()
    start = described["policy_start"]
    first = first_date(found.dates, None if start is None else Quarter.parse(start))
    settings = found.points[[factor.column for factor in factors]].to_numpy(np.float64)
    means = {outcome: window_mean(found.of(outcome), first) for outcome in study.manifest["recorder"]["outcomes"]}
    reference = 0 if found.points["kind"].iloc[0] == REFERENCE else None
    draws = described["draws"]
    if draws is not None:
        levers = [place for place, factor in enumerate(factors) if factor.kind == LEVER]
        settings = settings[::draws, levers]
        factors = tuple(factors[place] for place in levers)
        means = {outcome: by_draw(values, draws) for outcome, values in means.items()}
    return Response(
        id=study.manifest["experiment"],
        method=described["method"],
        name=described["name"],
        factors=factors,
        settings=settings,
        values=means,
        reference=reference,
        period=(found.dates[first], found.dates[-1]),
        version=study.manifest["versions"]["lab2market"],
        firms=study.manifest["firms"],
        per_draw=None if draws is None else len(found.replicates),
    )


def by_draw(values: np.ndarray, draws: int) -> np.ndarray:
    """Means within a parameter draw (setting, draw) of ``values`` (setting x draw, replicate)."""
    return values.reshape(-1, draws, values.shape[1]).mean(axis=2)


def response_rows(response: Response) -> list[dict[str, Any]]:
    """One row for each setting and outcome."""
    rows = []
    for setting, row in enumerate(response.settings):
        tests = joint_tests({outcome: response.differences(outcome, setting) for outcome in response.values})
        rows += [
            {
                "kind": REFERENCE if setting == response.reference else SETTING,
                **{factor.column: float(row[place]) for place, factor in enumerate(response.factors)},
                "outcome": outcome,
                **{f"label_{lang}": text for lang, text in OUTCOMES[outcome].label.items()},
                "unit": OUTCOMES[outcome].unit,
                "first": response.period[0],
                "last": response.period[1],
                **_figures(response, outcome, setting, tests[outcome]),
            }
            for outcome in response.values
        ]
    return rows


def _figures(response: Response, outcome: str, setting: int, test: Tested) -> dict[str, Any]:
    own, reference = response.values[outcome][setting], response.values[outcome][response.base]
    level, change = interval(own), response.change(outcome, setting)
    return {
        "mean": level.estimate,
        "low": level.low,
        "high": level.high,
        "change": change.estimate,
        "change_low": change.low,
        "change_high": change.high,
        **asdict(test),
        "variance_reduction": variance_reduction(reference, own),
        "worlds": level.replicates * (response.per_draw or 1),
        "draws": "" if response.per_draw is None else level.replicates,
    }
