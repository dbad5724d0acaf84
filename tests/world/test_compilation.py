"""What is compiled ahead is what a world calls."""

from __future__ import annotations

import subprocess
import sys

import numba

from model.compilation import blank_state
from model.kernel import JIT
from model.scenario import Scenario
from model.world import PLAN, World


def test_blank_types_are_those_of_a_world() -> None:
    state = World(Scenario().replace(firms=60)).state
    blank = blank_state()
    for process, names in PLAN:
        for name in names:
            assert blank[name].dtype == state[name].dtype, (process, name)
            assert blank[name].ndim == state[name].ndim, (process, name)
            assert not JIT or numba.typeof(blank[name]) == numba.typeof(state[name]), (process, name)


def test_a_start_does_without_linear_algebra() -> None:
    code = (
        "import sys; from model.scenario import Scenario; from model.world import World\n"
        "World(Scenario().replace(firms=60))\n"
        "print('scipy.linalg' in sys.modules)"
    )
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert started.stdout.strip() == "False", "importing scipy.linalg takes a tenth of a start"
