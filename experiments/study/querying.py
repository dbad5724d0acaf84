"""Questions in SQL to a study, answered by DuckDB from the parquet files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import UsageError
from ..json_rows import finite
from ..tables import render
from .failures import COLUMNS, read_failures
from .opened import OUTCOMES, PLAN, read_schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from .opened import Study

_TABLES = {"outcomes": OUTCOMES, "plan": PLAN}
_ASKING = ("select", "with", "from", "pivot")


def ask(study: Study, sql: str) -> pa.Table:
    """The answer to one question, which cannot change the study or read other files.

    Raises UsageError for anything else than one question, and with what the database says and the columns there are.
    """
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        _lay_out(connection, study)
        _refuse_all_but_one_question(connection, sql)
        answer = connection.sql(sql)
        return pa.table({}) if answer is None else answer.to_arrow_table()
    except duckdb.Error as error:
        problem = str(error).strip()
        raise UsageError(problem, *_columns(connection, study)) from error
    finally:
        connection.close()


def _lay_out(connection: DuckDBPyConnection, study: Study) -> None:
    """Views of the study's files; after that nothing else on the machine is within reach."""
    readable = []
    for table, file in _TABLES.items():
        path = (study.folder / file).resolve()
        if table == "plan" or study.has_tables:
            read_schema(path)
            quoted = "'" + str(path).replace("'", "''") + "'"
            connection.execute(f"create view {table} as select * from read_parquet({quoted})")
            readable.append(quoted)
    connection.register("failures", _failures(study))
    connection.execute(f"set allowed_paths = [{', '.join(readable)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _refuse_all_but_one_question(connection: DuckDBPyConnection, sql: str) -> None:
    """The files of the study may be opened, so a statement that writes is refused before it is carried out."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise UsageError(f"ask one question at a time: these are {len(statements)} statements")
    kind = statements[0].type.name.lower()
    pivots = kind == "multi" and sql.split()[0].lower() in _ASKING  # a pivot is several statements to the database
    if kind != "select" and not pivots:
        raise UsageError(f"a query only reads, as in select ... from outcomes; this is a statement of kind {kind}")


def _columns(connection: DuckDBPyConnection, study: Study) -> list[str]:
    """What can be asked for."""
    lines = []
    for table in (*_TABLES, "failures"):
        try:
            rows = connection.execute(f"describe {table}").fetchall()
        except Exception:
            lines.append(f"there is no table {table} yet: {study.folder} is not finished")
            continue
        lines.append(f"table {table}: {', '.join(str(row[0]) for row in rows)}")
    return lines


def _failures(study: Study) -> pa.Table:
    rows = [{name: row[name] for name in COLUMNS} for row in read_failures(study.folder)]
    whole = ("run", "point", "replicate", "seed")
    schema = pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in COLUMNS])
    return pa.Table.from_pylist(rows, schema=schema)


def as_text(table: pa.Table, comma_separated: bool) -> str:
    """An answer for reading, or as comma-separated values."""
    if comma_separated:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(
            zip(*[["" if x is None else x for x in column.to_pylist()] for column in table.columns], strict=True)
        )
        return text.getvalue().rstrip("\n")
    if not table.num_columns:
        return ""
    columns = [column.to_pylist() for column in table.columns]
    numeric = [place for place, kind in enumerate(table.schema.types) if not pa.types.is_string(kind)]
    cells = [[_shown(value) for value in column] for column in columns]
    return render(table.column_names, [list(row) for row in zip(*cells, strict=True)], numeric)


def as_objects(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as JSON knows them: no NaN, no dates."""
    return [{name: _plain(value) for name, value in row.items()} for row in table.to_pylist()]


def _shown(value: Any) -> str:
    if value is None or value != value:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return finite(value)
    return value if value is None or isinstance(value, bool | int | str) else str(value)
