"""What an analysis adds to the page of a study's folder: its tables and their columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..study.files import disk_errors, write_atomically

_HEADING = "## Tables of the analysis"


def explain_tables(folder: Path, tables: Mapping[str, Mapping[str, str]]) -> None:
    """Say in README.md what ``tables`` (file: column: meaning) hold; tables explained before are kept."""
    page = folder / "README.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else f"# {folder.name}\n"
    if _HEADING not in text:
        text = f"{text.rstrip()}\n\n{_HEADING}\n"
    for file, columns in tables.items():
        title = f"### {file}"
        if title in text:
            continue
        lines = [title, "", "| column | meaning |", "| --- | --- |"]
        lines += [f"| `{column}` | {meaning} |" for column, meaning in columns.items()]
        text = f"{text.rstrip()}\n\n" + "\n".join(lines) + "\n"
    with disk_errors(folder):
        write_atomically(page, text.encode())
