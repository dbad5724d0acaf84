"""What the documents point at exists: files, make targets, verbs of the command line, built-in scenarios."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert not [target for target in local if not (page.parent / target).exists()]


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        target for page in PAGES for target in re.findall(r"(?m)^    make (\S+)", page.read_text(encoding="utf-8"))
    }
    assert {"run", "test"} <= named
    assert not [target for target in named if not re.search(rf"(?m)^{target}:", makefile)]


def test_every_make_target_for_people_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"(?m)^\.PHONY: (.+)$", makefile)
    assert phony is not None
    assert not [target for target in phony[1].split() if not re.search(rf"(?m)^{target}:.*## ", makefile)]


def test_verbs_and_scenarios_of_the_readme_exist() -> None:
    from experiments.cli import app

    verbs = {command.callback.__name__ for command in app.registered_commands}
    used = re.findall(r"(?m)^    lab2market (\w+)", README)
    assert used
    assert not set(used) - verbs
    assert not [file for file in re.findall(r"scenarios/\w+\.yaml", README) if not (ROOT / file).is_file()]


def test_no_path_of_one_machine_in_the_tree() -> None:
    suffixes = {".py", ".md", ".yaml", ".toml", ".cff", ""}
    rooms = ("model", "experiments", "scenarios", "docs", ".ci")
    files = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in suffixes and path.is_file()]
    pattern = re.compile(r"(?<![\w.])/(?:root|home|work|Users)/\w")
    assert not [path.name for path in [*files, *PAGES] if pattern.search(path.read_text(encoding="utf-8"))]
