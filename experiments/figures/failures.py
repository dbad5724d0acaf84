"""Where a policy fails: cases over the two factors that restrict its box most, failures marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from ..designs import Factor
from ..discovery.boxes import Box, Restriction, within
from ..discovery.study import Discovery, Found
from .factors import axis_label, factor_label, factor_value
from .sheet import BASELINE, FAINT, INK, POLICIES, SMALL, Heading, name_panel, sheet
from .units import scale_of
from .wording import label

MOST_PANELS = 4
SIGNIFICANT = 0.05
PANEL = (3.7, 2.7)  # inches
FAILED, HELD = POLICIES[1], BASELINE


@dataclass(frozen=True)
class Side:
    """One axis of a panel: its text, the values of the cases, and the ends of the box (infinite: not restricted)."""

    text: str
    values: np.ndarray
    low: float = -math.inf
    high: float = math.inf


def shown(done: Discovery) -> list[tuple[Found, Box]]:
    """Settings with a box of failures, the one with most failures first."""
    boxed = [(found, found.peeling.box) for found in done.found if found.peeling and found.peeling.box.restrictions]
    return sorted(boxed, key=lambda one: -int(one[0].failed.sum()))[:MOST_PANELS]


def draw(done: Discovery, say: dict[str, str], source: str) -> Figure:
    """One panel for each setting that has a box of failures; raises ValueError where none has."""
    boxes = shown(done)
    if not boxes:
        raise ValueError("no setting has a box of failures")
    unit = say["failures_unit"].format(fail=done.failure.text, cases=len(done.cases.x))
    heading = Heading(_title(done, *boxes[0], say), unit, [say["failures_note"]], source)
    columns = min(len(boxes), 2)
    rows = -(-len(boxes) // columns)
    figure, axes = sheet(heading, rows, columns, PANEL, left=0.85, gap=(0.95, 1.15), top=0.5, bottom=0.95)
    panels = list(axes.flat)
    for unused in panels[len(boxes) :]:
        unused.remove()
    for panel, (found, box) in zip(panels, boxes, strict=False):
        _panel(panel, done, found, box, say)
    _legend(figure, say)
    return figure


def _panel(axes: Axes, done: Discovery, found: Found, box: Box, say: dict[str, str]) -> None:
    x, y = _sides(done, found, box, say)
    inside = _kept_by_others(done, box)
    for failed, style, marker in ((False, HELD, "o"), (True, FAILED, "^")):
        for kept, alpha in ((False, 0.25), (True, 0.9)):
            cases = (found.failed == failed) & (inside == kept)
            axes.plot(x.values[cases], y.values[cases], marker=marker, markersize=4.5, linestyle="", alpha=alpha,
                      color=style.colour if failed else "none", markeredgecolor=style.colour)  # fmt: skip
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    x_low, x_high, y_low, y_high = max(x.low, left), min(x.high, right), max(y.low, bottom), min(y.high, top)
    axes.add_patch(
        Rectangle((x_low, y_low), x_high - x_low, y_high - y_low, facecolor=POLICIES[0].colour, alpha=0.12, zorder=0)
    )
    frame = Rectangle((x_low, y_low), x_high - x_low, y_high - y_low, fill=False, linewidth=1.4)
    frame.set_edgecolor(POLICIES[0].colour)
    axes.add_patch(frame)
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_xlabel(x.text)
    axes.set_ylabel(y.text)
    axes.tick_params(length=3, width=0.7)
    axes.grid(color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    told = say["failures_box"].format(coverage=f"{100 * box.coverage:.0f}", density=f"{100 * box.density:.0f}")
    name_panel(axes, _name(done, found, say) or say["failures_all"], pad=18)
    axes.text(0.0, 1.025, told, transform=axes.transAxes, fontsize=SMALL, color=INK, va="bottom")


def _sides(done: Discovery, found: Found, box: Box, say: dict[str, str]) -> tuple[Side, Side]:
    """The two factors whose restrictions are the least likely by chance; where only one factor is restricted, also
    the one in which failures differ most from the rest, or, where nothing else is varied, the outcome.
    """
    ranked = _ranked(box)
    first = _side(done, ranked[0], say)
    if len(ranked) > 1:
        return first, _side(done, ranked[1], say)
    others = [place for place, factor in enumerate(done.cases.factors) if factor.column != ranked[0].factor]
    if not others:
        outcome = done.judged_by
        scale = scale_of(outcome, say)
        unit = f"{say['comma']}{scale.unit}" if scale.unit else ""
        return first, Side(f"{label(outcome, say)}{unit}", done.cases.levels[outcome][found.setting] * scale.factor)
    x = done.cases.x
    apart = [
        abs(x[found.failed, place].mean() - x[~found.failed, place].mean()) / (x[:, place].std() or 1.0)
        for place in others
    ]
    place = others[int(np.argmax(apart))]
    return first, Side(axis_label(done.cases.factors[place], say), x[:, place])


def _ranked(box: Box) -> list[Restriction]:
    return sorted(box.restrictions, key=lambda one: one.p_value)


def _side(done: Discovery, restriction: Restriction, say: dict[str, str]) -> Side:
    factor, place = _factor(done, restriction)
    return Side(axis_label(factor, say), done.cases.x[:, place], restriction.low, restriction.high)


def _factor(done: Discovery, restriction: Restriction) -> tuple[Factor, int]:
    place = [factor.column for factor in done.cases.factors].index(restriction.factor)
    return done.cases.factors[place], place


def _kept_by_others(done: Discovery, box: Box) -> np.ndarray:
    """Cases that the restrictions not shown on the axes do not keep out."""
    low, high = np.full(len(done.cases.factors), -np.inf), np.full(len(done.cases.factors), np.inf)
    for restriction in _ranked(box)[2:]:
        _, place = _factor(done, restriction)
        low[place], high[place] = restriction.low, restriction.high
    return within(done.cases.x, low, high)


def _legend(figure: Figure, say: dict[str, str]) -> None:
    figure.legend(
        handles=[
            Line2D([], [], marker="^", markersize=5, linestyle="", color=FAILED.colour, label=say["failures_failed"]),
            Line2D([], [], marker="o", markersize=5, linestyle="", markerfacecolor="none",
                   markeredgecolor=HELD.colour, label=say["failures_held"]),
            Patch(facecolor=POLICIES[0].colour, alpha=0.3, edgecolor=POLICIES[0].colour, label=say["failures_region"]),
        ],
        loc="lower left",
        bbox_to_anchor=(0.2 / figure.get_figwidth(), figure.subplotpars.bottom - 0.85 / figure.get_figheight()),
        ncols=3,
        frameon=False,
        handlelength=1.3,
        columnspacing=1.4,
    )  # fmt: skip


def _name(done: Discovery, found: Found, say: dict[str, str]) -> str:
    """The levers of a setting with their values; empty where a study varies none."""
    values = done.cases.settings[found.setting] if done.cases.levers else ()
    return say["comma"].join(
        f"{factor_label(lever, say)} {factor_value(value)}"
        for lever, value in zip(done.cases.levers, values, strict=True)
    )


def _title(done: Discovery, found: Found, box: Box, say: dict[str, str]) -> str:
    """How often the setting with most failures fails, and where most of them lie if that is more than chance."""
    setting = _name(done, found, say) or say["failures_all"]
    counts = {"setting": setting, "failures": int(found.failed.sum()), "cases": len(found.failed)}
    telling = [one for one in _ranked(box)[:2] if one.p_value < SIGNIFICANT]
    if not telling:
        return say["failures_unclear"].format(**counts)
    limits, more = [_limit(done, one, say) for one in telling], len(box.restrictions) - len(telling)
    return say["failures_title"].format(
        **counts, coverage=f"{100 * box.coverage:.0f}", limits=say["and"].join(limits),
        more=say["failures_more"].format(more=more) if more > 0 else "",
    )  # fmt: skip


def _limit(done: Discovery, one: Restriction, say: dict[str, str]) -> str:
    name = factor_label(_factor(done, one)[0], say)
    low, high = (factor_value(float(f"{end:.3g}")) for end in (one.low, one.high))
    if math.isinf(one.low):
        return say["failures_below"].format(factor=name, high=high)
    if math.isinf(one.high):
        return say["failures_above"].format(factor=name, low=low)
    return say["failures_between"].format(factor=name, low=low, high=high)
