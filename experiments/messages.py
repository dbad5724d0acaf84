"""What is said beside the answer (errors, warnings, notes, progress), in the language of the command.

Messages are written in English where they arise. Where Chinese is asked for, the sentence is found again by its English
form in ``chinese/messages.csv`` with its values, so no place that raises an error has to know who will read it.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .chinese import table
from .wording import term

if TYPE_CHECKING:
    from model.scenario_format.problems import Problem

LANGUAGE_VARIABLE = "LAB2MARKET_LANG"
_VALUE = re.compile(r"\{(\w+)(:[w#=])?\}")
_FORMS = {None: ".+?", ":w": r"\S+", ":#": r"[-+]?\d\S*", ":=": ".+?"}
"""What a value may be: anything, one word, a number or quarter, what stands in Chinese as in English."""
_spoken = "en"


def speak(lang: str | None) -> None:
    """Say messages in ``lang`` from now on; without one in that of the environment."""
    global _spoken
    _spoken = lang or os.environ.get(LANGUAGE_VARIABLE, "en")


def spoken() -> str:
    """The language messages are said in."""
    return _spoken


def said(text: str) -> str:
    """A message in the language of the command."""
    return in_chinese(text) if _spoken == "zh" else text


def in_chinese(text: str) -> str:
    """A message or a value in it; an id, a path, or what is not known, as it stands."""
    for english, chinese, kept in _messages():
        found = english.fullmatch(text)
        if found:
            values = found.groupdict().items()
            return chinese.format(**{name: value if name in kept else in_chinese(value) for name, value in values})
    return term(text, "zh")


def problems_said(problems: Sequence[Problem]) -> list[str]:
    """Mistakes of a file, a line each."""
    return [str(_in_chinese(problem) if _spoken == "zh" else problem) for problem in problems]


def _in_chinese(problem: Problem) -> Problem:
    near = in_chinese(f"did you mean {problem.nearest!r}?") if problem.nearest else ""
    allowed = in_chinese(f"allowed: {in_chinese(problem.allowed)}") if problem.allowed else ""
    parts = [in_chinese(problem.what), near, allowed, in_chinese(problem.fix) if problem.fix else ""]
    return replace(problem, what=";".join(part for part in parts[:2] if part), nearest="", allowed="",
                   fix=";".join(part for part in parts[2:] if part))  # fmt: skip


@functools.cache
def _messages() -> list[tuple[re.Pattern[str], str, set[str]]]:
    """Patterns with their Chinese; the one that says most of a sentence itself comes first."""
    most = sorted(table("messages").items(), key=lambda message: -len(_VALUE.sub("", message[0])))
    kept = [{gap[1] for gap in _VALUE.finditer(english) if gap[2] == ":="} for english, _ in most]
    return [(_pattern(english), chinese, own) for (english, chinese), own in zip(most, kept, strict=True)]


def _pattern(english: str) -> re.Pattern[str]:
    """A regular expression for a sentence with named gaps."""
    pieces, at = [], 0
    for gap in _VALUE.finditer(english):
        pieces += [re.escape(english[at : gap.start()]), f"(?P<{gap[1]}>{_FORMS[gap[2]]})"]
        at = gap.end()
    return re.compile("".join([*pieces, re.escape(english[at:])]), re.DOTALL)
