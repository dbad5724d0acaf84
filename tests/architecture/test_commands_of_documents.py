"""Every command that the documents show is one: the parser accepts its verb, its options and its values."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from experiments.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "docs" / "cluster" / "README.md",
    ROOT / "scenarios" / "README.md", *sorted((ROOT / "notebooks").glob("*.ipynb")),
]  # fmt: skip
VERBS: dict[str, Any] = typer.main.get_command(app).commands
PLACEHOLDER = "VERB"


def commands_of(page: Path) -> list[str]:
    """What follows ``lab2market`` on an indented line or between backticks; comments are taken off."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        text = "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    found = re.findall(r"(?m)^    lab2market (.+)$", text) + re.findall(r"`lab2market ([^`]+)`", text)
    return [" ".join(command.split(" #")[0].split()) for command in found]


COMMANDS = [(page, command) for page in PAGES for command in commands_of(page)]


def parse(command: str) -> None:
    """Take a command apart as the command line does; raises what it would show, and carries nothing out."""
    verb, *arguments = shlex.split(command)
    if verb == PLACEHOLDER:
        verb = "run"
    assert verb in VERBS, f"no verb {verb}"
    bare = not arguments  # a verb named in a sentence
    VERBS[verb].make_context(verb, ["--help"] if bare else arguments, resilient_parsing=bare or "--help" in arguments)


def test_every_verb_of_studies_is_shown() -> None:
    assert {"README.md", "experiments.md", "1_first_policy_experiment.ipynb"} <= {page.name for page, _ in COMMANDS}
    named = set("run compare decompose sweep sensitivity optimise discover trace query merge rerun".split())
    assert named <= {shlex.split(command)[0] for page, command in COMMANDS if page.name == "experiments.md"}


@pytest.mark.parametrize("command", [pytest.param(text, id=f"{page.name}: {text}") for page, text in COMMANDS])
def test_a_command_of_a_document_parses(command: str) -> None:
    parse(command)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("swep baseline", "no verb swep"),
        ("sweep baseline --no-such-option", "(?i)no such option"),
        ("compare baseline --replicates many risk_pool", "(?i)valid integer"),
        ("discover results/mine", "(?i)--fail|missing"),
    ],
)
def test_a_wrong_command_would_be_noticed(wrong: str, message: str) -> None:
    with pytest.raises(Exception, match=message):
        parse(wrong)
