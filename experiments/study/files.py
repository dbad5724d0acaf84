"""Files that appear whole or not at all, and errors that say what to do about the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import ExperimentError, UsageError

_WRITING = ".writing"


def write_atomically(path: Path, content: Any) -> None:
    """Write ``content`` (bytes or a buffer) beside ``path`` and put it in place; raises OSError and leaves nothing."""
    with replacing(path) as draft, draft.open("wb") as file:
        file.write(memoryview(content))
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft that takes the place of ``path`` when the block ends well, and vanishes when it does not."""
    draft = path.parent / f".{path.name}-{uuid.uuid4().hex[:8]}{_WRITING}"
    try:
        yield draft
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def remove_drafts(folder: Path) -> None:
    """Remove what a killed command was writing."""
    for path in folder.glob(f".*{_WRITING}"):
        with contextlib.suppress(OSError):
            path.unlink()


def disk_error(folder: Path, error: OSError, kept: int | None = None) -> ExperimentError:
    """What is wrong with the disk, what is kept, and what to do."""
    reason = error.strerror or str(error)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return UsageError(f"{folder} cannot be written: {reason}; choose another --out or change its permissions")
    keep = "" if kept is None else f"; {kept:,} finished runs are kept"
    return ExperimentError(
        f"{folder}: {reason}{keep}", "make room (or allow larger files) and give the same command again: it resumes"
    )


class Lock:
    """Only one command at a time writes a study (or one shard of it); the system lets go when its process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def __enter__(self) -> Lock:
        try:
            import fcntl
        except ImportError:  # no such locks on this system
            return self
        self._file = self._path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise UsageError(
                f"another command is writing {self._path.parent}; wait for it, end it, or choose another --out"
            ) from None
        except OSError:
            pass  # a file system without locks
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()
