"""What a figure found, put as its title: computed from the replicates, never written by hand."""

from __future__ import annotations

from ..statistics import Interval, interval
from .data import Comparison, mean
from .units import scale_of
from .wording import in_sentence, label


def is_clear(gap: Interval) -> bool:
    """Whether the interval excludes zero."""
    return gap.low > 0.0 or gap.high < 0.0


def last_year_gap(comparison: Comparison, outcome: str, scenario: int) -> Interval:
    """Paired difference over the last four quarters, with its interval."""
    return interval(mean(comparison.difference(outcome, scenario)[:, -4:], axis=1))


def headline(comparison: Comparison, outcome: str, say: dict[str, str]) -> str:
    """The largest clear difference in the last year, or that there is none."""
    gaps = {policy: last_year_gap(comparison, outcome, policy) for policy in comparison.policies}
    clear = [policy for policy in gaps if is_clear(gaps[policy])]
    name, year = in_sentence(label(outcome, say)), comparison.dates[-1][:4]
    if not clear:
        return say["no_clear"].format(outcome=name, year=year)
    strongest = max(clear, key=lambda policy: abs(gaps[policy].estimate))
    gap = gaps[strongest].estimate
    title = say["raises" if gap > 0 else "lowers"].format(
        policy=comparison.labels[strongest], outcome=name, year=year, size=amount(abs(gap), outcome, say)
    )
    if len(clear) > 1:
        title += say["largest_of"].format(policies=len(gaps))
    unclear = [policy for policy in gaps if policy not in clear]
    if unclear:
        english = in_sentence(comparison.labels[unclear[0]]) if len(unclear) == 1 else f"{len(unclear)} others"
        title += say["rest_unclear"].format(unclear=english if say["lang"] == "en" else len(unclear))
    return title


def amount(value: float, outcome: str, say: dict[str, str]) -> str:
    """A difference as words: number and unit."""
    scale = scale_of(outcome, say).to_show(value)
    return say["by"].format(number=scale.number(value), unit=scale.difference_unit).strip()


def period(comparison: Comparison, unit: str, say: dict[str, str], first: int = 0) -> str:
    """Subtitle: unit and years, from the quarter at position ``first`` on."""
    return say["period"].format(unit=unit, first=comparison.dates[first][:4], last=comparison.dates[-1][:4])


def source(comparison: Comparison, say: dict[str, str]) -> str:
    """Footer: where the numbers come from."""
    return say["source"].format(
        version=comparison.version,
        experiment=comparison.experiment,
        replicates=comparison.replicates,
        firms=comparison.firms,
    )
