"""Verbs that try many settings: sweep and sensitivity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import INVALID
from ..json_rows import finite_row
from ..messages import said
from ..wording import sentence
from .answers import answer, note, report_study_failures, warn
from .application import verb
from .options import AnswerOptions, EngineOptions, LimitOptions, Shard, WorldOptions

if TYPE_CHECKING:
    from ..designs.options import DesignOptions
    from ..sensitivity.study import Sensitivity
    from ..study import StudyOptions, StudyPlan
    from ..sweep import Sweep

DesignName = Annotated[
    str, typer.Argument(help="Built-in design or file; with --over also a scenario.", show_default=False)
]
Over = Annotated[
    list[str] | None,
    typer.Option("--over", help="lever=low:high:n, lever=v,v,v or parameters.NAME=low:high; repeatable."),
]
Method = Annotated[str | None, typer.Option("--method", help="grid, lhs, sobol, one_at_a_time or morris.")]
Points = Annotated[int | None, typer.Option("--points", help="Points of a sample, or trajectories.")]
OwnReplicates = Annotated[int | None, typer.Option("--replicates", help="Worlds, the same for every point.")]
OwnSeed = Annotated[int | None, typer.Option("--seed", help="Replicate r is the world of seed + r.")]
From = Annotated[str | None, typer.Option("--from", help="Quarter from which varied levers hold, such as 2026-Q1.")]
Outcome = Annotated[list[str] | None, typer.Option("--outcome", help="Outcome to record; repeatable.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say how many runs and how long; write nothing.")]


@dataclass(frozen=True)
class VariedOptions:
    """What is varied, in which worlds, and what is recorded of it."""

    over: Over = None
    method: Method = None
    points: Points = None
    replicates: OwnReplicates = None
    seed: OwnSeed = None
    policy_start: From = None
    outcome: Outcome = None


@dataclass(frozen=True, kw_only=True)
class SweepOptions:
    """Everything that can be asked of a verb that simulates the points of a design."""

    varied: VariedOptions
    world: WorldOptions
    dry_run: DryRun = False
    where: EngineOptions
    shard: Shard = None
    limits: LimitOptions
    shown: AnswerOptions

    def design(self) -> DesignOptions:
        """What is asked of the design."""
        from ..designs.options import DesignOptions

        varied, world = self.varied, self.world
        return DesignOptions(
            tuple(varied.over or ()), varied.method, varied.points, varied.replicates, varied.seed,
            varied.policy_start, tuple(varied.outcome or ()), world.firms, world.until, tuple(world.settings or ()),
        )  # fmt: skip

    def study(self) -> StudyOptions:
        """Where and how the points are simulated."""
        return self.limits.study(self.where, self.shard)


@verb
def sweep(design: DesignName, *, asked: SweepOptions) -> None:
    """Simulate every point of a design in the same worlds: grid, Latin hypercube, Sobol, one at a time.

    The same command again resumes. Writes outcomes.parquet, response.csv (changes from the reference) and figures.

    The reference is the base with none of the varied levers set, simulated beside the points in the same worlds.

    All points share their worlds, so there is no --precision, which would let the noisiest setting decide; give more
    --replicates where intervals are too wide: only the new ones are simulated.
    """
    from ..designs.options import chosen_design
    from ..study_printing import sweep_text
    from ..sweep import sweep as simulate
    from ..sweep import sweep_plan

    chosen = chosen_design(design, asked.design(), "sweep")
    warn(chosen.warnings)
    arguments = ["sweep", design, *asked.design().words()]
    if asked.dry_run:
        _show_estimate(sweep_plan(chosen, arguments), asked)
        return
    done = simulate(chosen, asked.study(), arguments, asked.shown.lang.value)
    _show(done, sweep_text, asked)


@verb
def sensitivity(design: DesignName, *, asked: SweepOptions) -> None:
    """Say which factors an outcome depends on: Morris screening, Sobol indices, or one at a time (tornado).

    All points share their worlds; indices are averaged over worlds and shown with intervals between them.
    """
    from ..designs.options import chosen_design
    from ..sensitivity.study import sensitivity as simulate
    from ..sensitivity.study import sensitivity_plan, warnings_of
    from ..study_printing import sensitivity_text

    chosen = chosen_design(design, asked.design(), "sensitivity")
    warn([*chosen.warnings, *warnings_of(chosen)])
    arguments = ["sensitivity", design, *asked.design().words()]
    if asked.dry_run:
        _show_estimate(sensitivity_plan(chosen, arguments), asked)
        return
    done = simulate(chosen, asked.study(), arguments, asked.shown.lang.value)
    _show(done, sensitivity_text, asked, done.refused)


def _show(
    done: Sweep | Sensitivity, text: Callable[[Any, str], str], asked: SweepOptions, refused: Sequence[str] = ()
) -> None:
    """The answer of a verb that has simulated the points of a design, and what it cannot say and why."""
    lang = asked.shown.lang.value
    if asked.shown.as_json:
        answer([*map(finite_row, done.rows), *({"refused": said(reason)} for reason in refused)])
        note(sentence("written", lang, folder=done.study.folder))
    else:
        answer(text(done, lang))
    for reason in refused:
        note(f"error: {reason}")
    report_study_failures(done.study)
    if refused:
        raise SystemExit(INVALID)


def _show_estimate(plan: StudyPlan, asked: SweepOptions) -> None:
    from ..dry_run import duration, estimate

    shard = asked.study().shard
    found = estimate(plan, asked.where.workers, shard, asked.limits.out or Path("results") / plan.id)
    if asked.shown.as_json:
        answer(asdict(found))
    else:
        words = {**asdict(found), "seconds": said(duration(found.seconds))}
        lang, kind = asked.shown.lang.value, "dry_run" if shard is None else "dry_run_shard"
        lines = [sentence(kind, lang, shard=asked.shard, **words)]
        if found.missing < found.runs:
            lines.append(sentence("dry_run_left", lang, kept=found.runs - found.missing, missing=found.missing))
        answer("\n".join(lines))
