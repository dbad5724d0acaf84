"""The technology market: disclosure, licences, spin-offs, contract research."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "technology market")

BAD_DEALS: tuple[Parameter, ...] = (
    _p("bad_deals", 0.3, 0.1, 0.6, "share",
       "deals sold too cheaply when nobody answers for them", "assumption"),
    _p("bad_deal_price", 0.3, 0.1, 0.7, "ratio", "fee of such a deal to the usual one", "assumption"),
)

TECHNOLOGY_MARKET: tuple[Parameter, ...] = (
    # technology market
    _p("disclosure_effort", 0.113, 0.02, 0.15, "share", "transfer effort that discloses 63 %",
       "assumption"),
    _p("disclosure_alone", 0.5, 0.3, 0.8, "share", "disclosure without a transfer office, relative",
       "assumption"),
    _p("approval_refusal", 0.3, 0.1, 0.5, "share", "state-owned results never released",
       "assumption"),
    _p("approval_delay", 3.0, 1.0, 6.0, "quarters", "time to approve a deal on a state-owned result",
       "assumption"),
    _p("contact_rate", 0.921, 0.1, 1.0, "firms a quarter", "firms that look at an offered result",
       "assumption"),
    _p("office_contacts", 1.0, 0.3, 2.0, "ratio", "extra contacts through a transfer office",
       "assumption"),
    _p("local_contacts", 0.5, 0.3, 0.7, "share", "contacts sought in the own region",
       "assumption; with regions' shares about 60 % of deals are local (D24)"),
    _p("field_contacts", 0.8, 0.6, 1.0, "share", "contacts in the own field", "assumption"),
    _p("foreign_field", 0.4, 0.2, 0.7, "share", "use of a result in another field", "assumption"),
    _p("absorption_gap", 0.828, 0.4, 1.0, "share", "gain lost by a firm without absorptive capacity",
       "assumption; sign after Cohen and Levinthal 1990"),
    _p("transaction_cost", 0.543, 0.1, 2.0, "m yuan", "cost of agreeing on a licence", "assumption"),
    _p("office_saving", 0.4, 0.2, 0.6, "share", "transaction cost a transfer office saves",
       "assumption"),
    _p("distance_cost", 0.5, 0.0, 1.0, "share", "extra transaction cost between two regions outside the East", "assumption"),
    _p("broker_crowding", 0.5, 0.2, 0.9, "elasticity", "loss of firms' attention when more brokers call", "assumption"),
    _p("office_staff", 16.8, 16.8, 16.8, "persons", "transfer staff of a unit that has any", "D24: 18,248 at 26.7 % of 4,059 units"),
    _p("platform_cost", 2.0, 0.5, 5.0, "bn yuan a year", "running cost of a national market platform", "assumption"),
    _p("licence_bargaining", 0.25, 0.1, 0.5, "share", "university's part of the surplus",
       "assumption: a quarter, the licensing rule of thumb"),
    _p("licence_upfront", 0.1, 0.05, 0.5, "share", "fee due at signing", "assumption"),
    _p("licence_cash_share", 0.1, 0.05, 0.3, "share of cash", "most a firm pays for a licence at once",
       "assumption"),
    _p("royalty_cap", 0.25, 0.1, 0.4, "share of value", "largest royalty agreed", "assumption"),
    _p("poc_bar", 0.5, 0.0, 1.0, "log share", "signal above the mean that earns own proof of concept",
       "assumption"),
    _p("poc_bar_fall", 0.3, 0.0, 0.6, "log share", "fall of that bar when a unit has e times the money to give",
       "assumption"),
    _p("spin_off_wait", 3.0, 1.0, 6.0, "quarters", "wait before an inventor thinks of a company",
       "assumption"),
    _p("spin_off_gain", 0.02, 0.01, 0.05, "share", "expected gain that tempts an inventor",
       "assumption"),
    _p("entrepreneurs", 0.209, 0.1, 0.6, "share", "inventors who would found a company if they kept all",
       "assumption; D31 has 24 % start-ups among selected projects"),
    _p("spin_off_market", 0.5, 0.1, 2.0, "mean firms", "market a spin-off hopes for", "assumption"),
    # contract research
    _p("contract_problems", 0.1, 0.1, 1.5, "ratio", "problems that may be bought, to own research",
       "assumption, fitted to D33"),
    _p("contract_price", 1.2, 0.7, 1.8, "ratio", "outside to own cost of research, terms included",
       "assumption"),
    _p("contract_effort_gain", 1.5, 0.5, 3.0, "ratio", "advantage that full transfer effort adds",
       "assumption"),
    _p("contract_best", 1.6, 1.2, 2.5, "ratio", "largest advantage of bought over own research",
       "assumption; D32 as upper bound"),
    _p("contract_other_field", 0.15, 0.05, 0.4, "share", "pull of a unit with another main field",
       "assumption"),
    _p("contract_distance", 0.35, 0.1, 0.6, "share", "pull of a unit in another region",
       "assumption, with D24"),
    _p("contract_cash_share", 0.1, 0.05, 0.3, "share of cash", "most a firm pays for contracts a quarter",
       "assumption"),
)
