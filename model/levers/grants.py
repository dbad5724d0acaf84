"""Grants: public money for projects and for research."""

from .lever import SHENG, Lever, levels

GRANTS: tuple[Lever, ...] = (
    Lever(
        id="direct_subsidy.budget",
        family="grants",
        label={"en": "Direct subsidy", "zh": "直接补贴"},
        description={
            "en": "Yearly budget of cash grants to firms' research and development projects.",
            "zh": "对企业研发项目的年度现金补助预算。",
        },
        mechanism={
            "en": "Firms on the list apply with projects they would run; the grant pays part of the cost, so it "
            "relaxes liquidity and replaces own money where the project would have run anyway.",
            "zh": "名单内企业以项目申请;补助缓解流动性,但对本来就会做的项目只是替代自有资金。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=80.0,
        baseline_source="assumption: about 3 % of enterprise R&D (E15) comes from government",
        levels=levels(80.0, 120.0, 200.0, 400.0),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.grants.grants_awarded",
        chain=(("cost_direct_subsidy_cash", +1), ("entered_small_trial", +1), ("technologies_industrialised", +1)),
        side_effects=(("exit_rate", -1),),
        ministries=2,
        targetable=False,
        sources=("C05", "C08", "C09", SHENG),
        cost="direct_subsidy",
    ),
)
