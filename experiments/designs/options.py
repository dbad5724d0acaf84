"""A design as the command line asks for it: a file or a scenario, with what options change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import UsageError
from ..plan import Plan, checked, settings_of
from .contradictions import UNSTEPPED
from .design import PARAMETER, Design, Factor
from .keys import SAMPLED
from .library import design_from_mapping, is_design, load_design, over_from_options


@dataclass(frozen=True)
class DesignOptions:
    """Options that change a design; None leaves what the file says."""

    over: tuple[str, ...] = ()
    method: str | None = None
    points: int | None = None
    replicates: int | None = None
    seed: int | None = None
    policy_start: str | None = None
    outcomes: tuple[str, ...] = ()
    firms: int | None = None
    until: str | None = None
    settings: tuple[str, ...] = ()
    budget: float | None = None
    draws: int | None = None

    def words(self, without: Sequence[str] = ()) -> list[str]:
        """The options as they stand on a command line."""
        words = [word for name in self.over for word in ("--over", name)]
        given = {
            "--method": self.method, "--points": self.points, "--replicates": self.replicates, "--seed": self.seed,
            "--from": self.policy_start, "--firms": self.firms, "--until": self.until,
            "--budget": self.budget, "--draws": self.draws,
        }  # fmt: skip
        words += [
            word
            for option, value in given.items()
            if value is not None and option not in without
            for word in (option, str(value))
        ]
        words += [word for outcome in self.outcomes for word in ("--outcome", outcome)]
        return words + [word for setting in self.settings for word in ("--set", setting)]


def chosen_design(name: str, options: DesignOptions, verb: str) -> Design:
    """The design called ``name``, or one over the scenario of that name, named after the verb that asks for it.

    Raises InvalidInputError or UsageError.
    """
    return checked(lambda: _chosen(name, options, verb))


def _chosen(name: str, options: DesignOptions, verb: str) -> Design:
    own = _own_keys(options)
    if options.over and not is_design(name):
        label = "-".join(_plain(factor) for factor in options.over)[:60]
        design = design_from_mapping({"extends": name, **own}, f"{verb}-{_plain(name)}-{label}")
    else:
        design = load_design(name)
        if own:
            design = _changed(design, own)
    return _on_base(design, options)


def _own_keys(options: DesignOptions) -> dict[str, Any]:
    """Keys of a design file that options set."""
    keys = {
        "over": over_from_options(options.over) or None, "method": options.method, "points": options.points,
        "replicates": options.replicates, "seed": options.seed, "from": options.policy_start,
        "outcomes": list(options.outcomes) or None, "budget": options.budget, "draws": options.draws,
    }  # fmt: skip
    return {key: value for key, value in keys.items() if value is not None}


def _changed(design: Design, own: dict[str, Any]) -> Design:
    """A loaded design with keys from the command line; those are checked as if they stood in a file."""
    method = own.get("method", design.method)
    points = own.get("points", design.points if method in SAMPLED else None)
    rest = {
        "method": method, "replicates": design.replicates, "seed": design.seed, "outcomes": list(design.outcomes),
        "from": None if design.policy_start is None else str(design.policy_start),
        "budget": design.budget, "draws": design.draws, **own, "points": points,
        "start": str(design.base.start), "until": str(design.base.until),
        "over": {**_written_factors(design, method, "draws" in own), **own.get("over", {})},
    }  # fmt: skip
    mapping = {key: value for key, value in rest.items() if value is not None}
    return replace(design_from_mapping(mapping, design.id), base=design.base)


def _written_factors(design: Design, method: str, drawn: bool) -> dict[str, Any]:
    """The section ``over`` of a design, for another method or with draws without the steps that those do not take.

    Parameters of an ensemble do not stand there.
    """
    own = design.factors if design.ensemble is None else design.levers
    return {
        factor.column: _as_written(
            replace(factor, levels=None) if method in UNSTEPPED or (drawn and factor.kind == PARAMETER) else factor
        )
        for factor in own
    }


def _as_written(factor: Factor) -> Any:
    if factor.values:
        return list(factor.values)
    written = {"low": factor.low, "high": factor.high, "n": factor.levels}
    return {key: value for key, value in written.items() if value is not None}


def _on_base(design: Design, options: DesignOptions) -> Design:
    """The design on its base under ``--set``, ``--firms`` and ``--until``."""
    world, levers = settings_of(Plan(firms=options.firms, until=options.until, settings=options.settings))
    base = design.base.replace(**world) if world else design.base
    base = base.with_levers(levers) if levers else base
    start = design.policy_start
    if start is not None and not base.start <= start <= base.until:
        raise UsageError(f"the varied levers hold from {start}, outside the run ({base.start} to {base.until})")
    return replace(design, base=base)


def _plain(text: str) -> str:
    """Part of a folder's name."""
    stem = text.partition("=")[0].rpartition("/")[2].removesuffix(".yaml")
    return stem.removeprefix("levers.").removeprefix("parameters.").replace(".", "_") or "design"
