"""A sheet laid out as it is printed, the texts that can be seen on it, and that none is in the way of another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments.figures.sheet import SETTINGS, install_font


def laid_out(draw: Callable[[], Figure]) -> Figure:
    """What ``draw`` draws, with its renderer."""
    install_font()
    with mpl.rc_context(SETTINGS):
        figure = draw()
        figure.canvas.draw()
    return figure


def texts(figure: Figure) -> list[Text]:
    """Texts that can be seen: matplotlib also keeps labels of ticks beyond the ends of an axis."""
    unseen = set()
    for axes in figure.axes:
        for axis, interval in ((axes.xaxis, axes.viewLim.intervalx), (axes.yaxis, axes.viewLim.intervaly)):
            low, high = sorted(interval)
            for tick in axis.get_major_ticks():
                if not axis.get_visible() or not low <= tick.get_loc() <= high:
                    unseen |= {tick.label1, tick.label2}
    found = figure.findobj(lambda artist: isinstance(artist, Text) and artist not in unseen)
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def assert_nothing_overlaps(figure: Figure) -> None:
    """No text overlaps another or leaves the sheet."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    for text, box in boxes:
        assert figure.bbox.x0 <= box.x0, f"{text!r} leaves the sheet"
        assert box.x1 <= figure.bbox.x1, f"{text!r} leaves the sheet"
    clashes = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1.0 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2.5
    ]
    assert not clashes
