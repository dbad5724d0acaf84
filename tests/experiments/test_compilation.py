"""The model is compiled once, the user is told, and nothing is said where there is nothing to wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from experiments.compilation import compile_once
from model import compilation, kernel


def process_that_ends_with(code):
    return subprocess.Popen([sys.executable, "-c", f"raise SystemExit({code})"])


@pytest.fixture
def fresh_cache(monkeypatch, tmp_path):
    """No mark on disk, and kernels to compile even in the plain Python lane; compiling itself is not repeated."""
    monkeypatch.setattr(kernel, "CACHE_FOLDER", tmp_path / "kernels")
    monkeypatch.setattr(kernel, "JIT", True)
    monkeypatch.setattr(compilation, "_compiling", lambda part, parts: process_that_ends_with(0))
    return tmp_path / "kernels"


def test_the_first_time_says_so_on_stderr_and_the_second_is_silent(fresh_cache, capsys):
    assert not compilation.is_compiled()
    compile_once()
    first = capsys.readouterr()
    assert first.out == ""
    assert "compiling the model once" in first.err
    assert compilation.is_compiled()
    compile_once()
    assert capsys.readouterr().err == ""


def test_a_cache_that_cannot_be_written_does_not_stop_a_run(fresh_cache, capsys):
    fresh_cache.write_text("a file where the folder should be")
    compile_once()
    assert "compiled in" in capsys.readouterr().err


def test_a_part_that_fails_fails_all_and_leaves_no_mark(fresh_cache, monkeypatch):
    monkeypatch.setattr(compilation, "_compiling", lambda part, parts: process_that_ends_with(part))
    with pytest.raises(RuntimeError, match="python -m model.compilation 0 1"):
        compilation.compile_all(workers=2)
    assert not compilation.is_compiled()


def test_plain_python_has_nothing_to_compile(fresh_cache, monkeypatch):
    monkeypatch.setattr(kernel, "JIT", False)
    assert compilation.is_compiled()
