"""Guidance and venture funds."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "venture")

VENTURE: tuple[Parameter, ...] = (
    _p("real_funds", 1800.0, 1800.0, 1800.0, "funds", "guidance and venture funds in the country", "F04"),
    _p("private_venture_flow", 60.0, 20.0, 150.0, "bn yuan a year",
       "private money offered to funds for the stages of this world",
       "assumption: about a tenth of all venture investment (F02: 534bn in 2024)"),
    _p("private_leverage", 0.4, 0.2, 1.0, "yuan per public yuan",
       "private money beside public money when funds earn "
       "what partners ask", "F03: 71 % of fund raising is public or state-linked"),
    _p("private_required", 1.5, 1.2, 2.5, "ratio", "multiple at which private partners give half of that",
       "assumption"),
    _p("private_caution", 0.5, 0.2, 1.0, "ratio", "spread of partners' required multiples", "assumption"),
    _p("fund_idle_quarters", 8.0, 4.0, 12.0, "quarters",
       "time after which partners take back a commitment that was not called, on average", "assumption"),
    _p("fund_fee", 0.12, 0.08, 0.2, "share of deal", "management cost called with a deal",
       "assumption: 2 % for six years"),
    _p("fund_hurdle_start", 1.5, 1.2, 3.0, "ratio", "expected multiple a fund asks for at first",
       "assumption"),
    _p("fund_hurdle_max", 6.0, 4.0, 10.0, "ratio", "largest multiple a fund asks for", "assumption"),
    _p("fund_learning", 0.2, 0.05, 0.4, "share", "speed at which a fund learns from its ended stakes",
       "assumption"),
    _p("fund_skill", 4.0, 2.0, 8.0, "1/variance of log", "precision of a private fund's reading",
       "assumption"),
    _p("public_fund_skill", 2.0, 1.0, 4.0, "1/variance of log",
       "precision of a public fund's reading, politics included",
       "assumption"),
    _p("fund_life", 30.0, 28.0, 32.0, "quarters", "life of a private fund", "assumption: 7-8 years"),
    _p("stake_max", 0.45, 0.3, 0.6, "share", "largest stake a sponsor gives up", "assumption"),
    _p("exit_wait_per_stage", 2.0, 0.0, 3.0, "quarters",
       "wait a fund expects at each stage, beside its duration", "assumption: about seven years from a result to a sale, D21"),
    _p("exit_quarters_at_end", 4.0, 2.0, 8.0, "quarters", "time a fund expects from last stage to sale",
       "assumption"),
    _p("fund_meetings", 4.0, 2.0, 8.0, "funds a quarter", "funds a technology meets", "assumption"),
    _p("exit_cash_share", 0.3, 0.1, 0.6, "share of cash", "cash a sponsor can spend on buying a fund out",
       "assumption"),
    _p("listing_chance", 0.3, 0.1, 0.6, "share", "exits for which the stock market is open", "assumption"),
    _p("runway_stages", 2.0, 1.0, 3.0, "stages", "stage costs that a spin-off raises at its foundation",
       "assumption"),
)
