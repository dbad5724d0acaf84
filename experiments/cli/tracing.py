"""The verb trace: the life of one technology, firm, university, loan or yuan."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..errors import UsageError
from .answers import answer, warn, warnings_of
from .application import verb
from .options import AnswerOptions, Seed, WorldOptions

Subject = str | None


@verb
def trace(
    scenario: Annotated[str, typer.Argument(help="Built-in scenario or file.")] = "baseline",
    technology: Annotated[
        Subject, typer.Option("--technology", help="ORIGIN-ACTOR-N, first, largest, won, dead, dead:CAUSE, parted.")
    ] = None,
    firm: Annotated[Subject, typer.Option("--firm", help="Its number, first, largest, leader or indebted.")] = None,
    university: Annotated[Subject, typer.Option("--university", help="Its number, first or largest.")] = None,
    loan: Annotated[Subject, typer.Option("--loan", help="The loans of a firm, chosen as for --firm.")] = None,
    yuan: Annotated[Subject, typer.Option("--yuan", help="Public money of an instrument, such as risk_pool.")] = None,
    compare: Annotated[
        Subject, typer.Option("--compare", help="Another scenario: where the same subject's fate parts.")
    ] = None,
    seed: Seed = 0,
    *,
    world: WorldOptions,
    shown: AnswerOptions,
) -> None:
    """Tell the life of one technology (or firm, university, loan, yuan): who decided what, when, on what numbers.

    --set changes levers of the scenario of --compare if there is one, and parameters of both.
    """
    from ..plan import Plan, load_all

    asked = {"technology": technology, "firm": firm, "university": university, "loan": loan, "yuan": yuan}
    chosen = [(kind, wanted) for kind, wanted in asked.items() if wanted is not None]
    if len(chosen) > 1:
        raise UsageError(f"trace one thing at a time, not {' and '.join(f'--{kind}' for kind, _ in chosen)}")
    kind, wanted = chosen[0] if chosen else ("technology", "largest" if compare is None else "parted")
    names = [scenario] if compare is None else [scenario, compare]
    settings = tuple(world.settings or ())
    plan = Plan(seed, 1, world.firms, world.until, 1, None, settings, shown.lang.value, arguments=tuple(names))
    scenarios = load_all(plan, names, policies_from=len(names) - 1)
    warn(warnings_of(scenarios))
    _tell(scenarios, seed, kind, wanted, shown.as_json, shown.lang.value)


def _tell(scenarios: list[Any], seed: int, kind: str, wanted: str, as_json: bool, lang: str) -> None:
    from ..compilation import compile_once
    from ..tracing.story import story, two_stories
    from ..tracing.tracing import one_that_parts, parting, traces

    compile_once()
    one, *others = traces(scenarios, seed, kind, wanted)
    if not others:
        answer(one.as_json() if as_json else story(one, scenarios[0], lang))
        return
    other = others[0]
    found = parting(one, other)
    if as_json:
        events = {"one": found.one, "other": found.other}
        parts = {name: None if event is None else event.as_json() for name, event in events.items()}
        answer({"traces": [one.as_json(), other.as_json()], "shared_events": found.shared, "parting": parts})
    else:
        example = one_that_parts(scenarios, seed) if found.same and kind == "technology" else None
        answer(two_stories(one, other, {scenario.id: scenario for scenario in scenarios}, lang, example))
