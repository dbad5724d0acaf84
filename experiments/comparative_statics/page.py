"""The generated page: one table for each family, the surprises apart, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.indicators import OUTCOMES

from ..statistics import Interval
from ..statistics.intervals import LEVEL
from ..tables import number
from .companions import COMPANIONS
from .explanations import SEEN_FIRST
from .findings import FIRST_YEARS, WINDOW_YEARS, Effect, Finding, clear, surprises
from .sweep import DATE, STEPS
from .tested import section

TESTED = (
    "Made by `python -m experiments.comparative_statics.surprises` in other worlds than those of the sweep: the lever "
    "at very strong against its baseline, paired. An explanation says what must be seen beside the surprise, or that "
    "it goes when the rule it names is taken out. Differences in the unit of what is looked at; shares as shares. All "
    "numbers: `surprises.csv`."
)

MARKS = {"as expected": "as expected", "no clear effect": "not clear", "surprise": "**against expectation**"}


def page(
    findings: Sequence[Finding], explained: Mapping[tuple[str, str], str], firms: int, replicates: int, until: str,
    version: str, figures: Mapping[str, str], tested: Sequence[Mapping[str, str]] = (),
) -> str:  # fmt: skip
    """The page in Markdown; ``figures`` are file names by family, ``tested`` the table of explanations tested apart."""
    found = surprises(list(findings))
    stated = sum(effect.expected != 0 for finding in findings for effect in finding.effects)
    parts = [
        "# What each lever does",
        _method(findings, firms, replicates, until, version),
        _score(findings, stated, len(found)),
        "## Surprises",
        _surprises(found, explained, stated),
    ]
    if tested:
        parts += ["## Explanations tested apart", TESTED, section(tested)]
    families = dict.fromkeys(finding.swept.lever.family for finding in findings)
    for family in families:
        members = [finding for finding in findings if finding.swept.lever.family == family]
        parts += [f"## {family.capitalize()}", _overview(members)]
        if family in figures:
            parts.append(f"![Steps of the levers of the family {family}](figures/{figures[family]})")
        parts += [_chain(finding) for finding in members]
    return "\n\n".join(parts) + "\n"


def _method(findings: Sequence[Finding], firms: int, replicates: int, until: str, version: str) -> str:
    around = {finding.swept.lever.id: COMPANIONS[finding.swept.lever.id] for finding in findings
              if finding.swept.lever.id in COMPANIONS}  # fmt: skip
    lines = [
        f"Made by `python -m experiments.comparative_statics` with lab2market {version}: {len(findings)} levers, each "
        f"in {STEPS} equal steps from its baseline to very strong from {DATE} on, {replicates} paired replicates of "
        f"{firms:,} firms to {until}. Differences are from the same world without the lever, means of the last "
        f"{WINDOW_YEARS} years (of the first {FIRST_YEARS} where these are not clear), with {100 * LEVEL:.0f} % "
        "intervals; a year counts as moved when its interval excludes "
        "zero and so does the next one's. The signs expected stand with the declaration of each lever and were written "
        f"before any run, but for what was seen in other worlds first ({_names(SEEN_FIRST)}). All numbers: "
        "`effects.csv`.",
    ]
    if around:
        companions = "; ".join(
            f"`{lever}` with {', '.join(f'`{name}` = {value:g}' for name, value in settings.items())}"
            for lever, settings in around.items()
        )
        lines.append(f"Swept beside a lever without which they do nothing, in the reference world too: {companions}.")
    return "\n\n".join(lines)


def _names(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"`{outcome}` of `{lever}`" for lever, outcome in pairs)


def _score(findings: Sequence[Finding], stated: int, against: int) -> str:
    counts = {verdict: sum(effect.verdict == verdict for finding in findings for effect in finding.effects)
              for verdict in ("as expected", "no clear effect")}  # fmt: skip
    unclear = [effect for finding in findings for effect in finding.effects if effect.verdict == "no clear effect"]
    first = {verdict: sum(effect.verdict_at_first == verdict for effect in unclear)
             for verdict in ("as expected", "surprise")}  # fmt: skip
    return (
        f"Of {stated} effects stated beforehand, {counts['as expected']} came out as expected, "
        f"{counts['no clear effect']} are not clear at very strong, {against} came out against expectation. "
        f"Of those not clear in the last years, {first['as expected']} are as expected in the first {FIRST_YEARS} and "
        f"fade or drown in what drifts apart since, {first['surprise']} are against expectation there."
    )


def _surprises(found: Sequence[Effect], explained: Mapping[tuple[str, str], str], stated: int) -> str:
    if not found:
        return "None."
    chance = (1.0 - LEVEL) / 2.0 * stated
    rows = [
        [f"`{effect.lever}`", f"`{effect.outcome}`", "+" if effect.expected > 0 else "-",
         _size(effect.outcome, effect.top),
         explained.get((effect.lever, effect.outcome), "not explained yet")]
        for effect in found
    ]  # fmt: skip
    note = f"Chance alone would give about {chance:.0f} of them if no lever did anything."
    return f"{_table(['lever', 'outcome', 'expected', 'measured', 'explanation'], rows)}\n\n{note}"


def _overview(members: Sequence[Finding]) -> str:
    rows = []
    for finding in members:
        lever, swept = finding.swept.lever, finding.swept
        if not finding.effects:
            rows.append(
                [f"`{lever.id}`<br>{lever.label['en']} · {lever.label['zh']}", "very strong is the baseline", *[""] * 5]
            )
            continue
        mover, aim = finding.first_mover, finding.of("chain")[-1]
        rows.append(
            [
                f"`{lever.id}`<br>{lever.label['en']} · {lever.label['zh']}",
                f"{swept.values[0]:g} → {swept.values[-1]:g}",
                f"{mover.outcome} {_sign(mover.top)} ({mover.first_year})" if mover else "nothing",
                f"{aim.outcome} {_size(aim.outcome, aim.top)}",
                _size("public_cost", finding.cost.top, 4.0),
                "<br>".join(f"{effect.outcome} {_size(effect.outcome, effect.top)}" for effect in _sides(finding))
                or "none",
                finding.saturation,
            ]
        )
    headers = ["lever", "from → to", "moves first", "end of its chain", "public cost, bn yuan a year", "side effects",
               "last step against first"]  # fmt: skip
    return _table(headers, rows)


def _sides(finding: Finding) -> list[Effect]:
    """Side effects stated, and headline outcomes nobody stated that moved."""
    stated = finding.of("side effect")
    return stated + [
        effect for effect in finding.of("other") if effect.verdict == "moved" and effect.outcome != "public_cost"
    ]


def _chain(finding: Finding) -> str:
    if not finding.effects:
        return ""
    links = [
        f"{effect.outcome} {'+' if effect.expected > 0 else '-'}: {_size(effect.outcome, effect.top)}"
        f"{f', from {effect.first_year}' if effect.first_year else ''} ({MARKS[effect.verdict]}{_at_first(effect)})"
        for effect in (*finding.of("chain"), *finding.of("side effect"))
    ]
    return f"`{finding.swept.lever.id}` · {' → '.join(links)}"


def _at_first(effect: Effect) -> str:
    """What the first years say where the last ones say nothing."""
    if effect.verdict != "no clear effect" or not clear(effect.at_first):
        return ""
    return f"; in the first years {_size(effect.outcome, effect.at_first)}, {MARKS[effect.verdict_at_first]}"


def _size(outcome: str, found: Interval, factor: float = 1.0) -> str:
    """A difference with its interval; shares in percentage points."""
    unit = OUTCOMES[outcome].unit
    low, high = number(factor * found.low, unit), number(factor * found.high, unit)
    return f"{number(factor * found.estimate, unit, signed=True)} [{low}, {high}]"


def _sign(found: Interval) -> str:
    return "+" if found.estimate > 0.0 else "-"


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (headers, ["---"] * len(headers), *rows)]
    return "\n".join(lines)


def summary_rows(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """One row for each lever."""
    rows = []
    for finding in findings:
        mover = finding.first_mover
        last = finding.of("chain")[-1] if finding.effects else None
        rows.append(
            {
                "lever": finding.swept.lever.id,
                "family": finding.swept.lever.family,
                "label_en": finding.swept.lever.label["en"],
                "label_zh": finding.swept.lever.label["zh"],
                "baseline": finding.swept.values[0],
                "very_strong": finding.swept.values[-1],
                "moves_first": mover.outcome if mover else "",
                "from_year": mover.first_year if mover else "",
                "aim": last.outcome if last else "",
                "aim_difference": last.top.estimate if last else float("nan"),
                "aim_low": last.top.low if last else float("nan"),
                "aim_high": last.top.high if last else float("nan"),
                "aim_clear": bool(last and clear(last.top)),
                "cost_bn_a_year": 4.0 * finding.cost.top.estimate if finding.effects else float("nan"),
                "surprises": " ".join(effect.outcome for effect in surprises([finding])),
                "last_step": finding.saturation if finding.effects else "",
            }
        )
    return rows
