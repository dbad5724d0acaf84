"""Results: their potential and fit, and what is seen of them."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "technology")

TECHNOLOGY: tuple[Parameter, ...] = (
    _p("potential_median", 0.0187, 0.005, 0.05, "share", "median gain in cost or quality, body of results",
       "assumption; scale set by D08 against firm revenue"),
    _p("potential_sigma", 1.0, 0.5, 1.4, "log share", "spread of the body of potentials", "assumption"),
    _p("potential_tail_share", 0.15, 0.05, 0.15, "share", "results drawn from the tail",
       "Scherer and Harhoff 2000: top tenth holds 48-93 % of value"),
    _p("potential_tail_start", 0.131, 0.015, 0.151, "share", "gain at which the tail starts",
       "Scherer and Harhoff 2000, with the body"),
    _p("potential_tail_exponent", 1.5, 1.1, 2.5, "exponent", "Pareto exponent of the tail",
       "Scherer and Harhoff 2000"),
    _p("potential_cap", 0.5, 0.2, 0.5, "share", "largest gain one technology can bring", "assumption"),
    _p("curiosity_spread", 0.25, 0.0, 0.5, "share", "extra spread of potential under pure curiosity",
       "assumption: free topics vary more (Azoulay, Graff Zivin and Manso 2011)"),
    _p("fit_shape", 0.9, 0.6, 1.2, "shape", "lower shape of fit under pure curiosity", "assumption"),
    _p("fit_shape_need", 3.0, 1.5, 5.0, "shape", "what industrial need adds to that shape", "assumption"),
    _p("fit_shape_upper", 1.8, 1.2, 2.5, "shape", "upper shape of fit", "assumption"),
    _p("fundamentality_spread", 0.3, 0.1, 0.4, "share", "width of fundamentality around the actor's mix",
       "assumption"),
    _p("product_share", 0.55, 0.4, 0.7, "share", "results that raise quality rather than cut cost",
       "assumption: product innovation is somewhat more frequent than process innovation"),
    _p("cost_sigma", 0.4, 0.2, 1.0, "log yuan", "spread of stage cost among results", "assumption"),
    _p("first_look_precision", 1.0, 0.3, 3.0, "1/variance", "precision of the first look at a result",
       "assumption"),
    _p("gate_look_precision", 1.0, 0.3, 3.0, "1/variance", "precision a passed proof of concept adds",
       "assumption"),
    _p("patience_floor", 4.0, 2.0, 8.0, "quarters", "shortest wait a result survives", "assumption"),
    _p("patience_mean", 6.79, 4.0, 16.0, "quarters", "mean further wait", "assumption"),
)
