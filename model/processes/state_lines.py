"""Pilot lines of state-owned leaders that are open to guests."""

from __future__ import annotations

import numpy as np

from ..classifications import N_SECTORS
from ..kernel import gathering_rule, rule


@gathering_rule
def room_for_guests(openness, firms, n_leaders, technologies, at_pilot, parameters):
    """Places by sector that open lines still have for guests (real technologies); guests at work count against them.

    Lines are national: a guest pays for staff and materials of its stage itself. ``at_pilot``: rows of the technologies
    in the pilot stage.
    """
    room = np.zeros(N_SECTORS)
    if openness <= 0.0:
        return room
    for i in range(n_leaders):
        firm = firms[i]
        if firm.active == 1 and firm.state_owned == 1:
            room[firm.sector] += openness * parameters.state_line_places * firm.weight
    for k in at_pilot:
        technology = technologies[k]
        if technology.running == 1 and technology.guest == 1:
            room[technology.sector] -= technology.weight
    return room


@rule
def guest_admitted(room, technology, draw):
    """Whether an open line takes the technology; one that stands for more than there is room for goes by lot."""
    left = room[technology.sector]
    if left <= 0.0 or draw * technology.weight >= left:
        return False
    room[technology.sector] -= technology.weight
    return True
