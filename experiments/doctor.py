"""``doctor``: what this machine brings and what may slow a run down."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from .engine.executors import cores
from .manifest import commit, versions
from .messages import said
from .tables import render

_FONTS = Path(__file__).parent / "fonts"


def findings() -> dict[str, Any]:
    """Versions, cores, fonts and caches."""
    from model.compilation import is_compiled
    from model.kernel import CACHE_FOLDER, source_hash

    return {
        **versions(),
        "commit": commit(),
        "model source": source_hash(),
        "cores": cores(),
        "kernel cache": str(CACHE_FOLDER),
        "kernels compiled": is_compiled(),
        "kernel cache writable": _writable(CACHE_FOLDER),
        "bytecode is kept": not sys.dont_write_bytecode,
        "fonts": sorted(file.name for file in _FONTS.glob("*.[ot]tf")),
    }


def findings_text(found: dict[str, Any]) -> str:
    """The findings on one line each."""
    return render(["", ""], [[said(key), _text(value)] for key, value in found.items()])


def _writable(folder: Path) -> bool:
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    return os.access(existing, os.W_OK)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return said("yes" if value else "no")
    return ", ".join(value) if isinstance(value, list) else str(value)
