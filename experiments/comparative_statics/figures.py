"""One figure for each family: for every lever the first link of its chain, the last one, and its cost, by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.indicators import OUTCOMES

from ..figures.sheet import FAINT, INK, POLICIES, SETTINGS, SMALL, Heading, install_font, sheet, shortened
from .findings import Effect, Finding, clear

DOTS_PER_INCH = 110
_PANEL = (2.5, 1.15)
_EXPECTED, _AGAINST, _OTHER = POLICIES[0], POLICIES[1], POLICIES[2]


def draw_families(
    findings: Sequence[Finding], folder: Path, version: str, firms: int, replicates: int
) -> dict[str, str]:
    """Draw every family into ``folder`` and return the file names by family."""
    folder.mkdir(parents=True, exist_ok=True)
    install_font()
    files = {}
    families = dict.fromkeys(finding.swept.lever.family for finding in findings if finding.effects)
    with mpl.rc_context(SETTINGS):
        for family in families:
            members = [finding for finding in findings if finding.swept.lever.family == family and finding.effects]
            figure = draw(family, members, version, firms, replicates)
            files[family] = f"{family}.png"
            figure.savefig(folder / files[family], dpi=DOTS_PER_INCH, metadata={"Software": None})
    return files


def draw(family: str, members: Sequence[Finding], version: str, firms: int, replicates: int) -> Figure:
    """A row for each lever: the first link of its chain, the last one if it has more than one, public cost."""
    clearly = sum(clear(finding.of("chain")[-1].top) for finding in members)
    heading = Heading(
        f"{clearly} of {len(members)} levers of the family {family} clearly move what they are meant for",
        "difference from the world without the lever, last six years; shares in points, money in bn yuan a quarter",
        [
            "Line and bars: mean and 95 % interval over paired replicates. Blue: as expected or not clear; "
            "orange: against expectation; green: nothing was stated."
        ],
        f"lab2market {version}, comparative statics, {replicates} paired replicates of {firms:,} firms",
    )  # fmt: skip
    figure, panels = sheet(heading, len(members), 3, _PANEL, left=0.8, gap=(0.75, 0.85), top=0.6, bottom=0.3)
    for row, finding in zip(panels, members, strict=True):
        chain = finding.of("chain")
        shown = (chain[0], chain[-1] if len(chain) > 1 else None, finding.cost)
        for axes, effect in zip(row, shown, strict=True):
            if effect is None:  # the chain has a single link, shown once
                axes.set_axis_off()
            else:
                _steps(axes, finding.swept.values, effect)
        lever = finding.swept.lever
        name = f"{lever.id} · {lever.label['en']} · {lever.label['zh']} (across: {lever.unit})"
        row[0].annotate(name, (0.0, 1.32), xycoords="axes fraction", fontsize=SMALL, color=INK)
    return figure


def _steps(axes: Axes, values: Sequence[float], effect: Effect) -> None:
    factor = 100.0 if OUTCOMES[effect.outcome].unit.startswith("share") else 1.0
    style = _AGAINST if effect.verdict == "surprise" else _EXPECTED if effect.expected else _OTHER
    means = [0.0, *(factor * step.estimate for step in effect.steps)]
    down = [0.0, *(factor * (step.estimate - step.low) for step in effect.steps)]
    up = [0.0, *(factor * (step.high - step.estimate) for step in effect.steps)]
    axes.errorbar(values, means, [down, up], color=style.colour, marker=style.marker, markersize=3.5, linewidth=1.2,
                  elinewidth=0.9, capsize=2)  # fmt: skip
    axes.axhline(0.0, color="#9a9a9a", linewidth=0.7)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=3, width=0.7, labelsize=7.5)
    axes.set_title(shortened(OUTCOMES[effect.outcome].label["en"], _PANEL[0], SMALL), loc="left", fontsize=SMALL, pad=3)
