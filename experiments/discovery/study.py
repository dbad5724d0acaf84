"""``discover``: where in the uncertain space the policies of a study fail, and how robust each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calendar import Quarter

from ..designs import Factor
from ..designs.description import factors_of
from ..designs.design import LEVER
from ..designs.explained import explain_tables
from ..designs.points import SETTING
from ..designs.window import first_date, window_mean
from ..errors import UsageError
from ..json_rows import finite
from ..study.files import Lock, disk_errors
from ..study.opened import open_study
from .boxes import Box
from .cart import cart
from .directions import LESS, NONE, direction_of
from .failure import Failure, parse_failure
from .prim import Peeling, prim
from .robustness import Robustness, robustness

if TYPE_CHECKING:
    import pandas as pd

    from ..study import Study

COLUMNS = {
    "boxes.csv": {
        "levers.ID": "the policy",
        "method": "prim or cart; a box is all rows with the same figures",
        "factor, low, high": "a restriction of the box; empty: not restricted on that side",
        "p_value": "chance of as many failures in the box if this restriction told nothing",
        "coverage, density, mass": "share of failures inside; of the cases inside that fail; of all cases",
        "cases, failures": "inside the box",
    },
    "robustness.csv": {
        "levers.ID": "the policy",
        "judged_by": "outcome that regret is measured by",
        "mean_regret, high_regret": "how much worse than the best policy of a draw: mean; exceeded in a tenth",
        "satisfied": "share of draws without failure",
        "..._low, ..._high": "95 % bootstrap interval over draws",
    },
}


@dataclass(frozen=True)
class Cases:
    """A study by lever setting and case; without parameter draws there is one setting, and every point is a case.

    ``levels`` and, with parameter draws, ``gains`` over the reference in the same draw are (setting, case), averaged
    over replicates; ``x`` is (case, factor). The reference itself is no setting.
    """

    factors: tuple[Factor, ...]
    x: np.ndarray
    levers: tuple[Factor, ...]
    settings: np.ndarray
    levels: dict[str, np.ndarray]
    gains: dict[str, np.ndarray]
    policies: bool


@dataclass(frozen=True)
class Found:
    """Failures of one setting: boxes of both methods, none where no case or every case failed."""

    setting: int
    failed: np.ndarray
    peeling: Peeling | None
    leaves: list[Box]


@dataclass(frozen=True)
class Discovery:
    """What was found in a study."""

    study: Study
    failure: Failure
    cases: Cases
    found: tuple[Found, ...]
    robust: tuple[Robustness, ...]
    judged_by: str

    @property
    def boxes(self) -> pd.DataFrame:
        """Every restriction of every box; for notebooks."""
        import pandas as pd

        return pd.DataFrame(box_rows(self))

    @property
    def robustness(self) -> pd.DataFrame:
        """Regret and satisficing of every policy, with intervals."""
        import pandas as pd

        return pd.DataFrame(robustness_rows(self))


def discover(study: Study, fail: str, judged_by: str | None = None, lang: str = "en") -> Discovery:
    """Boxes of failure for every setting, and regret by outcome ``judged_by``; writes tables and a figure.

    Raises UsageError for a study that varies nothing uncertain, has too few cases, lacks an outcome, or is being
    written by another command.
    """
    from ..figures.studies import draw_failures

    with disk_errors(study.folder), Lock(study.folder / ".lock"):
        done = _discovered(open_study(study.folder), fail, judged_by)
        for name, rows in (("boxes.csv", box_rows(done)), ("robustness.csv", robustness_rows(done))):
            listed = list(rows)
            if listed:
                study.write_rows(listed, name)
                explain_tables(study.folder, {name: COLUMNS[name]})
            else:
                (study.folder / name).unlink(missing_ok=True)  # that of another question
        draw_failures(done, study.folder, lang)
    return done


def _discovered(study: Study, fail: str, judged_by: str | None) -> Discovery:
    recorded = list(study.manifest["recorder"]["outcomes"])
    failure = parse_failure(fail, recorded)
    judged_by = judged_by or failure.conditions[0].outcome
    if judged_by not in recorded:
        raise UsageError(f"{study.folder} records no {judged_by!r}; it has {', '.join(recorded)}")
    if study.manifest["design"]["draws"] is None and any(one.of_gain for one in failure.conditions):
        raise UsageError(
            f"--fail {fail!r}: {study.folder} has no reference policy in each parameter draw, so it has no gain(...); "
            "write OUTCOME < NUMBER, or sweep levers and parameters with the key 'draws'"
        )
    cases = cases_of(study)
    failed = failure.of(cases.levels, cases.gains)
    found = tuple(_found(cases, setting, failed[setting]) for setting in range(len(cases.settings)))
    robust: tuple[Robustness, ...] = ()
    if cases.policies:
        direction = direction_of(judged_by)
        if direction == NONE:
            raise UsageError(
                f"regret cannot be measured by {judged_by!r}: neither more nor less of it is better; "
                "name an outcome that is better high or low with --outcome"
            )
        sign = -1.0 if direction == LESS else 1.0
        robust = tuple(robustness(sign * cases.levels[judged_by], ~failed))
    return Discovery(study, failure, cases, found, robust, judged_by)


def cases_of(study: Study) -> Cases:
    """Cases of a finished study; those with a missing value in any setting are left out."""
    described = study.manifest["design"]
    factors, values = factors_of(described), study.values()
    start, draws = described["policy_start"], described["draws"]
    first = first_date(values.dates, None if start is None else Quarter.parse(start))
    chosen = values.points["kind"].to_numpy() == SETTING
    x = values.points.loc[chosen, [factor.column for factor in factors]].to_numpy(np.float64)
    settings = 1 if draws is None else len(x) // draws
    shape = (settings, len(x) // settings, len(values.replicates))
    means = {name: window_mean(values.of(name), first) for name in values.outcomes}
    levers = tuple(factor for factor in factors if factor.kind == LEVER) if draws is not None else ()
    place_of = {factor.column: place for place, factor in enumerate(factors)}
    lever_values = x[:: shape[1]][:, [place_of[lever.column] for lever in levers]]
    own = tuple(factor for factor in factors if factor not in levers)
    if not own:
        raise UsageError(f"{study.folder} varies no uncertainty: sweep with draws, or over parameters")
    tried = {name: mean[chosen].reshape(shape) for name, mean in means.items()}
    levels = {name: mean.mean(axis=2) for name, mean in tried.items()}
    gains = {} if draws is None else {name: (tried[name] - means[name][~chosen]).mean(axis=2) for name in tried}
    whole = np.all([np.isfinite(level).all(axis=0) for level in (*levels.values(), *gains.values())], axis=0)
    if whole.sum() < 20:
        raise UsageError(f"{study.folder} has {int(whole.sum())} complete cases; discovery needs at least 20")
    return Cases(
        own, x[: shape[1], [place_of[factor.column] for factor in own]][whole], levers, lever_values,
        {name: level[:, whole] for name, level in levels.items()},
        {name: gain[:, whole] for name, gain in gains.items()},
        policies=draws is not None and settings > 1,
    )  # fmt: skip


def box_rows(done: Discovery) -> Iterator[dict[str, Any]]:
    """One row for each restriction of each box; infinite ends are left empty."""
    for found in done.found:
        boxes = [("prim", found.peeling.box)] if found.peeling else []
        for method, box in [*boxes, *(("cart", leaf) for leaf in found.leaves)]:
            for restriction in box.restrictions:
                yield {
                    **setting_of(done.cases, found.setting),
                    "method": method, "factor": restriction.factor,
                    "low": finite(restriction.low), "high": finite(restriction.high), "p_value": restriction.p_value,
                    "coverage": box.coverage, "density": box.density, "mass": box.mass,
                    "cases": box.cases, "failures": box.failures,
                }  # fmt: skip


def robustness_rows(done: Discovery) -> Iterator[dict[str, Any]]:
    """One row for each setting: regret and satisficing with their intervals."""
    for one in done.robust:
        row: dict[str, Any] = {**setting_of(done.cases, one.policy), "judged_by": done.judged_by}
        for name in ("mean_regret", "high_regret", "satisfied"):
            value, low, high = getattr(one, name)
            row |= {name: value, f"{name}_low": low, f"{name}_high": high}
        yield row


def setting_of(cases: Cases, setting: int) -> dict[str, float]:
    """Lever values of a setting, by column."""
    values = cases.settings[setting]
    return {lever.column: float(value) for lever, value in zip(cases.levers, values, strict=True)}


def _found(cases: Cases, setting: int, failed: np.ndarray) -> Found:
    if failed.all() or not failed.any():
        return Found(setting, failed, None, [])
    names = [factor.column for factor in cases.factors]
    return Found(setting, failed, prim(names, cases.x, failed), cart(names, cases.x, failed))
