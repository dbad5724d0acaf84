"""Rules: lists and calendars, selection, evaluation, rights in results, access of outsiders."""

from .lever import HUANG, SHENG, Lever, levels

RULES: tuple[Lever, ...] = (
    Lever(
        id="policy_coordination",
        family="rules",
        label={"en": "Policy coordination", "zh": "政策协同"},
        description={
            "en": "How far ministries' eligibility lists and calendars overlap.",
            "zh": "各部门资格名单和办理日程的重合程度。",
        },
        mechanism={
            "en": "An applicant has to stand on every ministry's list and wait for every calendar; overlap raises "
            "take-up and shortens the lag of every other lever.",
            "zh": "申请者须进入各部门名单并等待各自日程;重合度提高会提升其他政策的覆盖并缩短时滞。",
        },
        unit="share of lists and calendars that coincide",
        minimum=0.0,
        maximum=1.0,
        baseline=0.4,
        baseline_source="assumption",
        levels=levels(0.4, 0.6, 0.75, 0.9),
        payer="nobody",
        actor="government",
        rule="model.processes.administration.coordination_in_force",
        chain=(("cost_rd_deduction_users", +1), ("public_cost", +1)),
        side_effects=(),
        ministries=0,
        targetable=False,
        sources=(SHENG, HUANG),
        cost="none",
    ),
)
