"""Entry, exit and size of firms."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "demography")

DEMOGRAPHY: tuple[Parameter, ...] = (
    _p("share_floor", 0.01, 0.002, 0.1, "share of mean", "size below which a firm gives up", "assumption"),
    _p("floor_quarters", 4.0, 2.0, 8.0, "quarters", "quarters below the floor before it closes", "assumption"),
    _p("distress_quarters", 2.64, 2.0, 8.0, "quarters", "quarters in default before banks close a firm", "assumption"),
    _p("zombie_quarters", 12.0, 8.0, 16.0, "quarters", "time without interest earned after which a firm counts as a zombie",
       "convention: three years"),
    _p("closing_rate", 0.0108, 0.003, 0.02, "a quarter", "small firms closing for reasons outside the model",
       "E22: hazard about 6.5 % a year in all"),
    _p("entry_rate", 0.0177, 0.01, 0.03, "a quarter", "entrants per firm at normal profitability",
       "assumption: entry and exit near 6-10 % a year"),
    _p("entry_profit_elasticity", 0.423, 0.0, 3.0, "elasticity", "entry by expected profit", "assumption"),
    _p("startup_size", 0.0218, 0.01, 0.1, "share of mean", "size of a start-up founded on a technology", "assumption"),
    _p("entry_size", 0.104, 0.1, 0.6, "share of mean", "size of an entrant", "assumption"),
    _p("profit_norm", 0.0711, 0.04, 0.08, "share of revenue", "profitability that keeps entry normal", "S06"),
    _p("size_large", 4.0, 4.0, 4.0, "ratio", "revenue to mean of a large firm", "convention: about 2 % of firms"),
    _p("size_medium", 1.0, 1.0, 1.0, "ratio", "revenue to mean of a medium firm", "convention: about a tenth of firms"),
    _p("size_small", 0.18, 0.18, 0.18, "ratio", "revenue to mean of a small firm", "convention"),
    _p("size_exponent", 1.12, 0.9, 1.5, "exponent", "Pareto exponent of firm sizes", "E18, E19"),
    _p("productivity_spread", 0.441, 0.2, 0.6, "log", "spread of labour productivity", "world.md: p90/p10 1.6-5"),
    _p("material_spread", 0.04, 0.02, 0.08, "log", "spread of material efficiency", "assumption"),
    _p("quality_spread", 0.137, 0.05, 0.3, "log", "spread of product quality", "assumption"),
)
