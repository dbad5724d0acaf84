"""Innovation consortia."""

from functools import partial

from .parameter import Parameter, declared

_p = partial(declared, "consortia")

CONSORTIA: tuple[Parameter, ...] = (
    _p("consortium_proposals", 0.02, 0.005, 0.05, "a quarter", "leaders that consider a consortium", "assumption"),
    _p("consortium_invitations", 12.0, 4.0, 30.0, "firms a quarter", "real firms invited while a consortium recruits", "assumption"),
    _p("consortium_recruiting", 4.0, 2.0, 8.0, "quarters", "time a consortium takes members", "assumption"),
    _p("consortium_life", 20.0, 12.0, 32.0, "quarters", "duration of an agenda", "assumption"),
    _p("consortium_duplication", 0.1, 0.05, 0.2, "share of research", "effort duplicated in the most crowded field", "assumption"),
    _p("consortium_science", 0.04, 0.0, 0.1, "share of research", "gain from a partner of average excellence", "assumption"),
    _p("consortium_contribution", 0.05, 0.02, 0.1, "share of research", "contribution of a member", "assumption"),
    _p("consortium_meetings", 0.05, 0.02, 0.2, "m yuan a quarter", "cost to a firm of taking part", "assumption"),
    _p("consortium_sharing", 0.25, 0.1, 0.4, "share of stage cost", "largest saving from shared equipment and people", "assumption"),
    _p("consortium_leader_cut", 0.3, 0.1, 0.5, "share", "public matching money kept by the leader that runs the agenda",
       "assumption"),
    _p("consortium_coordination", 0.1, 0.05, 0.2, "share",
       "cost to the leader of running joint work, of the public matching money", "assumption"),
    _p("consortium_partner_share", 0.5, 0.2, 0.8, "share",
       "public money for joint work that the university partner spends, members the rest", "assumption"),
    _p("consortium_additional", 0.6, 0.2, 0.9, "share",
       "members' part of joint work that they would not have done at their own expense",
       "assumption: matching money is more additional than projects without a contribution (leaders_additional)"),
    _p("consortium_calls", 4.0, 1.0, 10.0, "ratio", "extra leaders that consider a consortium per yuan of match",
       "assumption"),
    _p("consortium_withheld", 0.5, 0.0, 0.9, "share",
       "contribution withheld by a member that would not have joined without the match", "assumption: free riding"),
    _p("consortium_half_size", 8.0, 3.0, 20.0, "firms", "other members at which half of it is reached", "assumption"),
)
