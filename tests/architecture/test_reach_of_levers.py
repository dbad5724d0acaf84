"""How far a lever reaches: not into what outcomes are made of, neither itself nor through what it calls."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.test_levers_and_rules import (
    POLICY_NAMES,
    process_files,
    reads_of_levers,
    tree,
)
from tests.architecture.writing import ALLOWED, GUARDED, MADE_OF, is_count, offences, written_fields

GIVEN = {"parameters", "rules", "parameter", "p", "policy", "terms", "environment", "today"}
WRITES_A_WHOLE_FIRM = {"fill_row"}
"""A start-up is a new firm: every field of its row is written, from its sector and its own luck."""

FUNCTIONS: dict[str, ast.FunctionDef] = {}
for _path in process_files():
    for _node in tree(_path).body:
        if isinstance(_node, ast.FunctionDef):
            FUNCTIONS.setdefault(f"{_path.stem}.{_node.name}", _node)


def names_in(path: Path) -> dict[str, str]:
    """Functions a module can call by name: its own and those it imports from other processes."""
    known = {}
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef):
            known[node.name] = f"{path.stem}.{node.name}"
        elif isinstance(node, ast.ImportFrom) and node.level == 1 and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


CALLABLE = {path.stem: names_in(path) for path in process_files()}


def reached_from(function: str) -> set[str]:
    """A function and all it calls, directly or not, within the processes."""
    seen: set[str] = set()
    waiting = [function]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in FUNCTIONS or name.split(".")[1] in WRITES_A_WHOLE_FIRM:
            continue
        seen.add(name)
        known = CALLABLE[name.split(".")[0]]
        for node in ast.walk(FUNCTIONS[name]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                waiting.append(known[node.func.id])
    return seen


def lever_modules() -> list[Path]:
    return [path for path in process_files() if reads_of_levers(tree(path))]


@pytest.mark.parametrize("path", lever_modules(), ids=lambda path: path.stem)
def test_code_of_a_lever_reaches_nothing_that_an_outcome_is_made_of(path: Path) -> None:
    found = {
        f"{start} -> {name}": sorted(fields)
        for start in (f"{path.stem}.{node.name}" for node in tree(path).body if isinstance(node, ast.FunctionDef))
        for name in reached_from(start)
        if (fields := offences(name, FUNCTIONS[name]))
    }
    assert not found


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_who_writes_outcomes_only_hands_the_policy_on(name: str) -> None:
    """A process that moves technologies or goods may pass the policy to a lever's rule, and not look into it."""
    if not offences(name, FUNCTIONS[name]):
        return
    looked_into = [
        node for node in ast.walk(FUNCTIONS[name])
        if isinstance(node, ast.Subscript | ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in POLICY_NAMES
    ]  # fmt: skip
    assert not looked_into


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_no_process_writes_what_is_given(name: str) -> None:
    """Parameters, the policy and the given path belong to the scenario."""
    for node in ast.walk(FUNCTIONS[name]):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets if isinstance(node, ast.Assign | ast.AugAssign) else []:
            place = target
            while isinstance(place, ast.Attribute | ast.Subscript):
                place = place.value
            assert place is target or not (isinstance(place, ast.Name) and place.id in GIVEN)


def test_the_check_follows_calls() -> None:
    assert "projects.dies" in reached_from("projects.projects_advance")
    assert written_fields(FUNCTIONS["projects.dies"]) & MADE_OF


@pytest.mark.parametrize("name", ALLOWED)
def test_no_leave_to_write_stands_unused(name: str) -> None:
    """A reason is kept only as long as there is a lever's function that writes what it excuses."""
    fields, reason = ALLOWED[name]
    assert reason
    assert fields <= {field for field in written_fields(FUNCTIONS[name]) if field in GUARDED or is_count(field)}
    starts = [f"{path.stem}.{node.name}" for path in lever_modules() for node in tree(path).body
              if isinstance(node, ast.FunctionDef)]  # fmt: skip
    looks = any(isinstance(node, ast.Name) and node.id in POLICY_NAMES for node in ast.walk(FUNCTIONS[name]))
    assert looks or any(name in reached_from(start) for start in starts)
