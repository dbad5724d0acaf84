"""Public and ecosystem processes give the same bits with compiled kernels and as plain Python, and closed books."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import hashlib
from model.processes.administration import ministries_enrol_firms
from model.processes.ai import firms_adopt_ai
from model.processes.consortia import consortia_meet
from model.processes.government import government_pays
from model.processes.grants import grants_awarded
from model.processes.imitation import firms_imitate
from model.processes.pilots import pilots_admit, platforms_run
from model.processes.talent import talent_moves
from model.processes.tenders import tenders_held
from tests.processes.public_world import call, residuals, small_world
state = small_world(consortium_proposals=0.2, talent_settling=2.0)
state["policy"]["scenario_opening_orders"][4:] = 100.0
state["policy"]["policy_coordination"][6:] = 0.8
state["policy"]["pilot_platforms_places"][3:] = 3600.0
technologies = state["technologies"]
for quarter in range(12):
    state["clock"]["quarter"] = quarter
    technologies["missing"] = -1
    for process in (government_pays, ministries_enrol_firms, talent_moves, consortia_meet, grants_awarded):
        call(process, state)
    call(pilots_admit, state)
    technologies["running"][technologies["has_place"] == 1] = 1
    for process in (tenders_held, firms_adopt_ai, firms_imitate, platforms_run):
        call(process, state)
    technologies["running"][quarter::4] = 0
assert residuals(state) == {}, residuals(state)
digest = hashlib.sha256()
for name in sorted(state):
    digest.update(state[name].tobytes())
print(digest.hexdigest())
"""


def state_after(disable_jit: str) -> str:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": disable_jit, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_compiled_and_plain_processes_agree_to_the_bit() -> None:
    compiled = state_after("0")
    assert len(compiled) == hashlib.sha256().digest_size * 2
    assert compiled == state_after("1")
