"""The funnel: of the technologies that come to a stage, how many go on, and what the others die of."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from model.classifications import CAUSES_OF_DEATH, DEATHS, STAGES

from ..statistics import interval
from .data import Comparison
from .finding import is_clear, period, source
from .sheet import INK, QUIET, Heading, name_panel, sheet
from .units import MINUS
from .wording import in_sentence, item_label

CAUSE_COLOURS = ("#0072B2", "#56B4E9", "#E69F00", "#999933", "#D55E00", "#CC79A7", "#202020")
CAUSE_HATCHES = ("", "////", "", "....", "", "\\\\\\\\", "")
WENT_ON = "#c9c9c9"
PASSED = (
    *(f"entered_{stage.id}" for stage in STAGES[1:]),
    "technologies_industrialised",
)  # what passing a stage leads to
OUTCOMES_USED = (
    *PASSED,
    *(f"died_{STAGES[stage].id}_{CAUSES_OF_DEATH[cause].id}" for stage, cause in DEATHS),
)


def draw(comparison: Comparison, say: dict[str, str]) -> Figure:
    """One panel for each scenario, stages from top to bottom."""
    first = comparison.first_policy_quarter
    years = (len(comparison.dates) - first) / 4
    scenarios = range(len(comparison.scenarios))
    scenarios = range(len(comparison.scenarios))
    passed = np.array([[comparison.policy_years_total(outcome, s) for outcome in PASSED] for s in scenarios]) / years
    died = np.array([[_deaths(comparison, stage, s) for stage in range(len(STAGES))] for s in scenarios]) / years
    heading = Heading(
        _title(comparison, died.sum(axis=1), say),
        period(comparison, say["funnel_unit"], say, first),
        [say["funnel_note"]],
        source(comparison, say),
    )
    count = len(comparison.scenarios)
    figure, panels = sheet(
        heading, 1, count, (1.75, 3.3), left=1.85, right=1.05, gap=(1.05, 0.0), share_y=True, bottom=0.75
    )
    for scenario, axes in zip(scenarios, panels[0], strict=True):
        _bars(axes, passed[scenario], died[scenario].mean(axis=2), passed[0] if scenario else None)
        name_panel(axes, comparison.labels[scenario], beyond=0.9)
    panels[0, 0].set_yticks(range(len(STAGES)), [item_label(stage, say) for stage in STAGES], color=INK)
    panels[0, 0].invert_yaxis()
    figure.legend(
        handles=[
            Patch(facecolor=WENT_ON, label=say["went_on"]),
            *(
                Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=item_label(cause, say))
                for cause, colour, hatch in zip(CAUSES_OF_DEATH, CAUSE_COLOURS, CAUSE_HATCHES, strict=True)
            ),
        ],
        loc="lower left",
        bbox_to_anchor=(0.2 / figure.get_figwidth(), figure.subplotpars.bottom - 0.68 / figure.get_figheight()),
        ncols=len(CAUSES_OF_DEATH) + 1,
        frameon=False,
        handlelength=1.3,
        columnspacing=1.4,
    )
    return figure


def _bars(axes: Axes, passed: np.ndarray, died: np.ndarray, reference: np.ndarray | None) -> None:
    """One bar of 100 per cent for each stage; passed: stage, replicate; died: stage, cause."""
    rows, went_on = np.arange(len(STAGES)), passed.mean(axis=1)
    came = went_on + died.sum(axis=1)
    share = 100.0 / np.where(came > 0.0, came, np.inf)
    axes.barh(rows, went_on * share, height=0.62, color=WENT_ON)
    begin = went_on * share
    for cause, (colour, hatch) in enumerate(zip(CAUSE_COLOURS, CAUSE_HATCHES, strict=True)):
        look = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.2}
        axes.barh(rows, died[:, cause] * share, left=begin, height=0.62, **look)
        begin = begin + died[:, cause] * share
    for row in rows:
        text = f"{came[row]:,.0f} → {went_on[row]:,.0f}"
        if reference is not None and reference[row].mean() > 0.0 and is_clear(interval(passed[row] - reference[row])):
            change = 100.0 * (went_on[row] / reference[row].mean() - 1.0)
            text += f"\n{'+' if change > 0 else MINUS}{abs(change):.0f}%" if abs(change) >= 0.5 else ""
        axes.annotate(text, (100.0, row), (3, 0), textcoords="offset points", va="center", fontsize=7.5, color=QUIET)
    axes.set_xlim(0.0, 100.0)
    axes.tick_params(length=0)
    axes.set_xticks([0, 50, 100])


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


def _deaths(comparison: Comparison, stage: int, scenario: int) -> list[np.ndarray]:
    """Deaths at a stage by cause and replicate; none of causes that it does not know."""
    none = np.zeros(len(comparison.policy_years_total(PASSED[-1], scenario)))
    died = {
        cause: comparison.policy_years_total(f"died_{STAGES[at].id}_{CAUSES_OF_DEATH[cause].id}", scenario)
        for at, cause in DEATHS
        if at == stage
    }
    return [died.get(cause, none) for cause in range(len(CAUSES_OF_DEATH))]
