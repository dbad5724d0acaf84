"""Options become scenarios: what --set touches, and what is refused."""

from __future__ import annotations

import pytest

from experiments.errors import InvalidInputError, UsageError
from experiments.plan import Plan, load_all
from model.policy import policy_table


def value(scenario, lever, quarter):
    return float(policy_table(scenario, 0)[lever][quarter, 0])


def test_a_lever_set_on_the_command_line_leaves_the_baseline_alone():
    baseline, policy = load_all(Plan(settings=("re_deduction=0.5",)), ["baseline", "baseline"], policies_from=1)
    assert (value(baseline, "re_deduction", 0), value(policy, "re_deduction", 0)) == (0.1, 0.5)
    assert (baseline.id, policy.id) == ("baseline", "baseline+re_deduction")


@pytest.mark.parametrize("setting", ["risk_pool.cover=0.5", "levers.risk_pool.cover=0.5", 'risk_pool={"cover": 0.5}'])
def test_dotted_nested_and_prefixed_settings_mean_the_same(setting):
    (scenario,) = load_all(Plan(settings=(setting,)), ["baseline"])
    assert value(scenario, "risk_pool_cover", 0) == 0.5


def test_a_dated_setting_begins_at_its_date():
    (scenario,) = load_all(Plan(settings=("re_deduction.2022-Q1=1.0",)), ["baseline"])
    assert [value(scenario, "re_deduction", quarter) for quarter in (3, 4)] == [0.1, 1.0]


def test_parameters_and_sample_hold_for_every_scenario():
    plan = Plan(firms=50, until="2022-Q4", settings=("parameters.discount_rate=0.08",))
    for scenario in load_all(plan, ["baseline", "re_deduction"], policies_from=1):
        assert (scenario.firms, scenario.horizon, scenario.parameters["discount_rate"]) == (50, 8, 0.08)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (("re_deduction",), "lever.path=value"),
        (("=1",), "lever.path=value"),
        (("risk_pool..cover=1",), "lever.path=value"),
        (("risk_pool=1", "risk_pool.cover=1"), "already"),
        (("risk_pool.cover=1", "risk_pool=1"), "set already"),
    ],
)
def test_a_setting_that_makes_no_sense_is_wrong_use(settings, words):
    with pytest.raises(UsageError, match=words):
        load_all(Plan(settings=settings), ["baseline"])


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("re_deducton=0.5", "re_deduction"),
        ("re_deduction=7", "re_deduction"),
        ("re_deduction=NaN", "re_deduction"),
        ("re_deduction=much", "re_deduction"),
        ("parameters.discount_rat=0.1", "discount_rate"),
        ("until=2019-Q1", "until"),
    ],
)
def test_a_setting_the_scenario_refuses_names_its_key(setting, words):
    with pytest.raises(InvalidInputError, match=words):
        load_all(Plan(settings=(setting,)), ["baseline"])


def test_the_same_scenario_twice_is_refused():
    with pytest.raises(UsageError, match="two scenarios"):
        load_all(Plan(), ["re_deduction", "re_deduction"])


def test_the_reproduce_command_repeats_every_option():
    plan = Plan(
        seed=4, firms=50, until="2022-Q4", settings=("re_deduction=0.5",), arguments=("baseline", "my file.yaml")
    )
    assert plan.reproduce("compare", 11) == (
        "lab2market compare baseline 'my file.yaml' --seed 11 --replicates 1 --workers 1 --debug"
        " --out results/seed_11 --firms 50 --until 2022-Q4 --set re_deduction=0.5"
    )
    limits = {"timeout": 3.0, "memory": 500.0}
    assert "--timeout 3.0 --memory 500.0" in plan.reproduce("compare", 11, "memory", limits)
    assert "--memory" not in plan.reproduce("compare", 11, "raised", limits)
