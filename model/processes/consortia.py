"""Innovation consortia: a leader proposes an agenda in its field, research firms of the field join.

Members save effort that would be duplicated in a crowded field and gain from a university partner; they
pay a contribution and the cost of meeting. Each joins only if that leaves it better off. Public money may match
contributions: it is spent on joint work by the partner and the members, less a cut of the leader that runs the agenda;
the leader keeps what the cut exceeds its cost, a member what it would have spent on that work anyway.
"""

import numpy as np

from ..accounts import CONSORTIUM_CONTRIBUTIONS, CONSORTIUM_MATCHING, CONSORTIUM_RESEARCH, RESEARCH_SPENDING, pay
from ..chance import CONSORTIUM, uniform
from ..classifications import N_SECTORS
from ..indicators import COLUMN
from ..kernel import process, rule
from ..populations.technologies import OPEN
from .administration import CONSORTIA, is_enrolled, row_in_force
from .contract_research import outside_advantage, usable_advantage

MEMBERS = COLUMN["consortium_members"]
FREE_RIDERS = COLUMN["consortium_free_riders"]
_PROPOSAL, _PARTNER, _INVITATION = 0, 1, 8  # what a draw is for; partners use the numbers up to the next
_PARTNERS_MET = 4


@rule
def matching_offered(policy, row, firm):
    """Public money per yuan that a firm contributes, if it stands on the lists."""
    return policy[row, firm.cell].consortia_matching if is_enrolled(firm, CONSORTIA) else 0.0


@rule
def surplus_of_pooling(budget, crowding, excellence, match, p):
    """What a firm with a quarterly research ``budget`` (m yuan) gains by pooling instead of going alone.

    ``match`` is what public money brings it per yuan contributed.
    """
    duplicated = p.consortium_duplication * crowding / (1.0 + crowding)
    contribution = p.consortium_contribution * (1.0 - match)
    return budget * (duplicated + p.consortium_science * excellence - contribution) - p.consortium_meetings


@rule
def work_of_partner(partner, absorptive, p):
    """Own research that a yuan of joint work at the university replaces, for a firm that can use so much of it."""
    gained = usable_advantage(outside_advantage(partner.excellence, partner.effort_transfer, p), absorptive)
    return min(gained, p.contract_best)


@rule
def worth_of_match(match, work, leads, p):
    """What a yuan contributed brings a member in public money: joint work, to the leader also what its cut leaves it.

    ``work`` is what the partner's part of joint work is worth to the firm; its own part replaces or adds to research.
    """
    kept = p.consortium_leader_cut - p.consortium_coordination if leads else 0.0
    joint = p.consortium_partner_share * work + 1.0 - p.consortium_partner_share
    return match * (kept + (1.0 - p.consortium_leader_cut) * joint)


@rule
def chance_to_propose(proposals, match, calls):
    """Leaders that consider a consortium in a quarter; public money on offer makes them look."""
    return min(1.0, proposals * (1.0 + calls * match))


@rule
def stage_cost_share(technology, consortia, parameters):
    """Part of a stage's cost left to a sponsor: members share equipment and people, the more the larger the circle."""
    if technology.consortium < 0:
        return 1.0
    others = max(0.0, consortia[technology.consortium].members - 1.0)
    p = parameters[0]
    return 1.0 - p.consortium_sharing * others / (others + p.consortium_half_size)


@rule
def best_partner(universities, sector, seed, t, leader_id):
    """Row of the best of a few institutions the leader meets, its own field counting double."""
    best, best_score = 0, -1.0
    for meeting in range(_PARTNERS_MET):
        row = int(len(universities) * uniform(seed, CONSORTIUM, t, leader_id, _PARTNER + meeting))
        score = universities[row].excellence * (2.0 if universities[row].sector == sector else 1.0)
        if score > best_score:
            best, best_score = row, score
    return best


@rule
def has_ended(consortium, firms, t, life):
    """A consortium ends with its agenda or with its leader."""
    leader = firms[consortium.leader]
    return t - consortium.formed >= life or leader.active == 0 or leader.id != consortium.leader_id


@rule
def contributes(firm, partner, consortium, flows, banks, share):
    """A member pays its contribution to the university partner while it has the cash; returns it (aggregate m yuan)."""
    amount = share * firm.research_budget
    if amount > 0.0 and firm.cash > amount:
        total = amount * firm.weight
        firm.consortium_paid += amount
        partner.consortium_income += total / partner.weight
        consortium.budget += total
        pay(flows, banks, CONSORTIUM_CONTRIBUTIONS, firm, partner, total)
        return total
    return 0.0


@rule
def works_jointly(firm, leader, partner, home, contributed, match, treasury, banks, flows, account, p):
    """Government matches a contribution (aggregate m yuan): the leader's cut, then joint work of partner and member.

    The leader bears the cost of running the agenda. Of its own part a member spends on joint work what it would not
    have done anyway; with the partner's part it replaces own research for the next results.
    """
    total = match * contributed
    if total <= 0.0:
        return
    account.users += firm.weight
    account.cash += total
    to_leader = p.consortium_leader_cut * total
    leader.matching_received += to_leader / leader.weight
    leader.order_cost += p.consortium_coordination * total / leader.weight
    pay(flows, banks, CONSORTIUM_MATCHING, treasury, leader, to_leader)
    to_partner = p.consortium_partner_share * (total - to_leader)
    partner.consortium_match += to_partner / partner.weight
    pay(flows, banks, CONSORTIUM_RESEARCH, treasury, partner, to_partner)
    to_member = total - to_leader - to_partner
    firm.matching_received += to_member / firm.weight
    pay(flows, banks, CONSORTIUM_MATCHING, treasury, firm, to_member)
    spent = p.consortium_additional * to_member
    firm.research_paid += spent / firm.weight
    firm.development += spent / firm.weight
    pay(flows, banks, RESEARCH_SPENDING, firm, home, spent)
    firm.contract_effort += (spent + work_of_partner(partner, firm.absorptive, p) * to_partner) / firm.weight


@rule
def free_row(consortia):
    """First row without a consortium; -1 when all are taken."""
    for row in range(len(consortia)):
        if consortia[row].active == 0:
            return row
    return -1


@rule
def found(consortium, firms, i, partner, t, surplus):
    """Write a new consortium of leader ``i``."""
    consortium.active = 1
    consortium.leader = i
    consortium.leader_id = firms[i].id
    consortium.university = partner
    consortium.sector = firms[i].sector
    consortium.members = firms[i].weight
    consortium.formed = t
    consortium.budget = 0.0
    consortium.value = surplus


@process
def consortia_meet(
    clock, policy, parameters, firms, universities, technologies, consortia, sectors, households, governments,
    instruments, flows, banks, tally,
):
    """End, pay, propose, join; then say which technologies a consortium carries.

    A member that would not have joined without the match withholds part of its contribution: it shares all the same.
    Leaders stand in the first rows, as many as there is room for consortia. Writes ``consortia``, ``firms.consortium``,
    contributions, joint work, and ``technologies.consortium``.
    """
    now = clock[0]
    p = parameters[0]
    t = now.quarter
    row_now = row_in_force(policy, t, CONSORTIA, parameters)
    for row in range(len(consortia)):
        consortium = consortia[row]
        consortium.members = 0.0
        consortium.budget = 0.0
        if consortium.active == 1 and has_ended(consortium, firms, t, int(p.consortium_life)):
            consortium.active = 0
    researching = np.zeros(N_SECTORS)
    joined = np.full(now.n_firm_rows + 1, -1, np.int64)  # consortium of each firm; the last place: of no sponsor (-1)
    alone = np.empty(now.n_firm_rows, np.int64)  # research firms without a consortium
    n_alone = 0
    for i in range(now.n_firm_rows):
        firm = firms[i]
        joined[i] = firm.consortium
        if firm.active == 0 or firm.research_active == 0:
            continue
        researching[firm.sector] += firm.weight
        if joined[i] >= 0:
            consortium = consortia[joined[i]]
            if consortium.active == 0:
                firm.consortium = -1
                joined[i] = -1
            else:
                consortium.members += firm.weight
                partner = universities[consortium.university]
                share = p.consortium_contribution
                match = matching_offered(policy, row_now, firm)
                if match > 0.0 and consortium.leader != i:
                    crowding = sectors[firm.sector].research_crowding
                    if surplus_of_pooling(firm.research_budget, crowding, partner.excellence, 0.0, p) <= 0.0:
                        share *= 1.0 - p.consortium_withheld
                        tally[FREE_RIDERS] += firm.weight
                contributed = contributes(firm, partner, consortium, flows, banks, share)
                works_jointly(
                    firm, firms[consortium.leader], partner, households[firm.bank], contributed, match, governments[0],
                    banks, flows, instruments[CONSORTIA], p,
                )
        if joined[i] < 0:
            alone[n_alone] = i
            n_alone += 1

    recruiting = np.full(N_SECTORS, -1, np.int64)
    for place in range(n_alone):
        i = alone[place]
        if i >= len(consortia):
            break  # no leader stands further on
        firm = firms[i]
        if firm.leader == 0:
            continue
        match = matching_offered(policy, row_now, firm)
        proposes = chance_to_propose(p.consortium_proposals, match, p.consortium_calls)
        if uniform(now.seed, CONSORTIUM, t, firm.id, _PROPOSAL) < proposes:
            partner = best_partner(universities, firm.sector, now.seed, t, firm.id)
            crowding = sectors[firm.sector].research_crowding
            brings = worth_of_match(match, work_of_partner(universities[partner], firm.absorptive, p), True, p)
            surplus = surplus_of_pooling(firm.research_budget, crowding, universities[partner].excellence, brings, p)
            row = free_row(consortia) if surplus > 0.0 else -1
            if row >= 0:
                found(consortia[row], firms, i, partner, t, surplus)
                firm.consortium = row
                joined[i] = row
    for row in range(len(consortia)):
        if consortia[row].active == 1 and t - consortia[row].formed < int(p.consortium_recruiting):
            recruiting[consortia[row].sector] = row
    chance = np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        chance[s] = p.consortium_invitations / max(1.0, researching[s])
    for place in range(n_alone):
        i = alone[place]
        firm = firms[i]
        row = recruiting[firm.sector]
        if row < 0 or joined[i] >= 0:
            continue
        if uniform(now.seed, CONSORTIUM, t, firm.id, _INVITATION) < chance[firm.sector] and firm.leader == 0:
            university = universities[consortia[row].university]
            crowding = sectors[firm.sector].research_crowding
            work = work_of_partner(university, firm.absorptive, p)
            brings = worth_of_match(matching_offered(policy, row_now, firm), work, False, p)
            if surplus_of_pooling(firm.research_budget, crowding, university.excellence, brings, p) > 0.0:
                firm.consortium = row
                joined[i] = row
                consortia[row].members += firm.weight
    members = 0.0
    for row in range(len(consortia)):
        members += consortia[row].members
    tally[MEMBERS] += members
    for k in range(now.n_technologies):
        technology = technologies[k]
        if technology.state == OPEN:
            row = joined[technology.sponsor]
            technology.consortium = row if row >= 0 and consortia[row].sector == technology.sector else -1
