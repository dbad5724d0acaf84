"""Stages from the laboratory to the market: cost, time, success, first customers."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "stages")

STAGES: tuple[Parameter, ...] = (
    _p("cost_proof_of_concept", 1.0, 0.5, 2.0, "laboratory costs", "cost of proof of concept", "assumption, D18"),
    _p("cost_small_trial", 3.24, 2.0, 5.0, "laboratory costs", "cost of small trial", "assumption, D18"),
    _p("cost_pilot", 8.12, 3.0, 10.0, "laboratory costs", "cost of pilot", "D18: 1:3:10 to 1:10:100"),
    _p("cost_engineering", 3.0, 3.0, 20.0, "laboratory costs", "cost of engineering", "assumption, D18"),
    _p("cost_first_use", 0.5, 0.5, 5.0, "laboratory costs", "cost of first use", "assumption, D18"),
    _p("cost_industrialisation", 8.91, 8.5, 100.0, "laboratory costs", "capital for industrialisation",
       "D18: 1:3:10 to 1:10:100, so 10 to 100; below 10 by the search, without a source"),
    _p("quarters_proof_of_concept", 2.0, 1.0, 4.0, "quarters", "duration", "assumption: three to ten years in all"),
    _p("quarters_small_trial", 2.0, 1.0, 4.0, "quarters", "duration", "assumption"),
    _p("quarters_pilot", 3.0, 2.0, 6.0, "quarters", "duration", "assumption"),
    _p("quarters_engineering", 3.0, 2.0, 6.0, "quarters", "duration", "assumption"),
    _p("quarters_first_use", 1.0, 1.0, 4.0, "quarters", "duration", "assumption"),
    _p("quarters_industrialisation", 2.0, 1.0, 6.0, "quarters", "duration", "assumption"),
    _p("pass_proof_of_concept", 0.943, 0.6, 0.95, "share", "technical success", "assumption: not identified"),
    _p("pass_small_trial", 0.911, 0.7, 0.95, "share", "technical success", "assumption: not identified"),
    _p("pass_pilot", 0.879, 0.7, 0.95, "share", "technical success", "assumption: not identified"),
    _p("pass_engineering", 0.96, 0.8, 0.98, "share", "technical success", "assumption: not identified"),
    _p("pass_first_use", 0.937, 0.8, 0.98, "share", "technical success", "assumption: not identified"),
    _p("market_confidence", 1.0, 0.5, 1.0, "share", "chance a firm gives to finding a customer in time",
       "assumption: D15, demand is the first reason to stop"),
    _p("research_in_small_trial", 0.9, 0.7, 1.0, "share", "part of small trial that the law already counts as research",
       "assumption: most claimed deductions (A25) are experimental development"),
    _p("research_in_pilot", 0.599, 0.1, 0.6, "share", "part of a pilot that the law already counts as research",
       "assumption"),
    _p("hurdle_speed", 0.05, 0.02, 0.2, "a quarter", "how fast a firm's hurdle follows what it cannot afford", "assumption"),
    _p("hurdle_highest", 3.0, 2.0, 5.0, "ratio", "highest hurdle", "assumption"),
    _p("project_cash_share", 0.688, 0.2, 0.8, "share of cash", "most of its cash a firm commits to stages in a quarter",
       "assumption"),
    _p("cost_of_engineer", 0.12, 0.1, 0.14, "m yuan a quarter", "cost of one full-time engineer or researcher",
       "E16: 480,000 yuan a year"),
    _p("obsolescence", 0.005, 0.005, 0.03, "a quarter", "chance that a technology is overtaken", "assumption"),
    _p("imitation_expected", 0.0118, 0.01, 0.04, "a quarter", "loss of a lead to imitators", "world.md: about 2 % of the gap a quarter"),
    _p("customer_rate", 0.56, 0.05, 0.631, "a quarter", "arrival of a first customer at full fit and no risk",
       "assumption, fitted to D15"),
    _p("perceived_risk", 0.79, 0.3, 0.9, "share", "custom lost to risk in a field without deployments", "assumption"),
    _p("deployments_to_trust", 0.02, 0.005, 0.1, "deployments per firm", "deployments that cut perceived risk by 63 %",
       "assumption"),
)
