"""Scalar rules behind permits, joint bids, transfer staff, tests, standards, protection, AI and data."""

from __future__ import annotations

import numpy as np
import pytest

from model.chance import GATE, uniform
from model.classifications import FIRST_USE
from model.kernel import zeros
from model.levers import LEVERS
from model.parameters import as_record
from model.populations.economy import SECTOR
from model.populations.firms import FIRM
from model.populations.technologies import INDUSTRIALISED, TECHNOLOGY
from model.processes import (
    ai_support,
    certification,
    data_zones,
    first_customers,
    joint_tenders,
    permits,
    protection,
    standards,
    transfer_services,
)

P = as_record({}).view(np.recarray)[0]
OFFICE = LEVERS["technology_market.services"].baseline
LAW = LEVERS["ip_protection.strength"].baseline


def technology(key: int, sector: int) -> np.record:
    """A product of a field, as far as the rules here look at it."""
    row = zeros(1, TECHNOLOGY).view(np.recarray)
    row["key"], row["sector"], row["product"] = key, sector, 1
    return row[0]


def test_future_fields_need_more_places_than_traditional_ones() -> None:
    needing = [
        sum(permits.needs_place(technology(key, sector), P, 1) for key in range(500)) for sector in (0, 5, 8)
    ]
    assert 0 < needing[0] < needing[1] < needing[2] < 500


def test_joint_bids_cost_and_bring_a_record() -> None:
    assert joint_tenders.record_of_bid(0.2, False, P) == 0.2
    assert joint_tenders.record_of_bid(0.2, True, P) == P.leader_record
    assert joint_tenders.record_of_bid(3.0, True, P) == 3.0
    assert joint_tenders.extra_delivery_cost(10.0, False, P) == 0.0
    assert joint_tenders.extra_delivery_cost(10.0, True, P) == pytest.approx(10.0 * P.joint_cost)
    closed, joint = (
        sum(joint_tenders.bids_jointly(technology(key, 0), share, P, 1) for key in range(400)) for share in (0.0, 1.0)
    )
    assert closed == 0
    assert joint / 400 == pytest.approx(P.joint_willing, abs=0.1)


def test_offices_of_the_status_quo_stay_and_staff_serves_the_others() -> None:
    def served(own: int, share: float) -> float:
        return float(np.mean([transfer_services.office_in_force(own, share, row, 1) for row in range(2000)]))

    assert served(1, OFFICE) == 1.0
    assert served(0, OFFICE) == 0.0
    assert served(1, 0.5 * OFFICE) == pytest.approx(0.5, abs=0.05)
    assert served(0, 0.6) == pytest.approx((0.6 - OFFICE) / (1.0 - OFFICE), abs=0.05)
    assert served(0, 1.0) == served(1, 1.0) == 1.0


def test_brokers_crowd_each_other() -> None:
    assert transfer_services.attention_left(10.0, 10.0, P) == 1.0
    assert transfer_services.attention_left(5.0, 10.0, P) == 1.0
    few, many = (transfer_services.attention_left(looks, 10.0, P) for looks in (20.0, 40.0))
    assert many < few < 1.0
    assert 40.0 * many > 20.0 * few  # more calls still bring more contacts


def test_a_test_errs_both_ways_and_reads_what_the_trial_would_show() -> None:
    rows = [technology(key, 8) for key in range(3000)]
    readings = np.array([certification.reading_of_test(row, 1.0, P, 1) for row in rows])
    good = np.array([uniform(1, GATE, 0, key, FIRST_USE) < P.pass_first_use for key in range(3000)])
    assert set(readings) == {certification.PASSED, certification.FAILED}
    assert (readings[good] == certification.PASSED).mean() == pytest.approx(P.test_power, abs=0.03)
    assert (readings[~good] == certification.FAILED).mean() == pytest.approx(P.test_power, abs=0.08)
    assert all(certification.reading_of_test(row, 0.0, P, 1) == 0 for row in rows[:50])


def test_a_test_moves_beliefs_and_leaves_them_right_on_average() -> None:
    good, right = P.pass_first_use, P.test_power
    passes = good * right + (1.0 - good) * (1.0 - right)
    mean = passes * certification.failure_after_test(certification.PASSED, P)
    mean += (1.0 - passes) * certification.failure_after_test(certification.FAILED, P)
    assert mean == pytest.approx(1.0 - good)


def test_buyers_who_heed_a_test_trust_what_passed_and_shun_what_failed() -> None:
    untested, passed, failed = 0, certification.PASSED, certification.FAILED
    assert certification.fear_after_test(untested, 0.2, P) == 0.2
    assert certification.fear_after_test(passed, 0.2, P) < 0.2 < certification.fear_after_test(failed, 0.2, P)
    assert certification.fear_after_test(failed, 0.9, P) <= 1.0
    assert certification.fear_after_test(failed, 0.0, P) > 0.0 == certification.fear_after_test(passed, 0.0, P)
    unheeded = as_record({"test_trust": 0.2}).view(np.recarray)[0]
    assert certification.fear_after_test(failed, 0.2, unheeded) < certification.fear_after_test(failed, 0.2, P)
    coin = as_record({"test_power": 0.6}).view(np.recarray)[0]  # the less a test knows, the less it moves
    assert certification.fear_after_test(failed, 0.2, coin) < certification.fear_after_test(failed, 0.2, P)


def chance_of_customer(fit: float = 0.5, incubated: int = 0, bound: float = 0.0) -> float:
    """Chance of a first customer for an untested product in a field without deployments."""
    row, firm, sector = technology(3, 0), zeros(1, FIRM).view(np.recarray)[0], zeros(1, SECTOR).view(np.recarray)[0]
    row.fit, firm.incubated, sector.n_firms, sector.trials_bound = fit, incubated, 100.0, bound
    return first_customers.chance_of_customer(row, firm, sector, 0.0, 1, P)


def test_an_incubator_introduces_buyers_who_judge_as_others_do() -> None:
    alone, housed = chance_of_customer(), chance_of_customer(incubated=1)
    introduced = P.incubator_introductions * 0.5 * (1.0 - P.perceived_risk)
    assert housed == pytest.approx(1.0 - (1.0 - alone) * (1.0 - introduced))
    assert chance_of_customer(fit=0.0, incubated=1) == 0.0
    assert housed / alone < chance_of_customer(fit=0.1, incubated=1) / chance_of_customer(fit=0.1)  # no multiplier


def test_buyers_bound_by_their_partners_trials_meet_nobody_else() -> None:
    assert chance_of_customer(bound=0.4) == pytest.approx(0.6 * chance_of_customer())
    assert chance_of_customer(bound=1.0) == 0.0 < chance_of_customer(bound=1.0, incubated=1)


def test_standards_go_with_users_and_bind_with_the_rules() -> None:
    row = technology(7, 8)
    row["state"], row["verified"] = INDUSTRIALISED, 1
    assert not standards.may_set_standard(row, 1.0e9, 0.0, P, 1)
    assert not standards.may_set_standard(row, 0.0, 1.0, P, 1)
    assert standards.may_set_standard(row, 1.0e9, 1.0, P, 1)
    row["verified"] = 0
    assert not standards.may_set_standard(row, 1.0e9, 1.0, P, 1)
    assert standards.guard_of_standard(0.0, P) == standards.licence_on_standard(5.0, 0.0, P) == 0.0
    assert standards.licence_on_standard(5.0, 1.0, P) == pytest.approx(5.0 * P.standard_royalty)


def test_a_lead_is_worth_more_under_protection_and_less_with_leaks() -> None:
    assert protection.worth_of_lead(LAW, 1.0, P) == 1.0
    assert protection.worth_of_lead(0.8, 1.0, P) > 1.0 > protection.worth_of_lead(0.2, 1.0, P)
    assert protection.worth_of_lead(LAW, data_zones.leak(0.8, P), P) < 1.0
    assert protection.deterred(0.0, P) == 0.0
    assert protection.deterred(1.0e9, P) == 1.0


def test_public_supply_lowers_the_price_by_its_share_of_the_market() -> None:
    assert ai_support.price_of_ai(100.0, 0.0, P) == ai_support.price_of_ai(0.0, 50.0, P) == 1.0
    assert ai_support.price_of_ai(100.0, 300.0, P) == pytest.approx(0.25**P.ai_supply_elasticity)
    assert ai_support.models_within_reach(0.0, 1.0, P) == 0.0
    assert ai_support.models_within_reach(250.0 * P.ai_models_half, 1.0, P) == pytest.approx(0.5)


def test_shared_data_save_and_cost() -> None:
    assert data_zones.cost_with_shared_data(0.0, P) == data_zones.look_with_shared_data(0.0, P) == 1.0
    assert data_zones.cost_with_shared_data(1.0, P) < 1.0 < data_zones.look_with_shared_data(1.0, P)
    assert data_zones.handling_cost(0.0, 100.0, P) == 0.0 < data_zones.handling_cost(0.5, 100.0, P)
