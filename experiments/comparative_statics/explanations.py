"""Surprises explained: a file kept by hand beside the generated page, by lever and outcome."""

from __future__ import annotations

from pathlib import Path

from ..errors import InvalidInputError
from .findings import Effect

FILE = "explanations.yaml"
SEEN_FIRST = (
    ("policy_coordination", "died_pilot_no_pilot_capacity"),
    ("technology_credit.branches", "died_first_use_no_first_customer"),
    ("guidance_fund.capital", "fund_leverage"),
    ("guidance_fund.patience", "died_pilot_no_finance"),
    ("technology_insurance.cover", "cost_guarantee_users"),
    ("transfer_funds.share", "licence_deals"),
    ("pilot_platforms.technicians", "engineer_wage"),
)
"""Side effects declared after they had been seen in exploratory worlds (seeds from 1000 on)."""
HEAD = """\
# Why an effect came out against what was expected. Kept by hand; the page is made from it.
#
# lever.id:
#   outcome: "finding: ..."      # or "bug: ...", with what was done about it
"""


def read(folder: Path) -> dict[tuple[str, str], str]:
    """Explanations by (lever, outcome); raises InvalidInputError for a file of another form."""
    from ruamel.yaml import YAML

    file = folder / FILE
    if not file.is_file():
        return {}
    content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
    found: dict[tuple[str, str], str] = {}
    if not isinstance(content, dict):
        raise InvalidInputError(f"{file}: write lever.id, and under it outcome: text")
    for lever, texts in content.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise InvalidInputError(f"{file}: {lever}: write one line 'outcome: text' for each outcome explained")
        found.update({(str(lever), str(outcome)): text for outcome, text in texts.items()})
    return found


def begin(folder: Path) -> None:
    """Leave an empty file with its form, where there is none."""
    file = folder / FILE
    if not file.is_file():
        file.write_text(HEAD, encoding="utf-8")


def unexplained(surprises: list[Effect], known: dict[tuple[str, str], str]) -> list[Effect]:
    """Surprises that nobody has explained yet."""
    return [effect for effect in surprises if (effect.lever, effect.outcome) not in known]
