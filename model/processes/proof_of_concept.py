"""The proof-of-concept fund: a panel pays the first stage of universities' results that nobody sponsors yet."""

import numpy as np

from ..accounts import PROOF_OF_CONCEPT_GRANTS, pay
from ..chance import PROOF_PANEL, normal, uniform
from ..classifications import FROM_FIRM, PROOF_OF_CONCEPT
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import PROOF_FUND, row_in_force
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .grants import grant_score, quarter_budget
from .valuation import stage_multiple

_LUCK = 64


@rule
def applies_for_proof(technology):
    """Scientists apply with a result they have offered and that nobody has taken."""
    free = (technology.sponsor < 0) & (technology.running == 0) & (technology.financed == 0)
    begins = (technology.stage == PROOF_OF_CONCEPT) & (technology.state == OPEN)
    return free & begins and technology.disclosed > 0 and technology.origin != FROM_FIRM


@process
def proofs_of_concept_funded(
    clock, policy, parameters, universities, technologies, regions, governments, banks, instruments, flows
):
    """Pay the best-looking results until the quarter's budget is used; what is left is carried, up to a cap.

    Runs before the technology market: the panel cannot see which results a firm or the university itself would have
    paid for. Writes ``technologies.financed`` and ``stage_cost`` and universities' ``proof_grants``.
    """
    now = clock[0]
    parameter = parameters[0]
    account = instruments[PROOF_FUND]
    row = row_in_force(policy, now.quarter, PROOF_FUND, parameters)
    fresh = quarter_budget(policy[row, 0].proof_of_concept_budget, now.scale)
    left = fresh + account.carried
    account.budget = left
    if left <= 0.0:
        return
    price = stage_multiple(parameter, PROOF_OF_CONCEPT)
    seed = now.seed
    low, high = 1.0e9, NOT_IN_RACE
    applicants, n = np.empty(now.n_technologies, np.int64), 0
    for k in range(now.n_technologies):
        technology = technologies[k]
        if applies_for_proof(technology):
            applicants[n] = k
            n += 1
            draw = normal(seed, PROOF_PANEL, 0, technology.key, 0)
            technology.score = grant_score(technology.signal, parameter.poc_noise, draw)
            low = min(low, technology.score)
            high = max(high, technology.score)
    asked = np.zeros((1, BINS))
    for k in applicants[:n]:
        technology = technologies[k]
        technology.stage_cost = technology.cost_scale * price * regions[technology.region].engineer_wage
        asked[0, bin_of(technology.score, low, high)] += technology.stage_cost * technology.weight
    last = last_bin_served(asked, 0, left)
    left_at_last = left_for_last(asked, 0, last, left)
    luck = uniform(seed, PROOF_PANEL, now.quarter, 0, _LUCK)
    before = 0.0
    for k in applicants[:n]:
        technology = technologies[k]
        amount = technology.stage_cost * technology.weight
        place = bin_of(technology.score, low, high)
        served = is_served(place, last, before, amount, left_at_last, luck)
        if place == last:
            before += amount
        if served:
            university = universities[technology.origin_row]
            technology.financed = 1
            technology.missing = -1
            university.proof_grants += amount / university.weight
            account.cash += amount
            account.users += technology.weight
            left -= amount
            pay(flows, banks, PROOF_OF_CONCEPT_GRANTS, governments[0], university, amount)
    account.carried = max(0.0, min(left, parameter.grant_carry * fresh))
