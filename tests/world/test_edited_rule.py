"""An edited rule changes the result in the next process, also where the loop that calls it stands in another file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LOOP = '''"""A loop in one file that applies a rule of another."""

from ..kernel import process
from .taxes import tax_component


@process
def price(numbers):
    """After-tax price of a yuan of research."""
    for i in range(len(numbers)):
        numbers[i] = tax_component(0.25, numbers[i], 1.0, 1.0)
'''

PROGRAM = """
import numpy as np
from model.kernel import CACHE_FOLDER
from model.processes.probe import price
numbers = np.array([1.0])
price(numbers)
stats = getattr(price, "stats", None)
print(numbers[0].hex(), CACHE_FOLDER.name, bool(stats and stats.cache_hits))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the model with a small loop beside its processes."""
    shutil.copytree(ROOT / "model", tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "model" / "processes" / "probe.py").write_text(LOOP, encoding="utf-8")
    return tmp_path


def run(tree: Path) -> tuple[float, str, bool]:
    environment = {**os.environ, "PYTHONPATH": str(tree), "LAB2MARKET_CACHE": str(tree / "cache")}
    environment |= {"NUMBA_DISABLE_JIT": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    value, folder, from_cache = done.stdout.split()
    return float.fromhex(value), folder, from_cache == "True"


def test_an_edited_rule_is_compiled_anew(tree: Path) -> None:
    value, folder, from_cache = run(tree)
    assert value == pytest.approx((1.0 - 0.25 * 2.0) / 0.75)
    assert not from_cache
    assert run(tree) == (value, folder, True)  # nothing edited: the kept kernel serves

    rules = tree / "model" / "processes" / "taxes.py"
    text = rules.read_text(encoding="utf-8")
    edited = text.replace("* extra_share * qualifying_share", "* 2.0 * extra_share * qualifying_share")
    assert edited != text
    rules.write_text(edited, encoding="utf-8")
    other_value, other_folder, from_cache = run(tree)
    assert other_value == pytest.approx((1.0 - 0.25 * 3.0) / 0.75)
    assert other_folder != folder
    assert not from_cache

    rules.write_text(text, encoding="utf-8")
    assert run(tree) == (value, folder, True)
