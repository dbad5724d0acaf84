"""Space: large facilities, distance between regions."""

from functools import partial

from .parameter import Parameter, declared

_facilities = partial(declared, "facilities")
_distance = partial(declared, "distance")

FACILITIES: tuple[Parameter, ...] = (
    _facilities("instrument_hours", 6000.0, 3000.0, 12000.0, "thousand hours a year", "instrument hours of today's large facilities",
       "assumption: some 60 facilities of 20 stations, 5,000 hours each"),
    _facilities("instruments_east", 0.8, 0.65, 0.9, "share", "East's part of those", "assumption, above its part of research (G01)"),
    _facilities("instrument_wait", 0.06, 0.02, 0.12, "share", "research time of units lost waiting for instruments", "assumption"),
    _facilities("instrument_wait_firms", 0.01, 0.0, 0.03, "share", "the same of firms", "assumption"),
    _facilities("instrument_firm_part", 0.2, 0.1, 0.4, "share", "open hours that firms take", "assumption"),
    _facilities("facility_building_years", 4.0, 3.0, 6.0, "years", "time to build a facility", "assumption"),
    _facilities("instrument_hour_cost", 3.0, 1.0, 10.0, "m yuan per thousand hours", "running cost", "assumption"),
    _facilities("instrument_building_cost", 6.0, 2.0, 15.0, "m yuan per thousand hours", "building cost a year while it is built",
       "assumption"),
)

DISTANCE: tuple[Parameter, ...] = (
    _distance("enclave_cost", 0.0002, 0.0001, 0.0005, "share of GDP", "cost of overcoming all distance to the East", "assumption"),
    _distance("drain_of_closeness", 1.0, 0.0, 3.0, "ratio", "rise of moves when all distance to the East is overcome", "assumption"),
    _distance("enclave_contacts", 0.5, 0.2, 0.8, "share", "contacts sought in the own region that go elsewhere when all distance is overcome",
       "assumption"),
)
