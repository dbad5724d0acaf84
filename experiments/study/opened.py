"""A study read back: its tables as data frames, its numbers as an array, and questions to it in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import UsageError
from .failures import COLUMNS, read_failures

if TYPE_CHECKING:
    import pandas as pd

MANIFEST, PLAN, OUTCOMES = "manifest.json", "plan.parquet", "outcomes.parquet"
_NEEDED = {"status", "runs", "bases", "recorder", "design", "points", "replicates", "seed"}


@dataclass(frozen=True)
class Values:
    """Numbers of a study: ``array`` is (point, replicate, date, outcome), NaN where a run failed."""

    array: np.ndarray
    points: pd.DataFrame
    replicates: list[int]
    dates: list[str]
    outcomes: list[str]

    def of(self, outcome: str) -> np.ndarray:
        """The numbers of one outcome: (point, replicate, date)."""
        return self.array[..., self.outcomes.index(outcome)]


class Study:
    """A study's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        manifest = read_manifest(folder)
        if manifest is None or not manifest.keys() >= _NEEDED:
            raise _unreadable(folder / MANIFEST)
        self.manifest: dict[str, Any] = manifest

    def __repr__(self) -> str:
        runs = self.manifest["runs"]
        return f"Study({str(self.folder)!r}: {runs['planned']} runs, {self.manifest['status']})"

    @property
    def complete(self) -> bool:
        """Whether the tables are there: every run has been tried."""
        return self.manifest["status"] != "running"

    @property
    def has_tables(self) -> bool:
        """Whether the tables are there and are those of the plan."""
        return self.complete and (self.folder / OUTCOMES).is_file()

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """The tidy table: point, scenario, the design's columns, replicate, date, outcome, value."""
        self._need_tables()
        return _frame(self.folder / OUTCOMES)

    @cached_property
    def plan(self) -> pd.DataFrame:
        """One row for each run."""
        return _frame(self.folder / PLAN)

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row for each point: its scenario and the design's columns."""
        columns = [name for name in self.plan.columns if name not in ("run", "replicate", "seed", "key", "settings")]
        first = self.plan.loc[self.plan["replicate"] == 0, columns]
        return first.set_index("point", drop=True)

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row for each run that failed, with the command that shows it again."""
        import pandas as pd

        return pd.DataFrame(read_failures(self.folder), columns=list(COLUMNS))

    def values(self) -> Values:
        """All numbers as one array."""
        self._need_tables()
        recorder = self.manifest["recorder"]
        points, replicates = self.manifest["points"], self.manifest["replicates"]
        dates, outcomes = recorder["dates"], sorted(recorder["outcomes"])
        size = len(dates) * len(outcomes)
        table = read_table(self.folder / OUTCOMES, columns=["point", "replicate", "value"])
        run = table["point"].to_numpy()[::size].astype(np.int64) * replicates + table["replicate"].to_numpy()[::size]
        array = np.full((points * replicates, size), np.nan)
        array[run] = table["value"].to_numpy().reshape(-1, size)
        array = array.reshape(points, replicates, len(dates), len(outcomes))
        return Values(array, self.points, list(range(replicates)), list(dates), outcomes)

    def query(self, sql: str) -> pd.DataFrame:
        """Answer to a question in SQL about the tables outcomes, plan and failures; raises UsageError."""
        from .querying import ask

        return ask(self, sql).to_pandas()

    def write_rows(self, rows: Sequence[Mapping[str, Any]], name: str) -> Path:
        """Write a table of an analysis beside the study's own, readable by Excel in China."""
        from ..store import write_rows
        from .files import disk_errors

        with disk_errors(self.folder):
            write_rows(rows, self.folder / name)
        return self.folder / name

    def _need_tables(self) -> None:
        if not self.has_tables:
            left = self.manifest["runs"]["planned"] - self.manifest["runs"]["kept"]
            raise UsageError(
                f"{self.folder} is not finished ({left} runs left); give the command that made it again, or "
                f"lab2market merge {self.folder}"
            )


def open_study(folder: str | Path) -> Study:
    """A finished or unfinished study; raises UsageError if the folder holds none."""
    folder = Path(folder)
    if not is_study(folder):
        known = sorted(path.parent.name for path in folder.parent.glob(f"*/{PLAN}")) if folder.parent.is_dir() else []
        beside = f"; studies beside it: {', '.join(known[:5])}" if known else ""
        raise UsageError(f"{folder} holds no study{beside}")
    return Study(folder)


def is_study(folder: Path) -> bool:
    """Whether a folder is that of a study."""
    return (folder / MANIFEST).is_file() and (folder / PLAN).is_file()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """What a folder says about itself; None where it has no manifest or one that was cut off."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """A table of a study; raises UsageError for one that was cut off."""
    try:
        return pq.read_table(path, columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path) from error


def read_schema(path: Path) -> pa.Schema:
    """The columns of a table; raises UsageError for one that was cut off."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path) from error


def _frame(path: Path) -> pd.DataFrame:
    return read_table(path).to_pandas()


def _unreadable(path: Path) -> UsageError:
    return UsageError(
        f"{path} cannot be read; give the command that made the study again: it mends the folder and keeps its runs"
    )
