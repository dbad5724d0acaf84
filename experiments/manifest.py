"""What a results folder says about itself: manifest and README."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .evidence import disputed
from .plan import Plan
from .version import version

if TYPE_CHECKING:
    from model.scenario import Scenario

    from .simulation import Simulation

_LIBRARIES = ("numpy", "numba", "scipy", "pyarrow", "mesa")

COLUMNS = {
    "outcomes.parquet": (
        "scenario, replicate, date, outcome, value: one recorded number each, sorted by these keys; NaN where a rate "
        "has no events. `lab2market outcomes` gives unit and definition of each outcome."
    ),
    "differences.parquet": (
        "the same columns; value is scenario minus baseline in the same replicate, which is the same world."
    ),
    "summary.csv": "one row for each scenario and outcome; see below.",
    "calibration.csv": "the baseline against figures of the evidence table: target, simulated, relative distance.",
    "manifest.json": "question, resolved scenarios, versions, seeds, wall time, failures.",
    "figures/": "curves, causes of death, cost and who gains; the baseline against the evidence.",
    "failures/": "one file for each replicate that failed, with the command that reproduces it.",
}

STUDY_FILES = {
    "outcomes.parquet": (
        "point, scenario, the design's columns, replicate, date, outcome, value: one recorded number each, sorted by "
        "point, replicate, date and outcome; NaN where a rate has no events; failed runs are left out. `lab2market "
        "outcomes` gives unit and definition of each outcome. The value of a year is the mean of its quarters."
    ),
    "plan.parquet": "one row for each run: its point, the design's columns, replicate, seed, key and settings.",
    "summary.csv": "one row for each point and outcome; see below.",
    "manifest.json": "question, design, resolved scenarios, versions, seeds, engine, wall time.",
    "failures/": "one file for each run that failed, with the command that shows it again.",
    "parts/": "what workers sent, many runs a file; the same command again simulates only what is not there.",
}


def common_manifest(
    plan: Plan, verb: str, name: str, scenarios: Sequence[Scenario], done: Simulation
) -> dict[str, Any]:
    """The part of the manifest that every experiment has."""
    first = scenarios[0]
    return {
        "experiment": name,
        "verb": verb,
        "resolved": {scenario.id: scenario.resolved() for scenario in scenarios},
        "scenarios": [{"id": scenario.id, "name": dict(scenario.name)} for scenario in scenarios],
        "dates": [done.series.dates[0], done.series.dates[-1]],
        "firms": first.firms,
        "real_firms": first.real_firms,
        "seed": plan.seed,
        "replicates": plan.replicates,
        "replicates_kept": len(done.series.replicates),
        "seeds": [plan.seed_of(replicate) for replicate in done.series.replicates],
        "set": list(plan.settings),
        "failures": done.failures,
        "engine": done.engine,
        "workers": done.workers,
        "wall_seconds": round(done.wall_seconds, 3),
        **provenance(),
    }


def provenance() -> dict[str, Any]:
    """Source of the model, commit and versions: what it takes to get the same numbers again."""
    from model.kernel import source_hash

    return {"model_source": source_hash(), "commit": commit(), "versions": versions()}


def as_json_text(manifest: dict[str, Any]) -> str:
    """The text of ``manifest.json``."""
    return json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    """Numbers of numpy as those of Python."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


def versions() -> dict[str, str]:
    """Python, platform and the libraries that take part in the numbers."""
    found = {"lab2market": version(), "python": platform.python_version(), "platform": platform.platform()}
    return found | {name: importlib.metadata.version(name) for name in _LIBRARIES}


def commit() -> str | None:
    """Commit of the source tree, marked if it has changes; None outside a repository."""
    folder = Path(__file__).resolve().parent.parent
    if not (folder / ".git").exists():
        return None
    try:
        head = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
            cwd=folder, capture_output=True, text=True, timeout=10, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return head.stdout.strip() or None


def write_readme(folder: Path, name: str, manifest: dict[str, Any], summary: dict[str, str]) -> None:
    """The page of a results folder: files, columns, how to cite, and the disputed figures of the source."""
    present = {file.name + ("/" if file.is_dir() else "") for file in folder.iterdir()}
    made = (
        f"`lab2market {manifest['verb']}`, {manifest['replicates_kept']} replicates, "
        f"{manifest['firms']:,} firms standing for {manifest['real_firms']:,}, "
        f"{manifest['dates'][0]} to {manifest['dates'][1]}."
    )
    files = {file: text for file, text in COLUMNS.items() if file in present}
    (folder / "README.md").write_text(_page(name, made, files, summary, manifest), encoding="utf-8")


def study_page(manifest: dict[str, Any], summary: dict[str, str]) -> str:
    """The page of a study's folder."""
    recorder = manifest["recorder"]
    made = (
        f"`lab2market {manifest['verb']}`, {manifest['points']:,} points x {manifest['replicates']} replicates, "
        f"{manifest['firms']:,} firms standing for {manifest['real_firms']:,}, "
        f"{recorder['dates'][0]} to {recorder['dates'][-1]}, one number a {recorder['frequency']}."
    )
    return _page(manifest["experiment"], made, STUDY_FILES, summary, manifest)


def search_page(manifest: dict[str, Any], files: dict[str, str]) -> str:
    """The page of a search's folder: question, command, sample, budget, how to cite."""
    design = manifest["design"]
    made = (
        f"`lab2market {manifest['verb']}`, {manifest['firms']:,} firms, {design['draws']} parameter draws, "
        f"seed {manifest['seed']}, budget {manifest['budget']:g} bn yuan a year.\n\n"
        f"Question: {manifest['question'].get('en', '')}\n\n"
        f"Command: `{shlex.join(manifest['command'])}`"
    )
    return _page(manifest["experiment"], made, files, {}, manifest)


def _page(name: str, made: str, files: dict[str, str], summary: dict[str, str], manifest: dict[str, Any]) -> str:
    lines = [
        f"# {name}",
        "",
        f"Made by lab2market {version()}: {made}",
        "",
        "| file | holds |",
        "| --- | --- |",
        *(f"| `{file}` | {text} |" for file, text in files.items()),
        "",
        *(_columns(summary) if summary else ()),
        "Shares are fractions of one. Money is in billions of yuan.",
        "",
        "## Disputed figures of the source document",
        "",
        "The document behind the model (`seed` in these rows) was checked, not copied. These of its figures are "
        "disputed or mislabelled:",
        "",
        "| row | figure | found | place, year | note |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {row['id']} | {_cell(row['quantity'])} | {_cell(row['value'])} {_cell(row['unit'])} "
            f"| {row['place']}, {row['year']} | {_cell(row['note'])} |"
            for row in disputed()
        ),
        "",
        "## How to cite",
        "",
        f"lab2market {version()}, model source {manifest['model_source']}, experiment {name!r}, "
        f"seed {manifest['seed']}; see CITATION.cff of the source.",
        "",
    ]
    return "\n".join(lines)


def _columns(summary: dict[str, str]) -> list[str]:
    rows = [f"| `{column}` | {text} |" for column, text in summary.items()]
    return ["## Columns of summary.csv", "", "| column | meaning |", "| --- | --- |", *rows, ""]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
