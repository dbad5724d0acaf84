"""A sweep whose results are made up instead of simulated, as a command: what its parent leaves on disk and holds.

Everything but the numbers is what a sweep on child processes does: chunks of the size that real runs of 33 ms get,
parts on disk, tables, response and figures. The numbers are as hard to compress as those of the model: no two alike,
every digit used.
"""

from __future__ import annotations

import json
import resource
import sys
from concurrent.futures import Future
from pathlib import Path

import numpy as np

from experiments.designs import design_from_mapping
from experiments.engine.chunks import Chunk, Done, Limits, Work
from experiments.engine.executors import Engine, SerialExecutor
from experiments.study import StudyOptions
from experiments.sweep import sweep

SECONDS_A_RUN = 0.033  # of a run of 2,000 firms with a shared history (docs/performance.md)
OVER = {
    "levers.scenario_opening.orders": {"low": 0, "high": 60},
    "levers.risk_pool.cover": {"low": 0.3, "high": 0.8},
    "parameters.discount_rate": {},
    "parameters.patience_mean": {},
}


class Invented(Engine):
    """Hands results back at once, as if each had taken its time somewhere else."""

    def __init__(self) -> None:
        super().__init__("invented", 2, SerialExecutor)

    def submit(self, chunk: Chunk, work: Work, limits: Limits) -> Future[list[Done]]:
        """Made-up numbers of every run of a chunk."""
        base, recorder = chunk.common.bases[0], chunk.common.recorder
        shape = len(recorder.dates(base.start, base.horizon)), len(recorder.outcomes)
        found = [
            Done(run.number, np.random.default_rng(run.number).normal(1.0, 0.1, shape), SECONDS_A_RUN)
            for run in chunk.runs
        ]
        future: Future[list[Done]] = Future()
        future.set_result(found)
        return future


def main(folder: Path, points: int, replicates: int) -> None:
    """Sweep, and print the runs, the MB in the folder and the most MB that this process held."""
    design = design_from_mapping(
        {"over": OVER, "from": "2026-Q1", "method": "lhs", "points": points, "replicates": replicates}, "size"
    )
    study = sweep(design, StudyOptions(folder, engine=Invented(), quiet=True)).study
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    files = [path for path in folder.rglob("*") if path.is_file()]
    left = {
        "runs": study.manifest["runs"]["planned"],
        "parts": len(list((folder / "parts").iterdir())),
        "folder_mb": sum(path.stat().st_size for path in files) / 1e6,
        "parent_mb": held,
        "files": sorted(str(path.relative_to(folder)) for path in files if path.parent.name != "parts"),
    }
    print(json.dumps(left))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
