"""Credit on knowledge and insurance of pilots: scalar rules."""

from __future__ import annotations

from math import comb

import pytest

from model.kernel import zeros
from model.parameters import as_record
from model.populations.finance import BANK
from model.populations.firms import FIRM
from model.processes.guarantees import learned_cut_off
from model.processes.pledges import appraised_value, pledge_limit, pledge_ratio, pledged_part
from model.processes.technology_credit import DESKS_TODAY, at_technology_desk, desks_of
from model.processes.technology_insurance import failure_feared, insurance_gain, premium_after_record
from tests.processes.finance_world import recarray, small_world

P = recarray(as_record({}))[0]


def firm(**fields):
    rows = zeros(1, FIRM)
    for name, value in fields.items():
        rows[name] = value
    return rows[0]


def test_desks_open_where_there_were_none_and_none_of_old_closes() -> None:
    assert desks_of(1, DESKS_TODAY) == 1.0
    assert desks_of(0, DESKS_TODAY) == 0.0
    assert desks_of(1, 0.9) == 1.0
    assert 0.0 < desks_of(0, 0.5) < desks_of(0, 0.9) < desks_of(0, 1.0) == 1.0
    assert desks_of(1, 0.0) == 0.0


def test_a_technology_once_read_as_one_stays_so_when_desks_spread() -> None:
    bank = zeros(1, BANK)[0]
    read = []
    for share in (0.0, 0.3, 0.6, 1.0):
        bank["tech_desks"] = share
        read.append({key for key in range(400) if at_technology_desk(bank, key, 7)})
    assert not read[0]
    assert read[1] < read[2] < read[3] == set(range(400))
    assert len(read[1]) == pytest.approx(120, abs=30)


def test_patents_secure_what_is_left_of_their_appraised_value() -> None:
    world = small_world(levers={"ip_pledge.loan_to_value": 0.3})
    ratio = pledge_ratio(world.policy[0, 0])
    owner = firm(patents_used=10.0, patents_idle=20.0)
    assert appraised_value(owner, P) == pytest.approx(10.0 * P["appraised_patent"] + 20.0 * P["appraised_idle"])
    assert pledge_limit(ratio, owner, P) == pytest.approx(0.3 * appraised_value(owner, P))
    owner["pledged_debt"] = 100.0
    assert pledge_limit(ratio, owner, P) == 0.0
    assert pledge_limit(pledge_ratio(small_world().policy[0, 0]), firm(patents_used=10.0), P) == 0.0


def test_other_security_is_used_before_patents() -> None:
    assert pledged_part(5.0, 0.0, 8.0, 2.0) == 0.0
    assert pledged_part(7.0, 0.0, 8.0, 2.0) == pytest.approx(1.0)
    assert pledged_part(9.0, 0.0, 8.0, 2.0) == 2.0
    assert pledged_part(9.0, 0.5, 8.0, 2.0) == 0.0


def test_insurance_is_worth_what_the_premium_leaves_of_the_claim_feared() -> None:
    assert insurance_gain(0.0, 0.5, 0.03, P) == 0.0
    assert insurance_gain(0.8, 0.1, 0.03, P) == pytest.approx(0.8 * (0.1 * (1.0 + P["claim_relief"]) - 0.03))
    assert insurance_gain(0.8, 0.1, 0.5, P) == 0.0
    assert insurance_gain(1.0, 0.9, 0.5, P) > insurance_gain(1.0, 0.6, 0.5, P) > 0.0


def test_bad_signs_are_weighed_by_bayes_rule() -> None:
    """More of them tell of more failures; averaged over how often they are seen, they tell what everybody expects."""
    looks, power, fails = int(P["insight_looks"]), P["insight_power"], 1.0 - P["pass_pilot"]
    feared = [failure_feared(bad, P) for bad in range(looks + 1)]
    assert feared == sorted(feared)
    assert feared[0] < fails < feared[-1] < 1.0

    def seen(bad: int) -> float:
        among_failures = power**bad * (1.0 - power) ** (looks - bad)
        among_others = (1.0 - power) ** bad * power ** (looks - bad)
        return comb(looks, bad) * (fails * among_failures + (1.0 - fails) * among_others)

    assert sum(seen(bad) * feared[bad] for bad in range(looks + 1)) == pytest.approx(fails)
    blind = recarray(as_record({"insight_power": 0.5}))[0]
    assert {round(failure_feared(bad, blind), 12) for bad in range(looks + 1)} == {round(fails, 12)}


def test_a_premium_follows_the_record_as_far_as_the_record_goes() -> None:
    assert premium_after_record(0.0, 0.0, 0.0, 1.0, P) == P["insurance_fee"]
    long = premium_after_record(1.0e9, 100.0, 20.0, 1.0, P)
    assert long == pytest.approx(0.2 * (1.0 + P["insurance_loading"]), rel=1e-5)
    half = premium_after_record(P["insurance_credibility"], 100.0, 20.0, 1.0, P)
    assert half == pytest.approx(0.5 * (0.2 * (1.0 + P["insurance_loading"]) + P["insurance_fee"]))
    assert premium_after_record(50.0, 100.0, 0.0, 1.0, P) < P["insurance_fee"]


def test_a_guarantor_dares_more_while_its_book_loses_less_than_it_may() -> None:
    limit = P["guarantee_default_limit"]
    assert learned_cut_off(0.05, 0.5 * limit, P) > 0.05
    assert learned_cut_off(0.05, 2.0 * limit, P) < 0.05
    assert learned_cut_off(limit, limit, P) == pytest.approx(limit)
    assert learned_cut_off(0.2, 0.0, P) == P["guarantor_boldest"]
    assert learned_cut_off(0.02, 5.0, P) == pytest.approx(0.5 * limit)
