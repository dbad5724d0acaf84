"""The engine: same answers for any number of workers, failures as data, nothing left behind after an interrupt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from experiments.engine import default_workers, run_replicates
from experiments.replicate import Replicate, simulate
from tests.experiments.worker_tasks import counts_heavy_imports, seeded, third_kills_its_process, threads_and_interrupts

ROOT = Path(__file__).resolve().parents[2]


def tasks(count):
    return [Replicate(number, 100 + number, ()) for number in range(count)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order_and_do_not_depend_on_the_number_of_workers(workers):
    heard = []
    results = run_replicates(tasks(5), workers, heard.append, work=seeded)
    assert [result.number for result in results] == [0, 1, 2, 3, 4]
    assert sorted(result.number for result in heard) == [0, 1, 2, 3, 4]
    for result in results:
        assert (result.records[0] == np.random.default_rng(100 + result.number).random(5)).all()


def test_a_worker_that_dies_is_blamed_alone():
    results = run_replicates(tasks(5), 2, work=third_kills_its_process)
    assert [bool(result.failure) for result in results] == [False, False, True, False, False]
    assert "died" in results[2].failure


def test_workers_have_one_thread_and_leave_interrupts_to_the_parent(monkeypatch):
    monkeypatch.setenv("NUMBA_NUM_THREADS", "2")
    results = run_replicates(tasks(2), 2, work=threads_and_interrupts)
    assert [list(result.records[0]) for result in results] == [[1.0, 1.0], [1.0, 1.0]]
    assert os.environ["NUMBA_NUM_THREADS"] == "2"


def test_workers_load_neither_tables_nor_figures():
    results = run_replicates(tasks(2), 2, work=counts_heavy_imports)
    assert [float(result.records[0][0]) for result in results] == [0.0, 0.0]


def test_a_replicate_that_raises_comes_back_as_a_failure():
    (result,) = run_replicates([Replicate(3, 7, ())], 1, work=simulate)  # no scenario at all
    assert (result.number, result.seed) == (3, 7)
    assert result.failure.startswith("ValueError")
    assert "Traceback" in result.traceback


def test_never_more_workers_than_replicates():
    assert default_workers(1) == 1
    assert 1 <= default_workers(1000) <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_ends_with_130_and_no_worker_survives(workers):
    script = f"""
        import sys
        from experiments import cli, engine
        from experiments.errors import reports_errors
        from experiments.replicate import Replicate
        from tests.experiments.worker_tasks import sleeps

        @reports_errors
        def verb():
            print("started", flush=True)
            engine.run_replicates([Replicate(n, n, ()) for n in range(3)], {workers}, work=sleeps)

        if __name__ == "__main__":
            verb()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a test run started in the background ignores SIGINT and would hand that down
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "interrupted" in errors
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a worker outlived the interrupt")
