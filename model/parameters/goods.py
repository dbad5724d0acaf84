"""The goods market: costs, mark-ups, payment terms, who buys from whom."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "goods")

GOODS: tuple[Parameter, ...] = (
    _p("labour_cost_share", 0.14, 0.07, 0.14, "yuan per unit", "production labour in a unit at the start",
       "assumption: E05 cost 85.56 per 100 of revenue, of which labour about a tenth"),
    _p("material_share", 0.656, 0.55, 0.75, "units per unit", "material input in a unit at the start",
       "assumption: with labour and wear near cost of 85.56 per 100 of revenue (E05)"),
    _p("overhead_rate", 0.0506, 0.03, 0.08, "yuan per unit of capacity", "selling, administration, services",
       "assumption"),
    _p("markup_norm", 0.214, 0.15, 0.35, "share", "mark-up over unit cost that firms hold to in calm times",
       "assumption: margin, overhead, wear, interest and research of S06, E05, E11"),
    _p("markup_quality", 0.354, 0.0, 0.477, "elasticity", "mark-up norm per log of quality lead", "assumption"),
    _p("markup_drift", 0.146, 0.03, 0.3, "a quarter", "return of the mark-up to the norm", "assumption"),
    _p("markup_floor", 0.0, 0.0, 0.0, "share", "no price is planned below unit cost", "convention: rules out selling below unit cost by plan"),
    _p("undercut_step", 0.02, 0.002, 0.02, "share", "price cut considered in a quarter", "assumption"),
    _p("perceived_substitution", 8.3, 5.0, 20.0, "elasticity",
       "custom won per unit of price cut when everybody sells a look-alike", "assumption"),
    _p("full_load", 0.849, 0.78, 0.95, "share", "load at which a firm raises its mark-up", "assumption"),
    _p("pass_through", 1.0, 0.3, 1.0, "a quarter", "share of the gap to the target price closed in a quarter",
       "assumption"),
    _p("quality_weight", 1.0, 0.5, 2.0, "exponent", "weight of quality against price in buyers' choice",
       "assumption"),
    _p("share_pull", 0.0301, 0.0301, 0.2, "a quarter", "pull of relative competitiveness on shares",
       "Dosi, Fagiolo and Roventini 2010, bounded"),
    _p("custom_shock", 0.08, 0.01, 0.08, "share", "width of the Laplace shock to a firm's custom",
       "assumption: tent-shaped growth rates"),
    _p("lookalike_width", 0.3, 0.03, 0.3, "log quality", "difference at which products stop being look-alikes",
       "assumption"),
    _p("growth_learning", 0.2, 0.05, 0.5, "a quarter", "speed at which firms learn their sector's growth",
       "assumption"),
    _p("growth_smoothing", 0.297, 0.1, 0.5, "a quarter", "smoothing of a sector's growth", "assumption"),
    _p("extrapolation", 1.18, 0.0, 1.2, "share", "share of seen growth that is extrapolated", "assumption"),
    _p("expectation_speed", 0.4, 0.1, 0.8, "a quarter", "adaptation of expected sales", "assumption"),
    _p("credit_step", 0.044, 0.01, 0.2, "a quarter", "change of payment terms", "assumption"),
    _p("credit_norm", 50.0, 25.0, 60.0, "days", "payment term in calm times, and at founding",
       "assumption: 51.4 days in June 2021 (E05), after a decade of lengthening"),
    _p("credit_longest", 81.7, 70.0, 120.0, "days", "payment term of a firm that fights for custom",
       "assumption around E05: 69.2 days in September 2025"),
    _p("payable_ratio", 1.15, 0.7, 1.3, "ratio", "own payment term to the term granted", "assumption"),
    _p("attraction_pull", 0.334, 0.0, 1.0, "elasticity", "pull of better products on the budget of final buyers",
       "assumption"),
    _p("attraction_of_products", 0.872, 0.5, 2.0, "ratio", "rise of a sector's pull per rise of its quality",
       "assumption"),
    _p("machinery_share_of_capital", 0.4, 0.3, 0.6, "share",
       "part of capital goods bought from the machinery sector", "assumption"),
    _p("export_share", 0.11, 0.08, 0.15, "share", "receipts from abroad", "assumption"),
)

LINKS: tuple[Parameter, ...] = (
    _p("linked_revenue_share", 0.50, 0.40, 0.60, "share of revenue",
       "part of revenue that other firms buy (inputs and capital goods)", "assumption: follows from LINKS and material_share"),
)
