"""The proof-of-concept fund: a panel pays the first stage of universities' results that nobody sponsors yet."""

import numpy as np

from ..accounts import PROOF_OF_CONCEPT_GRANTS, pay
from ..chance import PROOF_PANEL, normal, uniform
from ..classifications import FROM_FIRM, PROOF_OF_CONCEPT
from ..kernel import gathering_rule, process, rule
from ..populations.technologies import OPEN
from .administration import PROOF_FUND, row_in_force
from .cells import cell_of_result, pots_voted
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .grants import grant_score, quarter_budget
from .technology_market import DISCLOSED
from .valuation import stage_multiple

_APPROACH, _LUCK = 8, 64  # what a draw is for


@rule
def applies_for_proof(technology):
    """Scientists apply with a result they have offered and that nobody has taken."""
    free = (technology.sponsor < 0) & (technology.running == 0) & (technology.financed == 0)
    begins = (technology.stage == PROOF_OF_CONCEPT) & (technology.state == OPEN)
    return free & begins and technology.disclosed > 0 and technology.origin != FROM_FIRM


@rule
def agrees_to_offer(technology, parameters, seed):
    """Scientists who have not offered their result let a scout of the fund take it up, if of that kind (for life)."""
    hidden = (technology.sponsor < 0) & (technology.running == 0) & (technology.financed == 0)
    begins = (technology.stage == PROOF_OF_CONCEPT) & (technology.state == OPEN)
    if not (hidden & begins and technology.disclosed == 0 and technology.origin != FROM_FIRM):
        return False
    return uniform(seed, PROOF_PANEL, 0, technology.key, _APPROACH) < parameters.scouted_share


@rule
def pot_of_result(policy, row, technology, universities):
    """Number of the pot that pays a result: that of its field, place or kind of unit, 0 the general one."""
    cell = cell_of_result(universities[technology.origin_row], technology.sector)
    return int(policy[row, cell].proof_of_concept_budget_pot)


@gathering_rule
def proofs_voted(policy, row, scale):
    """Budget of a quarter (m yuan) of every pot."""
    yearly = pots_voted(policy[row].proof_of_concept_budget, policy[row].proof_of_concept_budget_pot)
    for pot in range(len(yearly)):
        yearly[pot] = quarter_budget(yearly[pot], scale)
    return yearly


@gathering_rule
def rows_of_candidates(technologies, n_technologies, scouted, policy, row, pot, universities, parameters, seed):
    """Rows of results of a pot that scientists apply with or, where ``scouted``, of those that scouts bring in."""
    rows, n = np.empty(n_technologies, np.int64), 0
    for k in range(n_technologies):
        technology = technologies[k]
        found = agrees_to_offer(technology, parameters, seed) if scouted else applies_for_proof(technology)
        if found and pot_of_result(policy, row, technology, universities) == pot:
            rows[n] = k
            n += 1
    return rows[:n]


@gathering_rule
def pay_best(
    candidates, search, left, luck, technologies, universities, regions, governments, banks, account, flows,
    parameters, seed
):
    """Pay the proof of concept of the best-looking candidates as far as ``left`` (m yuan) goes; returns what remains.

    ``search`` is what finding a candidate costs beside its proof, as a share of that.

    Writes ``technologies.financed``, ``disclosed`` (what the public pays for is offered), ``stage_cost`` and
    universities' ``proof_grants``.
    """
    price = stage_multiple(parameters, PROOF_OF_CONCEPT)
    low, high = 1.0e9, NOT_IN_RACE
    asked = np.zeros((1, BINS))
    for k in candidates:
        technology = technologies[k]
        draw = normal(seed, PROOF_PANEL, 0, technology.key, 0)
        technology.score = grant_score(technology.signal, parameters.poc_noise, draw)
        low = min(low, technology.score)
        high = max(high, technology.score)
    for k in candidates:
        technology = technologies[k]
        technology.stage_cost = technology.cost_scale * price * regions[technology.region].engineer_wage
        amount = (1.0 + search) * technology.stage_cost * technology.weight
        asked[0, bin_of(technology.score, low, high)] += amount
    last = last_bin_served(asked, 0, left)
    left_at_last = left_for_last(asked, 0, last, left)
    before = 0.0
    for k in candidates:
        technology = technologies[k]
        amount = (1.0 + search) * technology.stage_cost * technology.weight
        place = bin_of(technology.score, low, high)
        served = is_served(place, last, before, amount, left_at_last, luck)
        if place == last:
            before += amount
        if served:
            university = universities[technology.origin_row]
            technology.financed = 1
            technology.missing = -1
            technology.disclosed = max(technology.disclosed, DISCLOSED)
            university.proof_grants += amount / university.weight
            account.cash += amount
            account.users += technology.weight
            left -= amount
            pay(flows, banks, PROOF_OF_CONCEPT_GRANTS, governments[0], university, amount)
    return left


@process
def proofs_of_concept_funded(
    clock, policy, parameters, universities, technologies, regions, governments, banks, instruments, flows
):
    """Pay the best-looking results of each pot until its budget is used; what is left is carried, up to a cap.

    What an earmarked pot leaves joins the general one of the next quarter.

    Runs before the technology market: the panel cannot see which results a firm or the university itself would have
    paid for. Money that offered results leave over sends out scouts, to results that nobody has offered; units that
    host them are paid for the search.
    """
    now = clock[0]
    rules = parameters[0]
    account = instruments[PROOF_FUND]
    row = row_in_force(policy, now.quarter, PROOF_FUND, parameters)
    left = proofs_voted(policy, row, now.scale)
    fresh = left.sum()
    left[0] += account.carried
    account.budget = left.sum()
    for pot in range(len(left)):
        for call in range(2):
            if left[pot] <= 0.0:
                break
            luck = uniform(now.seed, PROOF_PANEL, now.quarter, pot, _LUCK + call)
            candidates = rows_of_candidates(
                technologies, now.n_technologies, call == 1, policy, row, pot, universities, rules, now.seed
            )
            left[pot] = pay_best(
                candidates, call * rules.scouting_cost, left[pot], luck, technologies, universities, regions,
                governments, banks, account, flows, rules, now.seed,
            )
    account.carried = max(0.0, min(left.sum(), rules.grant_carry * fresh))
