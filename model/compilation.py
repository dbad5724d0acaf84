"""Compile every kernel once, on all cores, before anybody waits for a simulation.

``python -m model.compilation 0 2`` compiles the first half of the kernels; ``compile_all`` starts one such process a
core.
"""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from . import kernel


def _mark() -> Path:
    """File that says all is compiled; kernels differ by Python and numba."""
    import numba

    version = f"python{sys.version_info.major}.{sys.version_info.minor}-numba{numba.__version__}"
    return kernel.CACHE_FOLDER / f"complete-{version}"


def is_compiled() -> bool:
    """Whether the kernels of this source tree, Python and numba are on disk (or are not compiled at all)."""
    return not kernel.JIT or _mark().exists()


def compile_all(workers: int | None = None) -> None:
    """Compile what is missing; returns when all is on disk. Raises RuntimeError when a compiling process fails."""
    if is_compiled():
        return
    parts = workers or os.cpu_count() or 1
    running = [_compiling(part, parts) for part in range(parts)]
    codes = [process.wait() for process in running]
    if any(codes):
        raise RuntimeError("compiling the model failed; run 'python -m model.compilation 0 1' to see why")
    with contextlib.suppress(OSError):  # a cache that cannot be written costs the time again, not the run
        _mark().parent.mkdir(parents=True, exist_ok=True)
        _mark().touch()


def _compiling(part: int, parts: int) -> subprocess.Popen[bytes]:
    """A process that compiles one part and ends."""
    command = [sys.executable, "-m", "model.compilation", str(part), str(parts)]
    return subprocess.Popen(command, cwd=Path(__file__).resolve().parent.parent)


def blank_state() -> dict[str, np.ndarray]:
    """An empty row or two of everything a process may take: enough to know the types, which are those of any world."""
    from .classifications import N_SECTORS
    from .parameters import as_record
    from .policy import blank_table
    from .populations import RECORD_OF
    from .populations.economy import ENVIRONMENT

    return {
        **{name: np.zeros(1, record) for name, record in RECORD_OF.items()},
        "parameters": as_record({}),
        "policy": blank_table(2),
        "environment": np.zeros(1, ENVIRONMENT),
        "base_demand": np.zeros((1, N_SECTORS)),
        "links": np.zeros((N_SECTORS, N_SECTORS)),
        "region_shares": np.zeros(1),
        "flows": np.zeros(1),
        "tally": np.zeros(1),
        "listed_firms": np.zeros(1, np.int64),
        "listed_pull": np.zeros(1),
        "listed_place": np.zeros(1, np.int64),
        "cohorts": np.zeros((1, 2)),
        "records": np.zeros((1, 1)),
    }


def compile_part(part: int, parts: int) -> None:
    """Compile the kernels whose turn it is when the heaviest are dealt out first, to and fro; part 0 also founds."""
    import numba

    from .driver import compile_driver
    from .populations.fields import lines_of
    from .processes.opening import firms_open_books
    from .schedule import PLAN

    state = blank_state()
    heaviest_first = sorted(PLAN, key=lambda step: -_length(step[0]))
    for place, (process, names) in enumerate(heaviest_first):
        turn, position = divmod(place, parts)
        if part == (position if turn % 2 else parts - 1 - position):
            process.compile(tuple(numba.typeof(state[name]) for name in names))
    if part == 0:
        lines = lines_of(state["firms"])
        firms_open_books.compile((numba.typeof(state["clock"]), numba.typeof(lines), numba.int64))
        compile_driver(state)
        found_small_world()


def found_small_world() -> None:
    """Found a small world, which compiles what founding needs."""
    from .founding.country import found_state
    from .parameters import as_record
    from .policy import policy_table
    from .scenario import Scenario

    scenario = Scenario().replace(firms=100)
    found_state(scenario, 0, 1, as_record({}), policy_table(scenario, 1))


def _length(process: Any) -> int:
    """Size of the bytecode, a fair guess at the time a kernel takes to compile."""
    return len(process.py_func.__code__.co_code)


if __name__ == "__main__":
    gc.disable()  # compiling makes millions of objects that last: looking for some to free costs an eighth of the time
    compile_part(int(sys.argv[1]), int(sys.argv[2]))
