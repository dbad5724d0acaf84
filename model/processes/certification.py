"""Testing and certification: how long a new product waits for its certificate, and what an independent test shows.

The usual wait is the last quarter of engineering, so at today's capacity nothing changes; laboratories beyond it serve
some applicants at once. An independent test of a new product is right more often than not: buyers who heed it expect
more failure of what did not pass, and less of what did.
"""

import math

import numpy as np

from ..accounts import CERTIFICATION_LABS, pay
from ..chance import CERTIFICATE, GATE, uniform
from ..classifications import ENGINEERING, FIRST_USE
from ..indicators import COLUMN
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import CERTIFICATION, row_in_force

CERTIFIED_AT_ONCE = COLUMN["certified_at_once"]
PRODUCTS_TESTED = COLUMN["products_tested"]
PASSED, FAILED = 1, 2
"""Readings of an independent test; 0: not tested."""
_PLACE, _TESTED, _READING = 0, 1, 2


@rule
def capacity_above_today(policy, row):
    """Certificates that laboratories can issue beyond those of the status quo, as a share of them."""
    return max(0.0, policy[row, 0].certification_capacity - 1.0)


@rule
def scope_of_tests(policy, row):
    """Share of new products that are tested independently before first use."""
    return policy[row, 0].certification_scope


@rule
def is_tested(technology, scope, seed):
    """Whether a technology is a product that is tested before first use (for life)."""
    return scope > 0.0 and technology.product == 1 and uniform(seed, CERTIFICATE, 0, technology.key, _TESTED) < scope


@rule
def reading_of_test(technology, scope, p, seed):
    """What the independent test of a product says, 0 without one: right with the power of the test (for life).

    It looks at what the trial of first use would show anyway, and errs both ways.
    """
    if not is_tested(technology, scope, seed):
        return 0
    good = uniform(seed, GATE, 0, technology.key, FIRST_USE) < p.pass_first_use
    right = uniform(seed, CERTIFICATE, 0, technology.key, _READING) < p.test_power
    return PASSED if good == right else FAILED


@rule
def failure_after_test(reading, p):
    """Chance that first use fails as a buyer believes it who heeds the test (Bayes' rule).

    Everybody knows how often first use fails, ``q``, and how often a test is right, ``w``: after a failed test
    ``q w / (q w + (1 - q)(1 - w))``. Over all readings the belief is on average what it was.
    """
    usual = 1.0 - p.pass_first_use
    said_of_bad = p.test_power if reading == FAILED else 1.0 - p.test_power
    bad, good = usual * said_of_bad, p.pass_first_use * (1.0 - said_of_bad)
    return bad / (bad + good)


@rule
def fear_after_test(reading, fear, p):
    """Share of buyers that risk keeps away once the test is known; ``fear`` is that share without one.

    Part of the buyers heed a test. Where they expect less failure the unknown frightens fewer of them; where they
    expect more, also those stay away in a field they know who tolerate no such chance (tolerances are exponential).
    """
    if reading == 0:
        return fear
    usual, believed = 1.0 - p.pass_first_use, failure_after_test(reading, p)
    if believed <= usual:
        heeding = fear * believed / usual
    else:
        heeding = 1.0 - (1.0 - fear) * math.exp((usual - believed) / p.failure_tolerated)
    return fear + p.test_trust * (heeding - fear)


@rule
def waits_for_certificate(technology):
    """A product whose engineering has only the quarter of certification left after this one."""
    under_way = (technology.stage == ENGINEERING) & (technology.running == 1) & (technology.state == OPEN)
    return (
        under_way
        and technology.quarters_left == 2
        and technology.quarters_saved == 0
        and technology.product == 1
    )


@rule
def is_tested_now(technology, scope, seed):
    """A product that has just come to the door of first use."""
    at_door = (technology.stage == FIRST_USE) & (technology.running == 0) & (technology.state == OPEN)
    return at_door and technology.waited == 0 and is_tested(technology, scope, seed)


@process
def labs_certify(clock, policy, parameters, technologies, governments, households, banks, instruments, flows, tally):
    """Serve by lot at once as many applicants as laboratories above the status quo can; the others wait as usual.

    Writes ``technologies.quarters_saved``. The added laboratories cost the same whether anybody comes or not, tests
    cost when they are made.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, CERTIFICATION, parameters)
    extra = capacity_above_today(policy, row) * p.certificates_today * now.scale
    scope = scope_of_tests(policy, row)
    if extra <= 0.0 and scope <= 0.0:
        return
    seed = now.seed
    waiting, tests, served = 0.0, 0.0, 0.0
    applicants, n = np.empty(now.n_technologies, np.int64), 0
    for k in range(now.n_technologies):
        technology = technologies[k]
        if waits_for_certificate(technology):
            waiting += technology.weight
            applicants[n] = k
            n += 1
        elif is_tested_now(technology, scope, seed):
            tests += technology.weight
    for k in applicants[:n]:
        technology = technologies[k]
        lot = uniform(seed, CERTIFICATE, 0, technology.key, _PLACE)
        if lot * waiting < extra:
            technology.quarters_saved = 1
            served += technology.weight
    amount = extra * p.certificate_cost + tests * p.test_cost
    account = instruments[CERTIFICATION]
    account.cash += amount
    account.users += served + tests
    state = governments[0]
    state.certification_labs += amount
    pay(flows, banks, CERTIFICATION_LABS, state, households[state.bank], amount)
    tally[CERTIFIED_AT_ONCE] = served
    tally[PRODUCTS_TESTED] = tests
