"""Figure 8: what the outcomes of a sweep do along one factor (curves) or over a grid of two (heat maps)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure

from ..designs.response import Response
from ..statistics import Interval
from .factors import axis_label, factor_label, factor_value
from .finding import is_clear
from .sheet import BASELINE, INK, POLICIES, QUIET, Heading, name_panel, sheet
from .units import Scale, scale_of
from .wording import in_sentence, label

MOST_PANELS, MOST_MAPS = 6, 4
MOST_CELLS_WITH_TEXT = 100
MOST_NAMED = 3  # factors whose values in the base are told
Panel = Callable[[Axes, Response, str, dict[str, str]], None]


def draw(response: Response, say: dict[str, str]) -> Figure:
    """Curves for one factor, heat maps for two; raises ValueError for any other number of factors."""
    if len(response.factors) == 1:
        return _curves(response, say)
    if len(response.factors) == 2:
        return _maps(response, say)
    raise ValueError(f"{response.id} varies {len(response.factors)} factors; a curve shows one, a map two")


def source(response: Response, say: dict[str, str]) -> str:
    """Footer: where the numbers come from."""
    return say["study_source"].format(
        version=response.version, experiment=response.id, worlds=response.worlds, firms=response.firms
    )


def subtitle(response: Response, say: dict[str, str]) -> str:
    """Years averaged over, and what the reference is."""
    values = say["comma"].join(
        f"{factor_label(factor, say)} {factor_value(value)}"
        for factor, value in zip(response.factors, response.settings[response.base], strict=True)
    )
    said = say["response_base"] if len(response.factors) > MOST_NAMED else say["response_base_at"].format(values=values)
    return say["response_unit"].format(first=response.period[0], last=response.period[1], reference=said)


def _curves(response: Response, say: dict[str, str]) -> Figure:
    return _panels(response, say, MOST_PANELS, "curve_note", _curve, (3.6, 2.3), (0.8, 0.95))


def _maps(response: Response, say: dict[str, str]) -> Figure:
    remark = "map_note" if _base_cell(response) is not None else "map_note_base_beyond"
    return _panels(response, say, MOST_MAPS, remark, _map, (3.9, 3.0), (0.85, 1.0))


def _base_cell(response: Response) -> tuple[int, int] | None:
    """Row and column of the base on the map; None where the grid does not hold its values."""
    places = []
    for place in (1, 0):
        values = np.unique(response.settings[response.chosen, place])
        found = np.flatnonzero(values == response.settings[response.base, place])
        if not found.size:
            return None
        places.append(int(found[0]))
    return places[0], places[1]


def _panels(
    response: Response, say: dict[str, str], most: int, remark: str, draw_panel: Panel,
    size: tuple[float, float], gap: tuple[float, float],
) -> Figure:  # fmt: skip
    """A sheet with a panel for each of the first outcomes, two beside each other."""
    outcomes = list(response.values)[:most]
    heading = Heading(_title(response, outcomes[0], say), subtitle(response, say), [say[remark]], source(response, say))
    columns = min(len(outcomes), 2)
    figure, axes = sheet(heading, -(-len(outcomes) // columns), columns, size, left=0.75, gap=gap, bottom=0.6)
    panels = list(axes.flat)
    for unused in panels[len(outcomes) :]:
        unused.remove()
    for outcome, panel in zip(outcomes, panels, strict=False):
        draw_panel(panel, response, outcome, say)
    return figure


def _curve(axes: Axes, response: Response, outcome: str, say: dict[str, str]) -> None:
    """Mean over worlds with the interval of its change from the reference, and the middle 90 % of worlds."""
    chosen = np.array(response.chosen)
    order = chosen[np.argsort(response.settings[chosen, 0], kind="stable")]
    x, style = response.settings[order, 0], POLICIES[0]
    scale = scale_of(outcome, say)
    values = response.values[outcome][order] * scale.factor
    base = float(np.nanmean(response.values[outcome][response.base])) * scale.factor
    changes = [response.change(outcome, setting) for setting in order]
    low, high = (
        np.array([getattr(change, end) for change in changes]) * scale.factor + base for end in ("low", "high")
    )
    middle = np.array([change.estimate for change in changes]) * scale.factor + base
    bottom, top = np.nanquantile(values, [0.05, 0.95], axis=1)
    axes.fill_between(x, bottom, top, color=BASELINE.colour, alpha=0.10, linewidth=0)
    axes.fill_between(x, low, high, color=style.colour, alpha=0.30, linewidth=0)
    axes.plot(x, middle, color=style.colour, linewidth=1.8, marker=style.marker, markersize=4)
    axes.axhline(base, color=BASELINE.colour, linewidth=0.8, linestyle=(0, (1, 2)))
    axes.plot(response.settings[response.base, 0], base, marker="o", markersize=7, color="white",
              markeredgecolor=BASELINE.colour, linestyle="")  # fmt: skip
    axes.set_xlabel(axis_label(response.factors[0], say))
    axes.tick_params(length=3, width=0.7)
    axes.grid(axis="y", color="#d9d9d9", linewidth=0.6)
    axes.set_axisbelow(True)
    unit = f"{say['comma']}{scale.unit}" if scale.unit else ""
    name_panel(axes, f"{label(outcome, say)}{unit}")


def _map(axes: Axes, response: Response, outcome: str, say: dict[str, str]) -> None:
    """Change from the reference at every combination; where it is not clear the number is grey and in brackets."""
    scale = scale_of(outcome, say)
    x, column = np.unique(response.settings[response.chosen, 0], return_inverse=True)
    y, row = np.unique(response.settings[response.chosen, 1], return_inverse=True)
    changes: dict[tuple[int, int], Interval] = {
        (int(row[place]), int(column[place])): response.change(outcome, setting)
        for place, setting in enumerate(response.chosen)
    }
    values = np.full((len(y), len(x)), np.nan)
    for place, change in changes.items():
        values[place] = change.estimate * scale.factor
    scale = scale.to_show(float(np.nanmax(np.abs(values), initial=0.0)) / scale.factor)
    largest = float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    axes.imshow(values, cmap="PuOr", norm=TwoSlopeNorm(0.0, -largest, largest), origin="lower", aspect="auto")
    base = _base_cell(response)
    if values.size <= MOST_CELLS_WITH_TEXT:
        for place, change in changes.items():
            if place != base or change.estimate != 0.0:
                _cell(axes, place, change, scale, largest)
    if base is not None:
        axes.plot(base[1], base[0], marker="s", markersize=9, color="none", markeredgecolor=INK, linestyle="")
    axes.set_xticks(range(len(x)), [factor_value(value) for value in x])
    axes.set_yticks(range(len(y)), [factor_value(value) for value in y])
    axes.set_xlabel(axis_label(response.factors[0], say))
    axes.set_ylabel(axis_label(response.factors[1], say))
    axes.tick_params(length=0)
    unit = f"{say['comma']}{scale.difference_unit}" if scale.difference_unit else ""
    name_panel(axes, f"{label(outcome, say)}{unit}")


def _cell(axes: Axes, place: tuple[int, int], change: Interval, scale: Scale, largest: float) -> None:
    text, clear = scale.signed(change.estimate), is_clear(change)
    dark = abs(change.estimate * scale.factor) > 0.62 * largest
    colour = "white" if dark else INK if clear else QUIET
    axes.text(place[1], place[0], text if clear else f"({text})", ha="center",
              va="center", fontsize=7.5, color=colour)  # fmt: skip


def _title(response: Response, outcome: str, say: dict[str, str]) -> str:
    """The largest clear change of the first outcome, or that there is none."""
    changes = {setting: response.change(outcome, setting) for setting in response.chosen}
    clear = [setting for setting, change in changes.items() if is_clear(change)]
    name = in_sentence(label(outcome, say))
    if not clear:
        return say["response_none"].format(outcome=name)
    largest = max(clear, key=lambda setting: abs(changes[setting].estimate))
    change = changes[largest].estimate
    scale = scale_of(outcome, say).to_show(change)
    size = say["by"].format(number=scale.number(abs(change)), unit=scale.difference_unit).strip()
    where = say["and"].join(
        say["at"].format(factor=factor_label(factor, say), value=factor_value(value))
        for factor, value in zip(response.factors, response.settings[largest], strict=True)
    )
    return say["response_up" if change > 0 else "response_down"].format(outcome=name, size=size, where=where)
