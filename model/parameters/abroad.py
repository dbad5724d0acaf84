"""The world abroad: best practice and choke points."""

from functools import partial

from .parameter import Parameter, declared

_openness = partial(declared, "openness")
_choke_points = partial(declared, "choke points")
_exports = partial(declared, "exports")

OPENNESS: tuple[Parameter, ...] = (
    _openness("foreign_growth", 0.002, 0.0, 0.006, "a quarter", "growth of best practice abroad", "assumption"),
    _openness("foreign_learning", 0.02, 0.0, 0.05, "a quarter", "lead over abroad that partners there learn of", "assumption"),
    _openness("foreign_leakage", 0.003, 0.001, 0.01, "a quarter", "technologies overtaken when all is open", "assumption"),
    _openness("dependence_speed", 0.005, 0.002, 0.02, "a quarter", "inputs that come with foreign designs, per unit of lead seen",
       "assumption"),
    _openness("dependence_fading", 0.02, 0.01, 0.05, "a quarter", "such inputs replaced by domestic ones", "assumption"),
    _openness("overseas_cost", 0.0002, 0.0001, 0.0005, "share of GDP", "cost of centres abroad when all is open", "assumption"),
)

CHOKE_POINTS: tuple[Parameter, ...] = (
    _choke_points("choke_start", 0.3, 0.1, 0.5, "share", "choke points covered at founding", "assumption"),
    _choke_points("choke_need", 0.05, 0.02, 0.15, "ratio", "gains of product technologies per firm that cover 63 % of what is open",
       "assumption"),
    _choke_points("choke_ageing", 0.01, 0.005, 0.02, "a quarter", "own answers made obsolete by foreign progress", "assumption"),
    _choke_points("choke_leverage", 2.5, 1.0, 4.0, "ratio", "capacity stopped per share of inputs missing",
       "assumption: a missing part stops more than its cost share"),
    _choke_points("choke_most", 0.6, 0.4, 0.8, "share", "most capacity that a cut can stop", "assumption"),
    _choke_points("redesign_speed", 0.08, 0.04, 0.15, "a quarter", "products redesigned to do without what is cut", "assumption"),
    _choke_points("redesign_forgotten", 0.02, 0.0, 0.05, "a quarter", "such redesigns lost once nothing is cut", "assumption"),
    _choke_points("premium_covered", 0.1, 0.0, 0.2, "share", "extra price of an own substitute", "assumption"),
    _choke_points("premium_missing", 0.5, 0.2, 1.0, "share", "extra price of a detour for what is not covered", "assumption"),
    _choke_points("tools_premium", 1.0, 0.3, 2.0, "ratio", "rise of research cost per share of inputs missing", "assumption"),
    _choke_points("taught_by_imports", 1.0, 0.3, 2.0, "ratio", "firms' learning that comes with foreign inputs, per share of inputs imported",
       "assumption: inflows with imports explain about a fifth of differences in productivity growth (Keller 2000)"),
    _choke_points("own_wanted", 1.0, 0.3, 2.0, "ratio", "perceived risk forgotten per share of inputs cut", "assumption"),
)

EXPORTS: tuple[Parameter, ...] = (
    _exports("duty_exposure", 0.3, 0.1, 0.6, "share of exports", "sold where subsidies are met with duties",
       "assumption: the United States and the European Union buy about three tenths of China's exports"),
    _exports("export_elasticity", 4.0, 2.0, 8.0, "ratio", "loss of exports per unit of duty",
       "assumption: trade elasticity of 4 (Simonovska and Waugh 2014), 2.5 in the tariffs of 2018 (Fajgelbaum et al. 2020)"),
    _exports("exports_decoupled", 0.3, 0.1, 0.6, "share of exports", "lost where all foreign inputs are cut off",
       "assumption: those who stop selling also stop buying; the share of exports to them"),
    _exports("retaliation_speed", 0.15, 0.08, 0.3, "a quarter", "speed at which exporters are shut out and admitted again",
       "assumption: a countervailing duty takes a year to eighteen months to decide (SCM agreement, article 11.11)"),
)
