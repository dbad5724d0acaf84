"""Services: certification, incubators."""

from functools import partial

from .parameter import Parameter, declared

_certification = partial(declared, "certification")
_incubators = partial(declared, "incubators")

CERTIFICATION: tuple[Parameter, ...] = (
    _certification("certificates_today", 6000.0, 3000.0, 9000.0, "a quarter", "products certified at the status quo", "assumption: products that enter first use"),
    _certification("certificate_cost", 0.3, 0.1, 1.0, "m yuan", "cost of laboratories per certificate they can issue", "assumption"),
    _certification("test_cost", 0.3, 0.1, 1.0, "m yuan", "cost of an independent test", "assumption"),
    _certification("test_power", 0.85, 0.6, 0.95, "share", "tests that are right about a product", "assumption"),
    _certification("test_trust", 0.5, 0.2, 0.8, "share", "buyers who heed an independent test", "assumption"),
    _certification("failure_tolerated", 0.2, 0.1, 0.5, "share", "mean chance of failure, above the usual one, that a first customer tolerates", "assumption"),
)

INCUBATORS: tuple[Parameter, ...] = (
    _incubators("incubation_quarters", 12.0, 8.0, 16.0, "quarters", "time a start-up may stay", "assumption"),
    _incubators("rent_share", 0.5, 0.2, 1.0, "share of overhead", "rent support", "assumption"),
    _incubators("incubator_place_cost", 0.02, 0.01, 0.05, "m yuan a quarter", "running cost of a place", "assumption"),
    _incubators("incubator_meetings", 4.0, 2.0, 8.0, "funds a quarter", "funds an incubator introduces", "assumption"),
    _incubators("incubator_introductions", 0.17, 0.05, 0.3, "buyers a quarter", "potential first customers an incubator introduces", "assumption: at most half of what firms meet by themselves (customer_rate)"),
)
