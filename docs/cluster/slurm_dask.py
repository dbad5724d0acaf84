"""A sweep on workers that a SLURM queue starts: python docs/cluster/slurm_dask.py DESIGN FOLDER.

Run it where it may stay for as long as the study takes (a login node in tmux, or a small job of its own). Killed or out
of time, the same command resumes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import dask
from dask_jobqueue import SLURMCluster

from experiments.designs import load_design
from experiments.study import StudyOptions
from experiments.sweep import sweep

JOBS = 40


def main(design: str, folder: str) -> None:
    """Ask for jobs, run the study on them, give them back."""
    dask.config.set({"distributed.scheduler.allowed-failures": 0})  # who kills a worker is found by lab2market
    with SLURMCluster(cores=1, processes=1, memory="3GB", walltime="02:00:00") as cluster:
        cluster.scale(jobs=JOBS)
        done = sweep(load_design(design), StudyOptions(Path(folder), engine=cluster))
    print(done.study)


if __name__ == "__main__":
    main(*sys.argv[1:])
