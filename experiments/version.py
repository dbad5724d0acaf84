"""The version of lab2market that is running."""

from __future__ import annotations

import importlib.metadata


def version() -> str:
    """Version as installed, or ``unknown`` when run from a folder that is not installed."""
    try:
        return importlib.metadata.version("lab2market")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
