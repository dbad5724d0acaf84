"""Failures of a study: one file each, so that they survive the command and are listed with the tables."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..engine.chunks import Failure, Limits
from .files import write_atomically
from .plan import StudyPlan

COLUMNS = ("run", "point", "replicate", "seed", "key", "kind", "error", "reproduce")


def write_failure(plan: StudyPlan, folder: Path, number: int, key: str, failure: Failure, limits: Limits) -> None:
    """Write what happened to a run under which limits, and the line that shows it again from any folder."""
    (folder / "failures").mkdir(exist_ok=True)
    point, replicate = divmod(number, plan.replicates)
    content = {
        "run": number,
        "point": point,
        "replicate": replicate,
        "seed": plan.seed + replicate,
        "key": key,
        "kind": failure.kind,
        "error": failure.error,
        "reproduce": shlex.join(["lab2market", "rerun", str(folder.resolve()), "--run", str(number)]),
        "limits": asdict(limits),
        "columns": dict(plan.points[point].columns),
        "details": failure.details,
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    write_atomically(_file(folder, key), text.encode())


def forget_failure(folder: Path, key: str) -> None:
    """The run has been simulated after all."""
    _file(folder, key).unlink(missing_ok=True)


def read_failures(folder: Path) -> list[dict[str, Any]]:
    """Failures in order of their runs."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "failures").glob("*.json")]
    return sorted(found, key=lambda failure: failure["run"])


def forget_others(folder: Path, keys: Sequence[str]) -> None:
    """Remove failures of runs that the plan no longer has."""
    kept = {_file(folder, key).name for key in keys}
    for path in (folder / "failures").glob("*.json"):
        if path.name not in kept:
            path.unlink()
    if (folder / "failures").is_dir() and not any((folder / "failures").iterdir()):
        (folder / "failures").rmdir()


def _file(folder: Path, key: str) -> Path:
    return folder / "failures" / f"{key}.json"
