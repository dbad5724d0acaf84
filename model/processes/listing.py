"""Which technologies a process concerns: their rows, listed before anything is drawn or paid for one of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..kernel import gathering_rule


def rows_where(concerns: Any) -> Any:
    """A gathering rule that lists the rows of the technologies for which the rule ``concerns`` holds, in order.

    It takes the technologies and their number. A row that is not listed is overwritten by the next, so that the loop
    has no branch that could be missed.
    """

    @gathering_rule
    def rows_of(technologies, n):
        rows, found = np.empty(n + 1, np.int64), 0
        for k in range(n):
            rows[found] = k
            found += concerns(technologies[k])
        return rows[:found]

    return rows_of
