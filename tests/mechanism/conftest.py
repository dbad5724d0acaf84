"""Worlds for the tests of mechanisms."""

import pytest

from tests.mechanism.policies import history


@pytest.fixture(autouse=True, scope="session")
def _history_is_founded_compiled() -> None:
    """Founding happens before any rule is replaced by plain Python, whichever test comes first in a process."""
    history()
