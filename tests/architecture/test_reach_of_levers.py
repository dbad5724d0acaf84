"""How far a lever reaches: not into what outcomes are made of, neither itself nor through what it calls."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.test_levers_and_rules import (
    OUTCOME_FIELDS,
    POLICY_NAMES,
    process_files,
    reads_of_levers,
    tree,
    written_fields,
)

OUTCOME_MADE_OF = set().union(*OUTCOME_FIELDS.values()) | {
    "material_use", "share", "process_gain", "quality_gain", "absorptive", "opportunity", "running",
}  # fmt: skip
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
    offences = {
        f"{start} -> {name}": sorted(fields)
        for start in (f"{path.stem}.{node.name}" for node in tree(path).body if isinstance(node, ast.FunctionDef))
        for name in reached_from(start)
        if (fields := written_fields(FUNCTIONS[name]) & OUTCOME_MADE_OF)
    }
    assert not offences


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_who_writes_outcomes_only_hands_the_policy_on(name: str) -> None:
    """A process that moves technologies or goods may pass the policy to a lever's rule, and not look into it."""
    if not written_fields(FUNCTIONS[name]) & OUTCOME_MADE_OF:
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
    assert written_fields(FUNCTIONS["projects.dies"]) & OUTCOME_MADE_OF
