"""Corporate income tax and what firms report to it."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "tax")

TAX: tuple[Parameter, ...] = (
    _p("tax_rate_standard", 0.25, 0.25, 0.25, "share", "corporate income tax", "A06"),
    _p("tax_rate_gain", 0.10, 0.10, 0.10, "share", "reduction for certified high-tech firms", "A06"),
    _p("carry_forward_years", 5.0, 5.0, 10.0, "years", "life of a loss carried forward", "assumption: 5, high-tech 10"),
    _p("high_tech_large", 0.03, 0.03, 0.03, "share of revenue", "research threshold of large firms",
       "Chen, Liu, Suarez Serrato and Xu 2021"),
    _p("high_tech_medium", 0.04, 0.04, 0.04, "share of revenue", "research threshold of medium firms",
       "Chen, Liu, Suarez Serrato and Xu 2021"),
    _p("high_tech_small", 0.05, 0.05, 0.05, "share of revenue", "research threshold of small firms",
       "Chen, Liu, Suarez Serrato and Xu 2021"),
    _p("audit_chance", 0.038, 0.03, 0.3, "a year", "chance that a relabelling firm is audited", "assumption"),
    _p("certificate_offices", 3.0, 3.0, 3.0, "offices", "offices that pass the file of a high-tech firm",
       "regulation: science and finance departments and the tax office certify jointly (measures of 2016)"),
    _p("audit_fine", 2.23, 0.5, 5.0, "ratio", "fine on top of the tax gained", "assumption"),
    _p("hiding_cost", 8.84, 3.0, 40.0, "ratio", "cost of hiding per square of the gap", "assumption, fitted to A09"),
    _p("deduction_of_fit", 1.2, 1.2, 1.2, "extra deductible share", "deduction under which the cost of hiding was fitted",
       "A05: highest in force; hiding is fitted to A09 under it"),
    _p("relabel_floor", 0.105, 0.1, 0.6, "share of threshold", "least real research with which one can pretend",
       "assumption"),
    _p("basic_relabelling", 0.04, 0.0, 0.1, "share of research", "other research declared as basic per yuan of tax it saves",
       "assumption: about a third of what is declared at twice the general deduction, near A09"),
)
