"""What is asked of a run: which scenarios, how many replicates, from which seed, with which changes."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .engine.chunks import RAISED
from .errors import InvalidInputError, UsageError
from .messages import problems_said

if TYPE_CHECKING:
    from model.scenario import Scenario

    from .study.plan import StudyOptions

Checked = TypeVar("Checked")
_WORLD_KEYS = ("parameters", "firms", "real_firms", "until")


@dataclass(frozen=True)
class Plan:
    """Options shared by the verbs that simulate."""

    seed: int = 0
    replicates: int = 1
    firms: int | None = None
    until: str | None = None
    workers: int | None = None
    out: Path | None = None
    settings: tuple[str, ...] = ()
    lang: str = "en"
    engine: Any = None
    timeout: float | None = None
    memory: float | None = None
    replace: bool = False
    arguments: tuple[str, ...] = field(default=(), compare=False)  # scenarios as the user named them

    def seed_of(self, replicate: int) -> int:
        """Replicate r is the same world under every scenario."""
        return self.seed + replicate

    def study_options(self, folder: Path | None = None) -> StudyOptions:
        """Where and how the runs are simulated, in ``folder`` or where the plan says."""
        from .study.plan import StudyOptions

        return StudyOptions(
            folder or self.out, self.engine, self.workers, None, self.timeout, self.memory, replace=self.replace
        )

    def reproduce(self, verb: str, seed: int, kind: str = "", limits: Mapping[str, float | None] | None = None) -> str:
        """One line that runs the replicate of ``seed`` alone, under its ``limits`` unless it just raised an error."""
        words = ["lab2market", verb, *self.arguments, "--seed", str(seed), "--replicates", "1", "--workers", "1"]
        words += ["--debug", "--out", f"results/seed_{seed}"]
        kept = {} if kind == RAISED or limits is None else limits
        bounds = (("--timeout", kept.get("timeout")), ("--memory", kept.get("memory")))
        for option, value in (("--firms", self.firms), ("--until", self.until), *bounds):
            words += [option, str(value)] if value is not None else []
        for setting in self.settings:
            words += ["--set", setting]
        return shlex.join(words)


def load(name: str) -> Scenario:
    """A built-in scenario or a file; raises InvalidInputError with all its problems."""
    from model.scenario import Scenario

    return checked(lambda: Scenario.load(name))


def load_all(plan: Plan, names: Sequence[str], policies_from: int = 0) -> list[Scenario]:
    """Scenarios of ``names`` under the plan's options.

    Settings of the world (``parameters``, ``firms``, ``until``) hold for all of them; settings of levers for those
    from position ``policies_from`` on, so that a baseline stays what it is.
    """
    world, levers = settings_of(plan)
    scenarios, known = [], set()
    for position, name in enumerate(names):
        scenario = load(name)
        scenario = checked(lambda scenario=scenario: scenario.replace(**world)) if world else scenario
        if levers and position >= policies_from:
            scenario = checked(lambda scenario=scenario: scenario.with_levers(levers))
        label = scenario.id
        if label in known and levers:
            label = f"{label}+{'+'.join(sorted(levers))}"
            scenario = checked(lambda scenario=scenario, label=label: scenario.replace(id=label))
        if label in known:
            raise UsageError(f"two scenarios are called {label!r}; give one of them another name")
        known.add(label)
        scenarios.append(scenario)
    return scenarios


def settings_of(plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    """Changes to the world and to the levers that the options ask for."""
    world: dict[str, Any] = {}
    levers: dict[str, Any] = {}
    for setting in plan.settings:
        key, equals, text = setting.partition("=")
        path = key.strip().split(".")
        if not equals or not all(path):
            raise UsageError(f"--set {setting!r}: write lever.path=value, for example --set re_deduction=0.5")
        if path[0] in _WORLD_KEYS:
            _nest(world, path, _value(text))
        else:
            _nest(levers, path[1:] if path[0] == "levers" and len(path) > 1 else path, _value(text))
    if plan.firms is not None:
        world["firms"] = plan.firms
    if plan.until is not None:
        world["until"] = plan.until
    return world, levers


def _nest(target: dict[str, Any], path: list[str], value: object) -> None:
    for key in path[:-1]:
        inner = target.setdefault(key, {})
        if not isinstance(inner, dict):
            raise UsageError(f"--set {'.'.join(path)}: {key} already has the value {inner}")
        target = inner
    if isinstance(target.get(path[-1]), dict):
        raise UsageError(f"--set {'.'.join(path)}: parts of it are set already")
    target[path[-1]] = value


def _value(text: str) -> object:
    """A number, or a mapping of dates written as JSON, or the text itself, which the scenario then judges."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text.strip()


def checked(make: Callable[[], Checked]) -> Checked:
    """What ``make`` returns; its ScenarioError becomes an InvalidInputError with one line for each mistake."""
    from model.scenario import ScenarioError

    try:
        return make()
    except ScenarioError as error:
        raise InvalidInputError(*(problems_said(error.problems) or [str(error)])) from error
