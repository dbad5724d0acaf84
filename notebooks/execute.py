"""Execute the notebooks and keep their outputs: ``python -m notebooks.execute``.

Each runs in a temporary folder, so that no results folder is left beside it. What depends on the machine or the moment
(progress, times, version of Python) is not kept.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
MOST_SECONDS = 600  # a cell; a first run also compiles the model
_KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def executed(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs, executed in a folder; raises CellExecutionError for a cell that fails."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    client = NotebookClient(
        notebook, timeout=MOST_SECONDS, kernel_name="python3", record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    client.execute(env=environment)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata = {}
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    notebook.metadata = nbformat.from_dict({**_KERNEL, "language_info": {"name": "python"}})
    return notebook


def main() -> None:
    """Execute every notebook in place."""
    for path in NOTEBOOKS:
        print(path.name, file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            notebook = executed(nbformat.read(path, as_version=4), Path(folder))
        nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
