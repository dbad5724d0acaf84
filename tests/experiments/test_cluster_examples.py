"""The examples for clusters work: the job array with a queue's variables, the queue's jobs run on this machine."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import dask_jobqueue
import pytest
from dask_jobqueue.local import LocalCluster

from experiments.study import StudyOptions
from experiments.sweep import sweep

ROOT = Path(__file__).resolve().parents[2]
DESIGN = """
extends: baseline
firms: 60
until: 2022-Q4
from: 2022-Q1
over: {levers.re_deduction: [0.1, 1.0]}
replicates: 2
outcomes: [margin, utilisation]
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="job scripts are for bash")


@pytest.fixture
def design(tmp_path):
    file = tmp_path / "two.yaml"
    file.write_text(DESIGN)
    return file


@pytest.fixture
def whole(design, tmp_path):
    """The study in one go in this process."""
    from experiments.designs import load_design

    sweep(load_design(design), StudyOptions(tmp_path / "whole", engine="serial", quiet=True))
    return (tmp_path / "whole" / "outcomes.parquet").read_bytes()


def in_shell(words, tmp_path, **variables):
    """A job as the queue starts it, with ``lab2market`` on the path."""
    program = tmp_path / "bin" / "lab2market"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m experiments "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, **variables}
    return subprocess.run(
        words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_job_array_and_the_job_that_merges_it(design, whole, tmp_path):
    folder = tmp_path / "shared"
    script = ROOT / "docs" / "cluster" / "array.sbatch"
    for task in ("2", "1"):
        done = in_shell(
            ["bash", str(script), str(design), "--out", str(folder)], tmp_path,
            SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_COUNT="2", SLURM_CPUS_PER_TASK="1",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert not (folder / "outcomes.parquet").exists()
    done = in_shell(["lab2market", "merge", str(folder)], tmp_path)
    assert done.returncode == 0, done.stderr
    assert (folder / "outcomes.parquet").read_bytes() == whole


def test_workers_that_a_queue_starts(design, whole, tmp_path, monkeypatch, capsys):
    jobs = []

    def local(**asked):
        """The queue of dask-jobqueue that runs its job scripts on this machine."""
        jobs.append(LocalCluster(**{key: asked[key] for key in ("cores", "processes", "memory")},
                                 scheduler_options={"dashboard_address": "127.0.0.1:0"}))  # fmt: skip
        return jobs[0]

    monkeypatch.setattr(dask_jobqueue, "SLURMCluster", local)
    spec = importlib.util.spec_from_file_location("slurm_dask", ROOT / "docs" / "cluster" / "slurm_dask.py")
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    monkeypatch.setattr(example, "JOBS", 2)
    example.main(str(design), str(tmp_path / "queue"))
    assert "complete" in capsys.readouterr().out
    assert jobs
    assert (tmp_path / "queue" / "outcomes.parquet").read_bytes() == whole


def test_the_queue_is_asked_for_jobs_of_one_core():
    with dask_jobqueue.SLURMCluster(
        cores=1, processes=1, memory="3GB", walltime="02:00:00",
        scheduler_options={"dashboard_address": "127.0.0.1:0"},
    ) as cluster:  # fmt: skip
        script = cluster.job_script()
    assert "#SBATCH -t 02:00:00" in script
    assert "--nthreads 1" in script
