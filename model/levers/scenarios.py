"""Scenarios: first orders, permits and tenders."""

from .lever import LI_PING, SHENG, Lever, levels

SCENARIOS: tuple[Lever, ...] = (
    Lever(
        id="scenario_opening.orders",
        family="scenarios",
        label={"en": "Scenario opening: orders", "zh": "场景开放:首单"},
        description={
            "en": "Yearly value of first orders tendered by opened scenarios.",
            "zh": "开放场景每年招标的首单金额。",
        },
        mechanism={
            "en": "A first customer with a budget and slots: the winner delivers, is paid once, learns, and its quality "
            "becomes known to banks, funds and buyers. A slot without a ready technology stays empty.",
            "zh": "有预算和名额的首用户:中标者交付并获一次付款、积累经验,质量为银行、基金和买家所知;没有成熟技术的名额空置。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=0.0,
        baseline_source="assumption: closed before the State Council opinion of 2025-11-07 (S14)",
        levels=levels(0.0, 20.0, 60.0, 150.0),
        payer="government (cash)",
        actor="buyer",
        rule="model.processes.tenders.sector_orders",
        chain=(("slots_offered", +1), ("slots_filled", +1), ("technologies_industrialised", +1), ("conversion_rate", +1)),
        side_effects=(),
        ministries=3,
        targetable=True,
        sources=("S14", "C13", "C14", "C18", LI_PING, SHENG),
        cost="scenario_opening",
    ),
    Lever(
        id="scenario_opening.openness",
        family="scenarios",
        label={"en": "Scenario opening: openness", "zh": "场景开放:开放度"},
        description={
            "en": "Share of slots in which outsiders compete on the same terms as the buyer's usual suppliers.",
            "zh": "外部企业与既有供应商同等竞争的名额比例。",
        },
        mechanism={
            "en": "Removes the insiders' advantage in the tender score.",
            "zh": "取消评标中的内部优势。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.3,
        baseline_source="assumption",
        levels=levels(0.3, 0.5, 0.7, 1.0),
        payer="nobody",
        actor="buyer",
        rule="model.processes.tenders.tender_score",
        chain=(("slots_filled", +1), ("conversion_rate_university", +1)),
        side_effects=(("margin_large", -1),),
        ministries=0,
        targetable=False,
        sources=(SHENG, LI_PING),
        cost="scenario_opening",
    ),
)
