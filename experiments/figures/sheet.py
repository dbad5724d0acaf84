"""The sheet every figure is drawn on: finding, unit and period, panels, what the marks mean, source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

FONT_FILE = Path(__file__).parents[1] / "fonts" / "NotoSansSC-subset.ttf"
INK, QUIET, FAINT = "#202020", "#5c5c5c", "#d9d9d9"
SETTINGS = {
    "font.family": ["Noto Sans SC", "DejaVu Sans"],
    "font.size": 9.0,
    "axes.unicode_minus": True,
    "axes.edgecolor": "#9a9a9a",
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "text.color": INK,
    "hatch.linewidth": 0.6,
}
TITLE, SUBTITLE, PANEL, SMALL = 14.0, 10.0, 10.5, 8.5


@dataclass(frozen=True)
class Style:
    """Look of one scenario: colour, dash pattern and marker, so that it survives grey printing.

    ``ink`` is the colour darkened until text in it is easy to read on white.
    """

    colour: str
    ink: str
    dash: tuple[float, tuple[float, ...]] | str
    marker: str


BASELINE = Style("#3d3d3d", "#3d3d3d", "-", "o")
# Okabe and Ito's palette, the darker colours first
POLICIES = (
    Style("#0072B2", "#00629a", "-", "s"),
    Style("#D55E00", "#b34f00", (0, (5, 1.5)), "^"),
    Style("#009E73", "#00795a", (0, (6, 1.5, 1.2, 1.5)), "D"),
    Style("#CC79A7", "#a3487b", (0, (2.2, 1.2)), "v"),
    Style("#E69F00", "#946600", (0, (8, 2)), "P"),
    Style("#56B4E9", "#1f77ac", (0, (1, 1)), "X"),
)


def style_of(scenario: int) -> Style:
    """Style of the scenario at this position; position 0 is the baseline."""
    return BASELINE if scenario == 0 else POLICIES[(scenario - 1) % len(POLICIES)]


@cache
def install_font() -> None:
    """Make the bundled font known to matplotlib."""
    font_manager.fontManager.addfont(FONT_FILE)


@dataclass(frozen=True)
class Heading:
    """The words around the panels."""

    title: str
    subtitle: str
    notes: Sequence[str]
    source: str


def sheet(
    heading: Heading,
    rows: int,
    columns: int,
    panel: tuple[float, float],
    *,
    left: float = 0.65,
    right: float = 0.35,
    gap: tuple[float, float] = (0.55, 0.75),
    minimum_width: float = 8.0,
    share_y: bool = False,
    top: float = 0.3,
    bottom: float = 0.35,
) -> tuple[Figure, np.ndarray]:
    """A figure with ``rows`` by ``columns`` panels of ``panel`` inches and its heading; all lengths in inches."""
    width = max(minimum_width, left + right + columns * panel[0] + (columns - 1) * gap[0])
    figure = Figure(figsize=(width, 1.0), facecolor="white")
    canvas = FigureCanvasAgg(figure)
    title = wrapped(canvas, heading.title, TITLE, width - 0.5)
    subtitle = wrapped(canvas, heading.subtitle, SUBTITLE, width - 0.5)
    notes = [line for note in heading.notes for line in wrapped(canvas, note, SMALL, width - 0.5)]
    head = 0.22 + 0.27 * len(title) + 0.2 * len(subtitle) + top
    foot = bottom + 0.16 * len(notes) + 0.36
    height = head + foot + rows * panel[1] + (rows - 1) * gap[1]
    figure.set_size_inches(width, height)
    panel_width = (width - left - right - (columns - 1) * gap[0]) / columns
    axes = figure.subplots(rows, columns, squeeze=False, sharex=False, sharey=share_y)
    figure.subplots_adjust(
        left=left / width,
        right=1 - right / width,
        top=1 - head / height,
        bottom=foot / height,
        wspace=gap[0] / panel_width,
        hspace=gap[1] / panel[1],
    )
    y = height - 0.2
    for line in title:
        figure.text(0.25 / width, y / height, line, fontsize=TITLE, va="top")
        y -= 0.27
    y -= 0.03
    for line in subtitle:
        figure.text(0.25 / width, y / height, line, fontsize=SUBTITLE, va="top", color=QUIET)
        y -= 0.2
    y = 0.3 + 0.16 * len(notes)
    for line in notes:
        figure.text(0.25 / width, y / height, line, fontsize=SMALL, va="top", color=QUIET)
        y -= 0.16
    figure.text(0.25 / width, 0.1 / height, heading.source, fontsize=7.5, va="bottom", color="#8a8a8a")
    return figure, axes


def wrapped(canvas: FigureCanvasAgg, text: str, size: float, width: float) -> list[str]:
    """Lines of ``text`` no wider than ``width`` inches; breaks at spaces, between Chinese characters otherwise."""
    renderer = canvas.get_renderer()
    properties = font_manager.FontProperties(family=SETTINGS["font.family"], size=size)

    def inches(line: str) -> float:
        return renderer.get_text_width_height_descent(line, properties, ismath=False)[0] / renderer.dpi

    if inches(text) <= width:
        return [text]
    space = inches("n n") - inches("nn")  # the renderer does not count a space at the end
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        needed = inches(piece.rstrip()) + space * piece.endswith(" ")
        if line and used + needed > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + piece, used + needed
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """Unbreakable pieces of ``text``: words with their space, single Chinese characters with their punctuation."""
    pieces: list[str] = []
    for character in text:
        chinese = ord(character) >= 0x2E80
        starts = not pieces or pieces[-1].endswith(" ") or (chinese and character not in "，。；、：）（％")
        if starts and character != " ":
            pieces.append(character)
        elif pieces:
            if ord(pieces[-1][-1]) >= 0x2E80 and not chinese and character != " ":
                pieces.append(character)
            else:
                pieces[-1] += character
    return pieces


def year_axis(axes: Axes, years: np.ndarray) -> None:
    """Whole years on the time axis, no wider than the data."""
    first, last = int(np.floor(years[0])), int(np.ceil(years[-1]))
    axes.set_xlim(first, last)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=2))
    axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
    axes.tick_params(length=3, width=0.7)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def name_panel(axes: Axes, text: str, colour: str = INK, beyond: float = 0.0, pad: float = 5.0) -> None:
    """The panel's own name ``pad`` points above it; it may reach ``beyond`` inches over the panel's end."""
    figure = axes.get_figure()
    room = axes.get_position().width * figure.get_figwidth() + beyond
    axes.set_title(shortened(text, room, PANEL), loc="left", fontsize=PANEL, color=colour, pad=pad)


def shortened(text: str, inches: float, size: float) -> str:
    """``text`` cut with an ellipsis where it would be wider than ``inches``."""
    for end in range(len(text)):
        if estimated_width(text[: end + 1], size) > inches:
            return text[: max(end - 1, 1)].rstrip() + "…"
    return text


def estimated_width(text: str, size: float) -> float:
    """Inches, without laying out: a Chinese character is one em wide, any other at most about half."""
    return sum(1.0 if ord(character) >= 0x2E80 else 0.55 for character in text) * size / 72


@dataclass(frozen=True)
class EndLabel:
    """A text for the value ``at`` of the vertical axis; from ``start`` on the other axis a thin line leads to it."""

    at: float
    text: str
    colour: str
    start: float | None = None


def label_ends(axes: Axes, labels: Sequence[EndLabel], size: float = SMALL, room: float | None = None) -> None:
    """Write labels to the right of the panel, moved apart where they would overlap and cut at ``room`` inches."""
    low, high = axes.get_ylim()
    kept = [label for label in labels if np.isfinite(label.at)]
    kept.sort(key=lambda label: (label.at - low) / (high - low))
    figure = axes.get_figure()
    step = size * 1.35 / 72 / (axes.get_position().height * figure.get_figheight())
    wanted = np.array([(label.at - low) / (high - low) for label in kept])
    for label, place in zip(kept, spread(wanted, step), strict=True):
        text = label.text if room is None else shortened(label.text, room, size)
        axes.text(1.03, place, text, transform=axes.transAxes, va="center", fontsize=size, color=label.colour)
        if label.start is not None:
            line = {"arrowstyle": "-", "color": label.colour, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (label.start, label.at), (1.02, place), textcoords="axes fraction", arrowprops=line)


def spread(wanted: np.ndarray, step: float) -> np.ndarray:
    """Places nearest to the sorted ``wanted`` that are at least ``step`` apart (isotonic regression by pooling)."""
    blocks: list[list[float]] = []  # mean of the shifted places, number of members
    for shifted in wanted - step * np.arange(wanted.size):
        blocks.append([float(shifted), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            place, members = blocks.pop()
            total = blocks[-1][1] + members
            blocks[-1] = [(blocks[-1][0] * blocks[-1][1] + place * members) / total, total]
    pooled = np.repeat([block[0] for block in blocks], [int(block[1]) for block in blocks])
    return pooled + step * np.arange(wanted.size)
