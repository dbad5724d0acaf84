"""Patents."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "patents")

PATENTS: tuple[Parameter, ...] = (
    _p("patents_per_result_firm", 3.26, 1.5, 6.0, "patents", "filed on a firm's result", "assumption"),
    _p("patents_per_result_university", 4.44, 0.782, 5.0, "patents", "filed on a result bundle of a unit",
       "assumption"),
    _p("patents_fundamental_loss", 0.674, 0.2, 0.8, "share", "fewer patents on a purely fundamental result",
       "assumption"),
    _p("patents_at_launch", 3.45, 1.0, 5.0, "patents", "filed on the product at launch", "assumption"),
    _p("fence_large", 0.0183, 0.005, 0.03, "a quarter", "blocking patents per patent in use, large firms",
       "assumption"),
    _p("fence_other", 0.00163, 0.0, 0.02, "a quarter", "blocking patents per patent in use, other firms",
       "assumption"),
    _p("title_patents", 0.621, 0.2, 1.5, "patents a year", "filed to keep a high-tech title", "assumption"),
    _p("appraisal_patents_university", 0.185, 0.05, 0.25, "patents a year",
       "filed for appraisal per researcher at full paper effort, universities", "assumption, fitted to D02"),
    _p("appraisal_patents_institute", 0.0453, 0.0, 0.06, "patents a year", "the same at institutes",
       "assumption, fitted to D04"),
    _p("patent_fee", 0.002, 0.001, 0.004, "m yuan a year", "renewal fee and agent", "assumption"),
    _p("result_patent_value", 0.02, 0.02, 0.2, "m yuan", "option value of a patent on a result",
       "assumption; Pakes 1986 for the form"),
    _p("blocking_value", 0.0503, 0.01, 0.1, "m yuan", "value of a blocking patent", "assumption"),
    _p("title_value", 0.0156, 0.005, 0.05, "m yuan", "value of a title patent", "assumption"),
    _p("appraisal_value", 0.0262, 0.005, 0.05, "m yuan", "value of a patent after appraisal", "assumption"),
    _p("patent_decay", 0.08, 0.02, 0.08, "a quarter", "loss of option value of an idle patent", "assumption"),
    _p("patent_expiry", 0.008, 0.005, 0.0125, "a quarter", "patents at the end of their term or challenged",
       "assumption: term 20 years"),
    _p("product_end", 0.005, 0.005, 0.03, "a quarter", "products that leave the market", "assumption"),
)
