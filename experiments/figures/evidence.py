"""Baseline against evidence: how far each main figure of the simulation is from its target."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ..calibration import TOLERANCE
from ..wording import term
from .data import Comparison, MainTarget
from .finding import source
from .sheet import BASELINE, FAINT, INK, QUIET, SMALL, Heading, estimated_width, sheet
from .units import Scale
from .wording import in_sentence

ROW = 0.19  # inches
PERIODS = 0.75  # inches for the periods left of the panel
WIDTH = 4.4  # inches of the panel
COLUMNS = (0.75, 1.5, 1.7)  # inches right of the panel: right edges of target and simulated, left edge of the row id
WHOLE = Scale(100.0, 0, "", "")


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """A row for each main target, with a mark at the relative distance of the simulated value."""
    targets = comparison.targets
    percent = f"{100 * TOLERANCE:.0f}"
    notes = [say["evidence_note"].format(tolerance=percent), say["evidence_fit_note"]]
    if any(target.is_range for target in targets):
        notes.insert(1, say["evidence_range_note"])
    heading = Heading(_title(targets, percent, say), _subtitle(targets, say), notes, source(comparison, say))
    left = 0.35 + PERIODS + max(estimated_width(target.quantity, SMALL) for target in targets)
    size = (WIDTH, max(len(targets) * ROW, 4 * ROW))
    figure, panels = sheet(heading, 1, 1, size, left=left, right=COLUMNS[-1] + 0.6, top=0.42)
    axes = panels[0, 0]
    axes.set_ylim(len(targets) - 0.5, -0.5)
    _marks(axes, targets)
    _names(axes, targets, left)
    _values(axes, targets, percent, say)
    return figure


def _marks(axes: Axes, targets: tuple[MainTarget, ...]) -> None:
    distances = 100.0 * np.array([target.distance for target in targets])
    within = np.array([target.within for target in targets])
    rows = np.arange(len(targets))
    axes.axvspan(-100 * TOLERANCE, 100 * TOLERANCE, color="#e9eef2", linewidth=0, zorder=0)
    axes.axvline(0.0, color=BASELINE.colour, linewidth=1.0)
    axes.hlines(rows, 0.0, distances, color="#a8a8a8", linewidth=0.9)
    for chosen, fill in ((within, BASELINE.colour), (~within, "white")):
        axes.plot(
            distances[chosen], rows[chosen], BASELINE.marker, markersize=5, color=fill, markeredgecolor=BASELINE.colour
        )
    axes.xaxis.set_major_formatter(lambda value, _: WHOLE.signed(value / 100))
    axes.tick_params(axis="x", length=3, width=0.7)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.margins(x=0.06)


def _names(axes: Axes, targets: tuple[MainTarget, ...], left: float) -> None:
    """Periods beside the panel; a quantity once, in the first of its rows, under a line."""
    axes.set_yticks([])  # plain texts below: ticks would add marks and grid lines that are not shown
    beyond, across = axes.get_figure().get_figwidth() * np.array([axes.get_position().x0, axes.get_position().width])
    start = (0.25 - beyond) / across
    lines = []
    for row, target in enumerate(targets):
        _write(axes, -0.05 / across, row, _period(target), QUIET, "right")
        above = targets[row - 1] if row else None
        if above is None or above.quantity != target.quantity:
            _write(axes, start, row, target.quantity, INK, "left")
        if above is not None and above.outcome != target.outcome:
            lines.append([(start, row - 0.5), (1.0, row - 0.5)])
    look = {"color": "#e6e6e6", "linewidth": 0.7, "clip_on": False, "zorder": 0.5}
    axes.add_collection(LineCollection(lines, transform=axes.get_yaxis_transform(), **look), autolim=False)


def _values(axes: Axes, targets: tuple[MainTarget, ...], percent: str, say: dict[str, str]) -> None:
    """Target, simulated value and, where it changes, row of the evidence table, right of the panel."""
    across = axes.get_figure().get_figwidth() * axes.get_position().width
    places = [1.0 + inches / across for inches in COLUMNS]
    heads = [say["evidence_target"], say["evidence_simulated"], say["evidence_row"]]
    lines = [[f"{_shown(target)} {term(target.unit, say['lang'])}", _simulated(target)] for target in targets]
    for row, target in enumerate(targets):
        if row == 0 or targets[row - 1].row != target.row:
            lines[row].append(target.row)
    for row, cells in enumerate([heads, *lines], start=-1):
        looks = ((QUIET, "right"), (INK, "right"), (QUIET, "left"))
        for place, cell, (colour, side) in zip(places, cells, looks, strict=False):
            _write(axes, place, row, cell, colour, side)
    axes.text(0.0, -1.0, f"±{percent} %", fontsize=SMALL, va="center", ha="center", color=QUIET)


def _write(axes: Axes, place: float, row: float, text: str, colour: str, side: str) -> None:
    """Text in line with ``row``, at ``place`` as a fraction of the panel's width."""
    across = axes.get_yaxis_transform()
    axes.text(place, row, text, transform=across, fontsize=SMALL, va="center", ha=side, color=colour)


def _period(target: MainTarget) -> str:
    """A whole year as such, a single quarter as it is, anything else from year to year."""
    first, last = target.period
    if first == last:
        return first
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def _shown(target: MainTarget) -> str:
    return target.target.replace("-", "–") if target.is_range else target.target


def _simulated(target: MainTarget) -> str:
    """With as many digits after the point as the target, one at least."""
    _, _, decimals = target.target.partition("-")[0].partition(".")
    return Scale(1.0, max(1, len(decimals)), "", "").number(target.simulated)


def _title(targets: tuple[MainTarget, ...], percent: str, say: dict[str, str]) -> str:
    within = sum(target.within for target in targets)
    title = say["evidence_title"].format(within=within, n=len(targets), tolerance=percent)
    outside = [target for target in targets if not target.within and np.isfinite(target.distance)]
    if outside:
        worst = max(outside, key=lambda target: abs(target.distance))
        title += say["evidence_farthest"].format(
            quantity=in_sentence(worst.quantity), size=WHOLE.signed(worst.distance)
        )
    return title


def _subtitle(targets: tuple[MainTarget, ...], say: dict[str, str]) -> str:
    return say["evidence_unit"].format(
        first=min(target.period[0] for target in targets)[:4], last=max(target.period[1] for target in targets)[:4]
    )
