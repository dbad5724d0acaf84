"""The identity of a run: what it simulates and records, and the source of the model that does it."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from model.lever_path import LeverPath, position
from model.parameters import defaults
from model.policy import content_by_quarter

from .plan import Recorder

if TYPE_CHECKING:
    from model.scenario import Scenario


def world_of(scenario: Scenario) -> str:
    """Hash of what two scenarios must share to share a history: start, sample and parameters."""
    return _world_digest(str(scenario.start), scenario.firms, scenario.real_firms, scenario.parameters)


@functools.lru_cache(maxsize=64)
def _world_digest(start: str, firms: int, real_firms: int, parameters: Mapping[str, float]) -> str:
    content = [start, firms, real_firms, {**defaults(), **parameters}]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Keys:
    """Keys of runs; equal exactly where model, scenario, seed and recorder are the same.

    A scenario counts by content as in ``Scenario.fingerprint``: not by its names, and not by how a value is written.
    """

    def __init__(self, source: str, recorder: Recorder) -> None:
        self._head = json.dumps([source, list(recorder.outcomes), recorder.frequency])

    def content(self, scenario: Scenario) -> str:
        """Hash of what a scenario simulates."""
        digest = hashlib.sha256(f"{world_of(scenario)}{scenario.until}".encode())
        until = position(scenario.until) + 1
        for name in sorted(scenario.levers):
            digest.update(name.encode() + _lever_digest(name, scenario.levers[name], until))
        return digest.hexdigest()

    def key(self, content: str, seed: int) -> str:
        """Key of the run of a scenario's ``content`` under ``seed``."""
        return hashlib.sha256(f"{self._head}{content}{seed}".encode()).hexdigest()[:32]


@functools.lru_cache(maxsize=8192)
def _lever_digest(name: str, path: LeverPath, until: int) -> bytes:
    """Hash of a lever's values up to the end; exceptions that make no difference leave it alone."""
    values = content_by_quarter(name, path, until)
    digest = hashlib.sha256(str(values.shape).encode())
    digest.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
    return digest.digest()
