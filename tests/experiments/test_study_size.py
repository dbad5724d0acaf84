"""10,000 runs leave at most 300 MB, and the command that collects them holds less than 1 GB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_ON_DISK, MOST_HELD = 300.0, 1_000.0  # MB


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say how much a process held")
def test_ten_thousand_runs_stay_small_on_disk_and_in_memory(tmp_path):
    """The form that takes most: every run a point of its own, with tables, changes and figures of all of them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.experiments.invented_sweep", str(tmp_path / "s"), "10000", "1"], cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout)
    assert left["runs"] == 10_001
    assert {"outcomes.parquet", "plan.parquet", "response.csv", "summary.csv"} <= set(left["files"])
    rows = pq.read_metadata(tmp_path / "s" / "outcomes.parquet").num_rows
    assert rows == 10_001 * 15 * 6, "years x headline outcomes: the default record"
    assert left["folder_mb"] <= MOST_ON_DISK
    assert left["parent_mb"] < MOST_HELD
    assert 100 <= left["parts"] <= 1_000, "parts are cut as for real runs"
