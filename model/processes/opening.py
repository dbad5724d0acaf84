"""A quarter opens: what firms stated about the last one is cleared."""

from __future__ import annotations

from ..kernel import process
from ..populations.fields import WORDS_OF_LINE


@process
def firms_open_books(clock, lines, first):
    """Set the flows of the last quarter to zero: cache lines from ``first`` on, in the rows in use.

    ``lines`` is the population as numbers of 64 bits, shape (rows, lines of a record, words of a line); stated fields
    fill the last lines of a firm's record. Rows never used are zero anyway.
    """
    for row in range(clock[0].n_firm_rows):
        for line in range(first, lines.shape[1]):
            for word in range(WORDS_OF_LINE):
                lines[row, line, word] = 0.0
