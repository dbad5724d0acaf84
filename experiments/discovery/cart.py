"""A classification tree: splits that part failures from the rest, each leaf a box. Breiman et al. (1984)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .boxes import Box, box_of

DEEPEST = 4


def cart(names: Sequence[str], x: np.ndarray, failed: np.ndarray, *, least_mass: float = 0.05) -> list[Box]:
    """Leaves in which failures are the majority, largest coverage first; ``x`` is (case, factor)."""
    from sklearn.tree import DecisionTreeClassifier

    failed = np.asarray(failed, dtype=bool)
    fewest = max(int(np.ceil(least_mass * len(x))), 1)
    tree = DecisionTreeClassifier(max_depth=DEEPEST, min_samples_leaf=fewest, random_state=0).fit(x, failed).tree_
    boxes = []
    pending = [(0, np.full(x.shape[1], -np.inf), np.full(x.shape[1], np.inf))]
    while pending:
        node, low, high = pending.pop()
        if tree.children_left[node] == tree.children_right[node]:
            boxes.append(box_of(names, x, failed, low, high))
            continue
        place, threshold = tree.feature[node], float(tree.threshold[node])
        left_high, right_low = high.copy(), low.copy()
        left_high[place] = min(high[place], threshold)
        right_low[place] = max(low[place], np.nextafter(threshold, np.inf))
        pending += [(tree.children_left[node], low, left_high), (tree.children_right[node], right_low, high)]
    return sorted((box for box in boxes if box.density > 0.5), key=lambda box: -box.coverage)
