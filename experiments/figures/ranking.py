"""Figure 9 of a screening or a Sobol study: which factors an outcome depends on, with intervals between worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from ..designs import Factor
from ..sensitivity import Index
from .factors import factor_label
from .sheet import FAINT, INK, POLICIES, Heading, sheet
from .tornado import MOST_FACTORS, NAMES, ROW
from .units import scale_of
from .wording import in_sentence, label


@dataclass(frozen=True)
class Ranking:
    """Indices of one measure for one outcome, and what the sheet says about their study."""

    outcome: str
    measure: str  # mu_star or ST
    indices: Sequence[Index]
    factors: Sequence[Factor]
    period: tuple[str, str]
    source: str


def draw(ranking: Ranking, say: dict[str, str]) -> Figure:
    """A mark with its interval for each factor, the largest on top."""
    defined = [index for index in ranking.indices if np.isfinite(index.value)]
    ranked = sorted(defined, key=lambda index: -index.value)[:MOST_FACTORS]
    name = in_sentence(label(ranking.outcome, say))
    scale = scale_of(ranking.outcome, say)
    factor = scale.factor if ranking.measure == "mu_star" else 1.0
    unit = f"{say['comma']}{scale.difference_unit}" if ranking.measure == "mu_star" and scale.difference_unit else ""
    labels = {one.column: factor_label(one, say) for one in ranking.factors}
    title = say["ranking_none"].format(outcome=label(ranking.outcome, say))
    if ranked:
        value = f"{ranked[0].value * factor:.2g}"
        title = say["ranking_title"].format(
            factor=labels[ranked[0].factor], outcome=name, measure=say[ranking.measure], value=f"{value}{unit}"
        )
    first, last = ranking.period
    subtitle = say["ranking_unit"].format(measure=f"{say[ranking.measure]}{unit}", outcome=name, first=first, last=last)
    worlds = ranking.indices[0].worlds if ranking.indices else 0
    heading = Heading(title, subtitle, [say["ranking_note"].format(worlds=worlds)], ranking.source)
    figure, panels = sheet(heading, 1, 1, (5.0, max(1.0, 0.8 * ROW * len(ranked))), left=NAMES, bottom=0.45)
    axes = panels[0, 0]
    for row, index in enumerate(ranked):
        clear = not index.low <= 0.0
        axes.plot([index.low * factor, index.high * factor], [row, row], color=POLICIES[0].colour, linewidth=1.6)
        axes.plot(index.value * factor, row, marker="o", markersize=6, linestyle="",
                  color=POLICIES[0].colour if clear else "white", markeredgecolor=POLICIES[0].colour)  # fmt: skip
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_yticks(range(len(ranked)), [labels[index.factor] for index in ranked], color=INK)
    axes.set_ylim(max(len(ranked), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure
