"""Direct subsidy: an agency picks among the projects that firms on its list would run, by a noisy score."""

import math

import numpy as np

from ..accounts import DIRECT_SUBSIDY as SUBSIDY_PAID
from ..accounts import pay
from ..chance import GRANT, normal, uniform
from ..classifications import ENGINEERING
from ..indicators import COLUMN
from ..kernel import gathering_rule, process, rule
from ..levers import LEVERS
from ..populations.technologies import OPEN
from .administration import DIRECT_SUBSIDY, SCENARIO_OPENING, is_enrolled, row_in_force
from .cells import pots_voted
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .listing import rows_where
from .observation import over

REPLACING_OWN = COLUMN["grants_replacing_own"]
STATUS_QUO = LEVERS["direct_subsidy.budget"].baseline
_LUCK = 64  # number of a draw beyond those of the stages


@rule
def quarter_budget(yearly, scale):
    """Budget of a quarter in m yuan from bn yuan a year for the whole country."""
    return yearly * 1000.0 * scale / 4.0


@rule
def moved_to_orders(policy, row, budget):
    """Part of a quarter's subsidy budget (m yuan) that is tendered as first orders instead."""
    return policy[row, 0].orders_instead_of_subsidies_share * budget


@rule
def handed_back(moved, left):
    """Part of the ``moved`` money of a tender that stays unspent (m yuan): buyers' own order budget is used first.

    Negative where lots paid more than the budget, so that on average orders cost subsidies what they pay.
    """
    return min(moved, left) if moved > 0.0 else 0.0


@rule
def carried_on(left, most, moved):
    """Part of what is left of a quarter's vote (m yuan) that stays the agency's.

    An overdraft by lot is written off, but not while money is ``moved`` to orders: then the vote binds to the yuan and
    the next one repays it.
    """
    kept = min(left, most)
    return kept if moved > 0.0 else max(0.0, kept)


@rule
def beyond_today(fresh, today):
    """Part of a quarter's grants (share) that exceeds what the status quo pays (both m yuan)."""
    return 1.0 - today / fresh if fresh > today else 0.0


@rule
def applies_for_grant(technology):
    """A sponsor applies for a stage that costs something and for which it has no grant yet."""
    return (technology.stage_cost > 0.0) & (technology.granted == 0.0)


@rule
def stands_at_door(technology):
    """A stage up to engineering that its sponsor would run now; without branches, for most of them would be missed."""
    return (
        (technology.state == OPEN)
        & (technology.running == 0)
        & (technology.sponsor >= 0)
        & (technology.missing == -1)
        & (technology.stage <= ENGINEERING)
    )


rows_at_door = rows_where(stands_at_door)


@rule
def pot_of_applicant(policy, row, firm):
    """Number of the pot that a firm may apply to: that of its target, 0 the general one."""
    return int(policy[row, firm.cell].direct_subsidy_budget_pot)


@gathering_rule
def budgets_voted(policy, row, scale):
    """Budget of a quarter (m yuan) of every pot."""
    yearly = pots_voted(policy[row].direct_subsidy_budget, policy[row].direct_subsidy_budget_pot)
    for pot in range(len(yearly)):
        yearly[pot] = quarter_budget(yearly[pot], scale)
    return yearly


@gathering_rule
def rows_of_applicants(technologies, n_technologies, firms):
    """Rows of technologies whose sponsors apply, firms on the agency's list only."""
    rows, n = rows_at_door(technologies, n_technologies), 0
    for k in rows:
        technology = technologies[k]
        rows[n] = k  # a row that is not listed is overwritten by the next
        n += is_enrolled(firms[technology.sponsor], DIRECT_SUBSIDY) & applies_for_grant(technology)
    return rows[:n]


@rule
def grant_offered(stage_cost, grant_share, largest):
    """What the agency pays towards a stage it selects, up to the largest grant (m yuan per real technology)."""
    return min(largest, grant_share * stage_cost)


@rule
def generosity(left, asked):
    """How far the agency stretches its usual terms: 1 unless applications on them leave money over."""
    return left / asked if left > asked > 0.0 else 1.0


@rule
def grant_counted_on(stage_cost, generosity_last, parameters):
    """Grant a listed sponsor reckons with at its gate (m yuan per real technology), 0 where grants are rationed.

    Once money is left over and every applicant is served, projects that are worth it only with the grant are proposed.
    """
    if generosity_last <= 1.0:
        return 0.0
    share = min(parameters.grant_share * generosity_last, parameters.grant_share_highest)
    return grant_offered(stage_cost, share, parameters.grant_cap * generosity_last)


@rule
def grant_score(signal, noise, draw):
    """The agency reads the sponsor's signal with an error of its own."""
    return signal + noise * draw


@rule
def beyond_what_was_short(grant, short):
    """Part of a grant for which the sponsor had money of its own: what it did not have to borrow for the stage."""
    return max(0.0, grant - short)


@process
def grants_awarded(clock, parameters, policy, firms, technologies, governments, banks, instruments, flows, tally):
    """Pay the best applications to each pot until its budget is used; what is left is carried, up to a cap.

    What an earmarked pot leaves joins the general one. With one pot there is one competition.

    Money moved to orders that found no technology last quarter is back among what was carried. With more money than
    applications on its usual terms, it pays more of each, up to the highest share allowed.
    Writes ``technologies.granted`` and applicants' ``score``, and lowers their ``loan_request``; the agency
    cannot see which projects would have run without it. Once the budget exceeds the status quo, firms know its terms a
    quarter later (``instruments.generosity``).
    """
    now = clock[0]
    p = parameters[0]
    account = instruments[DIRECT_SUBSIDY]
    row = row_in_force(policy, now.quarter, DIRECT_SUBSIDY, parameters)
    left = budgets_voted(policy, row, now.scale)
    voted = left.sum()
    moved = 0.0
    for pot in range(len(left)):
        taken = moved_to_orders(policy, row, left[pot])
        left[pot] -= taken
        moved += taken
    account.voted = voted
    account.transferred -= moved
    instruments[SCENARIO_OPENING].transferred += moved
    account.beyond_today = beyond_today(left.sum(), quarter_budget(STATUS_QUO, now.scale))
    left[0] += account.carried
    account.budget = max(0.0, left.sum())
    account.generosity = 0.0
    tally[REPLACING_OWN] = math.nan
    if left.max() <= 0.0:
        account.carried = left.sum()  # orders took more than was left
        return
    low, high = 1.0e9, NOT_IN_RACE
    on_usual_terms = 0.0
    applicants = rows_of_applicants(technologies, now.n_technologies, firms)
    pots = np.empty(len(applicants), np.int64)
    for place in range(len(applicants)):
        technology = technologies[applicants[place]]
        pots[place] = pot_of_applicant(policy, row, firms[technology.sponsor])
        draw = normal(now.seed, GRANT, 0, technology.key, technology.stage)
        technology.score = grant_score(technology.signal, p.grant_noise, draw)
        low = min(low, technology.score)
        high = max(high, technology.score)
        if pots[place] == 0:
            on_usual_terms += grant_offered(technology.stage_cost, p.grant_share, p.grant_cap) * technology.weight
    stretch = generosity(left[0], on_usual_terms)  # an earmarked pot keeps to the usual terms
    account.generosity = stretch if account.beyond_today > 0.0 else 0.0
    share, largest = min(p.grant_share * stretch, p.grant_share_highest), p.grant_cap * stretch
    asked = np.zeros((len(left), BINS))
    offered = np.empty(len(applicants))
    for place in range(len(applicants)):
        technology = technologies[applicants[place]]
        pot = pots[place]
        if pot == 0:
            offered[place] = grant_offered(technology.stage_cost, share, largest)
        else:
            offered[place] = grant_offered(technology.stage_cost, p.grant_share, p.grant_cap)
        asked[pot, bin_of(technology.score, low, high)] += offered[place] * technology.weight
    last, before = np.zeros(len(left), np.int64), np.zeros(len(left))
    left_at_last, luck = np.zeros(len(left)), np.zeros(len(left))
    for pot in range(len(left)):
        last[pot] = last_bin_served(asked, pot, left[pot])
        left_at_last[pot] = left_for_last(asked, pot, last[pot], left[pot])
        luck[pot] = uniform(now.seed, GRANT, now.quarter, pot, _LUCK)
    replaced, paid = 0.0, 0.0
    for place in range(len(applicants)):
        technology = technologies[applicants[place]]
        pot, grant = pots[place], offered[place]
        amount = grant * technology.weight
        rank = bin_of(technology.score, low, high)
        served = is_served(rank, last[pot], before[pot], amount, left_at_last[pot], luck[pot])
        if rank == last[pot]:
            before[pot] += amount
        if served and amount > 0.0:
            firm = firms[technology.sponsor]
            if firm.grants_received == 0.0:
                account.users += min(technology.weight, firm.weight)
            technology.granted = grant
            replaced += beyond_what_was_short(grant, technology.loan_request) * technology.weight
            paid += amount
            technology.loan_request = max(0.0, technology.loan_request - grant)
            firm.grants_received += amount / firm.weight
            account.cash += amount
            left[pot] -= amount
            pay(flows, banks, SUBSIDY_PAID, governments[0], firm, amount)
    tally[REPLACING_OWN] = over(replaced, paid)
    account.carried = carried_on(left.sum(), p.grant_carry * voted, moved)
    account.lapsed = left.sum() - account.carried
