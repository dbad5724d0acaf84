"""Government's budget: books close, debt stays bounded, cash returns to its target."""

import pytest

from model.processes.government import bonds_to_redeem, bonds_to_sell, government_pays, household_tax_due
from tests.processes.public_world import call, residuals, small_world

pytestmark = pytest.mark.python_lane


def test_tax_rises_with_debt_above_target() -> None:
    assert household_tax_due(100.0, 80.0, 0.05, 0.02, 0.2) == pytest.approx(5.0)
    assert household_tax_due(100.0, 160.0, 0.05, 0.02, 0.2) == pytest.approx(5.0 + 100.0 * 0.02 * 0.2)
    assert household_tax_due(100.0, -1e6, 0.05, 0.02, 0.2) == 0.0


def test_bonds_are_traded_only_outside_the_band() -> None:
    assert bonds_to_sell(3.0, 100.0, 0.02, 0.03) == 0.0
    assert bonds_to_sell(-5.0, 100.0, 0.02, 0.03) == pytest.approx(8.0)
    assert bonds_to_redeem(4.9, 50.0, 100.0, 0.05, 0.03) == 0.0
    assert bonds_to_redeem(9.0, 50.0, 100.0, 0.05, 0.03) == pytest.approx(6.0)
    assert bonds_to_redeem(9.0, 2.0, 100.0, 0.05, 0.03) == pytest.approx(2.0)


@pytest.mark.parametrize("cash", [-20000.0, 5000.0, 60000.0])
def test_books_close_and_cash_stays_in_the_band(cash: float) -> None:
    state = small_world()
    centre, banks = state["governments"], state["banks"]
    moved = cash - centre["cash"][0]
    centre["cash"][0] = cash
    banks["deposits"][0] += moved
    banks["reserves"][0] += moved
    call(government_pays, state)
    assert residuals(state) == {}
    gdp = 3.3e7 * 0.01
    assert 0.02 * gdp <= centre["cash"][0] <= 0.05 * gdp
    assert centre["debt"][0] == pytest.approx(banks["bonds"].sum())
    assert centre["cash"][1:] == pytest.approx(0.001 * gdp)


def test_debt_stays_bounded_when_outlays_exceed_income() -> None:
    state = small_world(public_consumption_share=0.06)
    for quarter in range(80):
        state["clock"]["quarter"] = quarter
        call(government_pays, state)
    assert state["governments"]["debt"][0] < 0.6 * 4 * 3.3e7 * 0.01
