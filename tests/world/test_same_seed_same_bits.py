"""A result depends on the scenario and the seed, and on nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.world import World
from tests.world.worlds import bits, same_records, small

ROOT = Path(__file__).resolve().parents[2]

WHOLE = """
from model.world import World
from tests.world.worlds import bits, small
print(bits(World(small(), 11).run()))
"""

SHORT = """
import model.world
model.world.BURN_IN = 6
from tests.world.worlds import EXTREME, bits, dated, small
scenario = small(dated(EXTREME, "2022-Q1"), firms=60, real_firms=2000, until="2022-Q2")
print(bits(model.world.World(scenario, 5).run()))
"""


def printed(program: str, **environment: str) -> str:
    """What a program prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_two_runs_of_one_seed_agree_and_another_seed_differs() -> None:
    first, second = World(small(), 11).run(), World(small(), 11, reuse_burn_in=False).run()
    assert bits(first) == bits(second)
    assert not same_records(first, World(small(), 12).run())


@pytest.mark.parametrize("threads", ["1", "2"])
def test_another_process_agrees_whatever_its_threads(threads: str) -> None:
    assert printed(WHOLE, NUMBA_NUM_THREADS=threads) == bits(World(small(), 11).run())


@pytest.mark.slow
def test_compiled_and_plain_python_agree() -> None:
    assert printed(SHORT, NUMBA_DISABLE_JIT="0") == printed(SHORT, NUMBA_DISABLE_JIT="1")


def test_a_burnt_in_state_can_be_used_again_and_is_not_spoilt_by_it() -> None:
    fresh = bits(World(small(), 3, reuse_burn_in=False))
    for _ in range(2):
        world = World(small(), 3)
        assert bits(world) == fresh
        world.run(4)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="seed"):
        World(small(), -1)
