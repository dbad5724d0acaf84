"""Run with compilation off on planned worlds: spoil one payment of a kind, see whether the audit notices.

Called in a process of its own by ``test_mutations``: ``mutants.py PLAN`` with a pickled list of (world before the
quarter, kinds of flow to spoil in it); prints one JSON object {kind: [mutations that nobody noticed]}.
"""

import json
import pickle
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from model import accounts
from model.books import BooksError, audit, open_books
from model.kernel import JIT
from model.world import World

PAYERS = ("pay", "pay_own", "receive_own", "pay_to_bank", "pay_own_to_bank", "pay_from_bank")
OF_PAYER, OF_PAYEE = ("pay_own", "pay_own_to_bank"), ("receive_own",)
"""Ways to pay that are given an amount of the own account of one side."""
ORIGINAL = {name: getattr(accounts, name) for name in PAYERS}
RERUN_LEGS = ("domestic_sales", "wages", "research_spending", "loans_repaid", "loans_granted")
"""Kinds, one for each way to pay, whose quarter is simulated again for every spoilt leg as well."""
_BETWEEN_DEPOSITORS, _TO_BANK = (
    (
        "payer",
        "payee",
        "payer's bank: deposits",
        "payer's bank: reserves",
        "payee's bank: deposits",
        "payee's bank: reserves",
        "flow",
    ),
    ("payer", "payer's bank: deposits", "payer's bank: reserves", "bank: reserves", "flow"),
)
LEGS = {
    "pay": _BETWEEN_DEPOSITORS,
    "pay_own": _BETWEEN_DEPOSITORS,
    "receive_own": _BETWEEN_DEPOSITORS,
    "pay_to_bank": _TO_BANK,
    "pay_own_to_bank": _TO_BANK,
    "pay_from_bank": ("payee", "payee's bank: deposits", "payee's bank: reserves", "bank: reserves", "flow"),
}


def aggregate(name, payer, payee, amount):
    """A payment in aggregate million yuan, whichever side's own amount it was given in."""
    if name in OF_PAYER:
        return amount * payer.weight
    return amount * payee.weight if name in OF_PAYEE else amount


def accounts_touched(name, flows, banks, kind, payer, payee, amount):
    """Where a payment goes: leg -> (record or array, field or position, change)."""
    amount = aggregate(name, payer, payee, amount)
    touched = {"flow": (flows, kind, amount)}
    if name != "pay_from_bank":
        bank = banks[payer.bank]
        touched["payer"] = (payer, "cash", -amount / payer.weight)
        touched["payer's bank: deposits"] = (bank, "deposits", -amount)
        touched["payer's bank: reserves"] = (bank, "reserves", -amount)
    else:
        touched["bank: reserves"] = (payer, "reserves", -amount)
    if name not in ("pay_to_bank", "pay_own_to_bank"):
        bank = banks[payee.bank]
        touched["payee"] = (payee, "cash", amount / payee.weight)
        touched["payee's bank: deposits"] = (bank, "deposits", amount)
        touched["payee's bank: reserves"] = (bank, "reserves", amount)
    else:
        touched["bank: reserves"] = (payee, "reserves", amount)
    return touched


def add(place, key, change):
    place[key] = place[key] + change


def process_modules() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith("model.processes.")]


def patched(spy):
    """Let every process pay through ``spy(name, original, arguments)``."""
    for module in process_modules():
        for name in PAYERS:
            if hasattr(module, name):
                original = ORIGINAL[name]
                setattr(module, name, lambda *call, name=name, original=original: spy(name, original, call))


def restore() -> None:
    for module in process_modules():
        for name in PAYERS:
            if hasattr(module, name):
                setattr(module, name, ORIGINAL[name])


def largest_payments(world: World):
    """Simulate the quarter as it is; for every kind its largest payment: (ordinal, way to pay, accounts touched)."""
    best, counted = {}, {}

    def spy(name, original, call):
        kind, amount = call[2], aggregate(name, *call[3:])
        number = counted.get(kind, 0)
        counted[kind] = number + 1
        if kind not in best or amount > best[kind][0]:
            best[kind] = (amount, number, name, accounts_touched(name, *call))
        original(*call)

    patched(spy)
    world.step()
    restore()
    return best


def noticed_when_rerun(start: World, code: int, ordinal: int, times: int, leg: str | None = None) -> bool:
    """Simulate the quarter with the ``ordinal``-th payment of a kind, or one leg of it, booked ``times`` times."""
    world = start.copy()
    seen = 0

    def spy(name, original, call):
        nonlocal seen
        chosen = False
        if call[2] == code:
            chosen = seen == ordinal
            seen += 1
        if not chosen:
            original(*call)
            return
        for touched, (place, key, change) in accounts_touched(name, *call).items():
            for _ in range(times if leg in (None, touched) else 1):
                add(place, key, change)

    patched(spy)
    try:
        world.step()
    except BooksError:
        return True
    finally:
        restore()
    return False


def noticed_in_closed_books(opening, world: World, touched, leg: str, times: int) -> bool:
    """Undo (``times`` 0) or repeat (2) one leg of a payment in the books at the end of the quarter."""
    place, key, change = touched[leg]
    before = place[key]
    add(place, key, (times - 1) * change)
    broken = bool(audit(opening, world.state).broken)
    place[key] = before
    return broken


def with_records(world: World) -> World:
    """A world pickled by compiled code, with the record access that plain Python needs."""
    for name, array in world.state.items():
        if array.dtype.names is not None:
            world.state[name] = array.view(np.recarray)
    return world.copy()


def unnoticed(start: World, kinds: list[str]) -> dict[str, list[str]]:
    """The mutations of payments of ``kinds`` in this quarter that the audit let pass."""
    world = start.copy()
    opening = open_books(world.state)
    calm = largest_payments(world)
    world.state["clock"]["quarter"] -= 1  # back to the moment of the audit
    world.state["clock"]["season"] = (world.state["clock"]["season"] - 1) % 4
    passed: dict[str, list[str]] = {}
    for kind in kinds:
        code = accounts.FLOW_CODE[kind]
        _, ordinal, name, touched = calm[code]
        if kind == kinds[0] and noticed_when_rerun(start, code, ordinal, 1):
            raise AssertionError(f"{kind}: the audit objects to a payment that is not spoilt")
        missed = passed.setdefault(kind, [])
        for times, what in ((0, "dropped"), (2, "doubled")):
            if not noticed_when_rerun(start, code, ordinal, times):
                missed.append(f"payment {what}")
            for leg in LEGS[name]:
                if not noticed_in_closed_books(opening, world, touched, leg, times):
                    missed.append(f"{leg} {what}")
                if kind in RERUN_LEGS and not noticed_when_rerun(start, code, ordinal, times, leg):
                    missed.append(f"{leg} {what} (simulated again)")
    return passed


def main() -> None:
    if JIT:
        raise SystemExit("set NUMBA_DISABLE_JIT=1: compiled payments cannot be spoilt")
    result: dict[str, list[str]] = {}
    for world, kinds in pickle.loads(Path(sys.argv[1]).read_bytes()):
        result |= unnoticed(with_records(world), kinds)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
