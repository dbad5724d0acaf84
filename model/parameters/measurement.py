"""Measurement: read by no rule of an agent."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "measurement")

MEASUREMENT: tuple[Parameter, ...] = (
    _p("measured_capital_share", 0.45, 0.45, 0.45, "share", "capital's share in measured productivity",
       "convention: growth accounts of China use 0.4 to 0.5"),
)
