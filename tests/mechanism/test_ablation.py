"""A lever works through the rule it declares, and through nothing else."""

from __future__ import annotations

import ast

import pytest

from model.levers import LEVERS
from model.policy import POLICY_TYPE
from model.world import World
from tests.architecture.test_levers_and_rules import PROCESSES, reads_of_levers, tree
from tests.mechanism.freezing import frozen, named, plain, ran_on, replaced
from tests.mechanism.policies import (
    FUNDED_MISSIONS,
    INSPECTED,
    LIGHT_PAPERWORK,
    OPEN_STATE_FIRMS,
    OPENED,
    POOR_GUARANTORS,
    ROOMY_POOL,
    STRONG,
    TRAINING,
    history,
    under,
)
from tests.world.worlds import same_records

QUARTERS = {
    "consortia.matching": 10,
    "guidance_fund.hard_tech_share": 12,
    "guidance_fund.patience": 12,
    "pilot_platforms.places": 10,
    "risk_pool.cover": 8,
    "risk_pool.leverage": 8,
    "scenario_replication.share": 8,
    "standards.first_mover": 16,
}
"""How long a lever may take to be felt; six quarters if not named."""

AROUND = {
    "scenario_opening.openness": OPENED,
    "scenario_replication.share": OPENED,
    "joint_tenders.openness": OPENED,
    "local_protection.strength": OPENED,
    "risk_pool.cover": ROOMY_POOL,
    "guarantee.capital": POOR_GUARANTORS,
    "engineers.joint_share": TRAINING,
    "orderly_competition.cost_standard": INSPECTED,
    "research_paperwork.audits": LIGHT_PAPERWORK,
    "state_firms.horizon": OPEN_STATE_FIRMS,
    "missions.breadth": FUNDED_MISSIONS,
}
"""What has to be in force for a lever to matter."""


def scenarios(lever: str):
    """Two scenarios that differ in this lever only."""
    around = under(AROUND.get(lever, {}))
    return around, under({lever: STRONG[lever]}, around)


def same_world(a: World, b: World) -> bool:
    """Records and whole state equal to the bit, but for the policy itself."""
    names = [name for name in a.state if name != "policy"]
    return same_records(a, b) and all(a.state[name].tobytes() == b.state[name].tobytes() for name in names)


@pytest.mark.parametrize("lever", LEVERS)
def test_the_declared_rule_alone_reads_the_lever(lever: str) -> None:
    module, _, rule = LEVERS[lever].rule.rpartition(".")
    readers = {
        f"model.processes.{path.stem}.{node.name}"
        for path in PROCESSES.glob("*.py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and LEVERS[lever].field in reads_of_levers(node)
    }
    assert readers == {f"{module}.{rule}"}


@pytest.mark.parametrize("lever", LEVERS)
def test_without_its_rule_a_lever_has_no_effect(lever: str) -> None:
    around, policy = scenarios(lever)
    quarters = QUARTERS.get(lever, 6)
    without = ran_on(history(), around, quarters)
    assert not same_records(ran_on(history(), policy, quarters), without)
    with replaced(frozen(lever, around)):
        ablated = ran_on(history(), policy, quarters)
    assert same_world(ablated, without)


@pytest.mark.parametrize("lever", LEVERS)
def test_the_rule_run_as_plain_python_is_the_compiled_rule(lever: str) -> None:
    """Without this, equality of the ablated world could come from the lane and not from the rule."""
    _, policy = scenarios(lever)
    rule = named(LEVERS[lever].rule)
    with replaced({rule: plain(rule)}):
        interpreted = ran_on(history(), policy, 3)
    assert same_world(interpreted, ran_on(history(), policy, 3))


@pytest.mark.parametrize("lever", LEVERS)
def test_a_second_path_would_be_found(lever: str) -> None:
    """A process that also looks at the lever and hands out a little of what it sees escapes the freezing."""
    around, policy = scenarios(lever)
    field = POLICY_TYPE.names.index(LEVERS[lever].field)

    def cheats(clock, policy, firms) -> None:
        today = policy[clock[0].quarter]
        firms.profit_trend[:] += 1e-9 * today[POLICY_TYPE.names[field]][firms.cell]

    with replaced(frozen(lever, around), extra=cheats):
        ablated, without = (ran_on(history(), one, 3) for one in (policy, around))
    assert not same_world(ablated, without)
