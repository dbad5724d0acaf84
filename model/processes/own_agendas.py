"""Results of scientists who follow an agenda of their own: a stream apart from their unit's other results.

The n-th such result of a unit is the same technology under every policy, as the n-th ordinary one is; policies move
researchers between the streams.
"""

from ..calendar import QUARTERS_A_YEAR
from ..indicators import COLUMN
from ..kernel import process, rule
from .birth import beliefs_before_looking, create_technology, next_threshold, technology_key
from .universities import basicness_of_kind, effective_effort, field_of_result, laboratory_cost_of_kind

BORN = COLUMN["technologies_born"]
OWN_RESULTS = COLUMN["results_own_agenda"]
OWN = 1 << 20
"""Ordinals of such results begin here."""


@rule
def more_basic(basicness, shift):
    """Own agendas lie nearer to basic research."""
    return min(1.0, basicness + shift)


@process
def scientists_follow_own_agendas(clock, parameters, universities, technologies, sectors, regions, tally):
    """Effort of own agendas, and at most one result of theirs a unit and quarter (the rest is carried over)."""
    now = clock[0]
    rules = parameters[0]
    beliefs = beliefs_before_looking(rules)
    for row in range(len(universities)):
        university = universities[row]
        if university.own_time <= 0.0:
            continue
        actor = technology_key(university.kind, row, 0)
        if university.own_threshold <= 0.0:
            university.own_threshold = next_threshold(now.seed, actor, OWN)
        university.own_effort += effective_effort(
            university.researchers,
            university.own_time * (1.0 + regions[university.region].instrument_gain),
            university.excellence,
            rules.result_productivity / QUARTERS_A_YEAR,
            sectors[university.sector].research_crowding,
            rules.crowding_cost,
        )
        if university.own_effort < university.own_threshold:
            continue
        university.n_own += 1
        n = OWN + university.n_own
        create_technology(
            technologies, clock, now.seed, university.kind, row, row, n, university.weight,
            field_of_result(universities, row, now.seed, n, rules.field_focus), university.region,
            rules.own_agenda_need,
            more_basic(basicness_of_kind(university.kind, rules), rules.own_agenda_basicness),
            laboratory_cost_of_kind(university.kind, rules), beliefs, rules,
        )
        university.own_threshold += next_threshold(now.seed, actor, n)
        tally[BORN] += university.weight
        tally[OWN_RESULTS] += university.weight
