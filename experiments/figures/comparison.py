"""All figures of a comparison, read once and written as PNG."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
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


def draw_comparison(
    folder: str | Path, lang: str = "en", into: str | Path | None = None, workers: int = 1
) -> list[Path]:
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
    workers
        Processes that share the figures; this one is among them.

    Raises
    ------
    FileNotFoundError
        If the folder holds no results.
    ValueError
        For an unknown language, or results of a single scenario.
    """
    folder = Path(folder)
    target = folder / "figures" if into is None else Path(into)
    if workers == 1:
        return [target / file for file in _draw_part(folder, lang, target, 0, 1)]
    with ProcessPoolExecutor(workers - 1, mp_context=get_context("spawn")) as pool:
        others = [pool.submit(_draw_part, folder, lang, target, part, workers) for part in range(1, workers)]
        files = _draw_part(folder, lang, target, 0, workers)
        files += [file for other in others for file in other.result()]
    return [target / file for file in sorted(files)]


def _draw_part(folder: Path, lang: str, target: Path, part: int, parts: int) -> list[str]:
    """Draw every ``parts``-th figure, beginning with number ``part``; returns names of files."""
    say = words(lang)
    comparison = load(folder, OUTCOMES_USED, lang)
    if len(comparison.scenarios) < 2:
        raise ValueError(f"{folder} holds one scenario; a comparison needs a baseline and at least one other")
    install_font()
    target.mkdir(parents=True, exist_ok=True)
    suffix = "" if lang == "en" else f"_{lang}"
    files = []
    with mpl.rc_context(SETTINGS):
        for name in list(FIGURES)[part::parts]:
            if FIGURES[name] is evidence.draw and not comparison.targets:
                continue
            file = f"{name}{suffix}.png"
            figure = FIGURES[name](comparison, say)
            figure.savefig(target / file, dpi=DOTS_PER_INCH, pil_kwargs={"compress_level": 3})
            files.append(file)
    return files
