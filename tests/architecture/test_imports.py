"""Imports run one way: leaves <- populations, accounts <- processes <- schedule <- world <- model.py <- experiments."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAVES = {
    "parameters", "chance", "calendar", "classifications", "levers", "indicators", "definitions_zh",
    "kernel", "dispatchers", "measures", "public_accounts",
}  # fmt: skip
MESA_USERS = {"model/model.py", "model/agents.py", "model/recorder.py"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
NETWORK = {"socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "urllib3"}

# Rooms of model/ from the ground up; a room imports from its own floor or below, never from above.
FLOORS = (
    {"leaf"},
    {"lever_path", "populations", "accounts", "statements", "data"},
    {"scenario", "scenario_format", "policy", "environment", "books"},
    {"processes"},
    {"schedule", "founding"},
    {"driver"},
    {"world"},
    {"compilation"},
    {"agents", "model", "recorder"},
)


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Absolute dotted names of the modules a file imports, inside functions too, names of members included."""
    package = path.relative_to(ROOT).parent.parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names} | ({module} if module else set())
    return found


def room_of(module: str) -> str | None:
    """Room of a dotted ``model.…`` name; None for the package itself and for what is not in the model."""
    parts = module.split(".")
    if parts[0] != "model" or len(parts) == 1:
        return None
    exists = (ROOT / "model" / parts[1]).is_dir() or (ROOT / "model" / f"{parts[1]}.py").is_file()
    return ("leaf" if parts[1] in LEAVES else parts[1]) if exists else None


def floor_of(room: str) -> int | None:
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), None)


def test_every_room_of_the_model_has_its_floor() -> None:
    rooms = {room_of(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in sources("model")}
    unknown = {room for room in rooms if room not in (None, "__init__") and floor_of(room) is None}
    assert not unknown, f"say in FLOORS where {unknown} belongs"


@pytest.mark.parametrize("path", sources("model"), ids=name)
def test_model_imports_downwards(path: Path) -> None:
    own = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if own in (None, "__init__"):
        return  # the package itself hands out names lazily
    upwards = {
        module
        for module in imported(path)
        if (room := room_of(module)) and (floor_of(room) or 0) > (floor_of(own) or 0)
    }
    assert not upwards


@pytest.mark.parametrize("path", sources("model"), ids=name)
def test_model_knows_nothing_of_experiments(path: Path) -> None:
    assert not {module for module in imported(path) if module.split(".")[0] == "experiments"}


@pytest.mark.parametrize("path", sources("model"), ids=name)
def test_only_the_mesa_rooms_import_mesa(path: Path) -> None:
    if name(path) not in MESA_USERS:
        assert not {module for module in imported(path) if module.split(".")[0] == "mesa"}


@pytest.mark.parametrize("path", sources("model"), ids=name)
def test_model_has_no_tables_plots_or_command_line(path: Path) -> None:
    outside = {"pandas", "pyarrow", "matplotlib", "typer", "rich"}
    used = {module for module in imported(path) if module.split(".")[0] in outside}
    assert not used or name(path) in MESA_USERS


@pytest.mark.parametrize("path", sources("experiments"), ids=name)
def test_experiments_compile_nothing(path: Path) -> None:
    assert not {module for module in imported(path) if module.split(".")[0] == "numba"}


@pytest.mark.parametrize("path", sources("experiments/figures", "experiments/fonts"), ids=name)
def test_figures_use_no_network_and_no_global_figure(path: Path) -> None:
    modules = imported(path)
    assert not {module for module in modules if module.split(".")[0] in NETWORK}
    assert not {module for module in modules if module.startswith(("matplotlib.pyplot", "pylab"))}


def test_no_room_is_called_after_nothing() -> None:
    paths = [path for room in ("model", "experiments", "tests", "scenarios") for path in (ROOT / room).rglob("*")]
    assert not {name(path) for path in paths if path.stem.lower() in FORBIDDEN_NAMES}
