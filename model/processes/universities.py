"""Universities and institutes: money, topics, effort on papers or transfer, results, spending."""

from __future__ import annotations

import math

from ..accounts import INVENTOR_SHARES, UNIVERSITY_SPENDING, pay
from ..calendar import QUARTERS_A_YEAR
from ..chance import TOPIC, uniform
from ..classifications import FROM_UNIVERSITY
from ..indicators import COLUMN
from ..kernel import process, rule
from .birth import beliefs_before_looking, create_technology, next_threshold, technology_key
from .evaluation import TODAY as CREDIT_TODAY
from .evaluation import credit_at, effort_after_reform, transfer_credit
from .result_rights import deals_exempt, inventors_part
from .selection_panels import PROPOSED_BY_INDUSTRY, industry_topic_wins, industry_votes

BORN = COLUMN["technologies_born"]
BY_INDUSTRY = COLUMN["topics_by_industry"]
POTENTIAL_SPREAD = COLUMN["potential_spread"]
EFFORT = COLUMN["transfer_effort"]
MAX_RESULTS = 12
"""Results a row may bring in one quarter; what is left over is born in the next."""
_FIELD, _OTHER_FIELD = 20, 21


@rule
def transfer_effort(
    time, evaluation_weight, inventor_share, exemption, income, paper_value, transfer_value, income_value, liability
):
    """Share of time a scientist gives to transfer, the rest of ``time`` going to papers.

    Maximises ``(1 - w) a sqrt(papers) + b sqrt(transfer)`` with ``papers + transfer = time``; ``b`` is what one more
    deal brings: credit in evaluation, the inventor's share of licence ``income`` (relative to pay), less the liability
    for a state-owned result sold too cheaply (after Lach and Schankerman 2008). Square roots give a closed form.
    """
    papers = (1.0 - evaluation_weight) * paper_value
    deal = evaluation_weight * transfer_value + inventor_share * income_value * income - liability * (1.0 - exemption)
    if deal <= 0.0:
        return 0.0
    return time * deal * deal / (papers * papers + deal * deal)


@rule
def licence_outlook(licence_trend, researchers, effort, pay_of_researcher):
    """Licence income a scientist expects from full transfer effort, relative to pay (own experience)."""
    if researchers <= 0.0 or pay_of_researcher <= 0.0:
        return 0.0
    return licence_trend / (researchers * pay_of_researcher * math.sqrt(max(effort, 0.01)))


@rule
def need_aimed_at(curiosity_base, pull, contract_trend, public_money):
    """Weight of industrial need in topics: industry pulls science through the contracts it buys."""
    income = contract_trend + public_money
    share = 0.0
    if income > 0.0:
        share = contract_trend / income
    return min(1.0, curiosity_base + pull * share)


@rule
def researchers_affordable(research_money, pay_of_researcher, wage):
    """Researchers that a quarter's research money can employ at the going wage."""
    return research_money / max(pay_of_researcher * wage, 1e-9)


@rule
def effective_effort(researchers, time, excellence, productivity, crowding, crowding_cost):
    """Results' worth of research in a quarter; a field crowded above normal (1) wastes part of it (Jones 1995)."""
    return researchers * time * excellence * productivity / (1.0 + crowding_cost * max(crowding - 1.0, 0.0))


@rule
def basicness_of_kind(kind, rules):
    """Mean fundamentality of the results of a university, or of an institute."""
    return rules.basicness_university if kind == FROM_UNIVERSITY else rules.basicness_institute


@rule
def laboratory_cost_of_kind(kind, rules):
    """Mean cost of the laboratory stage of a university's result, or of an institute's (m yuan)."""
    return rules.lab_cost_university if kind == FROM_UNIVERSITY else rules.lab_cost_institute


@rule
def longer_stay(stable_shift, rules):
    """Quarters that scientists with stable money stay with a result beyond today's (fewer: less stable)."""
    return int(rules.stable_patience * stable_shift + 100.5) - 100


@rule
def field_of_result(universities, row, seed, n, focus):
    """Sector of the n-th result: the main field, or with chance ``1 - focus`` the main field of another unit."""
    identity = technology_key(universities[row].kind, row, n)
    if uniform(seed, TOPIC, 0, identity, _FIELD) < focus:
        return universities[row].sector
    other = int(uniform(seed, TOPIC, 0, identity, _OTHER_FIELD) * len(universities))
    return universities[other].sector


@rule
def spread_of_potential(technologies, first, last):
    """Standard deviation of log potential among the rows ``first`` to ``last - 1``; NaN for fewer than two."""
    if last - first < 2:
        return math.nan
    total, squares = 0.0, 0.0
    for k in range(first, last):
        logarithm = math.log(technologies[k].potential)
        total += logarithm
        squares += logarithm * logarithm
    mean = total / (last - first)
    return math.sqrt(max(0.0, squares / (last - first) - mean * mean))


@process
def universities_research(
    clock, policy, parameters, environment, universities, technologies, regions, sectors, tally
):
    """Choose effort and topics, hire with the money that has arrived, and give birth to results.

    Writes ``effort_transfer``, ``need_weight``, ``researchers`` and the new rows of ``technologies``, at most
    ``MAX_RESULTS`` a university.
    """
    now = clock[0]
    rules = parameters[0]
    today = environment[now.quarter]
    mean_salary = rules.cost_per_researcher / QUARTERS_A_YEAR * today.wage
    votes = industry_votes(policy, now.quarter)
    beliefs = beliefs_before_looking(rules)
    people, people_in_transfer = 0.0, 0.0
    first_born = now.n_technologies
    for row in range(len(universities)):
        university = universities[row]
        # effort and topics
        transfer_weight = transfer_credit(policy, now.quarter, university)
        inventors = inventors_part(policy, now.quarter, university)
        exempt = deals_exempt(policy, now.quarter, university)
        basicness = basicness_of_kind(university.kind, rules)
        cost_scale = laboratory_cost_of_kind(university.kind, rules)
        base_need = rules.need_weight_institute
        credit_today = rules.evaluation_weight_institute
        credit = credit_at(transfer_weight, credit_today)
        salary = rules.relative_cost_institute * mean_salary
        if university.kind == FROM_UNIVERSITY:
            base_need = rules.need_weight_university
            credit_today = CREDIT_TODAY
            credit = transfer_weight
            salary = rules.relative_cost_university * mean_salary
        time = university.research_time
        income = licence_outlook(university.licence_trend, university.researchers, university.effort_transfer, salary)
        effort = transfer_effort(
            time, credit, inventors, exempt, income, rules.paper_value, rules.transfer_value, rules.licence_value,
            rules.transfer_liability,
        )
        if credit != credit_today:
            usual = transfer_effort(
                time, credit_today, inventors, exempt, income, rules.paper_value, rules.transfer_value,
                rules.licence_value, rules.transfer_liability,
            )
            effort = effort_after_reform(effort, usual, time, rules)
        university.effort_transfer = effort
        curiosity = base_need * (1.0 - rules.stable_freedom * university.stable_shift)
        aim = need_aimed_at(curiosity, rules.need_pull, university.contract_trend, university.public_funding)
        university.need_weight += rules.topic_adjustment * (aim - university.need_weight)
        # people
        money = university.research_money + rules.contract_rd_share * university.contract_trend + university.basic_trend
        money += university.long_contracts + university.young_grants + university.mission_funding
        wanted = researchers_affordable(money, salary, regions[university.region].scientist_wage)
        university.researchers += rules.hiring_speed * (wanted - university.researchers)
        # results
        university.effort += effective_effort(
            university.researchers
            * (1.0 - university.own_share)
            * (1.0 - (1.0 - rules.basic_yield) * university.basic_part),
            max(0.0, time - university.effort_transfer - university.lent_share)
            * (1.0 + regions[university.region].instrument_gain),
            university.excellence,
            rules.result_productivity / QUARTERS_A_YEAR,
            sectors[university.sector].research_crowding,
            rules.crowding_cost,
        )
        people += university.researchers * university.weight
        people_in_transfer += university.researchers * university.weight * university.effort_transfer
        actor = technology_key(university.kind, row, 0)
        born = 0
        while born < MAX_RESULTS and university.effort >= university.next_threshold:
            university.n_results += 1
            n = university.n_results
            topic = n
            need = base_need  # not today's topics: the n-th result is the same under every policy
            focus = rules.field_focus
            if industry_topic_wins(votes, university.kind, row, n, base_need, now.seed, rules):
                topic = n + PROPOSED_BY_INDUSTRY
                need = rules.need_weight_firms
                focus = 1.0  # firms ask units for what they are known for
                tally[BY_INDUSTRY] += university.weight
            born_row = create_technology(
                technologies,
                clock,
                now.seed,
                university.kind,
                row,
                row,
                topic,
                university.weight,
                field_of_result(universities, row, now.seed, topic, focus),
                university.region,
                need,
                basicness,
                cost_scale,
                beliefs,
                rules,
            )
            technologies[born_row].patience += longer_stay(university.stable_shift, rules)
            university.next_threshold += next_threshold(now.seed, actor, n + 1)
            tally[BORN] += university.weight
            born += 1
    tally[EFFORT] = people_in_transfer / max(people, 1e-9)
    tally[POTENTIAL_SPREAD] = spread_of_potential(technologies, first_born, now.n_technologies)


@rule
def book_research(university, basic_share, applied_share, contract_rd_share, contract_applied_share):
    """State the quarter's R&D by type: public and licence money by kind of holder, contracts applied or development."""
    free = university.public_funding + university.licence_income - university.inventor_shares - university.misused
    free += university.long_contracts + university.young_grants + university.mission_funding
    contracts = contract_rd_share * university.contract_income + university.consortium_income
    contracts += university.laboratory_income + university.laboratory_support + university.consortium_match
    university.research_basic = basic_share * free + university.basic_grants + university.basic_income
    applied = applied_share * free - min(university.poc_spent, applied_share * free)
    university.research_applied = applied + contract_applied_share * contracts
    university.development = (1.0 - basic_share) * free - applied + (1.0 - contract_applied_share) * contracts
    university.development += university.proof_grants


@process
def universities_settle(clock, policy, parameters, universities, households, banks, flows):
    """Pay inventors, spend all that came in (nothing is saved), state R&D, learn from income.

    Runs after every payment to universities of the quarter. Writes ``inventor_shares``, ``spending``, ``research_*``,
    ``development``, ``licence_trend``, ``contract_trend``.
    """
    rules = parameters[0]
    for row in range(len(universities)):
        university = universities[row]
        inventors = inventors_part(policy, clock[0].quarter, university)
        home = households[university.bank]
        weight = university.weight
        university.inventor_shares = inventors * university.licence_income
        pay(flows, banks, INVENTOR_SHARES, university, home, university.inventor_shares * weight)
        university.spending = (
            university.public_funding
            + university.contract_income
            + university.consortium_income
            + university.consortium_match
            + (university.licence_income - university.inventor_shares)
            + university.long_contracts
            + university.young_grants
            + university.laboratory_income
            + university.laboratory_support
            + university.mission_funding
            + university.basic_income
            + university.basic_grants
            + university.proof_grants
            - university.repaid
        )
        pay(flows, banks, UNIVERSITY_SPENDING, university, home, university.spending * weight)
        if university.kind == FROM_UNIVERSITY:
            basic_share = rules.basic_share_university
            applied_share = rules.applied_share_university
        else:
            basic_share = rules.basic_share_institute
            applied_share = rules.applied_share_institute
        book_research(university, basic_share, applied_share, rules.contract_rd_share, rules.contract_applied_share)
        pace = rules.income_memory
        university.licence_trend += pace * (university.licence_income - university.licence_trend)
        university.contract_trend += pace * (university.contract_income - university.contract_trend)
        university.basic_trend += pace * (university.basic_income - university.basic_trend)
