"""What there is: levers, outcomes, parameters and scenarios, in words and as data. Nothing here simulates."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from model.classifications import REGIONS, SECTORS, SIZES
from model.indicators import COST_PARTS, OUTCOMES, Outcome, cost_outcomes
from model.levers import LEVERS, USERS, Lever
from model.levers.lever import Effects

from .errors import unknown_name
from .evidence import evidence
from .tables import render, wrapped
from .wording import cited, parameter_meaning, sentence, term, word

if TYPE_CHECKING:
    from model.scenario import Scenario

_INDENT = "    "
_DIMENSIONS = {"sector": len(SECTORS), "region": len(REGIONS), "size": len(SIZES)}


def lever_objects() -> list[dict[str, Any]]:
    """Every lever that can be set to a scalar, as data."""
    return [
        {
            **asdict(lever),
            "sources": list(lever.sources),
            "targets": list(lever.targets),
            "actors": list(lever.actors),
            "syntax": path_syntax(lever),
            "reported_by": cost_outcomes(lever.cost),
            "user": USERS.get(lever.cost, ""),
        }
        for lever in LEVERS.values()
    ]


def outcome_objects() -> list[dict[str, Any]]:
    """Every recorded outcome, as data."""
    return [_outcome_object(outcome) for outcome in OUTCOMES.values()]


def lever_table(lang: str) -> str:
    """Levers on one line each."""
    rows = [
        [
            lever.id,
            lever.label[lang],
            f"{lever.baseline:g}",
            f"{lever.minimum:g} - {lever.maximum:g}",
            term(lever.unit, lang),
            term(lever.payer, lang),
        ]
        for lever in LEVERS.values()
    ]
    headers = [word(key, lang) for key in ("id", "name", "baseline", "range", "unit", "payer")]
    return render(headers, rows, numeric=(2,))


def outcome_table(lang: str) -> str:
    """Outcomes on one line each."""
    rows = [
        [outcome.id, outcome.label[lang], term(outcome.unit, lang), outcome.description[lang]]
        for outcome in OUTCOMES.values()
    ]
    return render([word(key, lang) for key in ("id", "name", "unit", "definition")], rows)


def _outcome_object(outcome: Outcome) -> dict[str, Any]:
    return {**asdict(outcome), "description": outcome.description}


def scenario_objects() -> list[dict[str, Any]]:
    """Built-in scenarios, as data."""
    return [_scenario_object(scenario) for scenario in _builtin()]


def scenario_table(lang: str) -> str:
    """Built-in scenarios by the question they answer."""
    rows = [[scenario.question[lang], scenario.id, scenario.name[lang]] for scenario in _builtin()]
    return render([word(key, lang) for key in ("question", "scenario", "name")], rows)


def explain(name: str, lang: str) -> tuple[str, list[dict[str, Any]]]:
    """Everything called ``name``, in words and as data; a family name such as ``risk_pool`` explains its levers.

    Raises UsageError, with the nearest names, where nothing is called so.
    """
    from model.parameters import PARAMETERS
    from model.scenario import Scenario, builtin_scenarios

    texts: list[str] = []
    objects: list[dict[str, Any]] = []
    for lever, data in zip(LEVERS.values(), lever_objects(), strict=True):
        if lever.id == name or lever.id.startswith(f"{name}."):
            texts.append(_lever_text(lever, lang))
            objects.append({"kind": "lever", **data})
    if name in OUTCOMES:
        texts.append(_outcome_text(OUTCOMES[name], lang))
        objects.append({"kind": "outcome", **_outcome_object(OUTCOMES[name])})
    if name in PARAMETERS:
        texts.append(_parameter_text(asdict(PARAMETERS[name]), lang))
        objects.append({"kind": "parameter", **asdict(PARAMETERS[name])})
    if name in builtin_scenarios():
        scenario = Scenario.load(name)
        texts.append(_scenario_text(scenario, lang))
        objects.append({"kind": "scenario", **_scenario_object(scenario)})
    if not objects:
        text, found = _measure(name, lang)
        texts, objects = texts + text, objects + found
    if not objects:
        from .measures.declared import MEASURES_OF_RUNS
        from .measures.effectiveness import RATIOS

        measures = [one.id for one in (*RATIOS, *MEASURES_OF_RUNS)]
        known = [*LEVERS, *OUTCOMES, *PARAMETERS, *builtin_scenarios(), *measures]
        raise unknown_name("name", name, known, "lab2market levers, outcomes and scenarios")
    return "\n\n".join(texts), objects


def _measure(name: str, lang: str) -> tuple[list[str], list[dict[str, Any]]]:
    """A measure of comparisons in words and as data; nothing where none is called so."""
    from .measures.declared import MEASURES_OF_RUNS
    from .measures.effectiveness import RATIOS, RatioMeasure

    found = [measure for measure in (*RATIOS, *MEASURES_OF_RUNS) if measure.id == name]
    texts = []
    for one in found:
        facts = {"definition": one.formula[lang], "unit": term(one.unit, lang)}
        if not isinstance(one, RatioMeasure):
            facts["written_by"] = one.written
        texts.append(_entry("measure", one.id, one.label[lang], lang, facts))
    data = [{"kind": "measure", "id": one.id, "label": one.label, "unit": one.unit, "formula": one.formula}
            for one in found]  # fmt: skip
    return texts, data


def _builtin() -> list[Scenario]:
    from model.scenario import Scenario, builtin_scenarios

    return [Scenario.load(name) for name in builtin_scenarios()]


def _scenario_object(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "name": dict(scenario.name),
        "question": dict(scenario.question),
        "sources": list(scenario.sources),
        "start": str(scenario.start),
        "until": str(scenario.until),
    }


def effects_text(effects: Effects) -> str:
    """Outcomes with the sign they are expected to move with, in order."""
    return ", ".join(f"{outcome} {'+' if sign > 0 else '-'}" for outcome, sign in effects) or "-"


def _lever_text(lever: Lever, lang: str) -> str:
    levels = ", ".join(f"{word(level, lang)} {value:g}" for level, value in lever.levels.items())
    return _entry(
        "lever",
        lever.id,
        lever.label[lang],
        lang,
        {
            "labels": f'"{lever.label["en"]}" / {lever.label["zh"]}',
            "meaning": lever.description[lang],
            "mechanism": lever.mechanism[lang],
            "unit": term(lever.unit, lang),
            "range": f"{lever.minimum:g} - {lever.maximum:g}",
            "baseline": f"{lever.baseline:g} ({cited(lever.baseline_source, lang)})",
            "levels": levels,
            "payer": term(lever.payer, lang),
            "instrument": lever.cost,
            "ministries": str(lever.ministries),
            "reported_by": reported_by(lever, lang),
            "targetable": targets_text(lever, lang),
            "syntax": f"`{path_syntax(lever)}` - {_syntax_meaning(lever, lang)}",
            "rule": f"{lever.rule} ({term(lever.actor, lang)})",
            "expected": effects_text(lever.chain),
            "side_effects": effects_text(lever.side_effects),
        },
        all_sources(lever),
    )


def targets_text(lever: Lever, lang: str) -> str:
    """Dimensions of targets with how many there are to choose from, or why there are none."""
    if not lever.targetable:
        return sentence("no_targets", lang, reason=(lever.untargeted or {})[lang])
    named = [
        f"{word('actor', lang)} (actor: {', '.join(lever.actors)})"
        if name == "actor"
        else f"{word(name, lang)} ({name}: {_DIMENSIONS[name]})"
        for name in lever.targets
    ]
    return ", ".join(named) + (f"; {sentence('pot', lang)}" if lever.pot else "")


def path_syntax(lever: Lever) -> str:
    """One line of a scenario file that moves the lever on two dates, in steps."""
    moderate, strong = (f"{lever.levels[level]:g}" for level in ("moderate", "strong"))
    return f"{lever.id}: {{2026-Q1: {moderate}, 2028-Q1: {strong}{'' if lever.integer else ', phase_in: 4'}}}"


def _syntax_meaning(lever: Lever, lang: str) -> str:
    return sentence("syntax_whole" if lever.integer else "syntax", lang)


def reported_by(lever: Lever, lang: str) -> str:
    """Outcomes in which the lever's cost and take-up are recorded, and what one user is."""
    found = cost_outcomes(lever.cost)
    if not found:
        return sentence("no_cost", lang)
    texts = [f"{COST_PARTS[part][0 if lang == 'en' else 1]} {outcome}" for part, outcome in found.items()]
    return ", ".join(texts) + f" ({term(USERS[lever.cost], lang)})"


def all_sources(lever: Lever) -> tuple[str, ...]:
    """Sources of a lever, and figures that the source of its baseline cites by code."""
    cited_codes = [code for code in re.findall(r"\b[A-Z]\d\d\b", lever.baseline_source) if code in evidence()]
    return tuple(dict.fromkeys([*lever.sources, *cited_codes]))


def _outcome_text(outcome: Outcome, lang: str) -> str:
    facts = {
        "definition": outcome.description[lang],
        "unit": term(outcome.unit, lang),
        "family": term(outcome.family, lang),
    }
    return _entry("outcome", outcome.id, outcome.label[lang], lang, facts)


def _parameter_text(parameter: dict[str, Any], lang: str) -> str:
    facts = {
        "meaning": parameter_meaning(parameter["id"], parameter["meaning"], lang),
        "unit": term(parameter["unit"], lang),
        "default": f"{parameter['default']:g}",
        "range": f"{parameter['low']:g} - {parameter['high']:g}",
        "kind": term(parameter["kind"], lang),
        "group": term(parameter["group"], lang),
    }
    return _entry("parameter", parameter["id"], "", lang, facts, (parameter["source"],))


def _scenario_text(scenario: Scenario, lang: str) -> str:
    sets = scenario.differences()
    changes = {**sets.pop("parameters", {}), **sets.pop("levers", {}), **sets}
    facts = {
        "question": scenario.question[lang],
        "span": f"{scenario.start} - {scenario.until}",
        "sets": "; ".join(f"{key}: {json.dumps(value)}" for key, value in changes.items()) or "-",
    }
    return _entry("scenario", scenario.id, scenario.name[lang], lang, facts, tuple(scenario.sources))


def _entry(kind: str, name: str, label: str, lang: str, facts: dict[str, str], sources: tuple[str, ...] = ()) -> str:
    lines = [" · ".join(part for part in (name, label, word(kind, lang)) if part)]
    for key, text in facts.items():
        lines.append(wrapped(f"{word(key, lang)}: {text}", "  "))
    if sources:
        lines.append(f"  {word('sources', lang)}:")
        lines += [wrapped(source_text(source, lang), _INDENT) for source in sources]
    return "\n".join(lines)


def source_text(source: str, lang: str) -> str:
    """An evidence id with its figure and origin; any other source as it stands."""
    row = evidence().get(source)
    if row is None:
        return cited(source, lang)
    figure = f"{row['quantity']}: {row['value']} {row['unit']}, {row['year']}"
    return f"{source}: {cited(figure, lang)}; {row['source']}"
