"""Joint tenders: a consortium may bid, and the published list of needs shortens the search for partners."""

from ..chance import JOINT_BID, uniform
from ..classifications import N_SECTORS
from ..kernel import rule


@rule
def joint_bidding(policy, quarter):
    """Share of tenders that are published as a list of needs and admit bidding consortia."""
    return policy[quarter, 0].joint_tenders_openness


@rule
def bids_jointly(technology, joint, p, seed):
    """Whether the sponsor finds a leading firm of its field to bid with (for life, where tenders admit it)."""
    return joint > 0.0 and uniform(seed, JOINT_BID, 0, technology.key, 0) < joint * p.joint_willing


@rule
def record_of_bid(own, jointly, p):
    """Supplier's record the buyer sees: a joint bid brings at least that of the leading firm."""
    return max(own, p.leader_record) if jointly else own


@rule
def extra_delivery_cost(order, jointly, p):
    """What working together costs the winner beside delivery (m yuan)."""
    return p.joint_cost * order if jointly else 0.0


@rule
def publish_needs(sectors, slots, joint, p):
    """Write how far the list of the quarter covers the needs of each field (0 to 1), by slots per firm."""
    for s in range(N_SECTORS):
        per_firm = slots[s] / max(sectors[s].n_firms, 1e-9)
        sectors[s].needs_listed = joint * per_firm / (per_firm + p.list_half)
