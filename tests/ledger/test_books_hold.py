"""The books agree every quarter, whatever policy is in force; and the audit says what is wrong when they do not."""

import copy

import numpy as np
import pytest

from model.accounts import FLOWS
from model.books import TOLERANCE, BooksError, Identity, Report
from model.indicators import OUTCOMES
from model.levers import INSTRUMENTS
from model.public_accounts import PUBLIC_ACCOUNTS
from model.scenario import Scenario
from model.statements import COUNTERPARTS
from model.world import World
from tests.ledger.policies import random_settings, random_targets

SEEDS = range(20)
SAMPLES = {"sample": (400, 512_000), "large sample": (2_000, 512_000), "one to one": (300, 300)}


def scenario(sample: str, seed: int) -> Scenario:
    firms, real_firms = SAMPLES[sample]
    return Scenario().replace(firms=firms, real_firms=real_firms).with_levers(random_settings(seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sample", ["sample", "one to one"])
def test_books_agree_in_every_quarter_under_any_policy(sample: str, seed: int) -> None:
    world = World(scenario(sample, seed), seed, reuse_burn_in=False, audited=True)  # the burn-in is audited as well
    quarters = 0
    while world.quarter < world.horizon:
        world.step()
        quarters += 1
        assert world.books is not None
        assert world.books.worst.relative <= TOLERANCE, str(world.books)
    assert quarters == world.horizon == 60


@pytest.mark.parametrize("seed", [3, 11])
def test_books_of_a_large_sample_agree(seed: int) -> None:
    World(scenario("large sample", seed), seed, reuse_burn_in=False, audited=True).run()


@pytest.mark.parametrize("seed", [2, 5, 17])
def test_books_agree_with_every_lever_aimed_at_somebody(seed: int) -> None:
    aimed = Scenario().replace(firms=400).with_levers(random_targets(seed))
    World(aimed, seed, audited=True).run()


@pytest.mark.python_lane
def test_books_of_a_tiny_world_agree_compiled_or_not() -> None:
    tiny = Scenario().replace(firms=24, real_firms=24).with_levers(random_settings(1))
    world = World(tiny, 1, reuse_burn_in=False, audited=True).run(8)
    assert world.books is not None
    assert not world.books.broken


def test_every_lever_is_on() -> None:
    settings = random_settings(0)
    base = Scenario()
    assert all(base.levers[name] != base.with_levers({name: settings[name]}).levers[name] for name in base.levers)


def test_audit_changes_nothing() -> None:
    audited = World(scenario("one to one", 5), 5, audited=True).run(20)
    plain = World(scenario("one to one", 5), 5).run(20)
    assert plain.books is None
    assert audited.records.tobytes() == plain.records.tobytes()
    assert audited.records.shape == (20, len(OUTCOMES))


@pytest.fixture(scope="module")
def settled() -> World:
    return World(scenario("one to one", 7), 7, audited=True).run(8)


TAMPERED = [
    ("households", "cash", 1.0, "banks.deposits"),
    ("firms", "receivables", 1.0, "firms.receivables"),
    ("firms", "payables", 1.0, "firms.payables"),
    ("firms", "debt", 1.0, "banks.loans = firms.debt"),
    ("banks", "loans", 1.0, "banks: assets"),
    ("banks", "equity", 1.0, "banks: assets"),
    ("banks", "reserves", 1.0, "banks.reserves"),
    ("banks", "bonds", 1.0, "governments.debt"),
    ("governments", "debt", 1.0, "governments.debt"),
    ("funds", "portfolio", 1.0, "funds.portfolio"),
]


@pytest.mark.parametrize(("population", "field", "amount", "expected"), TAMPERED)
def test_a_stock_out_of_nothing_is_found(settled: World, population: str, field: str, amount: float, expected: str):
    world = settled.copy()
    world.state[population][field][0] += amount
    with pytest.raises(BooksError, match=expected) as caught:
        world.step()
    assert f"{world.state['clock']['quarter'][0]}" in str(caught.value).splitlines()[0]
    assert "m yuan" in str(caught.value)


def test_a_number_that_is_none_is_found(settled: World) -> None:
    world = settled.copy()
    world.state["abroad"]["cash"][0] = np.nan
    with pytest.raises(BooksError, match=r"money of abroad"):
        world.step()


def test_a_report_names_the_worst_and_survives_copies(settled: World) -> None:
    assert "hold" in str(settled.books)
    broken = Report(3, (Identity("small", 1e-6, 1.0), Identity("large", 1.0, 2.0), Identity("fine", 0.0, 1.0)))
    assert broken.worst.name == "large"
    assert [identity.name for identity in broken.broken] == ["large", "small"]
    assert "2 of 3" in str(broken)
    assert copy.deepcopy(settled).copy().run(10).books is not None


def test_tables_speak_of_flows_and_instruments_that_exist() -> None:
    assert not set(COUNTERPARTS) - {flow.id for flow in FLOWS}
    assert {instrument for instrument, _ in PUBLIC_ACCOUNTS} == set(INSTRUMENTS)
