"""Profit margin over time, and by size class in the last year."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.classifications import SIZES

from .curves import last_defined, mark_start
from .data import BANDS, Comparison, bands
from .finding import headline, period, source
from .sheet import INK, EndLabel, Heading, label_ends, name_panel, sheet, style_of, year_axis
from .units import scale_of
from .wording import item_label, label

NAMES = 2.1  # inches for the names of the scenarios beside the curves
OUTCOMES_USED = ("margin", *(f"margin_{size.id}" for size in SIZES))


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """Curves of all scenarios on the left, size classes on the right."""
    scale = scale_of("margin", say)
    heading = Heading(
        headline(comparison, "margin", say),
        f"{label('margin', say)}{say['comma']}{period(comparison, scale.unit, say)}",
        [say["margin_note"], say["start_note"]],
        source(comparison, say),
    )
    figure, panels = sheet(heading, 1, 2, (4.3, 3.6), right=0.35, gap=(NAMES + 0.75, 0.0))
    curves, sizes = panels[0]
    ends = []
    for scenario, name in enumerate(comparison.labels):
        style = style_of(scenario)
        band = bands(comparison.series("margin", scenario)) * scale.factor
        if scenario == 0:
            curves.fill_between(comparison.years, band[0], band[4], color=style.colour, alpha=0.1, linewidth=0)
            curves.fill_between(comparison.years, band[1], band[3], color=style.colour, alpha=0.18, linewidth=0)
        curves.plot(comparison.years, band[2], color=style.colour, linestyle=style.dash, linewidth=1.7)
        end = last_defined(band[2])
        text = f"{end:.{scale.digits}f} {name}"
        ends.append(EndLabel(end, text, style.ink, start=comparison.years[-1]))
    mark_start(curves, comparison)
    year_axis(curves, comparison.years)
    label_ends(curves, ends, room=NAMES)
    _by_size(sizes, comparison, scale.factor)
    sizes.set_yticks(range(len(SIZES)), [item_label(size, say) for size in SIZES], color=INK)
    sizes.invert_yaxis()
    name_panel(sizes, say["margin_sizes"].format(year=comparison.dates[-1][:4]))
    return figure


def _by_size(axes: Axes, comparison: Comparison, factor: float) -> None:
    """A row for each size class, within it a mark with two bars for each scenario."""
    count = len(comparison.scenarios)
    for row, size in enumerate(SIZES):
        for scenario in range(count):
            sample = comparison.last_year(f"margin_{size.id}", scenario) * factor
            if not np.isfinite(sample).any():
                continue
            low, lower, middle, upper, high = np.nanquantile(sample, BANDS)
            style, y = style_of(scenario), row + 0.72 * ((scenario + 0.5) / count - 0.5)
            axes.plot([low, high], [y, y], color=style.colour, linewidth=0.9)
            axes.plot([lower, upper], [y, y], color=style.colour, linewidth=3.2, alpha=0.55, solid_capstyle="butt")
            axes.plot(middle, y, marker=style.marker, markersize=4.5, color=style.colour)
        if row:
            axes.axhline(row - 0.5, color="#e6e6e6", linewidth=0.7)
    axes.set_ylim(-0.5, len(SIZES) - 0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.6)
    axes.set_axisbelow(True)
