"""What the policies cost the public purse beyond the baseline, by instrument: each year and added up."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from model.indicators import cost_outcomes
from model.levers import INSTRUMENTS, LEVERS

from ..statistics import interval
from .data import Comparison
from .finding import is_clear, period, source
from .sheet import FAINT, INK, Heading, name_panel, sheet, year_axis
from .units import scale_of
from .wording import in_sentence

PARTS = {"cash": 1.0, "forgone": 1.0, "recovered": -1.0}
COST_OF = {
    name: {outcome: PARTS[part] for part, outcome in cost_outcomes(name).items() if part in PARTS}
    for name in INSTRUMENTS
}
"""The outcomes that make an instrument's public cost, with their sign; revenue it raises is drawn apart."""
OUTCOMES_USED = ("public_cost", "public_revenue", *(outcome for parts in COST_OF.values() for outcome in parts))
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442")
HATCHES = ("", "////", "", "....", "\\\\\\\\", "", "xxxx")
OTHERS = "#999999"
WORTH_SHOWING = 0.01  # of the largest yearly amount; smaller instruments are drawn together


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """Upper row: extra cost each year; lower row: the same added up. One column for each policy."""
    first = comparison.first_policy_quarter
    year_of = np.array([int(date[:4]) for date in comparison.dates])[first:]
    years = np.unique(year_of)
    extra = np.array([_yearly_extra(comparison, policy, year_of, years) for policy in comparison.policies])
    shown = _worth_showing(extra)
    legend = [_instrument_label(name, say) for name, keep in zip(INSTRUMENTS, shown, strict=True) if keep]
    others = extra[:, ~shown].sum(axis=1, keepdims=True)
    stacks = np.concatenate([extra[:, shown], others], axis=1) if (~shown).any() else extra
    if (~shown).any():
        legend.append(say["other"])
    looks = [_look(n) for n in range(int(shown.sum()))] + [_look(len(COLOURS))]
    heading = Heading(
        _title(comparison, say),
        period(comparison, say["cost_unit"], say, first),
        [say["cost_note"]],
        source(comparison, say),
    )
    count = len(comparison.policies)
    figure, panels = sheet(
        heading, 2, count, (2.65, 1.9), left=0.75, right=0.3, gap=(0.35, 0.6), share_y="row", bottom=0.95
    )
    for column, policy in enumerate(comparison.policies):
        _stacked_bars(panels[0, column], years, stacks[column], looks)
        _stacked_areas(panels[1, column], years, stacks[column], looks)
        name_panel(panels[0, column], comparison.labels[policy])
        total = interval(_total(comparison, policy))
        scale = scale_of("public_cost", say)
        said = {key: scale.number(getattr(total, key)) for key in ("low", "high")}
        text = say["cost_total"].format(value=scale.number(total.estimate), **said)
        raised = _revenue(comparison, policy)
        if raised.any():
            text += "\n" + say["cost_raised"].format(value=scale.number(float(raised.mean())))
        panels[1, column].set_title(text, loc="left", fontsize=8.5, color=INK, pad=4)
    panels[0, 0].set_ylabel(say["cost_yearly"], color=INK)
    panels[1, 0].set_ylabel(say["cost_cumulative"], color=INK)
    _legend(figure, [Patch(label=name, **looks[n]) for n, name in enumerate(legend)])
    return figure


def _legend(figure: Figure, handles: list[Patch]) -> None:
    """Instruments in one row below the panels, in two where one would leave the sheet."""
    for columns in (len(handles), math.ceil(len(handles) / 2)):
        legend = figure.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0.2 / figure.get_figwidth(), figure.subplotpars.bottom - 0.68 / figure.get_figheight()),
            ncols=columns,
            frameon=False,
            handlelength=1.3,
            columnspacing=1.3,
        )
        if legend.get_window_extent().x1 <= figure.bbox.x1:
            return
        if columns == len(handles):
            legend.remove()


def _yearly_extra(comparison: Comparison, policy: int, year_of: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Mean over replicates of each instrument's cost beyond the baseline: (instrument, year)."""
    quarterly = np.array(
        [
            sum(
                (
                    sign * np.nan_to_num(comparison.difference(outcome, policy)).mean(axis=0)
                    for outcome, sign in parts.items()
                ),
                np.zeros(len(comparison.dates)),
            )
            for parts in COST_OF.values()
        ]
    )[:, comparison.first_policy_quarter :]
    return np.array([quarterly[:, year_of == year].sum(axis=1) for year in years]).T


def _worth_showing(extra: np.ndarray) -> np.ndarray:
    """The instruments that move most, as many as there are colours: (instrument,), true or false."""
    largest = np.abs(extra).max(axis=(0, 2))
    least = np.sort(largest)[-len(COLOURS)]
    return (largest > WORTH_SHOWING * max(float(largest.max()), 1e-12)) & (largest >= least)


def _look(n: int) -> dict[str, str]:
    """Colour and hatch of the n-th stack; what comes after the instruments shown is the others together."""
    colour, hatch = (COLOURS[n], HATCHES[n]) if n < len(COLOURS) else (OTHERS, "")
    return {"facecolor": colour, "hatch": hatch, "edgecolor": "white"}


def _stacked_bars(axes: Axes, years: np.ndarray, amounts: np.ndarray, looks: list[dict[str, str]]) -> None:
    """Costs stacked upwards, savings downwards, their sum as a black line."""
    above, below = np.zeros(years.size), np.zeros(years.size)
    for n, row in enumerate(amounts):
        base = np.where(row >= 0.0, above, below)
        axes.bar(
            years + 0.5,
            row,
            bottom=base,
            width=0.8,
            linewidth=0.2,
            **looks[n],
        )
        above, below = above + np.maximum(row, 0.0), below + np.minimum(row, 0.0)
    axes.plot(years + 0.5, amounts.sum(axis=0), color=INK, linewidth=1.1, marker=".", markersize=3.5)
    _finish(axes, years)


def _stacked_areas(axes: Axes, years: np.ndarray, amounts: np.ndarray, looks: list[dict[str, str]]) -> None:
    """The same added up over the years, from zero at the start of the first."""
    edges = np.append(years, years[-1] + 1)
    added = np.concatenate([np.zeros((len(amounts), 1)), amounts.cumsum(axis=1)], axis=1)
    above, below = np.zeros(edges.size), np.zeros(edges.size)
    for n, row in enumerate(added):
        look = looks[n]
        upper, lower = above + np.maximum(row, 0.0), below + np.minimum(row, 0.0)
        axes.fill_between(edges, above, upper, linewidth=0.0, **look)
        axes.fill_between(edges, below, lower, linewidth=0.0, **look)
        above, below = upper, lower
    axes.plot(edges, added.sum(axis=0), color=INK, linewidth=1.1)
    _finish(axes, years)


def _finish(axes: Axes, years: np.ndarray) -> None:
    axes.axhline(0.0, color="#9a9a9a", linewidth=0.7)
    year_axis(axes, np.array([years[0], years[-1] + 0.9]))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=2))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)


def _revenue(comparison: Comparison, policy: int) -> np.ndarray:
    """Charges and fines that the policy raises beyond the baseline over the policy years, by replicate."""
    totals = (comparison.policy_years_total("public_revenue", scenario) for scenario in (policy, 0))
    return np.subtract(*totals)


def _total(comparison: Comparison, policy: int) -> np.ndarray:
    return comparison.policy_years_total("public_cost", policy) - comparison.policy_years_total("public_cost", 0)


def _title(comparison: Comparison, say: dict[str, str]) -> str:
    totals = {policy: interval(_total(comparison, policy)) for policy in comparison.policies}
    if not any(is_clear(total) for total in totals.values()):
        return say["cost_unclear"]
    cheapest = min(totals, key=lambda policy: totals[policy].estimate)
    dearest = max(totals, key=lambda policy: totals[policy].estimate)
    scale = scale_of("public_cost", say)
    return say["cost_title_one" if cheapest == dearest else "cost_title"].format(
        first=comparison.dates[comparison.first_policy_quarter][:4],
        last=comparison.dates[-1][:4],
        low=scale.number(totals[cheapest].estimate),
        high=scale.number(totals[dearest].estimate),
        cheapest=in_sentence(comparison.labels[cheapest]),
        dearest=comparison.labels[dearest] if cheapest == dearest else in_sentence(comparison.labels[dearest]),
    )


def _instrument_label(instrument: str, say: dict[str, str]) -> str:
    """Label of the first lever booked under the instrument, without the part that names the lever."""
    lever = next(lever for lever in LEVERS.values() if lever.cost == instrument)
    return lever.label[say["lang"]].split(":")[0].split("：")[0]
