"""Results as they come: one parquet file for each chunk, written under another name and renamed, never changed.

A part is read back by the keys of its runs, so it serves any plan that asks for them.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .files import write_atomically

_SCHEMA = pa.schema([("key", pa.string()), ("seconds", pa.float64()), ("values", pa.list_(pa.float64()))])
_READ_BYTES = 256 * 1024 * 1024


class Parts:
    """The parts of a study, and which of them has the run of a key."""

    def __init__(self, folder: Path, shape: tuple[int, int]) -> None:
        self.folder, self.shape = folder, shape
        self.of_key: dict[str, tuple[str, int]] = {}
        self._open: OrderedDict[str, np.ndarray] = OrderedDict()
        self._bytes = 0

    def __contains__(self, key: str) -> bool:
        return key in self.of_key

    def __len__(self) -> int:
        return len(self.of_key)

    def find(self) -> list[str]:
        """Look through the folder; what cannot be read is removed and named, so that its runs are done again."""
        damaged = []
        for path in sorted(self.folder.glob("*.parquet")):
            try:
                keys = pq.read_table(path, columns=["key"])["key"].to_pylist()
            except (pa.ArrowException, OSError, KeyError):
                damaged.append(path.name)
                path.unlink()
                continue
            for row, key in enumerate(keys):
                self.of_key[key] = (path.name, row)
        return damaged

    def add(self, keys: Sequence[str], values: Sequence[np.ndarray], seconds: Sequence[float]) -> None:
        """Write the results of a chunk; raises OSError, and leaves nothing, where the disk does not take them."""
        flat = np.concatenate([value.reshape(-1) for value in values])
        offsets = np.arange(len(values) + 1, dtype=np.int32) * values[0].size
        lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(flat))
        table = pa.table([pa.array(keys, pa.string()), pa.array(seconds, pa.float64()), lists], schema=_SCHEMA)
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd", use_dictionary=False)
        name = f"{uuid.uuid4().hex}.parquet"
        write_atomically(self.folder / name, sink.getvalue())
        for row, key in enumerate(keys):
            self.of_key[key] = (name, row)

    def values(self, key: str) -> np.ndarray:
        """The numbers of a run; raises KeyError if it has not been simulated."""
        name, row = self.of_key[key]
        if name not in self._open:
            self._read(name)
        self._open.move_to_end(name)
        return self._open[name][row].reshape(self.shape)

    def forget(self, needed: Iterable[str]) -> None:
        """Remove parts none of whose runs are needed any more."""
        kept = {self.of_key[key][0] for key in needed if key in self.of_key}
        for path in self.folder.glob("*.parquet"):
            if path.name not in kept:
                path.unlink()
        self.of_key = {key: place for key, place in self.of_key.items() if place[0] in kept}

    def _read(self, name: str) -> None:
        column = pq.read_table(self.folder / name, columns=["values"])["values"].combine_chunks()
        values = column.flatten().to_numpy(zero_copy_only=False).reshape(len(column), -1)
        self._open[name] = values
        self._bytes += values.nbytes
        while self._bytes > _READ_BYTES and len(self._open) > 1:
            _, dropped = self._open.popitem(last=False)
            self._bytes -= dropped.nbytes
