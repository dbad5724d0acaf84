"""Figure 9: how far each factor alone moves an outcome, the strongest on top."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..designs import Factor
from ..designs.response import Response
from ..statistics import Interval
from .factors import factor_label, factor_value
from .finding import is_clear
from .response import source
from .sheet import BASELINE, FAINT, INK, POLICIES, Heading, sheet
from .units import Scale, scale_of
from .wording import in_sentence, label

NAMES, ROW = 2.6, 0.42  # inches for names beside the panel; inches a factor
MOST_FACTORS = 15


@dataclass(frozen=True)
class Bar:
    """One factor with the settings it was moved to and the change at each, from its lowest value to its highest."""

    factor: Factor
    values: tuple[float, ...]
    changes: tuple[Interval, ...]

    @property
    def reach(self) -> float:
        """Largest change in size."""
        return max(abs(change.estimate) for change in self.changes)


def bars_of(response: Response, outcome: str) -> list[Bar]:
    """A bar for each factor that was moved, the longest first."""
    base = response.settings[response.base]
    bars = []
    for place, factor in enumerate(response.factors):
        moved = [setting for setting, row in enumerate(response.settings) if row[place] != base[place]]
        moved.sort(key=lambda setting: response.settings[setting, place])
        if moved:
            changes = tuple(response.change(outcome, setting) for setting in moved)
            bars.append(Bar(factor, tuple(float(response.settings[setting, place]) for setting in moved), changes))
    return sorted(bars, key=lambda bar: -bar.reach)[:MOST_FACTORS]


def draw(response: Response, say: dict[str, str], outcome: str) -> Figure:
    """One bar a factor: its change at the lowest and at the highest value."""
    bars = bars_of(response, outcome)
    scale = scale_of(outcome, say).to_show(bars[0].reach if bars else 0.0)
    unit = say["tornado_unit"].format(
        outcome=in_sentence(label(outcome, say)), unit=scale.difference_unit or say["index"],
        first=response.period[0], last=response.period[1],
    )  # fmt: skip
    heading = Heading(_title(bars, outcome, scale, say), unit, [say["tornado_note"]], source(response, say))
    figure, panels = sheet(heading, 1, 1, (5.0, max(1.0, ROW * len(bars))), left=NAMES, right=0.5, bottom=0.45)
    axes = panels[0, 0]
    for row, bar in enumerate(bars):
        _draw_bar(axes, row, bar, scale)
    axes.axvline(0.0, color=BASELINE.colour, linewidth=1.0)
    axes.set_yticks(range(len(bars)), [factor_label(bar.factor, say) for bar in bars], color=INK)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    low, high = axes.get_xlim()
    margin = 0.12 * (high - low)
    axes.set_xlim(low - margin, high + margin)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure


def _draw_bar(axes: Axes, row: int, bar: Bar, scale: Scale) -> None:
    """Changes at the lowest and the highest value, each with its interval and the value beside it."""
    ends = sorted({0, len(bar.values) - 1})
    base_side = 0.16 if len(ends) > 1 else 0.0
    for end in ends:
        change, style = bar.changes[end], POLICIES[1 if end == 0 and len(ends) > 1 else 0]
        y = row + (base_side if end else -base_side)
        size, clear = change.estimate * scale.factor, is_clear(change)
        axes.barh(y, size, height=0.28, color=style.colour if clear else "white", edgecolor=style.colour, linewidth=1.0)
        axes.plot([change.low * scale.factor, change.high * scale.factor], [y, y], color=INK, linewidth=0.9)
        tip = max(size, change.high * scale.factor) if size >= 0 else min(size, change.low * scale.factor)
        axes.annotate(factor_value(bar.values[end]), (tip, y), xytext=(3 if size >= 0 else -3, 0),
                      textcoords="offset points", ha="left" if size >= 0 else "right", va="center", fontsize=7.0,
                      color=style.ink)  # fmt: skip


def _title(bars: list[Bar], outcome: str, scale: Scale, say: dict[str, str]) -> str:
    name = in_sentence(label(outcome, say))
    clear = [bar for bar in bars if any(is_clear(change) for change in bar.changes)]
    if not clear:
        return say["tornado_none"].format(outcome=name)
    values = [*zip(clear[0].values, clear[0].changes, strict=True)]
    low, high = values[0], values[-1]
    if len(values) == 1:
        size, start = low[1].estimate, None
    else:
        size, start = high[1].estimate - low[1].estimate, low[0]
    shown = say["by"].format(number=scale.signed(size), unit=scale.difference_unit).strip()
    return say["tornado_title"].format(
        factor=factor_label(clear[0].factor, say), outcome=name, size=shown,
        low=say["base_word"] if start is None else factor_value(start), high=factor_value(high[0]),
    )  # fmt: skip
