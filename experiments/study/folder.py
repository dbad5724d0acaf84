"""The folder of a study: whose it is, who writes there now, and which plan it holds."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import UsageError
from ..manifest import as_json_text
from .files import Lock, LockedError, disk_errors, remove_drafts, write_atomically
from .finishing import Keeping, write_study_manifest
from .opened import MANIFEST, OUTCOMES, PLAN, is_study, read_manifest
from .plan import StudyPlan

PARTS, FAILURES, FIGURES = "parts", "failures", "figures"
TABLES = (
    OUTCOMES, "differences.parquet", "summary.csv", "README.md", "response.csv", "indices.csv", "swings.csv",
    "shapley.csv", "synergy.csv", "boxes.csv", "robustness.csv", "calibration.csv", "tried.csv", "front.csv",
    "knees.csv", "greedy.csv",
)  # fmt: skip
"""What is made from runs, by any verb: worth nothing once the runs are those of another plan."""
_OF_SEARCH = ("search", "test")
_PATIENCE, _PAUSE = 10.0, 0.05  # seconds


@dataclass(frozen=True)
class Claim:
    """A plan that is to be a folder's, and whether it may take the place of another."""

    plan: StudyPlan
    content: bytes
    replace: bool = False

    def is_in(self, folder: Path) -> bool:
        """Whether the folder holds this plan and says so."""
        manifest = read_manifest(folder)
        return manifest is not None and manifest.get("verb") == self.plan.verb and _same(folder / PLAN, self.content)

    def refuse(self, folder: Path) -> None:
        """Raise UsageError where other results would be lost and that is not asked for."""
        if self.replace:
            return
        refuse_other_verb(folder, self.plan.verb)
        if not self._grows(folder) and not self._is_design_of(folder) and any((folder / PARTS).glob("*.parquet")):
            raise other_design(folder, self.plan.verb)

    def place(self, folder: Path) -> None:
        """Make this the plan of the folder: tables of another go before it changes, so that none is read under it."""
        if self.is_in(folder):
            return
        self.refuse(folder)
        if not _same(folder / PLAN, self.content):
            clear(folder)
            (folder / MANIFEST).unlink(missing_ok=True)
            write_atomically(folder / PLAN, self.content)
        write_study_manifest(self.plan, folder, Keeping(), "running")

    def _grows(self, folder: Path) -> bool:
        """Whether every run of the folder's plan is also one of this plan."""
        before, now = _keys(folder / PLAN), _keys(io.BytesIO(self.content))
        return bool(before) and before <= now

    def _is_design_of(self, folder: Path) -> bool:
        """Whether the folder was made by the same design, perhaps by another model; what is cut off is not asked."""
        manifest, points = read_manifest(folder), _points(folder / PLAN)
        own: dict[str, Any] = {
            "differences": [base.differences() for base in self.plan.bases],
            "outcomes": self.plan.recorder.outcomes,
            "frequency": self.plan.recorder.frequency,
        }
        if manifest is not None:
            recorder = manifest.get("recorder", {})
            found = {
                "differences": [base["differences"] for base in manifest.get("bases", ())],
                "outcomes": recorder.get("outcomes"),
                "frequency": recorder.get("frequency"),
            }
            if found != json.loads(as_json_text(own)):
                return False
        return points is None or points.equals(_points(io.BytesIO(self.content)))


def refuse_other_verb(folder: Path, verb: str) -> None:
    """Raise UsageError if another verb's results are in the folder."""
    other = (read_manifest(folder) or {}).get("verb", verb)
    if other != verb:
        raise UsageError(
            f"{folder} holds results of lab2market {other}; choose another --out, or give --replace to lose them"
        )


def other_design(folder: Path, verb: str) -> UsageError:
    """The error for a folder with runs of another design."""
    return UsageError(
        f"{folder} holds finished runs of another design of lab2market {verb}; choose another --out, or give "
        "--replace to lose its tables (runs that both have are kept)"
    )


def clear(folder: Path, runs_too: bool = True) -> None:
    """Remove what was made from the runs of another plan; other people's files stay.

    The runs stay too, except (with ``runs_too``) those of a search, which no study can use.
    """
    of_search = runs_too and (read_manifest(folder) or {}).get("verb") == "optimise"
    for name in TABLES:
        (folder / name).unlink(missing_ok=True)
    for figure in (folder / FIGURES).glob("*.png"):
        figure.unlink()
    with contextlib.suppress(OSError):
        (folder / FIGURES).rmdir()  # only if nothing else is in it
    for name in _OF_SEARCH if of_search else ():
        shutil.rmtree(folder / name, ignore_errors=True)


@contextlib.contextmanager
def entered(folder: Path, shard: tuple[int, int] | None = None, claim: Claim | None = None) -> Iterator[None]:
    """A study's folder, made if need be, locked, holding the plan, cleared of what a killed command was writing."""
    with disk_errors(folder):
        _check(folder, shard)
        if claim is not None:
            claim.refuse(folder)
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as held:
            if shard is None:
                held.enter_context(Lock(folder / ".lock"))
                remove_drafts(folder)
                remove_drafts(folder / PARTS)
                if claim is not None:
                    claim.place(folder)
            else:
                held.enter_context(Lock(folder / f".lock-{shard[0]}of{shard[1]}"))
                held.enter_context(_shared(folder, claim))
            yield


@contextlib.contextmanager
def _shared(folder: Path, claim: Claim | None) -> Iterator[None]:
    """A folder shared with the other shards of its plan; the first that comes puts the plan there, alone."""
    deadline = time.monotonic() + _PATIENCE
    with contextlib.ExitStack() as held:
        while True:
            try:
                with contextlib.ExitStack() as tried:
                    tried.enter_context(Lock(folder / ".lock", shared=True))
                    if claim is None or claim.is_in(folder):
                        held.push(tried.pop_all())
                        break
                with Lock(folder / ".lock"):
                    claim.place(folder)
            except LockedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
        yield


def _check(folder: Path, shard: tuple[int, int] | None) -> None:
    if shard is not None and not 1 <= shard[0] <= shard[1]:
        raise UsageError(f"shard {shard[0]}/{shard[1]}: write i/n with i from 1 to n (--shard)")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; choose another --out")
    if folder.is_dir() and not is_ours(folder):
        raise UsageError(f"{folder} is not empty and holds no study of lab2market; choose another --out")


def is_ours(folder: Path) -> bool:
    """Whether a folder is empty, says that it was made here, or is what a killed command leaves."""
    if (read_manifest(folder) or {}).keys() >= {"experiment", "verb"} or is_study(folder):
        return True
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    begun = {PARTS, FAILURES, PLAN}
    if PARTS in names and names & {PLAN, MANIFEST}:
        begun |= {MANIFEST, FIGURES, *TABLES}
    return names <= begun


def _keys(source: Any) -> set[str]:
    """Keys of the runs of a plan; none where it is missing or cut off."""
    try:
        return set(pq.read_table(source, columns=["key"])["key"].to_pylist())
    except (pa.ArrowException, OSError, KeyError):
        return set()


def _points(source: Any) -> pa.Table | None:
    """What is simulated, whatever model does it; None where the plan is missing or cut off."""
    try:
        return pq.read_table(source).drop_columns(["key"])
    except (pa.ArrowException, OSError, KeyError):
        return None


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
