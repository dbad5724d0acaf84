"""Who counts as a user of an instrument: the unit of its take-up."""

_UNITS = "universities and institutes"
_OTHER_USERS: dict[str, str] = {
    "proof_of_concept": "technologies",
    "basic_research_funding": _UNITS,
    "guidance_fund": "technologies",
    "scenario_permits": "places",
    "research_audits": _UNITS,
    "pilot_platforms": "technologies",
    "technology_market": _UNITS,
    "incubators": "start-ups",
    "certification": "products",
    "engineers": "students",
    "strategic_scientists": "contracts",
    "young_scientists": "laboratories",
    "international_talent": "persons",
    "future_industries": "technologies",
    "science_clusters": "",
    "regional_distance": "",
    "open_innovation": "",
}


def users_of(instrument: str) -> str:
    """What is counted as take-up: firms, unless declared otherwise; empty where a measure is for all and has no list."""
    return _OTHER_USERS.get(instrument, "firms")
