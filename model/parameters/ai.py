"""Artificial intelligence: adoption, supply, shared data."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "ai")

AI: tuple[Parameter, ...] = (
    _p("ai_innovation", 0.012, 0.0007, 0.03, "a year", "firms that look at AI without an example", "J09"),
    _p("ai_peers", 0.53, 0.38, 0.53, "a year", "pull of adopting peers", "J09"),
    _p("ai_gain", 0.0153, 0.006, 0.02, "share of unit cost", "cost cut at full absorptive capacity", "assumption: macro gain as in J08"),
    _p("ai_fixed_cost", 0.02, 0.01, 0.05, "m yuan a quarter", "fixed cost of AI in use", "assumption"),
    _p("ai_variable_cost", 0.0055, 0.003, 0.008, "share of revenue", "cost of AI that grows with business", "assumption"),
    _p("ai_hurdle", 0.0, -0.1, 0.3, "a year", "return at which half of the firms that look adopt", "assumption"),
    _p("ai_spread", 0.3, 0.1, 0.5, "a year", "spread of asked returns", "assumption"),
    _p("ai_supply_elasticity", 0.5, 0.2, 1.0, "elasticity", "price of AI to the share of public supply", "assumption"),
    _p("ai_models_half", 100.0, 30.0, 300.0, "bn yuan a year", "public supply that covers half of research tasks", "assumption"),
    _p("data_for_models", 0.5, 0.2, 0.8, "share", "research tasks that shared data open to AI without public models", "assumption"),
    _p("data_cost_share", 0.3, 0.1, 0.5, "share of cost", "cost of AI that is cost of data", "assumption"),
    _p("data_handling", 0.0005, 0.0001, 0.002, "share of revenue", "cost of the rules of a data zone", "assumption: privacy, security, formats"),
    _p("data_look", 0.5, 0.0, 1.0, "share", "precision that shared data add to a trial", "assumption"),
    _p("data_leak", 0.3, 0.0, 0.6, "share", "faster imitation among firms that share data", "assumption"),
    _p("data_zone_cost", 10.0, 3.0, 30.0, "bn yuan a year", "running cost of zones that cover the country", "assumption"),
    _p("package_sameness", 0.01, 0.0, 0.03, "per half year", "gap to the mean quality that a standard package closes", "assumption: everybody buys the same solution"),
)
