"""The funnel: how many technologies enter each stage, and what those die of that do not pass it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from model.classifications import CAUSES_OF_DEATH, STAGES

from ..statistics import interval
from .data import Comparison
from .finding import is_clear, period, source
from .sheet import FAINT, INK, QUIET, Heading, name_panel, sheet
from .units import MINUS
from .wording import in_sentence, item_label

CAUSE_COLOURS = ("#0072B2", "#56B4E9", "#E69F00", "#999933", "#D55E00", "#CC79A7", "#202020")
CAUSE_HATCHES = ("", "////", "", "....", "", "\\\\\\\\", "")
OUTCOMES_USED = (
    *(f"entered_{stage.id}" for stage in STAGES),
    *(f"died_{stage.id}_{cause.id}" for stage in STAGES for cause in CAUSES_OF_DEATH),
)


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """One panel for each scenario, stages from top to bottom."""
    first = comparison.first_policy_quarter
    years = (len(comparison.dates) - first) / 4
    scenarios = range(len(comparison.scenarios))
    entered = np.array(
        [[comparison.policy_years_total(f"entered_{stage.id}", s) for stage in STAGES] for s in scenarios]
    )
    died = np.array([[_deaths(comparison, stage.id, s) for stage in STAGES] for s in scenarios])
    entered, died = entered / years, died / years  # died: scenario, stage, cause, replicate
    heading = Heading(
        _title(comparison, died.sum(axis=1), say),
        period(comparison, say["funnel_unit"], say, first),
        [say["funnel_note"]],
        source(comparison, say),
    )
    count = len(comparison.scenarios)
    figure, panels = sheet(
        heading, 1, count, (2.0, 3.3), left=1.85, right=0.55, gap=(0.55, 0.0), share_y=True, bottom=0.62
    )
    widest = 1.02 * max(float(entered.mean(axis=2).max()), float(died.mean(axis=3).sum(axis=2).max()), 1e-9)
    for scenario, axes in zip(scenarios, panels[0], strict=True):
        _bars(axes, entered[scenario], died[scenario].mean(axis=2), entered[0] if scenario else None)
        axes.set_xlim(0.0, widest)
        name_panel(axes, comparison.labels[scenario])
    panels[0, 0].set_yticks(range(len(STAGES)), [item_label(stage, say) for stage in STAGES], color=INK)
    panels[0, 0].invert_yaxis()
    figure.legend(
        handles=[
            Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=item_label(cause, say))
            for cause, colour, hatch in zip(CAUSES_OF_DEATH, CAUSE_COLOURS, CAUSE_HATCHES, strict=True)
        ],
        loc="lower left",
        bbox_to_anchor=(0.2 / figure.get_figwidth(), figure.subplotpars.bottom - 0.56 / figure.get_figheight()),
        ncols=len(CAUSES_OF_DEATH),
        frameon=False,
        handlelength=1.3,
        columnspacing=1.4,
    )
    return figure


def _bars(axes: Axes, entered: np.ndarray, died: np.ndarray, reference: np.ndarray | None) -> None:
    """Entries as wide grey bars, deaths as narrow stacked bars over them."""
    rows, heights = np.arange(len(STAGES)), entered.mean(axis=1)
    axes.barh(rows, heights, height=0.78, color=FAINT)
    begin = np.zeros(len(STAGES))
    for cause, (colour, hatch) in enumerate(zip(CAUSE_COLOURS, CAUSE_HATCHES, strict=True)):
        look = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.3}
        axes.barh(rows, died[:, cause], left=begin, height=0.36, **look)
        begin += died[:, cause]
    for row in rows:
        text = f"{heights[row]:,.0f}"
        if reference is not None and heights[row] > 0 and is_clear(interval(entered[row] - reference[row])):
            change = 100.0 * (heights[row] / reference[row].mean() - 1.0)
            text += f"\n{'+' if change > 0 else MINUS}{abs(change):.0f}%" if abs(change) >= 0.5 else ""
        edge = max(heights[row], begin[row])
        axes.annotate(text, (edge, row), (3, 0), textcoords="offset points", va="center", fontsize=7.5, color=QUIET)
    axes.tick_params(length=0)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _title(comparison: Comparison, died: np.ndarray, say: dict[str, str]) -> str:
    """Commonest cause in the baseline and the policy that changes its share most; died: scenario, cause, replicate."""
    total = died.sum(axis=1)
    if total.sum() == 0.0:
        return say["funnel_none"]
    share = died / np.where(total > 0.0, total, np.nan)[:, None, :]
    commonest = int(np.argmax(died[0].mean(axis=1)))
    gaps = {policy: interval(share[policy, commonest] - share[0, commonest]) for policy in comparison.policies}
    clear = [policy for policy in gaps if is_clear(gaps[policy])]
    said = {
        "cause": in_sentence(item_label(CAUSES_OF_DEATH[commonest], say)),
        "share": f"{100 * np.nanmean(share[0, commonest]):.0f}%",
    }
    if not clear:
        return say["funnel_unclear"].format(**said)
    strongest = max(clear, key=lambda policy: abs(gaps[policy].estimate))
    points = 100.0 * gaps[strongest].estimate
    size = say["by"].format(number=f"{'+' if points > 0 else MINUS}{abs(points):.1f}", unit=say["points"])
    return say["funnel_clear"].format(**said, policy=in_sentence(comparison.labels[strongest]), size=size)


def _deaths(comparison: Comparison, stage: str, scenario: int) -> list[np.ndarray]:
    return [comparison.policy_years_total(f"died_{stage}_{cause.id}", scenario) for cause in CAUSES_OF_DEATH]
