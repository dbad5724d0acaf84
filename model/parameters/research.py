"""Research of firms."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "research")

RESEARCH: tuple[Parameter, ...] = (
    _p("laboratory_cost", 0.0209, 0.003, 0.03, "quarters of revenue", "laboratory cost of a result of a mean firm",
       "assumption: not identified, see D18"),
    _p("cost_size_elasticity", 0.927, 0.7, 1.0, "elasticity", "laboratory cost by firm revenue", "assumption"),
    _p("result_rate", 0.202, 0.05, 0.3, "results a quarter", "results of a mean research firm at unit spending",
       "assumption: one to three open technologies a research firm"),
    _p("research_returns", 0.23, 0.15, 0.5, "elasticity", "returns to research spending",
       "assumption: implies a long-run user-cost elasticity of 1.2 to 2 (A13, A18, A19)"),
    _p("least_research_price", 0.1, 0.02, 0.3, "ratio", "least after-tax price of research: time of management that no deduction refunds",
       "assumption"),
    _p("research_speed", 0.0493, 0.02, 0.06, "a quarter", "share of the gap in the research budget closed in a quarter",
       "A18: 0.1 after a year, about 1 in the long run"),
    _p("research_minimum", 0.385, 0.1, 0.8, "ratio", "least budget, in laboratory costs a quarter, worth a research unit",
       "assumption, fitted to E10"),
    _p("opportunity_spread", 0.5, 0.5, 1.4, "log", "spread of technological opportunity among firms",
       "assumption: research intensity is skewed and hardly related to size"),
    _p("basic_share_firms", 0.01, 0.01, 0.15, "share", "basic part of firms' own research budgets",
       "assumption, fitted to E17 (3-9 % of basic research paid by firms)"),
    _p("basic_substitution", 1.0, 0.5, 2.0, "elasticity", "basic share of own research to its relative after-tax price",
       "assumption, near the long-run user-cost elasticity of A18"),
    _p("basic_share_largest", 0.3, 0.2, 0.5, "share", "largest basic share of a firm's research", "assumption"),
    _p("basic_bought_share", 0.4, 0.2, 0.6, "share", "part of what a firm adds to basic research that it buys from universities",
       "assumption"),
    _p("basic_learning", 0.002, 0.0, 0.005, "a quarter", "absorptive capacity still missing that a doubled basic share builds",
       "assumption; sign after Cohen and Levinthal 1990"),
    _p("applied_share_firms", 0.121, 0.05, 0.4, "share", "applied research in the rest, what remains is design and development",
       "assumption, fitted to E14 (11.9 % applied)"),
    _p("research_cash_share", 0.25, 0.1, 0.5, "share of cash", "most of its cash that a firm risks on results in a quarter",
       "assumption"),
    _p("need_weight_firms", 0.8, 0.6, 1.0, "share", "weight of industrial need in firms' topics", "assumption"),
    _p("other_enterprise_rd", 0.00394, 0.003, 0.0045, "share of GDP",
       "R&D of enterprises outside above-scale industry, outside the model",
       "assumption: enterprise R&D of E15 less above-scale industry (E02 x E11 continued)"),
    _p("other_enterprise_east", 0.66, 0.6, 0.75, "share", "East's part of that", "G01"),
    _p("share_worthwhile_start", 0.5, 0.2, 0.8, "share", "first belief on results that pass the first gate", "assumption"),
    _p("gain_worthwhile_start", 0.02, 0.005, 0.04, "share", "first belief on their gain", "assumption"),
    _p("value_learning", 0.107, 0.03, 0.3, "a quarter", "speed of learning what a result is worth", "assumption"),
)

CROWDING: tuple[Parameter, ...] = (
    _p("crowding_norm", 0.326, 0.3, 3.0, "per firm", "technologies in hand per firm at which research is not crowded",
       "assumption"),
    _p("crowding_elasticity", 0.235, 0.0, 0.5, "elasticity", "loss of research yield in a crowded field",
       "Jones 1995: diminishing returns; size an assumption"),
)
