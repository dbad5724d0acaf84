"""Small studies and what tests look at in them."""

from __future__ import annotations

from experiments.study import StudyOptions

TABLES = ("outcomes.parquet", "plan.parquet", "summary.csv")


def options(folder, **other):
    return StudyOptions(folder, **{"engine": "serial", "quiet": True, **other})


def tables(folder):
    return {name: (folder / name).read_bytes() for name in TABLES}


def counted(work):
    """``work``, and the list of the runs it is asked for."""
    asked = []

    def noting(chunk, begin):
        asked.extend(run.number for run in chunk.runs)
        yield from work(chunk, begin)

    return noting, asked
