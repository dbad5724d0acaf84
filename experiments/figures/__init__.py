"""Figures of a results folder, in English and Chinese: ``draw_comparison(folder, lang)``.

Each figure is one function ``draw(comparison, say) -> Figure``. Nothing here uses the network, the display or the
global state of pyplot.
"""

from __future__ import annotations

from .comparison import draw_comparison

__all__ = ["draw_comparison"]
