"""The reference pages are what the declarations say."""

from __future__ import annotations

import re

import pytest

from experiments.reference import FOLDER, pages
from model.accounts import FLOWS
from model.classifications import INSTITUTIONS
from model.indicators import OUTCOMES
from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.populations import FIELDS_OF
from model.schedule import QUARTER

MADE = pages()
REFRESH = "Run 'make docs' to make docs/reference and scenarios/scenario.schema.json anew."


@pytest.mark.parametrize("name", MADE)
def test_page_is_up_to_date(name: str) -> None:
    page = FOLDER / name
    assert page.is_file(), REFRESH
    if page.read_text(encoding="utf-8") != MADE[name]:
        pytest.fail(f"docs/reference/{name} is not what the declarations say. {REFRESH}")


def test_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(MADE), REFRESH


def test_pages_are_the_same_every_time() -> None:
    assert pages() == MADE


def test_everything_declared_is_there() -> None:
    assert all(f"## {lever}\n" in MADE["levers.md"] for lever in LEVERS)
    assert all(re.search(rf"\| \**{outcome}\** \|", MADE["outcomes.md"]) for outcome in OUTCOMES)
    assert all(f"| {parameter} |" in MADE["parameters.md"] for parameter in PARAMETERS)
    assert all(f"| {flow.id} |" in MADE["flows.md"] for flow in FLOWS)
    assert all(f"## {population}\n" in MADE["populations.md"] for population in FIELDS_OF)
    listed = re.findall(r"(?m)^\| `\w+\.(\w+)`", MADE["schedule.md"])
    assert listed == [process.__name__ for process in QUARTER]


def test_every_uncertainty_is_among_the_assumptions() -> None:
    varied = [parameter for parameter in PARAMETERS.values() if parameter.low < parameter.high]
    assumed = [parameter for parameter in PARAMETERS.values() if parameter.source.startswith("assumption")]
    assert all(f"| {parameter.id} |" in MADE["assumptions.md"] for parameter in [*varied, *assumed])


def test_flows_have_one_payer_and_one_payee() -> None:
    matrix = MADE["flows.md"].split("\n## ")[1]
    rows = [line.split(" | ") for line in matrix.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(FLOWS)
    for row in rows:
        signs = [cell.strip() for cell in row[1 : 1 + len(INSTITUTIONS)]]
        assert sorted(sign for sign in signs if sign) in (["+", "−"], ["+/−"])


def test_links_between_pages_lead_somewhere() -> None:
    for text in MADE.values():
        for page, anchor in re.findall(r"\]\((\w+\.md)?(?:#([\w-]+))?\)", text):
            target = MADE[page] if page else text
            headings = {heading.lower().replace(".", "") for heading in re.findall(r"(?m)^## (.+)$", target)}
            assert not anchor or anchor in headings
