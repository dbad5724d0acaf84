"""Pilot platforms."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "pilots")

PILOTS: tuple[Parameter, ...] = (
    _p("places_per_platform", 12.0, 6.0, 20.0, "places", "technologies a platform takes at once",
       "assumption: 25,000 services a year on 2,400 platforms (D17), about a year each"),
    _p("general_platforms", 0.1, 0.05, 0.3, "share of platforms", "platforms open to every sector", "assumption"),
    _p("platforms_traditional", 1.0, 0.5, 2.0, "weight", "platforms of a traditional sector", "assumption"),
    _p("platforms_emerging", 1.0, 0.5, 2.0, "weight", "platforms of a strategic emerging sector", "assumption"),
    _p("platforms_future", 0.5, 0.2, 1.0, "weight", "platforms of a future sector", "assumption"),
    _p("pilot_fee", 0.4, 0.2, 0.8, "share of stage cost", "fee of a platform", "assumption"),
    _p("pilot_place_cost", 0.4, 0.2, 0.8, "m yuan a quarter", "running cost of a place, used or empty",
       "assumption: about 20m yuan a year and platform"),
    _p("pilot_building_cost", 5.0, 2.0, 10.0, "m yuan a place", "cost of building a place", "assumption"),
    _p("pilot_building_quarters", 6.0, 4.0, 10.0, "quarters", "time to build a place", "assumption"),
    _p("pilot_reserve_quarters", 2.0, 1.0, 4.0, "quarters", "running cost a platform keeps in cash", "assumption"),
    _p("pilot_travel", 0.4, 0.1, 0.8, "share", "sponsors willing to use a line in another region this quarter", "assumption"),
    _p("own_line_large", 0.85, 0.6, 1.0, "share", "large firms with a pilot line of their own", "assumption"),
    _p("own_line_medium", 0.6, 0.3, 0.8, "share", "medium firms with a pilot line of their own", "assumption"),
    _p("own_line_small", 0.45, 0.1, 0.6, "share", "small and micro firms with a pilot line of their own",
       "assumption: firms commonly lack pilot lines (He Ying); services of D17 are few beside trials"),
    _p("technicians_per_place", 10.0, 5.0, 20.0, "persons", "technicians that run a place", "assumption"),
    _p("technician_premium", 0.3, 0.1, 0.6, "share of pay", "extra pay that keeps a technician at a platform", "assumption"),
)
