"""Every field of every population is read by something: what is only written is dead weight in the state."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from model.populations import FIELDS_OF

ROOT = Path(__file__).resolve().parents[2]

UNREAD: Mapping[tuple[str, str], str] = {}
"""(population, field) that nothing reads by its name, and why it is kept."""


def reads_of(tree: ast.Module) -> Iterator[str]:
    """Names read as ``x.<name>``, and strings: ``x["<name>"]``, tables of fields by name.

    What stands in ``x.<name> = ...`` or ``x.<name> += ...`` on the left is no read, and a docstring names nothing.
    """
    hidden = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)} | {
        id(node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.value


def files() -> Iterator[Path]:
    """The model and the experiments without the declarations of populations."""
    for room in ("model", "experiments"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.parent != ROOT / "model" / "populations":
                yield path


@pytest.fixture(scope="module")
def read() -> frozenset[str]:
    return frozenset(name for path in files() for name in reads_of(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("population", FIELDS_OF)
def test_every_field_is_read(population: str, read: frozenset[str]) -> None:
    dead = {field.name for field in FIELDS_OF[population] if field.name not in read}
    excused = {name for where, name in UNREAD if where == population}
    assert dead == excused


def test_the_check_knows_a_write_from_a_read() -> None:
    code = "def f(a, b):\n    'c'\n    a.x = b.y\n    a.z += 1.0\n    b['u'] = a['v']\n"
    assert set(reads_of(ast.parse(code))) == {"y", "v"}
