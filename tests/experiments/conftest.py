"""The command line called in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from experiments import cli


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
