"""The command line called in this process, and a small study."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from experiments import cli
from experiments.study import run_study
from tests.experiments.small_studies import options
from tests.experiments.study_command import toy_plan
from tests.experiments.worker_tasks import toy_runs


@dataclass
class Answer:
    """What a command left: exit code and the two streams."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document it has to be."""
        return json.loads(self.out)


@pytest.fixture
def lab2market(capsys):
    """Runs a command line and returns its Answer."""

    def call(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            cli.app(list(arguments), prog_name="lab2market")
        streams = capsys.readouterr()
        return Answer(int(ended.value.code or 0), streams.out, streams.err)

    return call


@pytest.fixture
def toy(tmp_path):
    """A finished study of invented runs."""
    return run_study(toy_plan(), options(tmp_path / "toy"), toy_runs)
