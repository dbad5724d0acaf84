"""Opened scenarios: first orders, tenders, places, lists of needs."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "scenarios")

SCENARIOS: tuple[Parameter, ...] = (
    _p("orders_traditional", 0.5, 0.2, 1.0, "weight", "order budget of a traditional sector", "assumption"),
    _p("orders_emerging", 1.0, 0.5, 2.0, "weight", "order budget of a strategic emerging sector", "assumption"),
    _p("orders_future", 1.0, 0.5, 2.0, "weight", "order budget of a future sector", "assumption"),
    _p("order_multiple", 20.0, 10.0, 50.0, "times laboratory cost", "value of a first order", "assumption: twice the pilot stage"),
    _p("delivery_cost", 0.85, 0.7, 1.0, "share of order", "cost of delivering a first order", "assumption"),
    _p("tender_fit", 1.0, 0.5, 2.0, "log share", "weight of fit to need in the buyer's score", "assumption"),
    _p("tender_record", 0.3, 0.0, 1.0, "log share", "weight of a supplier's record in the buyer's score", "assumption"),
    _p("tender_noise", 0.5, 0.2, 1.0, "log share", "error of the buyer's score", "assumption"),
    _p("insider_advantage", 1.5, 0.5, 3.0, "log share", "score advantage of a usual supplier in a closed slot", "assumption"),
    _p("insider_share", 0.1, 0.05, 0.3, "share of firms", "usual suppliers of public buyers beside leaders", "assumption"),
    _p("deployment_fading", 0.05, 0.02, 0.1, "a quarter", "rate at which a verified deployment is forgotten", "assumption"),
)

SCENARIO_RULES: tuple[Parameter, ...] = (
    _p("place_need_traditional", 0.1, 0.0, 0.3, "share", "uses in traditional sectors that need land, airspace or spectrum", "assumption"),
    _p("place_need_emerging", 0.3, 0.1, 0.6, "share", "the same in strategic emerging sectors", "assumption"),
    _p("place_need_future", 0.9, 0.5, 1.0, "share", "the same in future sectors", "assumption: airspace and spectrum"),
    _p("place_quarters", 4.0, 2.0, 8.0, "quarters", "time an order occupies its place", "assumption"),
    _p("place_cost", 0.5, 0.1, 2.0, "m yuan a quarter", "cost of a place above the status quo, used or not", "assumption"),
    _p("joint_willing", 0.5, 0.2, 0.8, "share", "sponsors that find a leading firm to bid with", "assumption"),
    _p("leader_record", 1.0, 0.5, 1.0, "index", "record a leading partner brings to a joint bid", "assumption"),
    _p("joint_cost", 0.1, 0.03, 0.2, "share of order", "cost of working together on an order", "assumption"),
    _p("list_contacts", 1.0, 0.3, 2.0, "ratio", "extra contacts where all needs of a field are published", "assumption"),
    _p("list_half", 0.002, 0.0005, 0.01, "slots per firm a quarter", "slots at which a list covers half of a field's needs", "assumption"),
)
