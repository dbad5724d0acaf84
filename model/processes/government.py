"""Central and regional government: taxes on households, public consumption, debt.

The centre borrows from banks when its cash falls below a floor and redeems when it has too much; regions
levy what their pilot platforms cost.
"""

from ..accounts import (
    BOND_INTEREST,
    BONDS_REDEEMED,
    BONDS_SOLD,
    HOUSEHOLD_TAX,
    PUBLIC_CONSUMPTION,
    pay,
    pay_from_bank,
    pay_to_bank,
)
from ..kernel import process, rule


@rule
def household_tax_due(gdp, debt, tax_share, response, debt_target):
    """Tax of a quarter: a share of GDP that rises slowly while debt exceeds its target (m yuan)."""
    return max(0.0, gdp * (tax_share + response * (debt / (4.0 * gdp) - debt_target)))


@rule
def bonds_to_sell(cash, gdp, floor_share, target_share):
    """New bonds that bring cash back to its target once it is under the floor (m yuan)."""
    return target_share * gdp - cash if cash < floor_share * gdp else 0.0


@rule
def bonds_to_redeem(cash, debt, gdp, ceiling_share, target_share):
    """Bonds bought back once cash is above the ceiling (m yuan)."""
    return min(debt, cash - target_share * gdp) if cash > ceiling_share * gdp else 0.0


@rule
def tax_share(household, deposits, n_households):
    """A household row's part of a tax: its part of all deposits; equal parts when there are none."""
    return max(0.0, household.cash) / deposits if deposits > 0.0 else 1.0 / n_households


@rule
def levy(flows, banks, households, government, amount):
    """Collect ``amount`` from all households in proportion to their deposits."""
    government.household_tax += amount
    deposits = 0.0
    for row in range(len(households)):
        deposits += max(0.0, households[row].cash)
    for row in range(len(households)):
        part = amount * tax_share(households[row], deposits, len(households))
        pay(flows, banks, HOUSEHOLD_TAX, households[row], government, part)


@rule
def pay_shared(flows, banks, kind, payer, households, amount):
    """Pay ``amount`` to the depositors of all banks in equal parts: wages and services all over the country."""
    for row in range(len(households)):
        pay(flows, banks, kind, payer, households[row], amount / len(households))


@process
def government_pays(clock, environment, governments, households, banks, flows, parameters):
    """Interest, tax, consumption and the bond market of a quarter."""
    p = parameters[0]
    gdp = environment[clock[0].quarter].gdp * clock[0].scale
    centre = governments[0]
    for b in range(len(banks)):
        bank = banks[b]
        interest = max(0.0, bank.bonds) * p.bond_rate / 4.0
        pay_to_bank(flows, banks, BOND_INTEREST, centre, bank, interest)
        bank.equity += interest
        bank.bond_interest += interest

    consumption = p.public_consumption_share * gdp
    for row in range(len(households)):
        part = consumption / len(households)
        centre.consumption += part
        pay(flows, banks, PUBLIC_CONSUMPTION, centre, households[row], part)
    for g in range(len(governments)):
        due = p.regional_cash_share * gdp - governments[g].cash
        if g == 0:
            due = household_tax_due(gdp, centre.debt, p.household_tax_share, p.fiscal_response, p.debt_target)
        if due > 0.0:
            levy(flows, banks, households, governments[g], due)

    centre_trades_bonds(centre, banks, flows, gdp, p)


@rule
def centre_trades_bonds(centre, banks, flows, gdp, p):
    """Sell bonds to banks by their deposits, or buy them back by their holdings."""
    lending = 0.0
    held = 0.0
    for b in range(len(banks)):
        lending += max(0.0, banks[b].deposits)
        held += max(0.0, banks[b].bonds)
    new = bonds_to_sell(centre.cash, gdp, p.government_cash_floor, p.government_cash_target)
    old = min(
        held, bonds_to_redeem(centre.cash, centre.debt, gdp, p.government_cash_ceiling, p.government_cash_target)
    )
    for b in range(len(banks)):
        bank = banks[b]
        if new > 0.0:
            part = new * (max(0.0, bank.deposits) / lending if lending > 0.0 else 1.0 / len(banks))
            pay_from_bank(flows, banks, BONDS_SOLD, bank, centre, part)
            bank.bonds += part
            centre.debt += part
            centre.bonds_issued += part
        if old > 0.0:
            part = old * max(0.0, bank.bonds) / held
            pay_to_bank(flows, banks, BONDS_REDEEMED, centre, bank, part)
            bank.bonds -= part
            centre.debt -= part
            centre.bonds_redeemed += part
