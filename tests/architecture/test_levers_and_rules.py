"""A lever works through the one rule it declares, and no code that reads a lever writes what outcomes are made of."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from model.indicators import OUTCOMES
from model.levers import LEVERS, Lever
from tests.architecture.writing import PROCESSES, offences

ROOT = Path(__file__).resolve().parents[2]

# Names of the policy table and of a row of it in the processes.
POLICY_NAMES = {"policy", "terms"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def reads_of_levers(node: ast.AST) -> set[str]:
    """Lever fields read in ``node`` as ``x.<field>``, ``x[...].<field>`` or ``x["<field>"]``.

    Any ``x`` counts, so a policy row cannot hide behind another name; only where a population has a field of the same
    name (what a firm was granted, say) must ``x`` be one of the names of a policy.
    """
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Load):
            field = part.attr
        elif isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant):
            field = part.slice.value
        else:
            continue
        if field in LEVER_FIELDS and (field not in POPULATION_WORDS or _is_policy(part.value)):
            found.add(field)
    return found


def _is_policy(node: ast.expr) -> bool:
    while isinstance(node, ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name) and node.id in POLICY_NAMES


def _population_words() -> set[str]:
    """Every string and declared name in the populations: a superset of their field names."""
    nodes = [node for path in (ROOT / "model" / "populations").glob("*.py") for node in ast.walk(tree(path))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)} | {
        node.target.id for node in nodes if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


LEVER_FIELDS = {lever.field for lever in LEVERS.values()}
POPULATION_WORDS = _population_words()


def process_files() -> list[Path]:
    return sorted(path for path in PROCESSES.rglob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("path", process_files(), ids=lambda path: path.stem)
def test_a_lever_is_read_only_in_the_module_of_its_rule(path: Path) -> None:
    home = {lever.field: lever.rule.rpartition(".")[0] for lever in LEVERS.values()}
    strays = {field: home[field] for field in reads_of_levers(tree(path)) if home[field] != module_of(path)}
    assert not strays, f"{module_of(path)} reads levers that belong elsewhere"


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_the_rule_of_a_lever_exists(lever) -> None:
    module, _, rule = lever.rule.rpartition(".")
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    assert path.is_file(), f"{module} is missing"
    assert rule in {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.id)
def test_every_lever_is_read_somewhere(lever) -> None:
    assert any(lever.field in reads_of_levers(tree(path)) for path in process_files())


@pytest.mark.parametrize("path", process_files(), ids=lambda path: path.stem)
def test_a_function_that_reads_a_lever_writes_no_outcome(path: Path) -> None:
    found = {
        function.name: sorted(offences(f"{path.stem}.{function.name}", function))
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef) and reads_of_levers(function)
    }
    assert not {name: fields for name, fields in found.items() if fields}


def test_the_checks_themselves_catch_a_lever_out_of_place() -> None:
    field = next(iter(LEVERS.values())).field
    code = ast.parse(f"def cheat(firm, policy, cell):\n    firm.profit += policy[cell].{field}\n")
    function = code.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert reads_of_levers(code) == {field}
    assert offences("module.cheat", function) == {"profit"}


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_what_is_expected_of_a_lever_is_an_outcome_with_a_sign(lever: Lever) -> None:
    assert lever.chain
    for outcome, sign in lever.chain + lever.side_effects:
        assert outcome in OUTCOMES
        assert sign in (-1, 1)
