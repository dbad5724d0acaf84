"""What can be wrong with a scenario, said so that it can be mended."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

LISTED_AT_MOST = 200
NAMED_AT_MOST = 24


@dataclass(frozen=True)
class Place:
    """Where something stands: file, line and column, counted from 1 (0: not known)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, str(self.line), str(self.column)]) if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One mistake: where, which key, what is wrong, what is allowed, what was perhaps meant, how to fix it."""

    place: Place
    key: str
    what: str
    allowed: str = ""
    nearest: str = ""
    fix: str = ""

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column

    def __str__(self) -> str:
        text = _shown(self.what, 300)
        if self.nearest:
            text += f"; did you mean {self.nearest!r}?"
        for part in (f"allowed: {self.allowed}" if self.allowed else "", self.fix):
            if part:
                text += (" " if text.endswith("?") else "; ") + part
        return ": ".join(part for part in (str(self.place), _shown(self.key, 200), text) if part)


class ScenarioError(ValueError):
    """A scenario that cannot be used; ``problems`` lists every mistake found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:LISTED_AT_MOST]]
        hidden = len(self.problems) - len(shown)
        return "\n".join(shown + ([f"... and {hidden} more problems"] if hidden else []))


@dataclass
class Problems:
    """Collects the mistakes of one file."""

    file: str = ""
    found: list[Problem] = field(default_factory=list)

    def place(self, line: int, column: int) -> Place:
        return Place(self.file, line, column)

    def add(
        self,
        position: tuple[int, int],
        key: str,
        what: str,
        *,
        allowed: Iterable[str] | str = "",
        given: str | None = None,
        candidates: Iterable[str] = (),
        fix: str = "",
    ) -> None:
        """Note a mistake; the nearest of ``candidates`` to ``given`` is named."""
        # Looking for near names is slow, so a file full of nonsense gets it for the mistakes that are shown.
        near = nearest(given, candidates) if given is not None and len(self.found) < LISTED_AT_MOST else ""
        names = allowed if isinstance(allowed, str) else listing(allowed)
        self.found.append(Problem(self.place(*position), key, what, names, near, fix))

    def raise_if_any(self) -> None:
        """Raise ScenarioError when something was found, in the order of the file."""
        if self.found:
            raise ScenarioError(sorted(self.found, key=lambda problem: (problem.line, problem.column)))


def listing(names: Iterable[str]) -> str:
    """Comma-separated names, shortened when there are too many to read."""
    known = list(names)
    rest = f", ... ({len(known)} in all)" if len(known) > NAMED_AT_MOST else ""
    return ", ".join(known[:NAMED_AT_MOST]) + rest


def nearest(given: str, candidates: Iterable[str]) -> str:
    """The candidate that ``given`` most likely stands for, or an empty text."""
    wanted = _plain(given)
    plain: dict[str, str] = {}
    for name in candidates:
        plain.setdefault(_plain(name), name)
        # The last part of a dotted name is often all that somebody remembers.
        plain.setdefault(_plain(name.rpartition(".")[2]), name)
    close = difflib.get_close_matches(wanted, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def _shown(text: str, longest: int) -> str:
    """One line of printable characters, whatever the file holds."""
    short = text if len(text) <= longest else text[:longest] + " ..."
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short)


def _plain(name: str) -> str:
    return name[:80].lower().replace("-", "_").replace(" ", "_").replace(".", "_")
