"""Figures of a study's folder, written as PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from ..designs.keys import ONE_AT_A_TIME
from ..designs.response import Response
from ..optimisation.objectives import CONVERSION
from ..study.files import disk_errors, replacing
from . import ranking, response, scatter, tornado
from .comparison import DOTS_PER_INCH
from .sheet import SETTINGS, install_font
from .wording import words

if TYPE_CHECKING:
    from ..discovery.study import Discovery
    from ..optimisation.study import Optimisation


def draw_response(found: Response, folder: Path, lang: str) -> list[Path]:
    """Figure 8 of a sweep (curves, maps, or a scatter for each outcome), figure 9 of one at a time."""
    say = words(lang)
    if not found.chosen or not found.factors:
        drawings = {}
    elif found.method == ONE_AT_A_TIME:
        drawings = {f"9_tornado_{outcome}": partial(tornado.draw, found, say, outcome) for outcome in found.values}
    elif len(found.factors) == 1 or (len(found.factors) == 2 and found.is_grid):
        drawings = {"8_response": partial(response.draw, found, say)}
    else:
        drawings = {f"8_scatter_{outcome}": partial(scatter.draw, found, say, outcome) for outcome in found.values}
    return _write(drawings, folder, lang)


def draw_rankings(rankings: Sequence[ranking.Ranking], folder: Path, lang: str) -> list[Path]:
    """Figure 9 of a screening or a Sobol study, one for each outcome."""
    say = words(lang)
    return _write({f"9_ranking_{one.outcome}": partial(ranking.draw, one, say) for one in rankings}, folder, lang)


def draw_search(done: Optimisation, step: float, folder: Path, lang: str) -> list[Path]:
    """The front of a search, and where its greedy answer puts each next ``step`` of money."""
    from ..version import version
    from . import front, greedy

    say = words(lang)
    worlds = done.tested[0].gains[CONVERSION].size
    source = say["search_source"].format(version=version(), experiment=folder.name, worlds=worlds)
    drawings = {"front": partial(front.draw, done, say, source)}
    if any(one.options for one in done.rounds):
        drawings["greedy"] = partial(greedy.draw, done, say, source, step)
    return _write(drawings, folder, lang)


def draw_failures(done: Discovery, folder: Path, lang: str) -> list[Path]:
    """Where the policies of a study fail; nothing, and no earlier figure either, where no box tells."""
    from . import failures

    if not failures.shown(done):
        for old in (folder / "figures").glob("failures*.png"):
            old.unlink()
        return []
    say, manifest = words(lang), done.study.manifest
    source = say["discover_source"].format(
        version=manifest["versions"]["lab2market"], experiment=manifest["experiment"], cases=len(done.cases.x),
        firms=manifest["firms"], worlds=manifest["replicates"],
    )  # fmt: skip
    return _write({"failures": partial(failures.draw, done, say, source)}, folder, lang)


def _write(drawings: Mapping[str, partial[Figure]], folder: Path, lang: str) -> list[Path]:
    if not drawings:
        return []
    install_font()
    files = []
    with disk_errors(folder), mpl.rc_context(SETTINGS):
        (folder / "figures").mkdir(exist_ok=True)
        for name, draw in drawings.items():
            file = folder / "figures" / f"{name}{'' if lang == 'en' else f'_{lang}'}.png"
            drawn = draw()
            with replacing(file) as draft:
                drawn.savefig(draft, format="png", dpi=DOTS_PER_INCH, pil_kwargs={"compress_level": 3})
            files.append(file)
    return files
