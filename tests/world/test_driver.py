"""One compiled call for a quarter does what its processes do one by one; rules are compiled once for all integers."""

from __future__ import annotations

import numba
import numpy as np

from model.kernel import rule
from model.scenario import Scenario
from model.world import World


def same_bits(one: World, other: World) -> bool:
    """Whether all that is in use is equal; rows of technologies behind the last one keep what was there before."""
    n = int(one.state["clock"]["n_technologies"][0])
    return all(
        np.asarray(array[:n] if name == "technologies" else array).tobytes()
        == np.asarray(other.state[name][:n] if name == "technologies" else other.state[name]).tobytes()
        for name, array in one.state.items()
    )


def test_one_call_does_what_the_processes_do_one_by_one() -> None:
    together = World(Scenario().replace(firms=100), seed=4)
    apart = together.copy()
    seen = []
    apart._act([(lambda *arrays, step=step: seen.append(step) or step(*arrays), taken) for step, taken in apart._calls])
    together.run(6)
    apart.run(6)
    assert len(seen) == 6 * len(together._calls)
    assert same_bits(together, apart)


def test_a_process_left_out_is_missed() -> None:
    whole = World(Scenario().replace(firms=100), seed=4)
    lacking = whole.copy()
    lacking._act([call for call in lacking._calls if call[0].__name__ != "firms_settle"])
    whole.run(2)
    lacking.run(2)
    assert not same_bits(whole, lacking)


@rule
def doubled(number):
    """Twice a number."""
    return 2 * number


def test_integers_of_all_widths_share_one_version_of_a_rule() -> None:
    @numba.njit
    def caller(small, large):
        return doubled(small) + doubled(large) + doubled(1)

    assert caller(np.int8(100), np.int64(3)) == 200 + 6 + 2
    assert [one.args for one in doubled.nopython_signatures] == [(numba.int64,)]


def test_a_rule_answers_when_python_calls_it() -> None:
    assert doubled(3) == 6
    assert doubled(0.25) == 0.5
