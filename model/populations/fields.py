"""How a population is declared: each field once, with unit and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..kernel import CACHE_LINE

_WORD = 8  # bytes of a field
WORDS_OF_LINE = CACHE_LINE // _WORD


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


def record_type(*fields: Field, read_together: tuple[str, ...] = ()) -> np.dtype:
    """The record of a population: float64 for quantities, int64 for codes (equal arithmetic with and without JIT).

    Stated fields stand together at the end, so that a quarter opens with one block write. ``read_together`` fills the
    record, cache line by cache line, with names of lasting and then of stated fields; lasting fields it does not name
    follow the others, and so do stated ones. Such a record is whole lines long. Raises ValueError for a field declared
    twice and for a name that is no field.
    """
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise ValueError(f"field declared twice: {sorted({n for n in names if names.count(n) > 1})}")
    if unknown := set(read_together) - set(names):
        raise ValueError(f"no field of the record: {sorted(unknown)}")
    place = {name: number for number, name in enumerate(read_together)}
    ordered = sorted(fields, key=lambda field: (field.stated, place.get(field.name, len(place))))
    line = CACHE_LINE if read_together else _WORD
    n_lasting = sum(not field.stated for field in fields)
    start_of_stated = -(-n_lasting * _WORD // line) * line
    offsets = [_WORD * k if k < n_lasting else start_of_stated + _WORD * (k - n_lasting) for k in range(len(fields))]
    return np.dtype(
        {
            "names": [field.name for field in ordered],
            "formats": [np.int64 if field.integer else np.float64 for field in ordered],
            "offsets": offsets,
            "itemsize": -(-(offsets[-1] + _WORD) // line) * line,
        },
        align=True,
    )


def offset_of(record: np.dtype, field: str) -> int:
    """Byte of a record at which a field begins: what ``fetch_early`` is told."""
    return int(record.fields[field][1])  # type: ignore[index]


def account() -> tuple[Field, ...]:
    """What every depositor has; ``pay`` relies on it."""
    return (
        number("cash", "m yuan", "deposits, own account"),
        number("weight", "real actors", "how many real actors the row stands for"),
        count("bank", "row of the bank that keeps the account"),
    )


def lines_of(array: np.ndarray) -> np.ndarray:
    """Records that are whole cache lines long as numbers of 64 bits, a view of shape (rows, lines, words of a line)."""
    return array.view(np.ndarray).view(np.float64).reshape(len(array), -1, WORDS_OF_LINE)


def first_stated(record: np.dtype, fields: tuple[Field, ...]) -> int:
    """Word of a record at which its stated fields begin; the length of the record when there are none."""
    places: Mapping[str, Any] = record.fields or {}
    return int(min((places[field.name][1] for field in fields if field.stated), default=record.itemsize)) // _WORD


def stated_block(array: np.ndarray, fields: tuple[Field, ...]) -> np.ndarray | None:
    """The stated fields of all rows as one float64 view of shape (rows, words); None when there are none."""
    first = first_stated(array.dtype, fields)
    words = array.view(np.ndarray).view(np.float64).reshape(len(array), -1)
    return words[:, first:] if first < words.shape[1] else None
