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
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
"""What the system says where there is no more room."""


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


@contextlib.contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """What the disk refuses while ``folder`` is written, said as something the user can put right."""
    try:
        yield
    except OSError as error:
        raise disk_error(folder, error) from error


class LockedError(UsageError):
    """Another command is writing the folder."""


class Lock:
    """Who writes a folder: one command alone, or several that share it; the system lets go when a process ends."""

    def __init__(self, path: Path, shared: bool = False) -> None:
        self._path, self._shared = path, shared
        self._file: Any = None

    def __enter__(self) -> Lock:
        try:
            import fcntl
        except ImportError:  # no such locks on this system
            return self
        self._file = self._path.open("a+")  # some file systems share a lock only on what can be read
        try:
            fcntl.flock(self._file, (fcntl.LOCK_SH if self._shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise LockedError(
                f"another command is writing {self._path.parent}; wait for it, end it, or choose another --out"
            ) from None
        except OSError:
            pass  # a file system without locks
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()
