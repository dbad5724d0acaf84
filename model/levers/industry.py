"""Industry: upgrading, future industries, orderly competition."""

from .lever import LI_KAIMENG, Lever, levels

INDUSTRY: tuple[Lever, ...] = (
    Lever(
        id="digital_upgrade.support",
        family="industry",
        label={"en": "Digital upgrade of traditional industry", "zh": "传统产业数字化改造"},
        description={
            "en": "Share of the price of a standard digital package that government pays in traditional sectors.",
            "zh": "政府为传统产业企业承担的标准数字化方案价格份额。",
        },
        mechanism={
            "en": "Incumbents adopt packages they would not have paid for; everybody buys the same, so products grow "
            "alike and lower cost is competed away.",
            "zh": "在位企业采用本不会自费购买的方案;大家买的是同一套,产品趋同,成本下降被竞争抵消。",
        },
        unit="share of price",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: technical-upgrade money goes to equipment, not to packages",
        levels=levels(0.0, 0.2, 0.4, 0.6),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.ai_support.upgrade_support",
        chain=(("cost_digital_upgrade_cash", +1), ("ai_adoption", +1), ("productivity", +1)),
        side_effects=(("output_price", -1), ("margin", -1)),
        ministries=2,
        targetable=True,
        sources=(LI_KAIMENG,),
        cost="digital_upgrade",
    ),
)
