"""Figure 8 of a sample over several factors: each outcome against each factor, the factor that tells most first."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from scipy.stats import f_oneway

from ..designs import Factor
from ..designs.response import Response
from ..statistics import holm, p_value
from ..wording import term
from .factors import factor_label, factor_value
from .response import source, subtitle
from .sheet import BASELINE, FAINT, POLICIES, Heading, name_panel, sheet
from .units import Scale, scale_of
from .wording import in_sentence, label

MOST_PANELS, COLUMNS = 9, 3
BINS = 6  # of equal numbers of points, where a factor takes more values than this
SIGNIFICANT = 0.05
PANEL = (2.75, 1.9)  # inches


@dataclass(frozen=True)
class Trend:
    """What an outcome's change does along one factor.

    ``middles`` and ``means`` are of the groups that the points fall into by the factor's value (``exact``: one value
    each); ``share`` is the part of the spread of all points that lies between the groups. ``p_value`` is that of the
    groups having one mean, corrected over the factors (Holm): in a sample, whose groups also differ in the other
    factors, by an F test over the points; in a grid, whose groups differ in nothing else, by paired differences over
    worlds.
    """

    place: int
    factor: Factor
    middles: np.ndarray
    means: np.ndarray
    share: float
    p_value: float
    exact: bool

    @property
    def clear(self) -> bool:
        """Whether groups that differ as much are rare by chance."""
        return self.p_value < SIGNIFICANT


def trends_of(response: Response, outcome: str) -> list[Trend]:
    """A trend for each factor that takes several values, the one with the largest share first."""
    settings, differences = _points(response, outcome)
    changes, found = _means(differences), []
    for place, factor in enumerate(response.factors):
        groups = _groups(settings[:, place])
        if len(groups) > 1:
            means = np.array([changes[group].mean() for group in groups])
            sizes = np.array([len(group) for group in groups])
            total = float(((changes - changes.mean()) ** 2).sum())
            share = float((sizes * (means - changes.mean()) ** 2).sum()) / total if total > 0.0 else 0.0
            middles = np.array([float(settings[group, place].mean()) for group in groups])
            test = _paired if response.is_grid else _between_points
            exact = all(len(set(settings[group, place])) == 1 for group in groups)
            found.append(Trend(place, factor, middles, means, share, test(differences, groups), exact))
    corrected = holm(np.array([one.p_value for one in found]))
    found = [replace(one, p_value=float(p_value)) for one, p_value in zip(found, corrected, strict=True)]
    return sorted(found, key=lambda one: -one.share)


def _between_points(differences: np.ndarray, groups: list[np.ndarray]) -> float:
    """How likely such a spread of the groups' means is among such points (F test); NaN where none can be told."""
    changes = _means(differences)
    if np.ptp(changes) == 0.0 or len(changes) <= len(groups):
        return np.nan
    return float(f_oneway(*(changes[group] for group in groups)).pvalue)


def _paired(differences: np.ndarray, groups: list[np.ndarray]) -> float:
    """The smallest p value, corrected over groups, of a group's difference from the first in the same worlds."""
    by_world = [_means(differences[group], axis=0) for group in groups]
    return float(np.nanmin(holm(np.array([p_value(own - by_world[0]) for own in by_world[1:]])), initial=1.0))


def draw(response: Response, say: dict[str, str], outcome: str) -> Figure:
    """One panel a factor: a dot for each setting, and the mean of the dots by groups of the factor's value."""
    trends = trends_of(response, outcome)
    shown = trends[:MOST_PANELS]
    scale = scale_of(outcome, say).to_show(max((float(np.abs(one.means).max()) for one in shown), default=0.0))
    unit = f"{say['comma']}{scale.difference_unit}" if scale.difference_unit else ""
    chance = say["scatter_grid" if response.is_grid else "scatter_sample"]
    notes = [say["scatter_note"].format(settings=len(response.chosen), chance=chance)]
    if len(trends) > len(shown):
        notes.append(say["scatter_more"].format(more=len(trends) - len(shown)))
    heading = Heading(
        _title(trends, outcome, scale, say),
        say["scatter_unit"].format(outcome=in_sentence(label(outcome, say)), unit=unit, more=subtitle(response, say)),
        notes,
        source(response, say),
    )
    columns = 2 if len(shown) in (2, 4) else min(max(len(shown), 1), COLUMNS)
    rows = -(-max(len(shown), 1) // columns)
    figure, axes = sheet(heading, rows, columns, PANEL, left=0.7, gap=(0.5, 0.9), bottom=0.6, share_y=True)
    panels = list(axes.flat)
    for unused in panels[len(shown) :]:
        unused.remove()
    for panel, trend in zip(panels, shown, strict=False):
        _panel(panel, response, outcome, trend, scale, say)
    return figure


def _panel(axes: Axes, response: Response, outcome: str, trend: Trend, scale: Scale, say: dict[str, str]) -> None:
    settings, differences = _points(response, outcome)
    style = POLICIES[0]
    axes.axhline(0.0, color=BASELINE.colour, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.scatter(settings[:, trend.place], _means(differences) * scale.factor, s=9, color=BASELINE.colour, alpha=0.3,
                 linewidths=0)  # fmt: skip
    axes.plot(trend.middles, trend.means * scale.factor, color=style.colour, linewidth=1.8, marker=style.marker,
              markersize=4.5, markerfacecolor=style.colour if trend.clear else "white")  # fmt: skip
    axes.plot(response.settings[response.base, trend.place], 0.0, marker="o", markersize=7, color="white",
              markeredgecolor=BASELINE.colour, linestyle="")  # fmt: skip
    axes.set_xlabel(term(trend.factor.unit, say["lang"]), fontsize=8.0)
    axes.tick_params(length=3, width=0.7)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    share = say["scatter_share"].format(share=f"{100.0 * trend.share:.0f}")
    name_panel(axes, f"{share}{say['comma']}{factor_label(trend.factor, say)}", beyond=0.3)


def _points(response: Response, outcome: str) -> tuple[np.ndarray, np.ndarray]:
    """Settings with their differences from the reference (setting, world); those defined in no world are left out."""
    differences = response.values[outcome][response.chosen] - response.values[outcome][response.base]
    defined = np.isfinite(differences).any(axis=1)
    return response.settings[response.chosen][defined], differences[defined]


def _means(differences: np.ndarray, axis: int = 1) -> np.ndarray:
    """Means of differences (setting, world) over worlds, or over settings; NaN where none is defined."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nothing is NaN, which is what is meant
        return np.nanmean(differences, axis=axis)


def _groups(x: np.ndarray) -> list[np.ndarray]:
    """Places of the points by the factor's value: each value alone, or groups of about equal numbers where many."""
    values = np.unique(x)
    if len(values) <= BINS:
        return [np.flatnonzero(x == value) for value in values]
    return [group for group in np.array_split(np.argsort(x, kind="stable"), BINS) if group.size]


def _title(trends: list[Trend], outcome: str, scale: Scale, say: dict[str, str]) -> str:
    """The factor that tells most of the change, with the lowest and highest mean along it, or that none does."""
    name = in_sentence(label(outcome, say))
    clear = [trend for trend in trends if trend.clear]
    if not clear:
        return say["tornado_none"].format(outcome=name)
    most = clear[0]
    first, last = sorted((int(most.means.argmin()), int(most.means.argmax())))
    text = say["scatter_title"].format(
        factor=factor_label(most.factor, say), outcome=name, unit=scale.difference_unit,
        at=say["scatter_at" if most.exact else "scatter_near"],
        first=scale.signed(float(most.means[first])), first_at=factor_value(float(f"{most.middles[first]:.2g}")),
        last=scale.signed(float(most.means[last])), last_at=factor_value(float(f"{most.middles[last]:.2g}")),
    )  # fmt: skip
    return text[0].upper() + text[1:]
