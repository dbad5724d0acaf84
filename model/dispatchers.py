"""How numba is made to compile rules once each, and without an entry that nobody uses.

Numba compiles a function anew for every width of integer that a record field or a constant happens to have, and gives
each version machine code and a wrapper for Python. For some six hundred rules that only compiled loops call this was
more than half the time of compiling them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numba
from numba.core import dispatcher, types
from numba.core.registry import CPUDispatcher
from numba.np import linalg

# every pass of numba's compiler writes out the types it works on, and a record has three hundred fields to write
_Record: Any = types.Record
_Record.__repr__ = functools.cache(_Record.__repr__)

# rules multiply no matrices: numba need not import scipy.linalg, a tenth of a start, to see that it could
linalg.ensure_blas = lambda: None

_Compiler: Any = vars(dispatcher)["_FunctionCompiler"]  # the part of numba that a dispatcher compiles with


def widened(arguments: Iterable[types.Type]) -> tuple[types.Type, ...]:
    """Argument types with every integer as int64; words of 64 bits without a sign stay what they are."""
    return tuple(
        types.int64 if isinstance(kind, types.Integer) and kind != types.uint64 else kind for kind in arguments
    )


class WideningDispatcher(CPUDispatcher):
    """A compiled function that compiled callers give any integer as int64."""

    def get_call_template(self, args: Any, kws: Any) -> Any:
        _, folded = self._compiler.fold_argument_types(args, kws)
        return super().get_call_template(widened(folded), {})


class _LoopCompiler(_Compiler):
    """Compiles loops on the promise that no two arrays they take share memory, so that sums stay in registers."""

    def _customize_flags(self, flags: Any) -> Any:
        flags.noalias = True
        return flags


class LoopDispatcher(CPUDispatcher):
    """A loop over populations; the arrays of a world never share memory."""

    def __init__(self, py_func: Callable[..., Any], targetoptions: dict[str, Any]) -> None:
        super().__init__(py_func, targetoptions=targetoptions)
        usual: Any = self._compiler
        self._compiler: Any = _LoopCompiler(
            py_func, self.targetdescr, targetoptions, usual.locals, usual.pipeline_class
        )


class _InnerCompiler(_Compiler):
    """Compiles as far as a caller needs to link: no machine code of its own."""

    def _customize_flags(self, flags: Any) -> Any:
        flags.no_compile = True
        return flags

    def _compile_core(self, args: Any, return_type: Any) -> Any:
        result = super()._compile_core(args, return_type)
        callee = object()  # callers look the function up by it
        self.targetdescr.target_context.insert_user_function(callee, result.fndesc, [result.library])
        return result._replace(entry_point=callee)


class InnerDispatcher(WideningDispatcher):
    """A function that only compiled code calls; where Python calls it all the same, a twin gets an entry."""

    def __init__(self, py_func: Callable[..., Any], targetoptions: dict[str, Any]) -> None:
        settings = {**targetoptions, "no_cpython_wrapper": True}
        super().__init__(py_func, targetoptions=settings)
        usual: Any = self._compiler
        self._compiler: Any = _InnerCompiler(
            py_func, self.targetdescr, settings, usual.locals, usual.pipeline_class
        )
        self._twin: Any = None
        self._twin_options = targetoptions

    def add_overload(self, cres: Any) -> None:
        self.overloads[tuple(cres.signature.args)] = cres

    def __call__(self, *arguments: Any) -> Any:
        if self._twin is None:
            self._twin = numba.jit(**{**self._twin_options, "_nrt": True})(self.py_func)
        return self._twin(*arguments)
