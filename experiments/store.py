"""The results folder: tidy tables in parquet, a summary for Excel, a manifest, and a page that explains them.

A folder appears whole or not at all: it is written beside its final place under a temporary name and renamed.
"""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.indicators import COLUMN, OUTCOMES

from .errors import UsageError
from .study.files import FULL, disk_error, replacing, write_atomically
from .study.folder import refuse_other_verb

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Series:
    """Recorded series of an experiment: ``values`` is (scenario, replicate, quarter, outcome)."""

    scenarios: list[str]
    replicates: list[int]
    dates: list[str]
    values: np.ndarray

    def against_first(self) -> Series:
        """Paired differences of the other scenarios from the first."""
        return Series(self.scenarios[1:], self.replicates, self.dates, self.values[1:] - self.values[:1])


@contextlib.contextmanager
def results_folder(final: Path, verb: str = "", replace: bool = False) -> Iterator[Path]:
    """A temporary folder that becomes ``final`` when the block ends well and vanishes when it does not.

    An earlier results folder of the verb is replaced; anything else in the way raises UsageError.
    """
    refuse_if_taken(final, verb, replace)
    final.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{final.name}-", dir=final.parent))
    draft.chmod(0o755)
    try:
        yield draft
        if final.exists():
            _swap(draft, final)
        else:
            draft.replace(final)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in FULL:
            raise disk_error(final, error) from error
        raise


def refuse_if_taken(final: Path, verb: str = "", replace: bool = False) -> None:
    """Raise UsageError if ``final`` holds something other than earlier results, or another verb's, unless replaced."""
    if not final.exists():
        return
    if not final.is_dir():
        raise UsageError(f"{final} is a file; choose another --out")
    if any(final.iterdir()) and not (final / _MANIFEST).is_file():
        raise UsageError(f"{final} is not empty and holds no results of lab2market; choose another --out")
    if verb and not replace:
        refuse_other_verb(final, verb)


def write_series(series: Series, file: Path) -> None:
    """Write the tidy table scenario, replicate, date, outcome, value, sorted by these keys."""
    scenarios = np.argsort(series.scenarios)
    outcomes = np.argsort(list(COLUMN))
    values = series.values[scenarios][:, :, :, outcomes]
    shape = values.shape
    table = pa.table(
        {
            "scenario": _repeated([series.scenarios[i] for i in scenarios], shape, axis=0),
            "replicate": pa.array(_spread(np.array(series.replicates, np.int32), shape, axis=1)),
            "date": _repeated(series.dates, shape, axis=2),
            "outcome": _repeated([list(COLUMN)[i] for i in outcomes], shape, axis=3),
            "value": pa.array(np.ascontiguousarray(values).reshape(-1)),
        }
    )
    # without the arrow schema readers see plain text columns instead of categories
    pq.write_table(table, file, compression="zstd", store_schema=False, use_dictionary=["scenario", "date", "outcome"])


def write_rows(rows: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Write ``rows`` as CSV in UTF-8 with a byte order mark, so that Excel in China opens it; NaN is left empty."""
    with replacing(file) as draft, draft.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({key: "" if x is None or x != x else x for key, x in row.items()})


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write ``manifest.json``."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False)
    write_atomically(folder / _MANIFEST, (text + "\n").encode())


def write_failures(failures: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """One file for each failed replicate, with its reproduce command and traceback."""
    if not failures:
        return
    (folder / "failures").mkdir()
    for failure in failures:
        text = f"{failure['reproduce']}\n\n{failure['traceback'] or failure['error']}\n"
        (folder / "failures" / f"replicate_{failure['replicate']}.txt").write_text(text, encoding="utf-8")


def outcome_labels(outcome: str) -> dict[str, str]:
    """Label columns of a summary row."""
    label = OUTCOMES[outcome].label
    return {"label_en": label["en"], "label_zh": label["zh"]}


def _repeated(names: Sequence[str], shape: tuple[int, ...], axis: int) -> pa.DictionaryArray:
    codes = _spread(np.arange(len(names), dtype=np.int32), shape, axis)
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names, pa.string()))


def _spread(labels: np.ndarray, shape: tuple[int, ...], axis: int) -> np.ndarray:
    along = [1] * len(shape)
    along[axis] = shape[axis]
    return np.ascontiguousarray(np.broadcast_to(labels.reshape(along), shape)).reshape(-1)


def _swap(draft: Path, final: Path) -> None:
    """Put ``draft`` in the place of ``final``; the old folder is gone only once the new one is in place."""
    old = Path(tempfile.mkdtemp(prefix=f".{final.name}-old-", dir=final.parent))
    final.replace(old / final.name)
    draft.replace(final)
    shutil.rmtree(old, ignore_errors=True)
