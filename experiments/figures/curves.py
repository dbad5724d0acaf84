"""Curves of one outcome over time: levels with bands, and paired differences with a zero line."""

from __future__ import annotations

import warnings

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.special import stdtrit

from .data import Comparison, bands
from .finding import headline, last_year_gap, period, source
from .sheet import BASELINE, QUIET, EndLabel, Heading, Style, label_ends, name_panel, sheet, style_of, year_axis
from .units import scale_of
from .wording import label

PATHS = 3
ROOM_FOR_LABELS = 0.95


def draw_levels(comparison: Comparison, say: dict[str, str], outcome: str) -> Figure:
    """One panel for each policy: its median and bands over those of the baseline."""
    scale = scale_of(outcome, say)
    heading = Heading(
        headline(comparison, outcome, say),
        f"{label(outcome, say)}{say['comma']}{period(comparison, scale.unit, say)}",
        [say["bands_note"].format(paths=min(PATHS, comparison.replicates)), say["start_note"]],
        source(comparison, say),
    )
    figure, panels = policy_panels(comparison, heading)
    scale = scale.to_show(last_defined(bands(comparison.series(outcome, 0))[2]))
    reference = bands(comparison.series(outcome, 0)) * scale.factor
    for policy, axes in zip(comparison.policies, panels, strict=True):
        style, sample = style_of(policy), comparison.series(outcome, policy) * scale.factor
        band = bands(sample)
        draw_band(axes, comparison.years, reference, BASELINE)
        draw_band(axes, comparison.years, band, style)
        axes.plot(comparison.years, sample[:PATHS].T, color=style.colour, linewidth=0.5, alpha=0.55)
        mark_start(axes, comparison)
        name_panel(axes, comparison.labels[policy], style.ink)
        year_axis(axes, comparison.years)
    for policy, axes in zip(comparison.policies, panels, strict=True):
        ends = last_defined(reference[2]), last_defined(bands(comparison.series(outcome, policy))[2] * scale.factor)
        label_ends(
            axes,
            [
                EndLabel(ends[0], f"{say['baseline']} {ends[0]:,.{scale.digits}f}", BASELINE.ink),
                EndLabel(ends[1], f"{ends[1]:,.{scale.digits}f}", style_of(policy).ink),
            ],
        )
    return figure


def draw_difference(comparison: Comparison, say: dict[str, str], outcome: str) -> Figure:
    """One panel for each policy: mean paired difference with its 95 % band and a zero line."""
    scale = scale_of(outcome, say)
    heading = Heading(
        headline(comparison, outcome, say),
        f"{say['difference_title'].format(outcome=label(outcome, say))}{say['comma']}"
        f"{period(comparison, scale.difference_unit, say)}",
        [say["difference_note"].format(paths=min(PATHS, comparison.replicates)), say["start_note"]],
        source(comparison, say),
    )
    figure, panels = policy_panels(comparison, heading)
    for policy, axes in zip(comparison.policies, panels, strict=True):
        style, sample = style_of(policy), comparison.difference(outcome, policy) * scale.factor
        middle, half = mean_and_half_width(sample)
        axes.fill_between(comparison.years, middle - half, middle + half, color=style.colour, alpha=0.25, linewidth=0)
        axes.plot(comparison.years, sample[:PATHS].T, color=style.colour, linewidth=0.5, alpha=0.5)
        axes.plot(comparison.years, middle, color=style.colour, linestyle=style.dash, linewidth=1.8)
        axes.axhline(0.0, color=BASELINE.colour, linewidth=1.1)
        mark_start(axes, comparison)
        name_panel(axes, comparison.labels[policy], style.ink)
        year_axis(axes, comparison.years)
    for policy, axes in zip(comparison.policies, panels, strict=True):
        gap = last_year_gap(comparison, outcome, policy)
        scale = scale_of(outcome, say).to_show(gap.estimate)
        bounds = f"\n({scale.signed(gap.low)}\n{say['to']} {scale.signed(gap.high)})"
        text = scale.signed(gap.estimate) + (bounds if gap.high > gap.low else "")
        end = last_defined(mean_and_half_width(comparison.difference(outcome, policy) * scale.factor)[0])
        label_ends(axes, [EndLabel(end, text, style_of(policy).ink)])
    return figure


def policy_panels(comparison: Comparison, heading: Heading) -> tuple[Figure, list[Axes]]:
    """A sheet with one panel for each policy, the panels on one scale."""
    count = len(comparison.policies)
    columns = 1 if count == 1 else 2 if count in (2, 4) else 3
    rows = -(-count // columns)
    figure, axes = sheet(
        heading,
        rows,
        columns,
        (4.1, 2.35),
        right=ROOM_FOR_LABELS + 0.1,
        gap=(ROOM_FOR_LABELS + 0.5, 0.75),
        share_y=True,
    )
    panels = list(axes.flat)
    for unused in panels[count:]:
        unused.remove()
    for panel in panels[:count]:
        panel.tick_params(labelleft=True)
    return figure, panels[:count]


def draw_band(axes: Axes, years: np.ndarray, band: np.ndarray, style: Style) -> None:
    """Median line, middle half and middle 90 % of a sample."""
    axes.fill_between(years, band[0], band[4], color=style.colour, alpha=0.13, linewidth=0)
    axes.fill_between(years, band[1], band[3], color=style.colour, alpha=0.27, linewidth=0)
    axes.plot(years, band[2], color=style.colour, linestyle=style.dash, linewidth=1.8)


def mark_start(axes: Axes, comparison: Comparison) -> None:
    """A dotted line where the first policy starts to differ."""
    start = comparison.years[comparison.first_policy_quarter] - 0.125
    axes.axvline(start, color=QUIET, linewidth=0.8, linestyle=(0, (1, 2)))


def mean_and_half_width(sample: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean over replicates and half the width of Student's 95 % interval, for each date."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        count = np.isfinite(sample).sum(axis=0)
        middle, spread = np.nanmean(sample, axis=0), np.nanstd(sample, axis=0, ddof=1)
    return middle, np.where(count > 1, stdtrit(np.maximum(count - 1, 1), 0.975), np.nan) * spread / np.sqrt(count)


def last_defined(series: np.ndarray) -> float:
    """Last value that is not NaN."""
    kept = series[np.isfinite(series)]
    return float(kept[-1]) if kept.size else float("nan")
