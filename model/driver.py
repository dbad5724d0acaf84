"""A whole quarter in one call: compiled processes are called by address, without a trip to Python between them.

Eighty trips cost as much time as a tenth of a quarter of 1,000 firms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from .kernel import JIT, process
from .schedule import PLAN, Process

Calls = Sequence[tuple[Process, tuple[np.ndarray, ...]]]

NAMES = tuple(dict.fromkeys(name for _, names in PLAN for name in names))
"""The arrays that the processes of a quarter take between them."""

if JIT:
    from numba import typeof, types
    from numba.core import cgutils
    from numba.extending import intrinsic

    @intrinsic
    def _call_processes(typing_context: Any, addresses: Any, arrays: Any) -> Any:
        """Call the process of every place of PLAN at its address with its own of ``arrays`` (in the order of NAMES)."""

        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            table = context.make_array(signature.args[0])(context, builder, arguments[0])
            for place, (_, names) in enumerate(PLAN):
                columns = [NAMES.index(name) for name in names]
                kinds = [signature.args[1][column] for column in columns]
                values = [builder.extract_value(arguments[1], column) for column in columns]
                address = builder.load(builder.gep(table.data, [context.get_constant(types.intp, place)]))
                kind = context.call_conv.get_function_type(types.none, kinds)
                called = builder.inttoptr(address, kind.as_pointer())
                status, _ = context.call_conv.call_function(builder, called, types.none, kinds, values)
                with cgutils.if_unlikely(builder, status.is_error):
                    context.call_conv.return_status_propagate(builder, status)
            return context.get_dummy_value()

        return types.void(addresses, arrays), generate

    @process
    def processes_act(addresses: np.ndarray, arrays: tuple[np.ndarray, ...]) -> None:
        """Run the processes of a quarter in order; ``addresses`` (int64) says where each one's machine code is."""
        _call_processes(addresses, arrays)


class _Driver(NamedTuple):
    """Where the machine code of each process is, and what calls one after another."""

    addresses: np.ndarray
    act: Callable[[np.ndarray, tuple[np.ndarray, ...]], None]


_DRIVERS: list[_Driver] = []
"""The driver of this process once a world is there: the arrays of all worlds are of the same types."""


def load(state: Mapping[str, np.ndarray]) -> None:
    """Have the processes of a quarter, and what calls them, ready for worlds like ``state``; nothing when they are."""
    if not JIT or _DRIVERS:
        return
    kinds = {name: typeof(array) for name, array in state.items()}
    addresses = []
    for step, names in PLAN:
        taken = tuple(kinds[name] for name in names)
        step.compile(taken)
        compiled = step.overloads[taken]
        addresses.append(compiled.library.get_pointer_to_function(compiled.fndesc.llvm_func_name))
    # called without the dispatcher, which would look up the types of all arrays every quarter
    _DRIVERS.append(_Driver(np.array(addresses, np.int64), compile_driver(state).entry_point))


def compile_driver(state: Mapping[str, np.ndarray]) -> Any:
    """Compile what calls the processes; the processes themselves may follow."""
    taken = (types.Array(types.int64, 1, "C"), types.Tuple([typeof(state[name]) for name in NAMES]))
    processes_act.compile(taken)
    return processes_act.overloads[taken]


def in_turn(calls: Calls, state: Mapping[str, np.ndarray]) -> Callable[[], None]:
    """What runs ``calls`` in order: one compiled call if they are the processes of PLAN on ``state``."""
    if JIT and [step for step, _ in calls] == [step for step, _ in PLAN]:
        load(state)
        (driver,) = _DRIVERS
        arrays = tuple(state[name] for name in NAMES)
        return lambda: driver.act(driver.addresses, arrays)

    def one_by_one() -> None:
        for step, arguments in calls:
            step(*arguments)

    return one_by_one
