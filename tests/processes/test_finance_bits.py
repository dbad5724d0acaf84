"""Finance gives the same bits with the compiled kernels and as plain Python."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import hashlib
from model.processes.defaults import loans_default
from model.processes.exits import funds_exit
from model.processes.guarantees import government_refills, guarantors_close
from model.processes.lending import banks_lend
from model.processes.loan_service import banks_close
from model.processes.venture import funds_invest, funds_raise
from tests.processes.finance_world import loans_serviced, run, small_world
world = small_world(levers={"guidance_fund.capital": 300.0})
world.technologies["value"] *= 5.0
for _ in range(3):
    for process in (government_refills, funds_raise, banks_lend, funds_invest, loans_serviced):
        run(process, world)
    world.firms["exiting"][7:30:5] = 1
    world.technologies["state"][::7] = 1
    for process in (loans_default, guarantors_close, funds_exit, banks_close):
        run(process, world)
    world.technologies["financed"] = 0
    world.clock["quarter"] += 1
digest = hashlib.sha256()
for name in ("firms", "banks", "guarantors", "funds", "technologies", "households", "flows", "instruments"):
    digest.update(getattr(world, name).tobytes())
print(digest.hexdigest())
"""


def state_after(disable_jit):
    environment = {**os.environ, "NUMBA_DISABLE_JIT": disable_jit, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_compiled_and_plain_finance_agree_to_the_bit():
    compiled = state_after("0")
    assert len(compiled) == hashlib.sha256().digest_size * 2
    assert compiled == state_after("1")
