"""How rules and processes are compiled.

Numba's disk cache does not notice an edit in a function imported from another file, so the cache folder
carries a hash of the whole source tree: edit any rule and the next process compiles anew.
With ``NUMBA_DISABLE_JIT=1`` the same source runs as plain Python; that is the reference.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

CACHE_LINE = 64
"""Bytes the processor fetches at a time."""
_SOURCE = Path(__file__).resolve().parent


def source_hash() -> str:
    """Hash of every Python file of the model, the identity of compiled code and of a run."""
    digest = hashlib.sha256()
    for path in sorted(_SOURCE.rglob("*.py")):
        digest.update(path.relative_to(_SOURCE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_root() -> Path:
    chosen = os.environ.get("LAB2MARKET_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lab2market"


CACHE_FOLDER = _cache_root() / f"kernels-{source_hash()}"
os.environ["NUMBA_CACHE_DIR"] = str(CACHE_FOLDER)

import numba  # noqa: E402  (the cache folder has to be named before numba reads its configuration)

numba.config.CACHE_DIR = str(CACHE_FOLDER)
JIT = not numba.config.DISABLE_JIT
numba.config.LOOP_VECTORIZE = 0  # strided records gain nothing from it, and compiling takes a sixth less

_OPTIONS = {"nopython": True, "boundscheck": None, "error_model": "numpy", "nogil": True, "no_cfunc_wrapper": True}


def process(function: Callable[..., Any]) -> Any:
    """A loop that applies rules to a population; compiled once and kept on disk."""
    if not JIT:
        return function
    from .dispatchers import LoopDispatcher

    loop = LoopDispatcher(function, _OPTIONS)
    loop.enable_caching()
    return functools.update_wrapper(loop, function)


def _compiled_within(**options: bool) -> Callable[[Callable[..., Any]], Any]:
    """Decorator for functions that only compiled code calls."""
    if not JIT:
        return lambda function: function
    from .dispatchers import InnerDispatcher

    return lambda function: functools.update_wrapper(InnerDispatcher(function, {**_OPTIONS, **options}), function)


rule = _compiled_within(_nrt=False)
"""A behavioural rule; compiled into the processes that call it. It counts no references, so it makes no arrays."""

gathering_rule = _compiled_within()
"""A rule that makes arrays, for the rest of a loop or for itself."""

step_of_loop = _compiled_within(_nrt=False, forceinline=True)
"""A long rule that the loop of one process calls for every actor; a call of its own would cost more than it does."""


def kept_rule(function: Callable[..., Any]) -> Any:
    """A rule that founding also calls from Python, one actor at a time; kept on disk to spare a start compiling it."""
    if not JIT:
        return function
    from .dispatchers import WideningDispatcher

    kept = WideningDispatcher(function, targetoptions=_OPTIONS)
    kept.enable_caching()
    return functools.update_wrapper(kept, function)


def fetch_early(records: np.ndarray, row: int, offset: int) -> None:
    """Bring the cache line at byte ``offset`` of ``records[row]`` near before it is read; changes nothing.

    Compiled it is one instruction; plain Python has no use for it.
    """


if JIT:
    from llvmlite import ir
    from numba.core import types
    from numba.extending import lower_builtin, type_callable

    @type_callable(fetch_early)
    def _type_of_fetch(context: Any) -> Any:
        return lambda records, row, offset: types.void

    @lower_builtin(fetch_early, types.Array, types.Integer, types.Integer)
    def _fetch(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        records, *kinds = signature.args
        array = context.make_array(records)(context, builder, arguments[0])
        row, offset = (
            context.cast(builder, value, kind, types.intp) for value, kind in zip(arguments[1:], kinds, strict=True)
        )
        distance = builder.add(builder.mul(row, context.get_constant(types.intp, records.dtype.size)), offset)
        byte, code = ir.IntType(8).as_pointer(), ir.IntType(32)
        place = builder.gep(builder.bitcast(array.data, byte), [distance])
        kind = ir.FunctionType(ir.VoidType(), [byte, code, code, code])
        prefetch = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
        builder.call(prefetch, [place, code(0), code(3), code(1)])  # to read, into the nearest cache, data
        return context.get_dummy_value()


def on_cache_lines(memory: np.ndarray, n_bytes: int) -> np.ndarray:
    """The part of ``memory`` (bytes, one line longer than needed) that begins with a cache line."""
    first = -memory.ctypes.data % CACHE_LINE
    return memory[first : first + n_bytes]


def zeros(count: int, dtype: np.dtype) -> np.ndarray:
    """An array of ``count`` records; attribute access works with and without compilation."""
    size = count * dtype.itemsize
    array = on_cache_lines(np.zeros(size + CACHE_LINE, np.uint8), size).view(dtype)
    return array if JIT else array.view(np.recarray)


def copy_array(array: np.ndarray, n_rows: int | None = None, into: np.ndarray | None = None) -> np.ndarray:
    """A copy that keeps record access where compilation is off, and the place of records in cache lines.

    With ``n_rows`` only so many first rows are copied, the others are zero and take no memory until they are used.
    ``into`` is an earlier copy that nobody needs any more: if it has the same shape its memory is taken, which is
    several times faster than memory that the system has to find.
    """
    if into is not None and (into.shape, into.dtype) != (array.shape, array.dtype):
        into = None
    if array.dtype.names is None:
        if into is None:
            return array.copy()
        np.copyto(into, array)
        return into
    if n_rows is None:
        n_rows = len(array)
    used = array.view(np.ndarray)[:n_rows].reshape(-1).view(np.uint8)
    if into is not None:
        memory = into.view(np.ndarray).reshape(-1).view(np.uint8)
        memory[len(used) :] = 0
    else:
        memory = on_cache_lines(np.zeros(array.nbytes + CACHE_LINE, np.uint8), array.nbytes)
    memory[: len(used)] = used
    copied = memory.view(array.dtype).reshape(array.shape)
    return copied if JIT else copied.view(np.recarray)
