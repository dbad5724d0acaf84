"""The tables that ``optimise`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.indicators import OUTCOMES

from .optimisation.objectives import CONVERSION, COST, MARGIN, OBJECTIVES, RECORDED, Trial
from .optimisation.tables import contribution
from .statistics import joint_tests
from .tables import chance, number, render
from .wording import sentence, word

if TYPE_CHECKING:
    from .optimisation.greedy import Option, Round
    from .optimisation.study import Effort, Knee, Optimisation
    from .statistics import Interval


def optimisation_text(done: Optimisation, effort: Effort, lang: str) -> str:
    """The tested front, its knees, and the greedy answer."""
    first = done.tested[0]
    parts = [
        sentence(
            "front_title", lang, mixes=len(done.tested), budget=done.budget, worlds=first.worlds, draws=first.draws
        ),
        _front(done, lang),
        _standing(done, lang),
        *(part for knee in done.knees for part in _knee(done, knee, lang)),
    ]
    if not done.knees:
        parts.append(sentence("knee_none", lang))
    if done.rounds:
        parts.append(sentence("greedy_title", lang, step=effort.step))
        parts += [part for number, one in enumerate(done.rounds, 1) for part in _round(number, one, lang)]
    return "\n\n".join([*parts, sentence("written", lang, folder=done.folder)])


def _front(done: Optimisation, lang: str) -> str:
    headers = [word("mix", lang), *(lever.name for lever in done.levers)]
    gains = ("conversion_gain", "holm", "margin_gain", "holm", "yearly_cost", "standing")
    headers += [word(key, lang) for key in gains]
    cells = [
        [str(place), *(f"{value:.4g}" for value in trial.setting), *_gains(trial), _stands(done, place, lang)]
        for place, trial in enumerate(done.tested)
    ]
    return render(headers, cells, numeric=range(len(headers)))


def _gains(trial: Trial) -> list[str]:
    """Gains with their intervals; those of conversion and margin with p values corrected over the mix's outcomes."""
    tests = joint_tests({outcome: trial.gains[outcome] for outcome in RECORDED})
    cells = []
    for outcome in OBJECTIVES:
        cells.append(_interval(trial, outcome))
        if outcome != COST:
            cells.append(chance(tests[outcome].p_adjusted))
    return cells


def _stands(done: Optimisation, mix: int, lang: str) -> str:
    """What speaks against a mix in the fresh worlds; ``-`` where nothing does."""
    against = [word("beaten", lang)] if done.dominated(mix) else []
    against += [] if done.within_budget(mix) else [word("over_budget", lang)]
    return ", ".join(against) or "-"


def _standing(done: Optimisation, lang: str) -> str:
    """Which tested mixes are no longer on the front, or no longer affordable."""
    places = range(len(done.tested))
    beaten = ", ".join(str(mix) for mix in places if done.dominated(mix)) or "-"
    dear = ", ".join(str(mix) for mix in places if not done.within_budget(mix)) or "-"
    return sentence("front_standing", lang, beaten=beaten, dear=dear)


def _knee(done: Optimisation, knee: Knee, lang: str) -> list[str]:
    whole = done.tested[knee.mix]
    headers = [word("lever", lang), word("from_to", lang)]
    headers += [word(key, lang) for key in ("adds_conversion", "adds_margin", "adds_cost")]
    ranked = sorted(knee.parts, key=lambda part: -contribution(whole, part.without, CONVERSION).estimate)
    cells = [
        [part.lever.removeprefix("levers."), f"{part.base:.4g}, {part.value:.4g}",
         *(_bounds(contribution(whole, part.without, name), name) for name in (CONVERSION, MARGIN, COST))]
        for part in ranked
    ]  # fmt: skip
    title = sentence("knee_title", lang, outcome=OUTCOMES[knee.of].label[lang], mix=knee.mix)
    return [title, render(headers, cells, numeric=range(1, 5))]


def _round(place: int, one: Round, lang: str) -> list[str]:
    headers = [word(key, lang) for key in ("lever", "from_to", "conversion_gain", "confirmed", "yearly_cost", "per_bn")]
    cells = [
        [option.lever.removeprefix("levers."), f"{option.start:.4g}, {option.end:.4g}",
         _bounds(option.gain, CONVERSION), word("yes" if option.confirmed else "no", lang),
         _bounds(option.cost, COST), _price(option, lang)]
        for option in one.options
    ]  # fmt: skip
    taken = one.taken
    verdict = (
        sentence("greedy_nothing", lang, round=place)
        if taken is None
        else sentence("greedy_taken", lang, round=place, lever=taken.lever, start=taken.start, end=taken.end)
    )
    if taken is not None and not taken.confirmed:
        verdict += "; " + sentence("greedy_unconfirmed", lang)
    return [render(headers, cells, numeric=range(1, 6)), verdict]


def _price(option: Option, lang: str) -> str:
    price = option.per_bn
    return word("not_priced", lang) if price != price else number(price, OUTCOMES[CONVERSION].unit, signed=True)


def _interval(trial: Trial, outcome: str) -> str:
    return _bounds(trial.interval(outcome), outcome)


def _bounds(found: Interval, outcome: str) -> str:
    unit = "" if outcome == COST else OUTCOMES[outcome].unit
    ends = "" if found.low != found.low else f" [{number(found.low, unit)}, {number(found.high, unit)}]"
    return f"{number(found.estimate, unit, signed=True)}{ends}"
