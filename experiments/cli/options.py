"""Options that verbs share, and groups of them; each is declared once, so that it means the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError

if TYPE_CHECKING:
    from ..plan import Plan
    from ..study import StudyOptions


class Language(StrEnum):
    """Language of labels and tables."""

    EN = "en"
    ZH = "zh"


Json = Annotated[bool, typer.Option("--json", help="One machine-readable document on stdout.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of labels and tables.", envvar="LAB2MARKET_LANG")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Replicate r is the world of seed + r.")]
Replicates = Annotated[int, typer.Option("--replicates", min=1, help="Number of replicates.")]
Firms = Annotated[int | None, typer.Option("--firms", help="Firms in the sample, instead of the scenario's.")]
Until = Annotated[str | None, typer.Option("--until", help="Last quarter, such as 2030-Q4.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes; default: one for each core.")]
Out = Annotated[Path | None, typer.Option("--out", help="Results folder; default: results/NAME.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Take the place of other results in the folder; common runs are kept.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="lever.path=value, such as re_deduction=0.5 or re_deduction.2026-Q1=0.5; repeatable."),
]
EngineName = Annotated[
    str | None,
    typer.Option(
        "--engine",
        help="serial, processes, dask or dask:ADDRESS; default: processes (serial for --workers 1 without limits).",
    ),
]
Shard = Annotated[
    str | None, typer.Option("--shard", help="i/n: simulate the i-th of n parts; then the same command without it.")
]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", min=0.1, help="Seconds a run may take; default: 300 and 0.01 a firm, none if serial."),
]
Memory = Annotated[
    float | None,
    typer.Option(
        "--memory",
        min=1.0,
        help="MB a worker may hold; default: its part of 80 % of the machine, none if serial or dask:ADDRESS.",
    ),
]
Name = Annotated[str, typer.Argument(help="Lever, outcome, parameter or scenario.", show_default=False)]
ScenarioName = Annotated[str, typer.Argument(help="Built-in scenario or file.", show_default=False)]


@dataclass(frozen=True)
class AnswerOptions:
    """How a verb answers, and reports its errors."""

    as_json: Json = False
    lang: Lang = Language.EN
    debug: Debug = False


@dataclass(frozen=True)
class WorldOptions:
    """What is changed in the scenarios."""

    firms: Firms = None
    until: Until = None
    settings: Settings = None


@dataclass(frozen=True)
class RunOptions:
    """What is changed in the scenarios of ``run`` and its like, and where they are simulated."""

    firms: Firms = None
    until: Until = None
    workers: Workers = None
    out: Out = None
    replace: Replace = False
    settings: Settings = None
    engine: EngineName = None
    timeout: Timeout = None
    memory: Memory = None

    def plan(self, seed: int, replicates: int, lang: str, arguments: tuple[str, ...]) -> Plan:
        """Everything that is asked of the runs."""
        from ..plan import Plan

        return Plan(
            seed, replicates, self.firms, self.until, self.workers, self.out, tuple(self.settings or ()), lang,
            self.engine, self.timeout, self.memory, self.replace, arguments=arguments,
        )  # fmt: skip


@dataclass(frozen=True)
class EngineOptions:
    """Where the runs of a study are simulated."""

    engine: EngineName = None
    workers: Workers = None


@dataclass(frozen=True)
class LimitOptions:
    """What a run of a study may take, and where its results go."""

    timeout: Timeout = None
    memory: Memory = None
    out: Out = None
    replace: Replace = False

    def study(self, where: EngineOptions, shard: str | None = None) -> StudyOptions:
        """Where and how the study is simulated."""
        from ..study import StudyOptions

        return StudyOptions(
            self.out, where.engine, where.workers, shard_of(shard), self.timeout, self.memory, replace=self.replace
        )


def shard_of(text: str | None) -> tuple[int, int] | None:
    """Part and parts of ``i/n``; raises UsageError for anything else."""
    if text is None:
        return None
    part, slash, parts = text.partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise UsageError(f"--shard {text!r}: write i/n with i from 1 to n, such as 2/5")
    return int(part), int(parts)
