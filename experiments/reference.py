"""The reference pages, made from the declarations: ``python -m experiments.reference`` writes ``docs/reference``.

Nothing is said here that is declared elsewhere; a page only puts declarations into tables.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from model import environment as given
from model import schedule
from model.accounts import FLOWS
from model.classifications import (
    ACTORS,
    CAUSES_OF_DEATH,
    CLASS_OF_SECTOR,
    INSTITUTIONS,
    ORIGINS,
    REGIONS,
    SECTOR_CLASSES,
    SECTORS,
    SIZES,
    STAGES,
)
from model.indicators import OUTCOMES, RAW
from model.levers import LEVERS, Lever
from model.parameters import PARAMETERS, Parameter
from model.populations import FIELDS_OF
from model.populations.fields import Field
from model.public_accounts import PUBLIC_ACCOUNTS
from model.statements import COUNTERPARTS, STATEMENTS
from model.world import PLAN

from .describe import all_sources, effects_text, path_syntax, reported_by, source_text, targets_text
from .evidence import disputed, evidence
from .measures.declared import MEASURES_OF_RUNS
from .measures.effectiveness import RATIOS
from .wording import sentence

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTICE = "<!-- Made by `make docs` from the declarations in `model/`; edit those. -->"
ASSUMPTION = "assumption"


def pages() -> dict[str, str]:
    """Every page by file name."""
    makers: dict[str, tuple[str, Callable[[], str]]] = {
        "levers.md": ("Levers: what a policy can set", _levers),
        "outcomes.md": ("Outcomes: what is recorded every quarter", _outcomes),
        "parameters.md": ("Parameters: every number a rule reads", _parameters),
        "assumptions.md": ("Assumptions and uncertainties", _assumptions),
        "given.md": ("What the world takes as given: sectors, links, history", _given),
        "flows.md": ("The ledger: flows, statements, public cost", _flows),
        "populations.md": ("Populations: every field of every record", _populations),
        "schedule.md": ("The quarter, process by process", _schedule),
        "classifications.md": ("Sectors, regions, stages and other closed lists", _classifications),
        "evidence.md": ("Evidence, and figures that are disputed", _evidence),
    }
    made = {name: _page(title, make()) for name, (title, make) in makers.items()}
    index = "\n".join(f"- [{title}]({name})" for name, (title, _) in makers.items())
    made["README.md"] = _page("Reference", f"Made from the declarations in `model/`.\n\n{index}")
    return made


def write(folder: Path = FOLDER) -> list[Path]:
    """Write the pages into ``folder`` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.md"))


# -- pages ------------------------------------------------------------------------------------------


def _levers() -> str:
    overview = _table(
        ("lever", "label", "中文", "baseline", "range", "unit", "who pays"),
        (
            (f"[{lever.id}](#{_anchor(lever.id)})", lever.label["en"], lever.label["zh"], f"{lever.baseline:g}",
             _span(lever.minimum, lever.maximum), lever.unit, lever.payer)
            for lever in LEVERS.values()
        ),
    )  # fmt: skip
    dated = f"Dated values: {sentence('syntax', 'en')}."
    return "\n\n".join([overview, dated, *(_lever(lever) for lever in LEVERS.values())])


def _lever(lever: Lever) -> str:
    levels = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in lever.levels.items())
    facts = {
        "meaning": lever.description["en"],
        "含义": lever.description["zh"],
        "mechanism": lever.mechanism["en"],
        "机制": lever.mechanism["zh"],
        "levels": levels,
        "baseline from": lever.baseline_source,
        "read by": f"`{lever.rule}` ({lever.actor})",
        "expected, in order": effects_text(lever.chain),
        "side effects expected": effects_text(lever.side_effects),
        "cost booked under": f"`{lever.cost}`",
        "offices to pass": f"{lever.ministries}",
        "reported by": reported_by(lever, "en"),
        "can be targeted by": targets_text(lever, "en"),
        "in a scenario": f"`{path_syntax(lever)}`",
        "sources": "".join(f"\n  - {source_text(source, 'en')}" for source in all_sources(lever)),
    }
    return f"## {lever.id}\n\n{lever.label['en']} · {lever.label['zh']}\n\n{_bullets(facts)}"


def _outcomes() -> str:
    families = dict.fromkeys(outcome.family for outcome in OUTCOMES.values())
    parts = ["Headline outcomes are in bold. A quarter without events is NaN."]
    for family in families:
        rows = (
            (f"**{outcome.id}**" if outcome.headline else outcome.id, outcome.label["en"], outcome.label["zh"],
             outcome.unit, outcome.definition, outcome.description["zh"])
            for outcome in OUTCOMES.values()
            if outcome.family == family
        )  # fmt: skip
        parts.append(f"## {family}\n\n{_table(('outcome', 'label', '中文', 'unit', 'definition', '定义'), rows)}")
    measures = _table(
        ("measure", "label", "中文", "unit", "formula", "公式"),
        ((m.id, m.label["en"], m.label["zh"], m.unit, m.formula["en"], m.formula["zh"])
         for m in (*RATIOS, *MEASURES_OF_RUNS)),
    )  # fmt: skip
    parts.append(f"## Measures of several runs\n\nWritten by `compare` and `decompose`.\n\n{measures}")
    parts.append(f"## Sums behind the ratios\n\nKept to form ratios over past quarters: {_codes(RAW)}.")
    return "\n\n".join(parts)


def _parameters() -> str:
    groups = dict.fromkeys(parameter.group for parameter in PARAMETERS.values())
    head = (
        f"{len(PARAMETERS)} parameters; a range of one value is a constant. Codes such as A09 are rows of the "
        "[evidence](evidence.md)."
    )
    return "\n\n".join([head, *(f"## {group}\n\n{_parameter_table(_in_group(group))}" for group in groups)])


def _in_group(group: str) -> list[Parameter]:
    return [parameter for parameter in PARAMETERS.values() if parameter.group == group]


def _parameter_table(parameters: Iterable[Parameter]) -> str:
    return _table(
        ("parameter", "meaning", "unit", "default", "range", "source"),
        ((p.id, p.meaning, p.unit, f"{p.default:g}", _span(p.low, p.high), p.source) for p in parameters),
    )


def _assumptions() -> str:
    varied = [p for p in PARAMETERS.values() if p.low < p.high]
    assumed = [p for p in varied if p.source.startswith(ASSUMPTION)]
    sourced = [p for p in varied if not p.source.startswith(ASSUMPTION)]
    fixed = [p for p in PARAMETERS.values() if p.low == p.high and p.source.startswith(ASSUMPTION)]
    levers = [lever for lever in LEVERS.values() if lever.baseline_source.startswith(ASSUMPTION)]
    parts = [
        "Where no figure serves, a stylised value stands in, with the range over which it is varied. Everything on "
        "this page belongs to the uncertainty of a policy result.",
        f"## Assumed, with a range ({len(assumed)})\n\n{_parameter_table(assumed)}",
        f"## Sourced, with a range ({len(sourced)})\n\n{_parameter_table(sourced)}",
        f"## Assumed and not varied ({len(fixed)})\n\n{_parameter_table(fixed)}",
        f"## Settings of levers assumed for today ({len(levers)})\n\n"
        + _table(
            ("lever", "中文", "baseline", "unit", "source"),
            ((x.id, x.label["zh"], f"{x.baseline:g}", x.unit, x.baseline_source) for x in levers),
        ),
        "## Tables\n\nShares of sectors, input-output links and the continuation of history are stylised; they are on "
        "the page of what is [given](given.md).",
    ]
    return "\n\n".join(parts)


def _given() -> str:
    sectors = _table(
        ("sector", "中文", "class", "share of final demand", "growth on top", "imported inputs", "share of firms"),
        (
            (sector.en, sector.zh, SECTOR_CLASSES[CLASS_OF_SECTOR[s]].en, f"{given.FINAL_SHARES[s]:g}",
             f"{given.CLASS_GROWTH[CLASS_OF_SECTOR[s]]:g}", f"{given.IMPORT_SHARES[s]:g}", f"{given.FIRM_SHARES[s]:g}")
            for s, sector in enumerate(SECTORS)
        ),
    )  # fmt: skip
    links = _table(
        ("buyer", *(sector.en for sector in SECTORS), "outside"),
        (
            (sector.en, *(f"{share:g}" for share in row), f"{1.0 - sum(row):.2f}")
            for sector, row in zip(SECTORS, given.LINKS, strict=True)
        ),
    )
    history = _table(
        ("year", "final spending", "wage", "labour efficiency", "raw prices", "GDP, trillion yuan", "prime rate"),
        (_year(str(year), figures) for year, figures in [*given.HISTORY.items()]),
    )
    after = given.AFTER
    return "\n\n".join(
        [
            "None of this depends on a policy. Shares, links and growth by class are stylised.",
            f"## Sectors\n\n{sectors}",
            f"## Links\n\nShares of a sector's inputs by supplier; the rest is bought outside the ten.\n\n{links}",
            f"## History\n\nYearly growth, GDP and lending rate.\n\n{history}",
            f"Afterwards spending grows by {after.spending:g} a year, wages by {after.wage:g}, labour efficiency by "
            f"{after.efficiency:g}, raw prices by {after.raw_price:g} and GDP by {given.GDP_GROWTH_AFTER:g}; "
            f"the prime rate is {after.base_rate:g}.",
        ]
    )


def _year(name: str, year: given.Year) -> tuple[str, ...]:
    growth = (year.spending, year.wage, year.efficiency, year.raw_price, year.gdp, year.base_rate)
    return (name, *(f"{value:g}" for value in growth))


def _flows() -> str:
    matrix = _table(
        ("flow", *(f"{item.en} {item.zh}" for item in INSTITUTIONS), "stated as", "and as"),
        (
            (flow.id, *(_sign(item.id, flow.payer, flow.payee) for item in INSTITUTIONS),
             _codes([".".join(flow.stated_by)]), _codes([".".join(s) for s in [COUNTERPARTS.get(flow.id)] if s]))
            for flow in FLOWS
        ),
    )  # fmt: skip
    stocks = _table(
        ("stock", "grows by", "shrinks by", "of whom"),
        (
            (f"`{s.population}.{s.stock}`", _codes(s.plus), _codes(s.minus), "those who stay" if s.staying else "all")
            for s in STATEMENTS
        ),
    )
    cost = _table(
        ("instrument", "account", "booked by its users as"),
        (
            (instrument, column, ", ".join(f"`{name}.{field}`{_rows(rows)}" for name, field, rows in users))
            for (instrument, column), users in PUBLIC_ACCOUNTS.items()
        ),
    )
    return "\n\n".join(
        [
            "Each row is moved by `pay` between two depositors and sums to zero; the actor under *stated as* books "
            "it a second time where the obligation arises. The audit of a quarter sets one against the other.",
            f"## Transaction-flow matrix\n\n{matrix}",
            f"## What explains the change of a stock\n\n{stocks}",
            "## Public accounts\n\nCost is cash + forgone - recovered; what is raised stands beside it. An account "
            f"without an entry has to stay empty.\n\n{cost}",
        ]
    )


def _sign(institution: str, payer: str, payee: str) -> str:
    if institution == payer == payee:
        return "+/−"
    return "−" if institution == payer else "+" if institution == payee else ""


def _rows(rows: slice) -> str:
    """Which rows of the guarantors a cost is about; row 0 is the risk pool."""
    return {(0, 1): " (pool)", (1, None): " (guarantors)"}.get((rows.start, rows.stop), "")


def _populations() -> str:
    parts = [
        "Money is on the own account of one real actor, in million yuan; a field *of the quarter* is set to zero when "
        "the quarter opens. Aggregates are own amounts times `weight`."
    ]
    for name, fields in FIELDS_OF.items():
        rows = ((field.name, field.unit, _kind(field), field.meaning) for field in fields)
        parts.append(f"## {name}\n\n{_table(('field', 'unit', 'kind', 'meaning'), rows)}")
    return "\n\n".join(parts)


def _kind(field: Field) -> str:
    lasts = "code" if field.integer else "state"
    return "of the quarter" if field.stated else lasts


def _schedule() -> str:
    source = inspect.getsource(schedule)
    listed = source[source.index("QUARTER:") : source.index('"""Every process')]
    entries = re.findall(r"(?m)^    (?:# (?P<step>.+)|(?P<process>\w+\.\w+),)$", listed)
    arguments = {process.__name__: names for process, names in PLAN}
    described = {process.__name__: inspect.getdoc(getattr(process, "py_func", process)) or "" for process, _ in PLAN}
    parts, rows = [f"{len(PLAN)} processes in this order, from `model/schedule.py`."], []
    headers = ("process", "what it does", "takes")
    for step, process in entries:
        if step:
            if rows:
                parts.append(_table(headers, rows))
                rows = []
            parts.append(f"## {step}")
        else:
            module, _, function = process.partition(".")
            first = " ".join(described[function].split("\n\n")[0].split())
            rows.append((f"`{module}.{function}`", first, ", ".join(arguments[function])))
    return "\n\n".join([*parts, _table(headers, rows)])


def _classifications() -> str:
    lists = {
        "Sectors": SECTORS, "Classes of sectors": SECTOR_CLASSES, "Regions": REGIONS, "Size classes": SIZES,
        "Kinds of actor that a policy may aim at": ACTORS,
        "Stages": STAGES, "Causes of death": CAUSES_OF_DEATH, "Origins of results": ORIGINS,
        "Institutions": INSTITUTIONS,
    }  # fmt: skip
    return "\n\n".join(
        f"## {title}\n\n"
        + _table(("code", "id", "English", "中文"), ((str(n), x.id, x.en, x.zh) for n, x in enumerate(items)))
        for title, items in lists.items()
    )


def _evidence() -> str:
    columns = ("id", "role", "quantity", "value", "unit", "year", "place", "source")
    doubted = _table(
        ("id", "figure", "what is known", "note"),
        ((row["id"], row["quantity"], f"{row['value']} {row['unit']}", row["note"]) for row in disputed()),
    )
    every = _table(columns, ([row[column] for column in columns] for row in evidence().values()))
    return (
        f"## Disputed or mislabelled figures of the source document\n\nRead results beside this list.\n\n{doubted}\n\n"
        f"## Every figure\n\n{every}"
    )


# -- Markdown -----------------------------------------------------------------------------------------


def _page(title: str, text: str) -> str:
    return f"{NOTICE}\n\n# {title}\n\n{text}\n"


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _bullets(facts: dict[str, str]) -> str:
    return "\n".join(f"- {name}: {text}".replace(": \n", ":\n") for name, text in facts.items())


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _anchor(heading: str) -> str:
    """Anchor that renderers give to a heading: lower case, points dropped."""
    return heading.lower().replace(".", "")


if __name__ == "__main__":
    for path in write():
        print(path.relative_to(FOLDER.parents[1]))
