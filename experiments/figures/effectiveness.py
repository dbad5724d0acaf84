"""The cost-effectiveness plane: extra public money against extra technologies industrialised."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..statistics import fieller, interval
from .data import Comparison
from .finding import is_clear, source
from .sheet import BASELINE, FAINT, EndLabel, Heading, label_ends, sheet, style_of
from .units import MINUS

OUTCOMES_USED = ("public_cost", "technologies_industrialised")
M_IN_BN = 1000.0
NAMES = 2.3  # inches for the names beside the panel


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """Replicates as small marks, means as large ones with the intervals of both sums."""
    first, last = comparison.dates[comparison.first_policy_quarter][:4], comparison.dates[-1][:4]
    heading = Heading(
        _title(comparison, say),
        say["plane_unit"].format(first=first, last=last),
        [say["plane_note"]],
        source(comparison, say),
    )
    figure, panels = sheet(heading, 1, 1, (6.3, 4.2), left=0.95, right=NAMES + 0.3, bottom=0.62)
    axes = panels[0, 0]
    axes.axhline(0.0, color=BASELINE.colour, linewidth=1.0)
    axes.axvline(0.0, color=BASELINE.colour, linewidth=1.0)
    names = [_policy(axes, comparison, policy) for policy in comparison.policies]
    axes.set_xlabel(say["plane_x"])
    axes.set_ylabel(say["plane_y"])
    axes.grid(color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", MINUS))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", MINUS))
    _limits(axes, np.array([_sums(comparison, policy) for policy in comparison.policies]))
    label_ends(axes, names, size=9.0, room=NAMES)
    return figure


def _policy(axes: Axes, comparison: Comparison, policy: int) -> EndLabel:
    """Draw one policy; returns its label for the right margin."""
    style = style_of(policy)
    cost, gained = _sums(comparison, policy)
    x, y = interval(cost), interval(gained)
    axes.scatter(cost, gained, s=9, marker=style.marker, color=style.colour, alpha=0.35, linewidths=0)
    axes.plot([x.low, x.high], [y.estimate] * 2, color=style.colour, linewidth=1.4)
    axes.plot([x.estimate] * 2, [y.low, y.high], color=style.colour, linewidth=1.4)
    axes.plot(x.estimate, y.estimate, marker=style.marker, markersize=8, color=style.colour, markeredgecolor="white")
    return EndLabel(y.estimate, comparison.labels[policy], style.ink, start=x.estimate)


def _limits(axes: Axes, sums: np.ndarray) -> None:
    """Room for the origin and every replicate, not for the arms of a cross; sums: policy, axis, replicate."""
    for along, set_limits in enumerate((axes.set_xlim, axes.set_ylim)):
        low, high = min(float(sums[:, along].min()), 0.0), max(float(sums[:, along].max()), 0.0)
        margin = 0.08 * (high - low) or 1.0
        set_limits(low - margin, high + margin)


def _sums(comparison: Comparison, policy: int) -> tuple[np.ndarray, np.ndarray]:
    """Extra public cost (bn yuan) and extra technologies over the policy years, one number per replicate."""
    cost, gained = (
        comparison.policy_years_total(outcome, policy) - comparison.policy_years_total(outcome, 0)
        for outcome in OUTCOMES_USED
    )
    return cost, gained


def _title(comparison: Comparison, say: dict[str, str]) -> str:
    best, unclear = None, None
    for policy in comparison.policies:
        cost, gained = _sums(comparison, policy)
        more = interval(gained)
        if not (is_clear(more) and more.estimate > 0.0):
            continue
        if interval(cost).high <= 0.0:
            return say["plane_free"].format(policy=comparison.labels[policy])
        ratio = fieller(cost, gained)
        if not (ratio.bounded and ratio.low > 0.0):
            unclear = policy
        elif best is None or ratio.estimate < best[1].estimate:
            best = policy, ratio
    if best is None and unclear is None:
        return say["plane_none"]
    if best is None:
        return say["plane_unclear"].format(policy=comparison.labels[unclear])
    policy, ratio = best
    numbers = {
        name: f"{M_IN_BN * value:,.{0 if ratio.estimate > 0.1 else 1}f}"
        for name, value in (("ratio", ratio.estimate), ("low", ratio.low), ("high", ratio.high))
    }
    return say["plane_best"].format(policy=comparison.labels[policy], **numbers)
