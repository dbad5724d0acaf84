"""How a population is declared: each field once, with unit and meaning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Field:
    """One column of a population. ``stated`` fields are set to zero at the start of every quarter."""

    name: str
    unit: str
    meaning: str
    integer: bool = False
    stated: bool = False


def number(name: str, unit: str, meaning: str) -> Field:
    """A state variable that lasts."""
    return Field(name, unit, meaning)


def stated(name: str, unit: str, meaning: str) -> Field:
    """A flow of the running quarter."""
    return Field(name, unit, meaning, stated=True)


def count(name: str, meaning: str) -> Field:
    """A whole number, code, row or flag (-1: none)."""
    return Field(name, "code", meaning, integer=True)


def record_type(*fields: Field) -> np.dtype:
    """The record of a population: float64 for quantities, int64 for codes (equal arithmetic with and without JIT).

    Stated fields stand together at the end, so that a quarter opens with one block write.
    """
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise ValueError(f"field declared twice: {sorted({n for n in names if names.count(n) > 1})}")
    lasting_first = sorted(fields, key=lambda field: field.stated)
    return np.dtype([(f.name, np.int64 if f.integer else np.float64) for f in lasting_first], align=True)


def account() -> tuple[Field, ...]:
    """What every depositor has; ``pay`` relies on it."""
    return (
        number("cash", "m yuan", "deposits, own account"),
        number("weight", "real actors", "how many real actors the row stands for"),
        count("bank", "row of the bank that keeps the account"),
    )


def words_of(array: np.ndarray) -> np.ndarray:
    """Records as numbers of 64 bits, a view of shape (rows, fields)."""
    return array.view(np.ndarray).view(np.float64).reshape(len(array), -1)


def first_stated(fields: tuple[Field, ...]) -> int:
    """Number of the first stated field of a record, which is the number of lasting ones."""
    return sum(not field.stated for field in fields)


def stated_block(array: np.ndarray, fields: tuple[Field, ...]) -> np.ndarray | None:
    """The stated fields of all rows as one float64 view of shape (rows, stated fields); None when there are none."""
    first = first_stated(fields)
    return words_of(array)[:, first:] if first < len(fields) else None
