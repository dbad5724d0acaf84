"""What helps one thing costs another: cover that was not needed, patents filed to be pledged, files looked at once."""

from __future__ import annotations

import numpy as np
import pytest

from model.levers import LEVERS
from model.parameters import as_record
from model.processes import administration, guarantees, pledges, taxes
from model.processes.taxes import chance_of_audit
from tests.mechanism.freezing import plain, ran_on, replaced
from tests.mechanism.policies import baseline, by_weight, history, series, under

SEEDS = (1, 2, 3)
COVERED = {"guarantee.cover": 0.8}
PLEDGE = {"ip_pledge.loan_to_value": 0.3}
P = as_record({}).view(np.recarray)[0]


def test_only_deep_cover_saves_more_interest_than_its_fee() -> None:
    today = LEVERS["guarantee.cover"].baseline
    assert not guarantees.guarantee_saves(today, P.spread_cap, P)
    assert guarantees.guarantee_saves(0.8, P.spread_cap, P)
    assert not guarantees.guarantee_saves(0.8, 0.5 * P.guarantee_fee, P)


def test_deep_cover_also_goes_to_loans_that_need_none() -> None:
    windfall = []
    for seed in SEEDS:
        world = ran_on(history(seed), under(COVERED), 8)
        with replaced({guarantees.guarantee_saves: lambda cover, spread, parameter: False}):
            needed = ran_on(history(seed), under(COVERED), 8)
        windfall.append([series(one, "cover_windfall").sum() for one in (needed, world)])
    without, policy = np.sum(windfall, axis=0)
    assert policy > without


def test_patents_pay_as_pledges_where_money_is_short() -> None:
    assert not pledges.worth_filing(0.3, 1.0, P)
    assert not pledges.worth_filing(0.0, P.hurdle_highest, P)
    assert pledges.worth_filing(0.3, P.hurdle_highest, P)


def test_pledges_fill_the_register_with_idle_patents() -> None:
    with replaced({pledges.worth_filing: lambda ratio, hurdle, parameter: False}):
        honest = ran_on(history(), under(PLEDGE), 8)
    policy = ran_on(history(), under(PLEDGE), 8)
    assert by_weight(policy, "patents_idle") > by_weight(honest, "patents_idle")
    assert series(policy, "patent_use_firm")[-1] < series(honest, "patent_use_firm")[-1]


def test_filing_to_pledge_is_paid_for() -> None:
    first, none = (ran_on(history(), one, 1) for one in (under(PLEDGE), baseline()))
    filed = by_weight(first, "patents_idle") - by_weight(none, "patents_idle")
    assert filed > 0.0
    assert by_weight(first, "order_cost") > by_weight(none, "order_cost")


def test_today_each_office_looks_as_it_always_did() -> None:
    today = LEVERS["policy_coordination"].baseline
    assert administration.looks_at_file(today, 3.0) == 1.0
    assert chance_of_audit(today, P) == P.audit_chance
    assert administration.looks_at_file(1.0, 3.0) < administration.looks_at_file(0.7, 3.0) < 1.0
    assert administration.looks_at_file(0.0, 3.0) > 1.0
    assert administration.looks_at_file(1.0, 1.0) == pytest.approx(1.0)


def test_what_one_office_passed_another_does_not_find() -> None:
    close = under({"policy_coordination": 1.0})
    padded = []
    for seed in SEEDS:
        world = ran_on(history(seed), close, 8)
        with replaced({administration.looks_at_file: lambda coordination, offices: 1.0}):
            watched = ran_on(history(seed), close, 8)
        padded.append([by_weight(one, "relabelled_share") for one in (watched, world)])
    without, policy = np.sum(padded, axis=0)
    assert policy > without


def test_a_larger_deduction_is_a_further_reason_to_pad() -> None:
    generous = under({"rd_deduction": 2.0})
    gain = plain(taxes.gain_of_relabelling)
    padded = []
    for seed in SEEDS:
        world = ran_on(history(seed), generous, 8)
        with replaced({taxes.gain_of_relabelling: lambda _, cost, profit, rules: gain(0.0, cost, profit, rules)}):
            indifferent = ran_on(history(seed), generous, 8)
        padded.append([by_weight(one, "relabelled_share") for one in (indifferent, world)])
    without, policy = np.sum(padded, axis=0)
    assert policy > without
