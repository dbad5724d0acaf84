"""Industry: energy, future industries, the law against selling below cost."""

from functools import partial

from .parameter import Parameter, declared

_energy = partial(declared, "energy")
_future_industries = partial(declared, "future industries")
_price_law = partial(declared, "price law")

ENERGY: tuple[Parameter, ...] = (
    _energy("energy_penalty", 1.0, 0.5, 2.0, "ratio", "charge on energy above the standard, to its price", "assumption"),
    _energy("refit_saving", 0.15, 0.1, 0.25, "share", "energy that a refitted plant saves", "assumption"),
    _energy("refit_break_even", 0.6, 0.3, 1.2, "ratio", "mean charge per yuan of energy at which a refit pays", "assumption"),
    _energy("refit_payback", 4.0, 2.0, 6.0, "years", "savings that a refit costs at its break-even", "assumption"),
    _energy("refit_cash_share", 0.3, 0.1, 0.6, "share of cash", "most a firm pays for a refit", "assumption"),
)

FUTURE_INDUSTRIES: tuple[Parameter, ...] = (
    _future_industries("trial_place_cost", 5.0, 1.0, 20.0, "m yuan", "cost of hosting a trial", "assumption"),
)

PRICE_LAW: tuple[Parameter, ...] = (
    _price_law("inspection_error", 0.04, 0.01, 0.08, "share", "error in inspectors' measure of cost", "assumption"),
    _price_law("price_fine", 0.05, 0.02, 0.1, "share of revenue", "fine for selling below cost, of a quarter's revenue", "assumption"),
    _price_law("inspection_cost", 0.01, 0.002, 0.05, "m yuan", "cost of inspecting a firm", "assumption"),
)
