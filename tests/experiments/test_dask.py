"""Studies on a Dask cluster: the same bytes, the same failures by name, lost workers, nothing written by strangers."""

from __future__ import annotations

import dask
import numpy as np
import pytest
from distributed import Client, LocalCluster

from experiments.engine.chunks import Chunk, Limits, Run
from experiments.engine.dispatch import dispatch
from experiments.engine.executors import LOCAL_CLUSTER, Processes, open_engine
from experiments.errors import UsageError
from experiments.study import StudyOptions, run_study
from experiments.study.running import limits_of, machine_memory
from tests.experiments import worker_tasks as tasks
from tests.experiments.study_command import toy_plan

TABLES = ("outcomes.parquet", "plan.parquet", "summary.csv")


@pytest.fixture(scope="module")
def cluster():
    """Two workers on this machine; a chunk that kills its worker comes back at once."""
    with (
        dask.config.set(LOCAL_CLUSTER),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0) as cluster,
    ):
        yield cluster


def tables(folder):
    return {name: (folder / name).read_bytes() for name in TABLES}


def collect(engine, work, count, size, limits=Limits()):
    chunks = [Chunk(tuple(Run(n, 100 + n) for n in range(first, min(first + size, count))))
              for first in range(0, count, size)]  # fmt: skip
    left = iter(chunks)
    with engine:
        return {
            done.number: done
            for results in dispatch(lambda _: next(left, None), work, engine, limits)
            for done in results
        }


def test_a_cluster_and_its_address_give_the_same_bytes_as_this_process(cluster, tmp_path):
    plan = toy_plan(points=4)
    for name, engine in (("serial", "serial"), ("cluster", cluster), ("address", f"dask:{cluster.scheduler_address}")):
        study = run_study(plan, StudyOptions(tmp_path / name, engine=engine, quiet=True))
        assert study.complete
    assert tables(tmp_path / "cluster") == tables(tmp_path / "serial")
    assert tables(tmp_path / "address") == tables(tmp_path / "serial")


def test_a_client_is_an_engine_and_stays_open(cluster, tmp_path):
    with Client(cluster) as client:
        run_study(toy_plan(), StudyOptions(tmp_path / "s", engine=client, quiet=True), tasks.toy_runs)
        assert client.submit(abs, -1).result() == 1


def test_workers_elsewhere_get_no_memory_limit_that_nobody_asked_for(cluster):
    plan = toy_plan()
    with open_engine(cluster) as engine:
        assert limits_of(plan, StudyOptions(), engine).memory is None
        assert limits_of(plan, StudyOptions(memory=700.0), engine).memory == 700.0
    shares = []
    for workers in (1, 4):
        with Processes(workers) as engine:
            shares.append(limits_of(plan, StudyOptions(), engine).memory)
    assert shares == [pytest.approx(0.8 * machine_memory()), pytest.approx(0.2 * machine_memory())]


def test_a_cluster_of_ones_own_shares_the_memory_of_this_machine():
    with open_engine("dask", 2) as engine:
        assert limits_of(toy_plan(), StudyOptions(), engine).memory == pytest.approx(0.4 * machine_memory())


def test_runs_that_go_wrong_are_named_and_no_worker_is_lost(cluster):
    with Client(cluster) as client:
        before = set(client.scheduler_info()["workers"])
        results = collect(open_engine(client), tasks.faulty, 16, 4, Limits(timeout=3.0, memory=150.0))
        assert {number: done.failure.kind for number, done in results.items() if done.failure} == tasks.FAULTY
        assert sorted(results) == list(range(16))
        assert set(client.scheduler_info()["workers"]) == before


def test_of_the_runs_that_shared_a_lost_worker_only_the_culprit_is_blamed(cluster):
    results = collect(open_engine(cluster), tasks.ends_its_parent, 8, 4)
    assert sorted(results) == list(range(8))
    assert [number for number, done in results.items() if done.failure] == [2]
    for number in set(range(8)) - {2}:
        assert (results[number].value == np.random.default_rng(100 + number).random(5)).all()


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch):
    monkeypatch.setattr("experiments.engine.executors.CONNECT_SECONDS", 1.0)
    with pytest.raises(UsageError, match="no Dask scheduler answers at tcp://127.0.0.1:1"):
        open_engine("dask:tcp://127.0.0.1:1")


def test_a_local_cluster_ends_with_its_engine():
    engine = open_engine("dask", workers=1)
    assert collect(engine, tasks.seeded, 2, 1).keys() == {0, 1}
    assert engine._client.status == "closed"
    assert engine._owned[1].status.name == "closed"
