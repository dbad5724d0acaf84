"""Large firms as first customers and partners; tiers of small and medium firms."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "large firms")

LARGE_FIRMS: tuple[Parameter, ...] = (
    _p("state_share", 0.45, 0.3, 0.6, "share of leaders", "leading firms that are state-owned",
       "assumption: about half of the largest enterprises"),
    _p("trial_budget", 0.004, 0.001, 0.01, "share of revenue", "first orders an open large firm can place in a quarter",
       "assumption"),
    _p("trial_use", 1.0, 0.3, 2.0, "ratio", "business that a first order touches in a quarter, to its value",
       "assumption"),
    _p("trial_disruption", 0.4, 0.1, 0.8, "share of order", "cost of trying a product nobody has used", "assumption"),
    _p("partner_horizon", 10.0, 5.0, 20.0, "years", "horizon of a leader that develops with its suppliers", "assumption"),
    _p("trial_exclusive", 0.1, 0.0, 0.3, "share of order", "discount a development partner asks of its supplier",
       "assumption"),
    _p("state_line_places", 20.0, 5.0, 50.0, "places", "guests on the pilot line of a state-owned leader when fully open",
       "assumption"),
    _p("tier_innovative", 0.03, 0.03, 0.03, "share of revenue", "reported research asked of an innovative firm",
       "convention near the ministry's measures of 2022 for graded cultivation of quality firms"),
    _p("tier_specialised", 0.04, 0.04, 0.04, "share of revenue", "reported research asked of a specialised firm",
       "convention near the ministry's measures of 2022 for graded cultivation of quality firms"),
    _p("tier_giant", 0.06, 0.06, 0.06, "share of revenue", "reported research asked of a little giant",
       "convention near the ministry's measures of 2022 for graded cultivation of quality firms"),
    _p("tier_patents", 1.0, 0.5, 2.0, "patents", "patents in use that an applicant for a tier shows",
       "assumption: the measures of 2022 ask for own intellectual property in use"),
    _p("tier_review", 2.0, 1.0, 4.0, "ratio",
       "chance that the review of an application finds padding, to the padded share of the research it asks for",
       "assumption: reviewers look at people and equipment; who pads half is found out"),
    _p("tier_step", 3.0, 2.0, 5.0, "ratio", "award of a tier to the one below", "assumption"),
    _p("tier_award_giant", 2.0, 0.5, 5.0, "m yuan a year", "largest award of a little giant",
       "assumption: about 6m yuan over three years"),
)
