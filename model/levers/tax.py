"""Tax: what a yuan of research or engineering costs after tax."""

from .lever import (
    BY_FIRM,
    LI_KAIMENG,
    LI_PING,
    SHENG,
    Lever,
    levels,
)

TAX: tuple[Lever, ...] = (
    Lever(
        id="rd_deduction",
        family="tax",
        label={"en": "R&D super deduction", "zh": "研发费用加计扣除"},
        description={
            "en": "Extra share of eligible research cost that a firm may deduct from taxable profit.",
            "zh": "企业可在应税利润中加计扣除的合格研发费用比例。",
        },
        mechanism={
            "en": "Lowers the after-tax price of a yuan of research; worth nothing at once to a firm without "
            "taxable profit, which only carries the loss forward. Beyond the rates in force it also makes padding worth more.",
            "zh": "降低研发的税后价格;无应税利润的企业当期得不到好处,只能结转亏损。超过现行比例时,虚报也更有利可图。",
        },
        unit="extra deductible share",
        minimum=0.0,
        maximum=3.0,
        baseline=1.0,
        baseline_source="A03, A04: 100 % extra for manufacturing since 2021 (75 % in 2018-2020, A02)",
        levels=levels(1.0, 1.2, 1.5, 2.0),
        payer="government (revenue forgone)",
        actor="firm",
        rule="model.processes.taxes.firms_price_research",
        chain=(("cost_rd_deduction_forgone", +1), ("rd_intensity", +1), ("technologies_born", +1), ("technologies_industrialised", +1)),
        side_effects=(("rd_reported_ratio", +1), ("researcher_wage", +1)),
        ministries=2,
        targets=BY_FIRM,
        sources=("A01", "A02", "A03", "A04", "A05", "A07", SHENG),
        cost="rd_deduction",
    ),
    Lever(
        id="re_deduction",
        family="tax",
        label={"en": "R&E deduction", "zh": "研发与工程化费用加计扣除"},
        description={
            "en": "Share of small-trial, pilot and engineering cost that qualifies for the super deduction.",
            "zh": "小试、中试和工程化费用中可享受加计扣除的比例。",
        },
        mechanism={
            "en": "Adds cost items of the later stages to the deductible base, so carrying a technology from the "
            "laboratory to the line becomes cheaper after tax for profitable firms.",
            "zh": "把后期环节的费用纳入扣除基数,使盈利企业把技术推向产线的税后成本下降。",
        },
        unit="share of engineering-stage cost that qualifies",
        minimum=0.0,
        maximum=1.0,
        baseline=0.1,
        baseline_source="assumption: today's law admits a few pilot items (trial moulds, trial inspection)",
        levels=levels(0.1, 0.4, 0.7, 1.0),
        payer="government (revenue forgone)",
        actor="firm",
        rule="model.processes.taxes.firms_price_research",
        chain=(("cost_re_deduction_forgone", +1), ("entered_pilot", +1), ("technologies_industrialised", +1)),
        side_effects=(("conversion_rate", -1),),
        ministries=2,
        targets=BY_FIRM,
        sources=(SHENG, "A07", "A08"),
        cost="re_deduction",
    ),    Lever(
        id="basic_research_deduction",
        family="tax",
        label={"en": "Basic-research deduction", "zh": "基础研究加计扣除"},
        description={
            "en": "Extra share of own and commissioned basic research that a firm may deduct from taxable profit.",
            "zh": "企业自行开展和出资委托的基础研究费用可加计扣除的比例。",
        },
        mechanism={
            "en": "What it grants beyond the general deduction makes basic research cheaper than the rest, so a firm "
            "moves part of its budget there and buys some of it from universities; it yields fewer results now and "
            "more capacity to absorb others'. Where the gain is large, other research is declared as basic.",
            "zh": "高于一般加计扣除的部分使基础研究相对便宜,企业把部分预算转向基础研究并向高校院所购买;"
            "短期成果减少,吸收能力提高;优惠越大,越有其他研发被申报为基础研究。",
        },
        unit="extra deductible share",
        minimum=0.0,
        maximum=3.0,
        baseline=1.0,
        baseline_source="Ministry of Finance and State Taxation Administration, notice 32 of 2022: 100 % extra",
        levels=levels(1.0, 1.25, 1.5, 2.0),
        payer="government (revenue forgone)",
        actor="firm",
        rule="model.processes.taxes.firms_price_research",
        chain=(
            ("cost_basic_research_deduction_forgone", +1), ("basic_by_firms_share", +1), ("rd_basic_share", +1),
        ),
        side_effects=(("industrialised_firm", -1), ("basic_relabelled_share", +1)),
        ministries=2,
        targets=BY_FIRM,
        sources=("E14", "E17", "A07", "A09", LI_PING, LI_KAIMENG),
        cost="basic_research_deduction",
    ),
)
