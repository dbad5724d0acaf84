"""Imitation, and what protects from it: courts and standards."""

from functools import partial

from .parameter import Parameter, declared

_imitation = partial(declared, "imitation")
_protection = partial(declared, "protection")

IMITATION: tuple[Parameter, ...] = (
    _imitation("imitation_speed", 0.0591, 0.02, 0.08, "per half year", "gap to best practice a fully able firm closes",
       "assumption: about 2 % a quarter"),
    _imitation("knowhow_shock", 0.043, 0.02, 0.1, "share per half year", "standard deviation of luck in know-how", "assumption"),
    _imitation("knowhow_ageing", 0.00716, 0.0, 0.016, "share per half year", "know-how that ages; about what luck at the top adds",
       "assumption"),
)

PROTECTION: tuple[Parameter, ...] = (
    _protection("case_chance", 0.02, 0.005, 0.05, "a quarter", "chance that a firm far below best practice is sued for a copy", "assumption"),
    _protection("litigation_cost", 0.3, 0.1, 0.5, "share of damages", "cost of a case to each side", "assumption"),
    _protection("standard_chance", 4.0, 1.0, 20.0, "per field", "standards that products reaching the whole field would set", "assumption: about one in ten years and field"),
    _protection("standard_life", 24.0, 12.0, 40.0, "quarters", "time a standard stays in force", "assumption"),
    _protection("standard_guard", 0.5, 0.2, 0.8, "share", "imitation of quality that a standard keeps off", "assumption"),
    _protection("standard_royalty", 0.1, 0.03, 0.2, "share of value", "licence on a standard", "assumption"),
    _protection("incompatible_share", 0.3, 0.1, 0.6, "share", "rivals' products under way that do not fit a standard", "assumption"),
)
