"""The folder of a search: whose it is, who writes there now, and which search it holds."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..designs import Design
from ..designs.description import describe
from ..errors import UsageError
from ..manifest import as_json_text, provenance
from ..study.files import Lock, disk_errors, remove_drafts, write_atomically
from ..study.folder import FAILURES, PARTS, clear, is_ours, other_design, refuse_other_verb
from ..study.opened import MANIFEST, PLAN, read_manifest

if TYPE_CHECKING:
    from .study import Effort

VERB = "optimise"
_ASKED = ("design", "effort", "differences", "replicates", "seed")


@contextlib.contextmanager
def entered(
    folder: Path, design: Design, effort: Effort, arguments: Sequence[str], replace: bool
) -> Iterator[dict[str, Any]]:
    """The folder of a search, locked and with its manifest, which is given; raises UsageError if it is another's."""
    asked = manifest_of(design, effort, arguments)
    with disk_errors(folder):
        _refuse(folder, asked, replace)
        folder.mkdir(parents=True, exist_ok=True)
        with Lock(folder / ".lock"):
            _refuse(folder, asked, replace)
            remove_drafts(folder)
            if not _is_of(folder, asked):
                _make_room(folder)
                write_manifest(asked, folder, "running")
            yield asked


def manifest_of(design: Design, effort: Effort, arguments: Sequence[str]) -> dict[str, Any]:
    """What is searched, how hard, and by what."""
    return {
        "experiment": design.id,
        "verb": VERB,
        "command": ["lab2market", *arguments],
        "question": dict(design.base.question),
        "design": describe(design),
        "effort": asdict(effort),
        "differences": design.base.differences(),
        "replicates": design.replicates,
        "seed": design.seed,
        "runs": {"search": "search/", "test": "test/"},
        "firms": design.base.firms,
        "budget": design.budget,
        **provenance(),
    }


def write_manifest(manifest: dict[str, Any], folder: Path, status: str) -> None:
    """Write ``manifest.json``."""
    write_atomically(folder / MANIFEST, as_json_text({**manifest, "status": status}).encode())


def _refuse(folder: Path, asked: dict[str, Any], replace: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; choose another --out")
    if not folder.is_dir():
        return
    searched = any(folder.glob(f"search/*/{PLAN}"))
    if not (is_ours(folder) or searched):
        raise UsageError(f"{folder} is not empty and holds no results of lab2market; choose another --out")
    if replace:
        return
    refuse_other_verb(folder, VERB)
    if searched and read_manifest(folder) is not None and not _is_of(folder, asked):
        raise other_design(folder, VERB)


def _is_of(folder: Path, asked: dict[str, Any]) -> bool:
    """Whether the folder was made by the same search; what an older manifest does not say is not asked."""
    found = read_manifest(folder)
    own = json.loads(as_json_text(asked))
    return (
        found is not None and found.get("verb") == VERB and all(found.get(key, own[key]) == own[key] for key in _ASKED)
    )


def _make_room(folder: Path) -> None:
    """Remove another verb's study or another search's tables; runs that two searches share are kept."""
    if (read_manifest(folder) or {}).get("verb", VERB) != VERB:
        for name in (PARTS, FAILURES):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / PLAN).unlink(missing_ok=True)
    clear(folder, runs_too=False)
