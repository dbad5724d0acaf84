"""People exchanged through joint laboratories teach the firm to use knowledge from outside."""

from __future__ import annotations

from ..kernel import process, rule


@rule
def absorptive_after(absorptive, learning):
    """Absorptive capacity one quarter on: people who know both sides close part of what is missing."""
    return absorptive + learning * (1.0 - absorptive)


@process
def people_teach(clock, parameters, firms, universities):
    """Firms whose laboratory worked this quarter know a little more of how to use outside knowledge."""
    at_work = False
    for row in range(len(universities)):
        at_work = at_work or universities[row].lent_share > 0.0
    if not at_work:
        return
    for i in range(clock[0].n_firm_rows):
        firm = firms[i]
        if firm.active == 1 and firm.laboratory_paid > 0.0:
            firm.absorptive = absorptive_after(firm.absorptive, parameters[0].laboratory_learning)
