"""Who gains: the difference each policy makes to origins of results and to size classes of firms."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.classifications import ORIGINS, SIZES, Item

from ..statistics import Interval
from .data import Comparison
from .finding import is_clear, last_year_gap, source
from .sheet import BASELINE, FAINT, INK, EndLabel, Heading, label_ends, name_panel, sheet, style_of
from .units import scale_of
from .wording import in_sentence, item_label, label

GROUPS: tuple[tuple[str, str, tuple[Item, ...]], ...] = (  # phrase, outcome without its group, groups
    ("gains_conversion", "conversion_rate", ORIGINS),
    ("gains_patents", "patent_use", SIZES),
    ("gains_margin", "margin", SIZES),
)
NAMES = 2.0  # inches for the names beside the last panel
OUTCOMES_USED = tuple(f"{measure}_{item.id}" for _, measure, items in GROUPS for item in items)


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """One panel for each measure, a row for each group, a mark for each policy."""
    gaps = {
        (outcome, policy): last_year_gap(comparison, outcome, policy)
        for outcome in OUTCOMES_USED
        for policy in comparison.policies
    }
    year = comparison.dates[-1][:4]
    heading = Heading(
        _title(comparison, gaps, say), say["gains_unit"].format(year=year), [say["gains_note"]], source(comparison, say)
    )
    figure, panels = sheet(heading, 1, len(GROUPS), (2.7, 3.5), left=1.4, right=NAMES + 0.2, gap=(1.0, 0.0))
    for (phrase, measure, items), axes in zip(GROUPS, panels[0], strict=True):
        factor = scale_of(measure, say).factor
        axes.axvline(0.0, color=BASELINE.colour, linewidth=1.0)
        for row, item in enumerate(items):
            for policy in comparison.policies:
                _mark(axes, gaps[f"{measure}_{item.id}", policy], factor, row, policy, len(comparison.policies))
            if row:
                axes.axhline(row - 0.5, color="#e6e6e6", linewidth=0.7)
        axes.set_yticks(range(len(items)), [item_label(item, say) for item in items], color=INK)
        axes.set_ylim(len(items) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x", color=FAINT, linewidth=0.6)
        axes.set_axisbelow(True)
        name_panel(axes, say[phrase])
    last = len(GROUPS[-1][2]) - 1
    label_ends(
        panels[0, -1],
        [
            EndLabel(
                last + _offset(policy, len(comparison.policies)),
                comparison.labels[policy],
                style_of(policy).ink,
                start=gaps[f"margin_{SIZES[-1].id}", policy].estimate * scale_of("margin", say).factor,
            )
            for policy in comparison.policies
        ],
        room=NAMES,
    )
    return figure


def _offset(policy: int, count: int) -> float:
    """Place of a policy's mark within the row of a group."""
    return 0.7 * ((policy - 0.5) / count - 0.5)


def _mark(axes: Axes, gap: Interval, factor: float, row: int, policy: int, count: int) -> None:
    style, y = style_of(policy), row + _offset(policy, count)
    axes.plot([gap.low * factor, gap.high * factor], [y, y], color=style.colour, linewidth=1.3)
    fill = style.colour if is_clear(gap) else "white"
    axes.plot(
        gap.estimate * factor,
        y,
        marker=style.marker,
        markersize=5,
        color=fill,
        markeredgecolor=style.colour,
        linestyle="",
    )


def _title(comparison: Comparison, gaps: dict[tuple[str, int], Interval], say: dict[str, str]) -> str:
    clear = {key: gap for key, gap in gaps.items() if is_clear(gap)}
    if not clear:
        return say["gains_none"]
    outcome, policy = max(clear, key=lambda key: abs(clear[key].estimate))
    scale = scale_of(outcome, say).to_show(clear[outcome, policy].estimate)
    size = say["by"].format(number=scale.signed(clear[outcome, policy].estimate), unit=scale.difference_unit)
    return say["gains_title"].format(
        group=in_sentence(label(outcome, say)), policy=in_sentence(comparison.labels[policy]), size=size
    )
