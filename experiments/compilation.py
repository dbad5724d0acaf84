"""Compiling the model once, before workers start: numba's cache is no meeting place for two writers."""

from __future__ import annotations

import time

from .progress import say


def compile_once() -> None:
    """Compile every kernel unless that is done, saying so on stderr."""
    from model.compilation import compile_all, is_compiled

    if is_compiled():
        return
    say("compiling the model once, about 30 s")
    begun = time.perf_counter()
    compile_all()
    say(f"compiled in {time.perf_counter() - begun:.0f} s")
