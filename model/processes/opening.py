"""A quarter opens: what firms stated about the last one is cleared."""

from __future__ import annotations

from ..kernel import process


@process
def firms_open_books(clock, words, first):
    """Set the flows of the last quarter to zero: columns of ``words`` from ``first`` on, in the rows in use.

    ``words`` is the population as numbers of 64 bits, shape (rows, fields); stated fields stand last in a record. Rows
    never used are zero anyway.
    """
    for row in range(clock[0].n_firm_rows):
        for word in range(first, words.shape[1]):
            words[row, word] = 0.0
