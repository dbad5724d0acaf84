"""Government: lists and calendars, taxes and budgets, debt."""

from functools import partial

from .parameter import Parameter, declared

_public = partial(declared, "public")
_administration = partial(declared, "administration")
_government = partial(declared, "government")

PUBLIC_DEBT: tuple[Parameter, ...] = (
    _public("government_debt", 0.6, 0.4, 0.9, "share of GDP", "bonds held by banks at the start", "assumption"),
)

ADMINISTRATION: tuple[Parameter, ...] = (
    _administration("list_share", 0.8, 0.6, 0.95, "share", "firms on the eligibility list of one office", "assumption"),
    _administration("calendar_wait", 1.5, 0.5, 2.0, "quarters", "mean wait between two offices that meet in different seasons",
       "assumption: yearly rounds in a random season"),
)

GOVERNMENT: tuple[Parameter, ...] = (
    _government("household_tax_share", 0.045, 0.03, 0.25, "share of GDP", "taxes other than the corporate tax, net of transfers",
       "assumption: closes the budget at baseline"),
    _government("public_consumption_share", 0.05, 0.04, 0.25, "share of GDP", "public consumption outside the instruments",
       "assumption: closes the budget at baseline"),
    _government("fiscal_response", 0.05, 0.005, 0.1, "per quarter", "tax raised per unit of debt ratio above its target",
       "assumption"),
    _government("debt_target", 0.2, 0.1, 0.6, "share of yearly GDP", "public debt held by banks that taxes aim at", "assumption"),
    _government("bond_rate", 0.025, 0.015, 0.035, "a year", "interest on government bonds", "assumption"),
    _government("government_cash_floor", 0.02, 0.01, 0.05, "share of quarterly GDP", "cash at which the centre sells bonds",
       "assumption"),
    _government("government_cash_target", 0.03, 0.02, 0.06, "share of quarterly GDP", "cash the centre returns to", "assumption"),
    _government("government_cash_ceiling", 0.05, 0.04, 0.1, "share of quarterly GDP", "cash at which the centre redeems bonds",
       "assumption"),
    _government("regional_cash_share", 0.001, 0.0005, 0.01, "share of quarterly GDP", "cash that a regional government keeps",
       "assumption"),
)
