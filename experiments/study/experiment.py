"""Experiments in a notebook: the verbs of the command line as methods, with data frames for answers."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.parameters import PARAMETERS
from model.scenario import Scenario

from ..designs.keys import LARGEST_SEED
from ..errors import UsageError
from ..plan import Plan, checked
from .plan import StudyOptions

if TYPE_CHECKING:
    import pandas as pd

    from ..compare import Comparison
    from ..discovery.study import Discovery
    from ..optimisation.study import Effort, Optimisation
    from ..run import RunResult
    from ..sensitivity.study import Sensitivity
    from .opened import Study

_REPLICATES = 30
Policy = str | Path | Scenario | Mapping[str, Any]


@dataclass(frozen=True)
class Compared:
    """What ``compare`` found: ``table`` has a row for each policy and outcome, ``costs`` one for each policy."""

    comparison: Comparison

    @property
    def folder(self) -> Path:
        """Where tables and figures are."""
        return self.comparison.folder

    @property
    def table(self) -> pd.DataFrame:
        """Paired differences with their intervals, indexed by scenario and outcome."""
        import pandas as pd

        rows = pd.DataFrame([asdict(row) for row in self.comparison.rows])
        return rows.set_index(["scenario", "outcome"])

    @property
    def costs(self) -> pd.DataFrame:
        """Public cost for one more industrialised technology, with its interval."""
        import pandas as pd

        return pd.DataFrame([asdict(cost) for cost in self.comparison.costs]).set_index("scenario")

    @property
    def outcomes(self) -> pd.DataFrame:
        """The recorded series, baseline included: scenario, replicate, date, outcome, value."""
        import pandas as pd

        return pd.read_parquet(self.folder / "outcomes.parquet")

    @property
    def figures(self) -> list[Path]:
        """Files of the figures."""
        return sorted((self.folder / "figures").iterdir())


class Experiment:
    """Policies against a baseline, in the same worlds.

    Parameters
    ----------
    baseline : name, file or Scenario
        What everything is compared with.
    firms, until, parameters
        Sample, last quarter and parameters of every scenario, instead of the baseline's own.
    seed : int
        Replicate r is the world of ``seed + r``.
    engine, workers
        Where runs are simulated; by default in this process. ``engine="processes"`` uses all cores.
    timeout, memory
        Seconds a run may take and MB its process may hold; they need another engine than this process.
    out : path
        Folder in which each result gets a folder of its own.
    replace : bool
        Whether a result may take the place of another design's in its folder.

    Raises InvalidInputError for a scenario that is refused.

    Examples
    --------
    >>> lab = Experiment(firms=500, until="2030-Q4")
    >>> lab.compare({"re_deduction": {"2026-Q1": 1.0}}, replicates=20).table
    >>> lab.sweep({"re_deduction": [0.1, 0.5, 1.0]}, start="2026-Q1").outcomes
    """

    def __init__(
        self,
        baseline: Policy = "baseline",
        *,
        firms: int | None = None,
        until: str | None = None,
        parameters: Mapping[str, float] | None = None,
        seed: int = 0,
        engine: Any = "serial",
        workers: int | None = None,
        timeout: float | None = None,
        memory: float | None = None,
        out: str | Path = "results",
        replace: bool = False,
    ) -> None:
        if isinstance(seed, bool) or not hasattr(seed, "__index__") or not 0 <= seed <= LARGEST_SEED:
            raise UsageError(f"seed {seed}: give a whole number from 0 to {LARGEST_SEED}")
        given = {"firms": firms, "until": until, "parameters": parameters}
        self._world = {key: value for key, value in given.items() if value is not None}
        self.baseline = self.scenario(baseline)
        self.seed, self.engine, self.workers = int(seed), engine, workers
        self.out, self.replace = Path(out), replace
        self.timeout, self.memory = timeout, memory

    def scenario(self, policy: Policy, id: str | None = None) -> Scenario:
        """A policy as a scenario on this experiment's sample; levers in a mapping are laid over the baseline."""
        if isinstance(policy, Mapping):
            label = id or "+".join(policy)
            return checked(lambda: self.baseline.with_levers(policy, id=label).replace(name=label))
        found = policy if isinstance(policy, Scenario) else checked(lambda: Scenario.load(policy))
        return checked(lambda: found.replace(**self._world)) if self._world else found

    def run(self, policy: Policy | None = None, replicates: int = 10) -> RunResult:
        """Replicates of one scenario: tables in a folder, and rows with means and intervals."""
        from ..run import default_name, run

        scenario = self.baseline if policy is None else self.scenario(policy)
        return run(self._plan(replicates, default_name(scenario)), scenario)

    def compare(
        self,
        *policies: Policy,
        replicates: int | None = None,
        name: str | None = None,
        precision: Mapping[str, float] | None = None,
        **named: Policy,
    ) -> Compared:
        """Paired differences of policies from the baseline, with intervals, costs and figures.

        A policy is a scenario by name or file, a Scenario, or a mapping of levers; a keyword gives it a name.
        ``precision`` gives outcomes the half-width wanted of their interval; the number of replicates is then found,
        and ``replicates`` is the most (200 if left out; without ``precision`` 30 are simulated).
        """
        from ..compare import compare
        from ..precision import parse_precision
        from ..statistics.stopping import MOST

        scenarios = [self.scenario(policy) for policy in policies]
        scenarios += [
            self.scenario(policy, id) if isinstance(policy, Mapping) else self.scenario(policy).replace(id=id)
            for id, policy in named.items()
        ]
        if not scenarios:
            raise UsageError("name at least one policy to compare with the baseline")
        label = name or "-".join(scenario.id for scenario in scenarios)[:80]
        wanted = parse_precision([f"{outcome}={width}" for outcome, width in (precision or {}).items()])
        count = replicates or (_REPLICATES if wanted is None else MOST)
        return Compared(compare(self._plan(count, label), [self.baseline, *scenarios], label, wanted))

    def sweep(self, over: Mapping[str, Any], replicates: int = 10, name: str = "sweep", **design: Any) -> Study:
        """Every point of a design in the same worlds.

        ``over`` gives each lever or parameter a list of values or ``{"low":, "high":, "n":}``; ``design`` are the other
        keys of a design file (``method``, ``points``, ``outcomes``); ``start`` is the quarter from which levers hold.
        """
        from ..sweep import sweep

        return sweep(self._design(over, replicates, name, design), self._options(name)).study

    def sensitivity(
        self, over: Mapping[str, Any], replicates: int = 8, name: str = "sensitivity", **design: Any
    ) -> Sensitivity:
        """Which factors an outcome depends on: ``method`` is ``morris``, ``sobol`` or ``one_at_a_time``.

        Warns of every outcome that is refused because runs are missing.
        """
        from ..sensitivity.study import sensitivity

        found = sensitivity(self._design(over, replicates, name, design), self._options(name))
        for reason in found.refused:
            warnings.warn(reason, stacklevel=2)
        return found

    def optimise(
        self,
        over: Mapping[str, Any],
        budget: float,
        *,
        draws: int = 8,
        replicates: int = 1,
        name: str = "optimise",
        effort: Effort | None = None,
        lang: str = "en",
        **design: Any,
    ) -> Optimisation:
        """The best mixes of the levers in ``over`` for at most ``budget`` bn yuan a year, tested on fresh worlds."""
        from ..optimisation.study import Effort, optimise

        keys = {"method": "search", "budget": budget, "draws": draws, **design}
        chosen = self._design(over, replicates, name, keys)
        return optimise(chosen, self._options(name), effort or Effort(), ("optimise", name), lang)

    def discover(self, study: Study, fail: str, outcome: str | None = None) -> Discovery:
        """Where the policies of a study fail, as in ``gain(conversion_rate) < 0.005``, and how robust they are."""
        from ..discovery.study import discover

        return discover(study, fail, outcome)

    def query(self, name: str, sql: str) -> pd.DataFrame:
        """Answer to a question in SQL to the study called ``name``."""
        from .opened import open_study

        return open_study(self.out / name).query(sql)

    def merge(self, name: str) -> Study:
        """The study called ``name`` with its tables, once all of its shards have been simulated."""
        from .merging import merge

        return merge(self.out / name)

    def rerun(self, name: str, run: int) -> pd.DataFrame:
        """One run of the study called ``name`` simulated again: date, outcome, value; raises what goes wrong."""
        from .merging import run_again

        return run_again(self.out / name, run, self.timeout, self.memory).to_pandas()

    def _design(self, over: Mapping[str, Any], replicates: int, name: str, design: Mapping[str, Any]) -> Any:
        from ..designs import design_from_mapping

        keys = {"from" if key == "start" else key: value for key, value in design.items()}
        base = {"name": dict(self.baseline.name), **self.baseline.differences()}
        factors = {_full_name(key): value for key, value in over.items()}
        content = {**base, "over": factors, "replicates": replicates, "seed": self.seed, **keys}
        return checked(lambda: design_from_mapping(content, name))

    def _plan(self, replicates: int, name: str) -> Plan:
        return Plan(
            self.seed, replicates, workers=self.workers, out=self.out / name, engine=self.engine,
            timeout=self.timeout, memory=self.memory, replace=self.replace, arguments=(name,),
        )  # fmt: skip

    def _options(self, name: str) -> StudyOptions:
        return StudyOptions(
            self.out / name, self.engine, self.workers, None, self.timeout, self.memory, replace=self.replace
        )


def _full_name(name: str) -> str:
    """A factor's name as in a design file; one without a section is a parameter's if it can be, else a lever's."""
    if name.startswith(("levers.", "parameters.")):
        return name
    return f"parameters.{name}" if name in PARAMETERS else f"levers.{name}"
