"""A study survives what happens to its command: kill -9, an interrupt, a full disk, a folder it may not write."""

from __future__ import annotations

import contextlib
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from experiments.study import StudyOptions, merging, open_study, run_study
from tests.experiments.study_command import toy_plan
from tests.experiments.worker_tasks import faulty_toy_runs, toy_runs

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("outcomes.parquet", "plan.parquet", "summary.csv")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals, users and limits")


def tables(folder):
    return {name: (folder / name).read_bytes() for name in TABLES}


def command(*arguments, log=None, **how):
    """The study command, begun."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"LOG": str(log)} if log else {})}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.study_command", *map(str, arguments)],
        env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **{"cwd": ROOT, **how},
    )  # fmt: skip


def ended(process):
    """Exit code and streams of a command."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def undisturbed(folder, **plan):
    """The study simulated in one go in this process, to compare with."""
    return run_study(toy_plan(**plan), StudyOptions(folder, engine="serial", quiet=True), toy_runs)


def wait_for(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def lines(log):
    return log.read_text().splitlines() if log.exists() else []


def alive(pid):
    """Whether a process runs; one that has ended and waits for its parent to notice does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_killed_at_random_moments_it_resumes_and_the_tables_are_the_same(tmp_path):
    folder, log = tmp_path / "s", tmp_path / "log"
    arguments = ["--out", folder, "--points", 60, "--work", "logged_toy_runs", "--engine", "processes", "--workers", 2]
    chance = random.Random(20260331)
    kept_at_death: list[tuple[int, set[int]]] = []
    for _ in range(3):
        before = len(lines(log))
        process = command(*arguments, log=log)
        wait_for(lambda before=before: len(lines(log)) >= before + 8)
        time.sleep(chance.uniform(0.0, 1.2))
        process.kill()
        ended(process)
        assert not (folder / "outcomes.parquet").exists()
        wait_for(lambda: not any(alive(int(line.split()[1])) for line in lines(log)), seconds=10.0)
        kept_at_death.append((len(lines(log)), kept_runs(folder)))
    assert kept_at_death[-1][1], "nothing was kept: the test killed too early to say anything"
    code, out, err = ended(command(*arguments, log=log))
    assert (code, err) == (0, "")
    undisturbed(tmp_path / "whole", points=60)
    assert tables(folder) == tables(tmp_path / "whole")
    begun = [int(line.split()[0]) for line in lines(log)]
    assert set(begun) == set(range(120))
    for moment, kept in kept_at_death:
        assert not kept & set(begun[moment:]), "a run that was kept has been simulated again"
    begun_in_vain = len(begun) - 120
    in_flight = 2 * round(2.0 / 0.05)  # two workers, each with a chunk of at most two seconds
    assert begun_in_vain <= len(kept_at_death) * in_flight
    assert int(out) == 120 - len(kept_at_death[-1][1])
    assert not list(folder.rglob("*.writing"))


def kept_runs(folder):
    """Numbers of the runs whose results are on disk."""
    keys = {key for path in (folder / "parts").glob("*.parquet") for key in pq.read_table(path)["key"].to_pylist()}
    plan = pq.read_table(folder / "plan.parquet", columns=["run", "key"]).to_pylist()
    return {row["run"] for row in plan if row["key"] in keys}


@pytest.mark.parametrize("work", ["sleeps", "holds_the_interpreter"])
def test_workers_of_a_killed_command_end_by_themselves(tmp_path, work):
    log = tmp_path / "log"
    process = command("--out", tmp_path / "s", "--work", work, "--engine", "processes", "--workers", 2,
                      "--timeout", 1, log=log)  # fmt: skip
    wait_for(lambda: lines(log))
    process.kill()
    ended(process)
    before = sorted((tmp_path / "s").rglob("*"))
    wait_for(lambda: not any(alive(int(pid)) for pid in lines(log)), seconds=20.0)
    assert sorted((tmp_path / "s").rglob("*")) == before


@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_an_interrupt_ends_with_130_keeps_what_is_done_and_leaves_no_worker(tmp_path, engine):
    folder, log = tmp_path / "s", tmp_path / "log"
    arguments = ["--out", folder, "--points", 60, "--work", "logged_toy_runs", "--engine", engine]
    process = command(
        *arguments, log=log, start_new_session=True,
        # a test run started in the background ignores SIGINT and would hand that down
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    wait_for(lambda: list((folder / "parts").glob("*.parquet")))
    os.killpg(process.pid, signal.SIGINT)
    code, _, err = ended(process)
    assert code == 130
    assert "Traceback" not in err
    assert "the same command resumes" in err
    wait_for(lambda: not any(alive(int(line.split()[1])) for line in lines(log)), seconds=10.0)
    code, out, _ = ended(command(*arguments, log=log))
    assert code == 0
    assert 0 < int(out) < 120
    undisturbed(tmp_path / "whole", points=60)
    assert tables(folder) == tables(tmp_path / "whole")


def test_runs_that_go_wrong_are_listed_and_the_exit_code_is_4(tmp_path):
    folder = tmp_path / "s"
    code, _, err = ended(command("--out", folder, "--work", "faulty_toy_runs", "--workers", 2, "--timeout", 3,
                                 "--memory", 150))  # fmt: skip
    assert code == 4
    assert "7 of 24 runs failed" in err
    assert f"lab2market rerun {folder} --run 5" in err
    assert len(open_study(folder).outcomes) == 17 * 12


def test_the_line_that_shows_a_failure_again_fails_in_the_same_way(tmp_path, lab2market, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = StudyOptions(Path("s"), engine="processes", workers=2, timeout=2.0, memory=150.0, quiet=True)
    study = run_study(toy_plan(), given, faulty_toy_runs)
    monkeypatch.chdir("/")
    monkeypatch.setattr(merging, "simulate_runs", faulty_toy_runs)
    for failure in study.failures.itertuples():
        answer = lab2market(*shlex.split(failure.reproduce)[1:], "--json")
        assert answer.code == 4
        assert f"run {failure.run} failed again ({failure.kind}): {failure.error}" in answer.err
    sound = lab2market("rerun", str(tmp_path / "s"), "--run", "0")
    assert sound.code == 0


def test_a_run_of_the_model_that_took_too_much_memory_does_so_again(tmp_path):
    arguments = ["--out", "s", "--work", "model", "--points", 1, "--replicates", 1, "--memory", 20]
    code, _, err = ended(command(*arguments, cwd=tmp_path))
    assert code == 4
    assert "took more memory than it may" in err
    line = err.partition("reproduce: ")[2].splitlines()[0]
    code, out, err = ended(
        subprocess.Popen(
            [sys.executable, "-m", "experiments", *shlex.split(line)[1:]], cwd=ROOT,
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
    )  # fmt: skip
    assert (code, out) == (4, "")
    assert "failed again (memory): the run took more memory than it may" in err


@contextlib.contextmanager
def small_disk(folder, kilobytes):
    """A file system of its own, if this user may mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("only root may mount a small disk; the limit on file sizes stands for it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def test_a_full_disk_is_said_and_more_room_resumes(tmp_path):
    with small_disk(tmp_path / "disk", 1_600) as disk:
        arguments = ["--out", disk / "s", "--wide", "--engine", "serial", "--points", 30]
        code, _, err = ended(command(*arguments))
        assert code == 1
        assert "No space left on device" in err
        assert "same command again" in err
        assert "Traceback" not in err
        assert not list(disk.rglob("*.writing"))
        assert not (disk / "s" / "outcomes.parquet").exists()
        kept = len(list((disk / "s" / "parts").iterdir()))
        assert kept
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        code, out, _ = ended(command(*arguments))
        assert code == 0
        assert int(out) < 60
        undisturbed(tmp_path / "whole", points=30, wide=True)
        assert tables(disk / "s") == tables(tmp_path / "whole")


def limit_files(size):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_may_not_grow_is_said_and_nothing_is_half_written(tmp_path):
    folder = tmp_path / "s"
    arguments = ["--out", folder, "--wide", "--engine", "serial", "--points", 8]
    code, _, err = ended(command(*arguments, preexec_fn=lambda: limit_files(100_000)))
    assert code == 1
    assert "File too large" in err
    assert "same command again" in err
    assert not list(folder.rglob("*.writing"))
    assert not (folder / "outcomes.parquet").exists()
    code, _, _ = ended(command(*arguments))
    assert code == 0
    undisturbed(tmp_path / "whole", points=8, wide=True)
    assert tables(folder) == tables(tmp_path / "whole")


@pytest.mark.parametrize("existing", [False, True])
def test_a_folder_that_may_not_be_written_is_said_before_anything_is_simulated(tmp_path, existing):
    folder, log = tmp_path / "closed", tmp_path / "log"
    folder.mkdir()
    if existing:
        undisturbed(folder / "s")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in (tmp_path, *list(tmp_path.parents)[:-2]):
        with contextlib.suppress(PermissionError):
            path.chmod(path.stat().st_mode | 0o055)
    as_nobody = ["--as-nobody"] if os.geteuid() == 0 else []
    before = sorted(folder.rglob("*"))
    arguments = ["--out", folder / "s", "--engine", "serial", "--work", "logged_toy_runs", "--replicates", 3]
    code, _, err = ended(command(*arguments, *as_nobody, log=log))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    assert code == 2
    assert "cannot be written: Permission denied" in err
    assert "--out" in err
    assert "Traceback" not in err
    assert not log.exists()
    assert sorted(folder.rglob("*")) == before
