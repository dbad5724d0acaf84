"""Compiling the model once, before workers start: numba's cache is no meeting place for two writers."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

from .progress import say

SMALLEST = {"firms": 20, "real_firms": 20}


def is_compiled() -> bool:
    """Whether the kernels of this source tree, Python and numba are kept on disk (or are not compiled at all)."""
    from model.kernel import JIT

    return not JIT or _marker().exists()


def compile_once() -> None:
    """Compile every kernel unless that is done, saying so on stderr."""
    if is_compiled():
        return
    say("compiling the model once, about 30 s")
    begun = time.perf_counter()
    from model.scenario import Scenario
    from model.world import World

    World(Scenario().replace(**SMALLEST)).step()
    with contextlib.suppress(OSError):  # a cache that cannot be written costs the time again, not the run
        _marker().parent.mkdir(parents=True, exist_ok=True)
        _marker().touch()
    say(f"compiled in {time.perf_counter() - begun:.0f} s")


def _marker() -> Path:
    import numba

    from model.kernel import CACHE_FOLDER

    return CACHE_FOLDER / f"complete-python{sys.version_info.major}.{sys.version_info.minor}-numba{numba.__version__}"
