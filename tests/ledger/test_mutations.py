"""A payment that is lost, booked twice or booked on one side only is noticed, for every kind of payment there is."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from model.accounts import FLOWS
from model.levers import LEVERS
from model.scenario import Scenario
from model.world import World

ROOT = Path(__file__).resolve().parents[2]
FIRMS = 24
SEEDS = 40
LARGE_ENOUGH = 1e-6
"""Share of all flows that a kind must reach in the quarter in which it is spoilt."""


def eventful_scenario(seed: int) -> Scenario:
    """A tiny world, one firm for each real one: all instruments very strong, or all at their least."""
    least = seed % 2 == 1
    settings = {name: lever.minimum if least else lever.levels["very_strong"] for name, lever in LEVERS.items()}
    return Scenario().replace(firms=FIRMS, real_firms=FIRMS).with_levers(settings)


def quarters_with_every_kind() -> list[tuple[World, list[str]]]:
    """Worlds right before a quarter, with the kinds of payment to spoil in it, until all kinds have had their turn."""
    wanted = {flow.id for flow in FLOWS}
    plan: list[tuple[World, list[str]]] = []
    for seed in range(SEEDS):
        if not wanted:
            break
        world = World(eventful_scenario(seed), seed, audited=True)
        while wanted and world.quarter < world.horizon:
            before = world.copy()
            world.step()
            flows = world.state["flows"]
            found = {
                flow.id
                for code, flow in enumerate(FLOWS)
                if flow.id in wanted and flows[code] > LARGE_ENOUGH * flows.sum()
            }
            if found:
                plan.append((before, sorted(found)))
                wanted -= found
    assert not wanted, f"no world in which these payments are made: {sorted(wanted)}"
    return plan


@pytest.mark.slow
def test_a_spoilt_payment_is_noticed_whatever_it_pays(tmp_path: Path) -> None:
    """Every kind in the matrix; whole payments and each of their legs; dropped and doubled."""
    plan = tmp_path / "plan.pickle"
    plan.write_bytes(pickle.dumps(quarters_with_every_kind()))
    plain_python = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("mutants.py")
    done = subprocess.run([sys.executable, script, plan], env=plain_python, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    unnoticed = json.loads(done.stdout)
    assert set(unnoticed) == {flow.id for flow in FLOWS}, "a kind of payment has not been tested"
    assert not {kind: mutations for kind, mutations in unnoticed.items() if mutations}
