"""Lists and calendars: who obtains an instrument, and when a policy in force reaches the field.

Every instrument is run by one or more offices. Each keeps its own eligibility list and its own calendar;
coordination is the share of lists and calendars that coincide. An applicant has to stand on every list and
to wait for every calendar, so take-up and lag of the other levers follow from it.
"""

import zlib

from ..chance import CALENDAR, LISTING, uniform
from ..kernel import process, rule
from ..levers import INSTRUMENTS, LEVERS

RD_DEDUCTION = INSTRUMENTS.index("rd_deduction")
RE_DEDUCTION = INSTRUMENTS.index("re_deduction")
DIRECT_SUBSIDY = INSTRUMENTS.index("direct_subsidy")
RISK_POOL = INSTRUMENTS.index("risk_pool")
GUARANTEE = INSTRUMENTS.index("guarantee")
GUIDANCE_FUND = INSTRUMENTS.index("guidance_fund")
SCENARIO_OPENING = INSTRUMENTS.index("scenario_opening")
PILOT_PLATFORMS = INSTRUMENTS.index("pilot_platforms")
ENGINEERS = INSTRUMENTS.index("engineers")
STRATEGIC_SCIENTISTS = INSTRUMENTS.index("strategic_scientists")
YOUNG_SCIENTISTS = INSTRUMENTS.index("young_scientists")
INTERNATIONAL_TALENT = INSTRUMENTS.index("international_talent")
GREEN_UPGRADE = INSTRUMENTS.index("green_upgrade")
FUTURE_INDUSTRIES = INSTRUMENTS.index("future_industries")
ORDERLY_COMPETITION = INSTRUMENTS.index("orderly_competition")
SCIENCE_CLUSTERS = INSTRUMENTS.index("science_clusters")
REGIONAL_DISTANCE = INSTRUMENTS.index("regional_distance")
OPEN_INNOVATION = INSTRUMENTS.index("open_innovation")
CONSORTIA = INSTRUMENTS.index("consortia")
SME_TIERS = INSTRUMENTS.index("sme_tiers")
JOINT_LABORATORIES = INSTRUMENTS.index("joint_laboratories")
MISSIONS = INSTRUMENTS.index("missions")
BASIC_DEDUCTION = INSTRUMENTS.index("basic_research_deduction")
PROOF_FUND = INSTRUMENTS.index("proof_of_concept")
BASIC_RESEARCH_FUNDING = INSTRUMENTS.index("basic_research_funding")
RESEARCH_AUDIT = INSTRUMENTS.index("research_audits")
TECHNOLOGY_INSURANCE = INSTRUMENTS.index("technology_insurance")
SCENARIO_PERMITS = INSTRUMENTS.index("scenario_permits")
TECHNOLOGY_MARKET = INSTRUMENTS.index("technology_market")
INCUBATORS = INSTRUMENTS.index("incubators")
CERTIFICATION = INSTRUMENTS.index("certification")
AI_ACTION = INSTRUMENTS.index("ai_action")
DATA_ZONES = INSTRUMENTS.index("data_zones")
DIGITAL_UPGRADE = INSTRUMENTS.index("digital_upgrade")
N_INSTRUMENTS = len(INSTRUMENTS)
MINISTRIES = tuple(
    max(lever.ministries for lever in LEVERS.values() if lever.cost == instrument) for instrument in INSTRUMENTS
)
"""Offices an applicant for each instrument has to pass."""

_DRAWS = tuple(64 * zlib.crc32(instrument.encode()) for instrument in INSTRUMENTS)
"""First draw of each instrument, by its name: a new instrument leaves the lists of the others as they are."""
_SEASONS = 4
COORDINATION_TODAY = LEVERS["policy_coordination"].baseline


@rule
def is_enrolled(firm, instrument):
    """Whether the firm stands on the lists of all offices of ``instrument`` (code of INSTRUMENTS)."""
    return (firm.enrolled >> instrument) & 1 == 1


@rule
def on_every_list(coordination, list_share, ministries, seed, identity, instrument):
    """Whether an applicant is on the list of each office; an office uses the common list or its own.

    The chance is ``list_share ** ministries`` without coordination and ``list_share`` with full
    coordination. Draws belong to the applicant for life, so a small step of coordination moves few firms.
    """
    first = _DRAWS[instrument]
    on_common_list = uniform(seed, LISTING, 0, identity, first) < list_share
    for office in range(ministries):
        detail = first + 1 + 2 * office
        if uniform(seed, LISTING, 0, identity, detail) < coordination:
            if not on_common_list:
                return False
        elif uniform(seed, LISTING, 0, identity, detail + 1) >= list_share:
            return False
    return True


@rule
def applicant_lag(coordination, ministries, seed, identity, instrument):
    """Quarters an applicant waits between offices that meet in different seasons of the year."""
    first = _DRAWS[instrument]
    lag = 0
    season = int(_SEASONS * uniform(seed, CALENDAR, 0, identity, first))
    for office in range(1, ministries):
        detail = first + 2 * office
        if uniform(seed, CALENDAR, 0, identity, detail) >= coordination:
            following = int(_SEASONS * uniform(seed, CALENDAR, 0, identity, detail + 1))
            lag += (following - season + _SEASONS) % _SEASONS
            season = following
    return lag


@rule
def national_lag(coordination, ministries, calendar_wait):
    """Quarters until a national decision reaches the field: the mean wait at each hand-over not coordinated."""
    return int(calendar_wait * (ministries - 1) * (1.0 - coordination) + 0.5)


@rule
def coordination_in_force(policy, t):
    """Share of lists and calendars that coincide in quarter ``t``."""
    return policy[t, 0].policy_coordination


@rule
def looks_at_file(coordination, offices):
    """Offices that look at an applicant's file themselves, relative to today's coordination.

    A file that one office has passed is not looked into again where lists coincide: fewer screens in a row let more
    bad cases through (Sah and Stiglitz 1986).
    """
    return (1.0 + (offices - 1.0) * (1.0 - coordination)) / (1.0 + (offices - 1.0) * (1.0 - COORDINATION_TODAY))


@rule
def row_in_force(policy, t, instrument, parameters):
    """Row of the policy table that reaches the field in quarter ``t`` for an instrument without applicants' lag."""
    lag = national_lag(coordination_in_force(policy, t), MINISTRIES[instrument], parameters[0].calendar_wait)
    return max(0, t - lag)


@rule
def enrol(firm, coordination, list_share, seed):
    """Put a firm on the lists and into the calendars. Writes ``enrolled``, ``lag_*`` and ``listed``."""
    bits = 0
    for instrument in range(N_INSTRUMENTS):
        if on_every_list(coordination, list_share, MINISTRIES[instrument], seed, firm.id, instrument):
            bits |= 1 << instrument
    firm.enrolled = bits
    firm.lag_rd_deduction = applicant_lag(coordination, MINISTRIES[RD_DEDUCTION], seed, firm.id, RD_DEDUCTION)
    firm.lag_re_deduction = applicant_lag(coordination, MINISTRIES[RE_DEDUCTION], seed, firm.id, RE_DEDUCTION)
    firm.listed = 1 + firm.id


@rule
def state_lags(instruments, firms, n_rows, coordination, calendar_wait):
    """State the quarters from a decision to the field; of the two deductions those of the mean applicant on the list.

    Entrants draw their waits as all others did, so the mean lasts until lists are drawn up again.
    """
    for instrument in range(N_INSTRUMENTS):
        instruments[instrument].lag = national_lag(coordination, MINISTRIES[instrument], calendar_wait)
    rd_waits, rd_listed, re_waits, re_listed = 0.0, 0.0, 0.0, 0.0
    for i in range(n_rows):
        firm = firms[i]
        if firm.active == 1 and is_enrolled(firm, RD_DEDUCTION):
            rd_listed += firm.weight
            rd_waits += firm.weight * firm.lag_rd_deduction
        if firm.active == 1 and is_enrolled(firm, RE_DEDUCTION):
            re_listed += firm.weight
            re_waits += firm.weight * firm.lag_re_deduction
    if rd_listed > 0.0:
        instruments[RD_DEDUCTION].lag = rd_waits / rd_listed
    if re_listed > 0.0:
        instruments[RE_DEDUCTION].lag = re_waits / re_listed


@process
def ministries_enrol_firms(clock, policy, firms, instruments, parameters):
    """Lists are drawn up anew when coordination changes; entrants are added in their first quarter.

    With new lists, how long each instrument takes from a decision to the field is stated anew (``instruments.lag``).
    """
    now = clock[0]
    coordination = coordination_in_force(policy, now.quarter)
    in_force = 1 + int(1000.0 * coordination + 0.5)
    everyone = now.listed_for != in_force
    now.listed_for = in_force
    list_share = parameters[0].list_share
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 1 and (everyone or firm.listed != 1 + firm.id):
            enrol(firm, coordination, list_share, now.seed)
    if everyone:
        state_lags(instruments, firms, now.n_firm_rows, coordination, parameters[0].calendar_wait)
