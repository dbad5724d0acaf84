"""The final tables of a study: sorted by their keys, free of time, process and host, and so reproducible."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .files import replacing
from .plan import StudyPlan

Find = Callable[[int], np.ndarray | None]
_ROWS = 1 << 19
OWN_COLUMNS = ("run", "point", "scenario", "replicate", "seed", "key", "settings", "date", "outcome", "value")
"""Columns that are there in every study; a design's column of such a name gets ``design.`` before it."""


def design_columns(plan: StudyPlan) -> dict[str, pa.Array]:
    """The design's columns, one value a point, typed: text, whole numbers or numbers."""
    names = list(plan.points[0].columns)
    found = {}
    for name in names:
        values = [point.columns[name] for point in plan.points]
        if any(isinstance(value, str) for value in values):
            column = pa.array([str(value) for value in values], pa.string())
        elif all(isinstance(value, int | np.integer) for value in values):
            column = pa.array([int(value) for value in values], pa.int64())
        else:
            column = pa.array([float(value) for value in values], pa.float64())
        found[f"design.{name}" if name in OWN_COLUMNS else name] = column
    return found


def plan_table(plan: StudyPlan, keys: Sequence[str]) -> pa.Table:
    """One row for each run: what it is, and the settings from which it can be made again."""
    points = np.repeat(np.arange(len(plan.points), dtype=np.int32), plan.replicates)
    replicates = np.tile(np.arange(plan.replicates, dtype=np.int32), len(plan.points))
    each = pa.array(points)
    scenarios = pa.array([plan.bases[point.base].id for point in plan.points], pa.string())
    settings = [_json({"base": p.base, "levers": p.levers, "parameters": p.parameters}) for p in plan.points]
    return pa.table(
        {
            "run": pa.array(np.arange(len(plan), dtype=np.int32)),
            "point": each,
            "scenario": scenarios.take(each),
            **{name: column.take(each) for name, column in design_columns(plan).items()},
            "replicate": pa.array(replicates),
            "seed": pa.array(plan.seed + replicates.astype(np.int64)),
            "key": pa.array(keys, pa.string()),
            "settings": pa.array(settings, pa.string()).take(each),
        }
    )


def table_bytes(table: pa.Table) -> bytes:
    """A parquet file of ``table``, the same for the same table."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", store_schema=False)
    return sink.getvalue().to_pybytes()


def write_outcomes(plan: StudyPlan, find: Find, path: Path) -> None:
    """Write the tidy table, some points at a time; ``find(run)`` gives the numbers of a run, None if there are none."""
    per_point = plan.replicates * len(plan.dates) * len(plan.recorder.outcomes)
    step = max(1, _ROWS // per_point)
    with replacing(path) as draft:
        writer: pq.ParquetWriter | None = None
        try:
            for first in range(0, len(plan.points), step):
                table = _block(plan, find, range(first, min(first + step, len(plan.points))))
                if writer is None:
                    text = [name for name, kind in zip(table.schema.names, table.schema.types, strict=True)
                            if name != "value" and not pa.types.is_integer(kind)]  # fmt: skip
                    writer = pq.ParquetWriter(
                        draft, table.schema, compression="zstd", store_schema=False, use_dictionary=text
                    )
                writer.write_table(table)
        finally:
            if writer is not None:
                writer.close()


def _block(plan: StudyPlan, find: Find, points: range) -> pa.Table:
    """Rows of some points, runs without numbers left out."""
    dates, outcomes = plan.dates, plan.recorder.outcomes
    order = np.argsort(outcomes)
    runs, values = [], []
    for run in range(points.start * plan.replicates, points.stop * plan.replicates):
        found = find(run)
        if found is not None:
            runs.append(run)
            values.append(found[:, order].reshape(-1))
    numbers = np.array(runs, np.int64)
    size = len(dates) * len(outcomes)
    point_of_row = np.repeat(numbers // plan.replicates, size)
    take = pa.array(point_of_row)
    scenarios = pa.array([plan.bases[point.base].id for point in plan.points], pa.string())
    of_date = np.tile(np.repeat(np.arange(len(dates)), len(outcomes)), len(runs))
    of_outcome = np.tile(np.arange(len(outcomes)), len(runs) * len(dates))
    return pa.table(
        {
            "point": pa.array(point_of_row.astype(np.int32)),
            "scenario": scenarios.take(take),
            **{name: column.take(take) for name, column in design_columns(plan).items()},
            "replicate": pa.array(np.repeat((numbers % plan.replicates).astype(np.int32), size)),
            "date": pa.array(dates, pa.string()).take(pa.array(of_date)),
            "outcome": pa.array(sorted(outcomes), pa.string()).take(pa.array(of_outcome)),
            "value": pa.array(np.concatenate(values) if values else np.empty(0)),
        }
    )


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=float)
