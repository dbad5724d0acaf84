"""What is measured: each function returns numbers in seconds, as medians where a run is repeated."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from model.scenario import Scenario
from model.world import World

ROOT = Path(__file__).resolve().parents[2]
_FIRST_QUARTER = """
from model.scenario import Scenario
from model.world import World
World(Scenario().replace(firms={firms})).step()
"""


def seconds_of_run(firms: int, quarters: int, repeats: int) -> tuple[float, float]:
    """Median time of ``quarters`` recorded quarters, and of the same with founding and burn-in before it."""
    scenario = Scenario().replace(firms=firms)
    recorded, whole = [], []
    for _ in range(repeats):
        gc.collect()
        begin = time.perf_counter()
        world = World(scenario, reuse_burn_in=False)
        founded = time.perf_counter()
        world.run(quarters)
        end = time.perf_counter()
        recorded.append(end - founded)
        whole.append(end - begin)
    return statistics.median(recorded), statistics.median(whole)


def seconds_by_process(firms: int, quarters: int) -> dict[str, float]:
    """Median time of each process of a quarter, in a world past its burn-in."""
    times: dict[str, list[float]] = {}
    world = World(Scenario().replace(firms=firms))

    def timed(process, name):
        def run(*arguments):
            begin = time.perf_counter()
            process(*arguments)
            times.setdefault(name, []).append(time.perf_counter() - begin)

        return run

    world._act([(timed(process, process.__name__), arguments) for process, arguments in world._calls])
    world.run(quarters)
    return {name: statistics.median(values) for name, values in times.items()}


def seconds_to_compile() -> float:
    """Time of compiling every kernel into an empty cache, on all cores."""
    with tempfile.TemporaryDirectory() as cache:
        return _seconds_of_process("from model.compilation import compile_all; compile_all()", cache)


def seconds_to_first_quarter(firms: int, repeats: int) -> float:
    """Median time of a fresh process with a warm cache: launch, founding, burn-in and one recorded quarter."""
    return statistics.median(_seconds_of_process(_FIRST_QUARTER.format(firms=firms)) for _ in range(repeats))


def seconds_of_bare_launch(repeats: int) -> float:
    """Median time of a fresh process that only imports numba: what no model written in it can avoid."""
    return statistics.median(_seconds_of_process("import numba") for _ in range(repeats))


def peak_memory() -> float:
    """Most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def _seconds_of_process(code: str, cache: str | None = None) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cache is not None:
        environment["LAB2MARKET_CACHE"] = cache
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - begin
