"""Patents are not technologies: they are filed for use, for blocking, for titles and for appraisal, and lapse.

Stocks are counted by holder, in industrial use or idle; the surveyed rate is the share of valid patents in use.
"""

from __future__ import annotations

import math

import numpy as np

from ..calendar import QUARTERS_A_YEAR
from ..classifications import FROM_FIRM, FROM_UNIVERSITY, LARGE, N_SIZES
from ..kernel import gathering_rule, process, rule
from ..populations.technologies import INDUSTRIALISED
from .licences import pay_licence, royalty_due


@rule
def patents_on_result(fundamentality, propensity, parameters):
    """Patents filed on a result; the more fundamental, the fewer."""
    return propensity * (1.0 - parameters.patents_fundamental_loss * fundamentality)


@rule
def blocking_patents(used, size, parameters):
    """Patents filed in a quarter as a fence around those in use; large firms build wider ones."""
    if size == LARGE:
        return parameters.fence_large * used
    return parameters.fence_other * used


@rule
def title_patents(high_tech, parameters):
    """Patents filed in a quarter to keep the title of a high-tech firm."""
    if high_tech == 1:
        return parameters.title_patents / QUARTERS_A_YEAR
    return 0.0


@rule
def lapse_of_idle(value, fee, expiry):
    """Share of idle patents not kept this quarter: those worth less than the fee (values exponential with mean
    ``value``; Pakes 1986), and those at the end of their term."""
    if value <= 0.0:
        return 1.0
    return expiry + (1.0 - expiry) * (1.0 - math.exp(-fee / value))


@rule
def file_idle(holder, number, value):
    """Add ``number`` patents of mean ``value`` (m yuan) to the holder's idle stock."""
    if number > 0.0:
        total = holder.patents_idle + number
        holder.idle_value = (holder.idle_value * holder.patents_idle + value * number) / total
        holder.patents_idle = total


@rule
def put_to_use(holder, number):
    """Move up to ``number`` patents of the holder from idle to use; some may have lapsed before."""
    moved = min(number, holder.patents_idle)
    holder.patents_idle -= moved
    holder.patents_used += moved


@rule
def renew(holder, parameters):
    """A quarter passes: unused ideas lose value, patents lapse, products in use end and leave their patents idle."""
    holder.idle_value *= 1.0 - parameters.patent_decay
    expiry = parameters.patent_expiry
    lapse = lapse_of_idle(holder.idle_value, parameters.patent_fee / QUARTERS_A_YEAR, expiry)
    ended = parameters.product_end * holder.patents_used
    holder.patents_idle *= 1.0 - lapse
    holder.patents_used -= ended + expiry * (holder.patents_used - ended)
    file_idle(holder, ended, parameters.patent_fee)


@process
def results_enter_use(clock, parameters, firms, universities, technologies, banks, flows):
    """Patents are filed on the quarter's results; those on results that reached the market go into use, and their
    sponsors pay the royalty agreed.

    Runs right after ``projects_advance``, while every sponsor is still there. Writes ``technology.patents``, the stocks
    of holders, and ``licences_paid`` and ``licence_income``.
    """
    now = clock[0]
    rules = parameters[0]
    for j in range(now.n_technologies):
        technology = technologies[j]
        launched = technology.state == INDUSTRIALISED
        if technology.born != now.quarter and not launched:
            continue
        row = technology.origin_row
        if technology.born == now.quarter:
            propensity = rules.patents_per_result_university
            if technology.origin == FROM_FIRM:
                propensity = rules.patents_per_result_firm
            technology.patents = patents_on_result(technology.fundamentality, propensity, rules)
            filed = technology.patents * technology.weight
            if technology.origin == FROM_FIRM:
                file_idle(firms[row], filed / firms[row].weight, rules.result_patent_value)
            else:
                file_idle(universities[row], filed / universities[row].weight, rules.result_patent_value)
        if not launched:
            continue
        sponsor = firms[technology.sponsor]
        sponsor.patents_used += rules.patents_at_launch * technology.weight / sponsor.weight
        held = technology.patents * technology.weight
        if technology.origin != FROM_FIRM:
            put_to_use(universities[row], held / universities[row].weight)
            if technology.royalty > 0.0:
                amount = royalty_due(technology, sponsor, rules)
                if amount > 0.0:
                    pay_licence(flows, banks, sponsor, universities[row], amount)
        elif firms[row].active == 1 and firms[row].id == technology.origin_id:
            put_to_use(firms[row], held / firms[row].weight)


@gathering_rule
def firms_by_patents(firms, n_rows):
    """Rows of firms that hold patents or file for a title, first those with patents in use: runs of a kind
    keep branches predictable."""
    rows = np.empty(n_rows + 1, np.int64)  # a row that is not listed is overwritten by the next
    n = 0
    for in_use in range(1, -1, -1):
        for i in range(n_rows):
            firm = firms[i]
            rows[n] = i
            concerned = (firm.patents_used + firm.patents_idle > 0.0) | (firm.high_tech == 1)
            n += (firm.active == 1) & concerned & ((firm.patents_used > 0.0) == (in_use == 1))
    return rows[:n]


@process
def patents_age(clock, parameters, firms, universities):
    """Renewal, fences, titles and appraisal filings of the quarter, for every holder.

    Writes ``patents_used``, ``patents_idle`` and ``idle_value``.
    """
    rules = parameters[0]
    for i in firms_by_patents(firms, clock[0].n_firm_rows):
        firm = firms[i]
        if firm.patents_used + firm.patents_idle > 0.0:
            renew(firm, rules)
        file_idle(firm, blocking_patents(firm.patents_used, firm.cell % N_SIZES, rules), rules.blocking_value)
        file_idle(firm, title_patents(firm.high_tech, rules), rules.title_value)
    for row in range(len(universities)):
        university = universities[row]
        renew(university, rules)
        appraisal = rules.appraisal_patents_institute
        if university.kind == FROM_UNIVERSITY:
            appraisal = rules.appraisal_patents_university
        papers = max(0.0, 1.0 - university.paperwork - university.effort_transfer)
        file_idle(university, appraisal * papers * university.researchers / QUARTERS_A_YEAR, rules.appraisal_value)
