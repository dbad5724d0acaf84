"""The end of a study: tables from the parts, manifest, a page that explains the folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..manifest import as_json_text, provenance, study_page
from .failures import forget_others, read_failures
from .files import write_atomically
from .opened import MANIFEST, OUTCOMES, Study
from .parts import Parts
from .plan import StudyPlan
from .summary import SUMMARY_COLUMNS, write_summary
from .tables import write_outcomes


@dataclass(frozen=True)
class Keeping:
    """How many different runs the folder has, how many this command simulated, where, and how long that took."""

    kept: int = 0
    simulated: int = 0
    seconds: float = 0.0
    engine: str = ""
    workers: int = 0


def finish(plan: StudyPlan, folder: Path, keys: Sequence[str], parts: Parts, keeping: Keeping) -> Study:
    """Write the final tables; they depend on the plan and the parts' numbers alone."""

    def find(run: int) -> np.ndarray | None:
        return parts.values(keys[run]) if keys[run] in parts else None

    write_outcomes(plan, find, folder / OUTCOMES)
    write_summary(plan, find, folder / "summary.csv")
    forget_others(folder, [key for key in keys if key not in parts])
    status = "complete" if all(key in parts for key in keys) else "complete, some runs failed"
    manifest = write_study_manifest(plan, folder, keeping, status)
    page = study_page(manifest, SUMMARY_COLUMNS)
    write_atomically(folder / "README.md", page.encode())
    parts.forget(keys)
    for lock in folder.glob(".lock-*"):
        lock.unlink()
    return Study(folder)


def write_study_manifest(plan: StudyPlan, folder: Path, keeping: Keeping, status: str) -> dict[str, Any]:
    """Write ``manifest.json``: the only file with times, places and versions."""
    bases = plan.bases
    manifest = {
        "experiment": plan.id,
        "verb": plan.verb,
        "status": status,
        "command": ["lab2market", *plan.arguments] if plan.arguments else None,
        "question": dict(plan.question),
        "design": dict(plan.design),
        "points": len(plan.points),
        "replicates": plan.replicates,
        "seed": plan.seed,
        "recorder": {
            "outcomes": list(plan.recorder.outcomes),
            "frequency": plan.recorder.frequency,
            "dates": plan.dates,
        },
        "runs": {
            "planned": len(plan),
            "kept": keeping.kept,
            "failed": len(read_failures(folder)),
            "simulated_by_this_command": keeping.simulated,
        },
        "bases": [{"id": base.id, "name": dict(base.name), "differences": base.differences()} for base in bases],
        "resolved": {base.id: base.resolved() for base in bases},
        "firms": bases[0].firms,
        "real_firms": bases[0].real_firms,
        "engine": keeping.engine,
        "workers": keeping.workers,
        "wall_seconds": round(keeping.seconds, 3),
        **provenance(),
    }
    write_atomically(folder / MANIFEST, as_json_text(manifest).encode())
    return manifest
