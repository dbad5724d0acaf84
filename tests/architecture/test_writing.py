"""The detector of writes sees every way in which a field or a count can be written."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.writing import BOOKS, GUARDED, MADE_OF, observed_fields, offences, written_fields


def function(body: str) -> ast.FunctionDef:
    (found,) = ast.parse(f"def cheat(firm, firms, policy, tally, records):\n    {body}\n").body
    assert isinstance(found, ast.FunctionDef)
    return found


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("firm.profit = 1.0", {"profit"}),
        ("firm.profit += 1.0", {"profit"}),
        ("firm.profit: float = 1.0", {"profit"}),
        ("firms.profit[0] += 1.0", {"profit"}),
        ("firms.profit[0] = 1.0", {"profit"}),
        ("firms[0].profit *= 2.0", {"profit"}),
        ("firms['profit'][0] = 1.0", {"profit"}),
        ("firms[0]['profit'] -= 1.0", {"profit"}),
        ("a, firm.profit = 1, 2", {"profit"}),
        ("(a, [firm.profit, *firms.price]) = 1, (2, 3)", {"profit", "price"}),
        ("a = firm.profit = 1.0", {"profit"}),
        ("for firm.profit in range(3): pass", {"profit"}),
        ("profits = firms.profit; profits[0] += 1.0", {"profit"}),
        ("profits = firms['profit']; profits[0] = 1.0", {"profit"}),
        ("tally[BORN] += 1.0", {"tally[BORN]"}),
        ("tally[FIRST + kind], a = 1.0, 2.0", {"tally[FIRST + kind]"}),
        ("records[t, BORN] = 1.0", {"records[(t, BORN)]"}),
        ("records[t][BORN] = 1.0", {"records[BORN]"}),
        ("row = records[t]; row[BORN] += 1.0", {"records[BORN]"}),
    ],
)
def test_a_write_is_seen_however_it_is_written(body: str, written: set[str]) -> None:
    assert written_fields(function(body)) == written
    assert offences("module.cheat", function(body)) == written


@pytest.mark.parametrize(
    "body",
    ["profit = firm.profit", "profit = firm.profit; profit += 1.0", "sums = np.zeros(3); sums[0] += firm.profit",
     "return tally[BORN] + records[0, BORN]", "account = policy[0]; account.cash += firm.profit"],
)  # fmt: skip
def test_a_read_or_a_sum_of_ones_own_is_no_offence(body: str) -> None:
    assert not offences("module.rule", function(body))


def test_what_is_guarded_is_what_is_observed_and_what_that_is_made_of() -> None:
    assert {"profit", "patents_used", "energy_used", "running", "missing", "bad_loans", "research_basic"} <= GUARDED
    assert {"exits_paid", "tax_rate"}.isdisjoint(GUARDED)
    assert not observed_fields() & BOOKS.keys()
    assert MADE_OF - observed_fields()  # each half adds something
