"""A search survives kill -9 of its command, and an analysis does not read a folder that is being written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.study.files import Lock

ROOT = Path(__file__).resolve().parents[2]
DESIGN = """\
from: 2021-Q2
over:
  levers.direct_subsidy.budget: {low: 0, high: 400}
  levers.scenario_opening.orders: {low: 0, high: 60}
method: search
budget: 500
draws: 3
replicates: 1
firms: 60
until: 2021-Q4
"""
EFFORT = ["--population", "8", "--generations", "5", "--retest", "2", "--rounds", "1", "--workers", "2"]
KILLS = 3

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and locks")


def begun(folder: Path, design: Path) -> subprocess.Popen[str]:
    """The command of a search, under way."""
    arguments = ["optimise", str(design), *EFFORT, "--out", str(folder)]
    return subprocess.Popen(
        [sys.executable, "-m", "experiments", *arguments], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def tables(folder: Path) -> dict[str, bytes]:
    """Everything that is not of one moment or place: tables of the search and of each of its batches."""
    names = [*folder.glob("*.csv"), *folder.glob("*/*/outcomes.parquet"), *folder.glob("*/*/plan.parquet")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(names)}


def batches(folder: Path) -> set[Path]:
    """Batches of which something is kept."""
    return {path.parent.parent for path in folder.glob("*/*/parts/*.parquet")}


def killed_at_a_random_moment(process: subprocess.Popen[str], folder: Path, more: int, chance: random.Random) -> None:
    """Kill the command some time after it has kept results of ``more`` batches beyond those that were there."""
    before, deadline = batches(folder), time.monotonic() + 120.0
    while len(batches(folder)) < len(before) + more:
        assert process.poll() is None, f"the command ended before it was killed: {process.communicate()}"
        assert time.monotonic() < deadline, "the search does not get on"
        time.sleep(0.01)
    time.sleep(chance.uniform(0.0, 0.4))
    process.kill()
    process.communicate(timeout=60)


def test_a_search_killed_at_random_moments_goes_on_and_its_tables_are_the_same(lab2market, tmp_path):
    design, folder, whole = tmp_path / "mix.yaml", tmp_path / "killed", tmp_path / "whole"
    design.write_text(DESIGN, encoding="utf-8")
    chance = random.Random(20260331)
    for _ in range(KILLS):
        killed_at_a_random_moment(begun(folder, design), folder, 2, chance)
        assert not (folder / "front.csv").exists(), "it had ended: the test killed too late to say anything"
        assert batches(folder)
    kept = {path: path.stat().st_mtime_ns for path in folder.rglob("parts/*.parquet")}
    assert lab2market("optimise", str(design), *EFFORT, "--out", str(folder)).code == 0
    assert lab2market("optimise", str(design), *EFFORT, "--out", str(whole)).code == 0
    assert {path: path.stat().st_mtime_ns for path in kept if path.exists()} == kept, "what was kept ran again"
    assert tables(folder).keys() >= {"tried.csv", "front.csv", "greedy.csv", "search/base/outcomes.parquet"}
    assert tables(folder) == tables(whole)
    assert not list(folder.rglob("*.writing"))


def test_a_search_and_a_discovery_wait_for_no_folder_that_is_being_written(lab2market, tmp_path):
    design, folder = tmp_path / "mix.yaml", tmp_path / "o"
    design.write_text(DESIGN, encoding="utf-8")
    swept = ["--over", "parameters.discount_rate=0.06:0.14", "--method", "lhs", "--points", "20", "--replicates", "1"]
    swept += ["--firms", "60", "--until", "2021-Q4", "--outcome", "margin", "--workers", "1"]
    assert lab2market("sweep", "baseline", *swept, "--out", str(folder)).code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    discover = ["discover", str(folder), "--fail", "margin < 0.05"]
    with Lock(folder / ".lock"):
        answer = lab2market(*discover)
    assert answer.code == 2
    assert "another command is writing" in answer.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert lab2market(*discover).code == 0
