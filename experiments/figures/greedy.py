"""Where the next money should go: what each lever's best move brings in worlds that had no part in the choice."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..optimisation.greedy import Option, Round
from ..optimisation.objectives import CONVERSION, COST
from ..optimisation.study import Optimisation
from .factors import factor_label, factor_value
from .sheet import BASELINE, FAINT, INK, POLICIES, QUIET, Heading, name_panel, sheet
from .units import scale_of

NAMES, BESIDE, ROW = 2.6, 1.9, 0.24  # inches for names, for what stands beside a panel, and for a lever
MOST_LEVERS = 15


def draw(done: Optimisation, say: dict[str, str], source: str, step: float) -> Figure:
    """One panel a round, its options best first; the one that was taken stands out."""
    heading = Heading(_title(done, say, step), say["greedy_unit"], [say["greedy_note"]], source)
    most = max(len(one.options[:MOST_LEVERS]) for one in done.rounds)
    figure, axes = sheet(
        heading, len(done.rounds), 1, (3.6, max(1.0, ROW * most)), left=NAMES, right=BESIDE, gap=(0.0, 0.6)
    )
    for number, one in enumerate(done.rounds):
        _panel(axes[number, 0], done, one, say)
        name_panel(axes[number, 0], say["greedy_round"].format(round=number + 1))
    ends = [panel.get_xlim() for panel in axes[:, 0]]
    for panel in axes[:, 0]:
        panel.set_xlim(min(low for low, _ in ends), max(high for _, high in ends))
    return figure


def _panel(axes: Axes, done: Optimisation, one: Round, say: dict[str, str]) -> None:
    labels = {lever.column: factor_label(lever, say) for lever in done.levers}
    options = one.options[:MOST_LEVERS]
    scale = scale_of(CONVERSION, say)
    for row, option in enumerate(options):
        style = POLICIES[1] if option is one.taken else POLICIES[0]
        axes.plot([option.gain.low * scale.factor, option.gain.high * scale.factor], [row, row], color=style.colour,
                  linewidth=1.4)  # fmt: skip
        axes.plot(option.gain.estimate * scale.factor, row, marker=style.marker, markersize=5, linestyle="",
                  color=style.colour if option.confirmed else "white", markeredgecolor=style.colour)  # fmt: skip
        axes.text(1.02, row, _beside(option, say), transform=axes.get_yaxis_transform(), va="center", fontsize=7.5,
                  color=style.ink if option is one.taken else QUIET)  # fmt: skip
    axes.axvline(0.0, color=BASELINE.colour, linewidth=1.0)
    axes.set_yticks(range(len(options)), [labels[option.lever] for option in options], color=INK)
    axes.set_ylim(len(options) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _beside(option: Option, say: dict[str, str]) -> str:
    """From, to, and what the move costs a year."""
    cost = scale_of(COST, say).to_show(option.cost.estimate).signed(option.cost.estimate)
    return say["greedy_cost"].format(from_=factor_value(option.start), to=factor_value(option.end), cost=cost)


def _title(done: Optimisation, say: dict[str, str], step: float) -> str:
    """The levers that were taken in turn; those that fresh worlds do not confirm are marked."""
    labels = {lever.column: factor_label(lever, say) for lever in done.levers}
    taken = [one.taken for one in done.rounds if one.taken is not None]
    named, before = [], ""
    for option in taken:
        name = say["greedy_again"] if option.lever == before else labels[option.lever]
        named.append(name + ("" if option.confirmed else say["greedy_doubt"]))
        before = option.lever
    return say["greedy_title"].format(step=f"{step:g}", levers=say["greedy_then"].join(named) or say["greedy_no"])
