"""The front of a search: what more money buys in conversion and in margin, tested on fresh worlds."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..optimisation.objectives import CONVERSION, COST, MARGIN
from ..optimisation.study import Optimisation
from .factors import factor_label, factor_value
from .finding import is_clear
from .sheet import BASELINE, FAINT, INK, POLICIES, QUIET, Heading, Style, name_panel, sheet
from .units import MINUS, scale_of
from .wording import in_sentence, label

SHOWN_LEVERS = 4
STANDS, OVER_BUDGET, BEATEN = POLICIES[0], POLICIES[1], Style("#8a8a8a", "#5c5c5c", "-", "v")


def draw(done: Optimisation, say: dict[str, str], source: str) -> Figure:
    """Two panels, conversion and margin against cost; the tried mixes faint behind."""
    worlds = done.tested[0].worlds
    heading = Heading(
        _title(done, say),
        say["front_unit"].format(budget=f"{done.budget:g}"),
        [say["front_note"].format(worlds=worlds), *_knee_lines(done, say)],
        source,
    )
    figure, axes = sheet(heading, 1, 2, (4.3, 3.2), left=0.8, gap=(0.9, 0.0), bottom=0.95)
    _legend(figure, done, say)
    for panel, outcome in zip(axes[0], (CONVERSION, MARGIN), strict=True):
        _panel(panel, done, outcome, say)
    return figure


def _look(done: Optimisation, mix: int) -> Style:
    """How a tested mix is drawn: by what speaks against it in the fresh worlds, first of all its cost."""
    if not done.within_budget(mix):
        return OVER_BUDGET
    return BEATEN if done.dominated(mix) else STANDS


def _legend(figure: Figure, done: Optimisation, say: dict[str, str]) -> None:
    """The marks that occur, and what they mean."""
    seen = {_look(done, mix) for mix in range(len(done.tested))}
    names = {STANDS: "front_stands", BEATEN: "front_beaten", OVER_BUDGET: "front_over_budget"}
    figure.legend(
        handles=[
            Line2D([], [], marker=look.marker, markersize=5, linestyle="", color=look.colour, label=say[name])
            for look, name in names.items()
            if look in seen
        ]
        + [Line2D([], [], marker=".", linestyle="", color=BASELINE.colour, alpha=0.4, label=say["front_tried"])],
        loc="lower left",
        bbox_to_anchor=(0.2 / figure.get_figwidth(), figure.subplotpars.bottom - 0.82 / figure.get_figheight()),
        ncols=4,
        frameon=False,
        handletextpad=0.1,
        columnspacing=1.4,
    )


def _panel(axes: Axes, done: Optimisation, outcome: str, say: dict[str, str]) -> None:
    scale = scale_of(outcome, say)
    tried = np.array([[one.mean(COST), one.mean(outcome) * scale.factor] for one in done.search.affordable])
    axes.scatter(tried[:, 0], tried[:, 1], s=6, color=BASELINE.colour, alpha=0.25, linewidths=0)
    for place, trial in enumerate(done.tested):
        look = _look(done, place)
        cost, gain = trial.interval(COST), trial.interval(outcome)
        axes.plot([cost.low, cost.high], [gain.estimate * scale.factor] * 2, color=look.colour, linewidth=0.8)
        axes.plot([cost.estimate] * 2, [gain.low * scale.factor, gain.high * scale.factor], color=look.colour,
                  linewidth=0.8)  # fmt: skip
        axes.plot(cost.estimate, gain.estimate * scale.factor, marker=look.marker, markersize=4.5, linestyle="",
                  color=look.colour if is_clear(gain) else "white", markeredgecolor=look.colour)  # fmt: skip
    for number, knee in enumerate(done.knees):
        mix = done.tested[knee.mix]
        axes.plot(mix.mean(COST), mix.mean(outcome) * scale.factor, marker="o", markersize=11, color="none",
                  markeredgecolor=POLICIES[1].colour, markeredgewidth=1.4, linestyle="")  # fmt: skip
        axes.annotate("AB"[number], (mix.mean(COST), mix.mean(outcome) * scale.factor), xytext=(8, -10),
                      textcoords="offset points", fontsize=9, color=POLICIES[1].ink)  # fmt: skip
    axes.axhline(0.0, color=BASELINE.colour, linewidth=0.8)
    axes.axvline(0.0, color=BASELINE.colour, linewidth=0.8)
    axes.axvline(done.budget, color=QUIET, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.set_xlabel(say["front_cost"], color=INK)
    axes.grid(color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", MINUS))
    name_panel(axes, f"{label(outcome, say)}{say['comma']}{scale.difference_unit}")


def _knee_lines(done: Optimisation, say: dict[str, str]) -> list[str]:
    """One line a knee: the levers that carry it, the largest addition to conversion first."""
    lines = []
    labels = {lever.column: factor_label(lever, say) for lever in done.levers}
    for number, knee in enumerate(done.knees):
        whole = done.tested[knee.mix]
        by_addition = sorted(knee.parts, key=lambda part: part.without.mean(CONVERSION) - whole.mean(CONVERSION))
        parts = say["comma"].join(
            say["front_part"].format(lever=labels[part.lever], value=factor_value(part.value))
            for part in by_addition[:SHOWN_LEVERS]
        )
        cost, gain = whole.interval(COST), whole.interval(CONVERSION)
        scale = scale_of(CONVERSION, say).to_show(gain.estimate)
        lines.append(
            say["front_knee"].format(
                letter="AB"[number], cost=f"{cost.estimate:,.0f}".replace("-", MINUS), parts=parts,
                gain=scale.signed(gain.estimate), low=scale.signed(gain.low), high=scale.signed(gain.high),
            )
        )  # fmt: skip
    return lines


def _title(done: Optimisation, say: dict[str, str]) -> str:
    """What the best affordable mix buys in fresh worlds, or that nothing is clear."""
    clear = [
        trial for mix, trial in enumerate(done.tested)
        if done.within_budget(mix) and trial.interval(CONVERSION).low > 0.0
    ]  # fmt: skip
    name = in_sentence(label(CONVERSION, say))
    if not clear:
        return say["front_none"].format(outcome=name, budget=f"{done.budget:g}")
    best = max(clear, key=lambda trial: trial.mean(CONVERSION))
    gain = best.interval(CONVERSION)
    scale = scale_of(CONVERSION, say).to_show(gain.estimate)
    return say["front_title"].format(
        outcome=name, budget=f"{done.budget:g}", gain=scale.number(gain.estimate), unit=scale.difference_unit,
        low=scale.number(gain.low), high=scale.number(gain.high),
    )  # fmt: skip
