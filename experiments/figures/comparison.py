"""All figures of a comparison, read once and written as PNG."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from . import cost, curves, effectiveness, evidence, funnel, gains, margin
from .data import Comparison, load
from .sheet import SETTINGS, install_font
from .wording import words

Drawing = Callable[[Comparison, dict[str, str]], Figure]

FIGURES: dict[str, Drawing] = {
    "1_conversion": partial(curves.draw_levels, outcome="conversion_rate"),
    "2_difference": partial(curves.draw_difference, outcome="conversion_rate"),
    "3_funnel": funnel.draw,
    "4_margin": margin.draw,
    "5_utilisation": partial(curves.draw_levels, outcome="utilisation"),
    "6_cost": cost.draw,
    "7_cost_effectiveness": effectiveness.draw,
    "8_who_gains": gains.draw,
    "9_evidence": evidence.draw,
}
OUTCOMES_USED = tuple(
    dict.fromkeys(
        (
            "conversion_rate",
            "utilisation",
            *funnel.OUTCOMES_USED,
            *margin.OUTCOMES_USED,
            *cost.OUTCOMES_USED,
            *effectiveness.OUTCOMES_USED,
            *gains.OUTCOMES_USED,
        )
    )
)
DOTS_PER_INCH = 120


def draw_comparison(folder: str | Path, lang: str = "en", into: str | Path | None = None) -> list[Path]:
    """Draw every figure of the results in ``folder`` and return the files, in order.

    Parameters
    ----------
    folder
        Results of ``lab2market compare``: ``outcomes.parquet`` and ``manifest.json``; with main targets in
        ``calibration.csv`` the baseline is drawn against the evidence too.
    lang
        Language of every word on the figures, ``en`` or ``zh``.
    into
        Where the PNG files go; ``folder/figures`` if not given.

    Raises
    ------
    FileNotFoundError
        If the folder holds no results.
    ValueError
        For an unknown language, or results of a single scenario.
    """
    folder = Path(folder)
    target = folder / "figures" if into is None else Path(into)
    say = words(lang)
    comparison = load(folder, OUTCOMES_USED, lang)
    if len(comparison.scenarios) < 2:
        raise ValueError(f"{folder} holds one scenario; a comparison needs a baseline and at least one other")
    install_font()
    target.mkdir(parents=True, exist_ok=True)
    suffix = "" if lang == "en" else f"_{lang}"
    files = []
    with mpl.rc_context(SETTINGS):
        for name, draw in FIGURES.items():
            if draw is evidence.draw and not comparison.targets:
                continue
            file = target / f"{name}{suffix}.png"
            draw(comparison, say).savefig(file, dpi=DOTS_PER_INCH, pil_kwargs={"compress_level": 3})
            files.append(file)
    return files
