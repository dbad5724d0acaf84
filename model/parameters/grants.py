"""Grants to stages, and missions."""

from functools import partial

from .parameter import Parameter, declared

_grants = partial(declared, "grants")
_missions = partial(declared, "missions")

GRANTS: tuple[Parameter, ...] = (
    _grants("grant_share", 0.3, 0.2, 0.5, "share of stage cost", "part of a stage's cost that a grant pays", "assumption"),
    _grants("grant_cap", 20.0, 5.0, 50.0, "m yuan", "largest grant for one stage", "assumption"),
    _grants("grant_share_highest", 0.7, 0.5, 1.0, "share of stage cost", "largest part of a stage's cost that a grant may pay", "assumption: the firm has to match"),
    _grants("grant_noise", 0.8, 0.2, 1.5, "log share", "error of the agency's reading of a technology", "assumption: C05 conflicts with C04"),
    _grants("grant_carry", 1.0, 0.0, 4.0, "quarters of budget", "unspent grant money that may be carried", "assumption"),
)

MISSIONS: tuple[Parameter, ...] = (
    _missions("mission_research", 0.3, 0.1, 0.6, "share", "mission money for universities and institutes of the field", "assumption"),
    _missions("mission_noise", 0.8, 0.2, 1.5, "log share", "error of a mission's reading of a technology", "assumption"),
)
