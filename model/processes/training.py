"""Training places for engineers: cohorts that arrive years later, and how easily people move."""

from ..accounts import TRAINING
from ..calendar import QUARTERS_A_YEAR
from ..classifications import N_REGIONS
from ..indicators import COLUMN
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import ENGINEERS, row_in_force
from .cells import cell_of_region
from .government import pay_shared

TRAINED = COLUMN["engineers_trained"]
STATUS_QUO_MOBILITY = LEVERS["engineers.mobility"].baseline
_PERSONS = 1000.0  # persons in a thousand


@rule
def training_places(policy, row, region):
    """Places beyond today's schools under row ``row`` (thousand a year), as if all regions had this one's policy."""
    return policy[row, cell_of_region(policy, region)].engineers_places


@rule
def joint_share(policy, row, region):
    """Share of a region's places that university and firm run jointly."""
    return policy[row, cell_of_region(policy, region)].engineers_joint_share


@rule
def mobility(policy, row):
    """People who move in a quarter per log point of wage gap."""
    return policy[row, 0].engineers_mobility


@rule
def fit_for_work(joint, match):
    """Share of graduates whose field fits an engineer's work: all of those trained jointly, ``match`` of the others."""
    return joint + (1.0 - joint) * match


@rule
def training_cost(students, joint, cost, extra):
    """Cost of a quarter (m yuan): ``cost`` a place and year, dearer by ``extra`` where a firm takes part."""
    return 0.25 * cost * students * (1.0 + extra * joint)


@process
def engineers_train(clock, policy, parameters, regions, governments, households, banks, instruments, flows, tally):
    """Those who began a training time ago graduate into the region of their school; the others still cost.

    Schools are where engineers are. Writes regions' ``engineers`` and ``mentors`` (engineers whose time students take).
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, ENGINEERS, parameters)
    years = int(QUARTERS_A_YEAR * p.training_years)
    cohort_size = _PERSONS * now.scale / QUARTERS_A_YEAR
    trained, students, cost = 0.0, 0.0, 0.0
    people = 0.0
    for r in range(N_REGIONS):
        people += regions[r].engineers
    for r in range(N_REGIONS):
        region = regions[r]
        share = region.engineers / people if people > 0.0 else 0.0
        mentored = 0.0
        for past in range(row - years + 1, row + 1):
            began = max(0, past)
            cohort = training_places(policy, began, r) * cohort_size
            joint = joint_share(policy, began, r)
            students += cohort * share
            mentored += cohort * joint
            cost += training_cost(cohort, joint, p.training_cost, p.joint_training_cost) * share
        began = max(0, row - years)
        graduates = training_places(policy, began, r) * cohort_size
        graduates *= fit_for_work(joint_share(policy, began, r), p.training_match)
        region.mentors = p.mentors_per_student * mentored * share
        region.engineers += graduates * share
        trained += graduates * share
    tally[TRAINED] = trained
    if cost > 0.0:
        instruments[ENGINEERS].cash += cost
        instruments[ENGINEERS].users += students
        governments[0].training += cost
        pay_shared(flows, banks, TRAINING, governments[0], households, cost)
