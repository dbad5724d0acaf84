"""Technology: artificial intelligence and data."""

from .lever import LI_KAIMENG, LI_PING, SHENG, Lever, levels

TECHNOLOGY: tuple[Lever, ...] = (
    Lever(
        id="ai_action.compute_support",
        family="technology",
        label={"en": "AI+ action: price support", "zh": "人工智能+:价格补助"},
        description={
            "en": "Share of the price of AI that government pays for adopters.",
            "zh": "政府为采用企业承担的人工智能价格份额。",
        },
        mechanism={
            "en": "More firms find adoption worth while; what it saves follows from the adopter's absorptive capacity, so"
            " support also buys adoption that saves little.",
            "zh": "更多企业认为采用划算;节约多少取决于吸收能力,补助也会买来收效甚微的采用。",
        },
        unit="share of price",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: vouchers are local pilots",
        levels=levels(0.0, 0.2, 0.4, 0.6),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.ai_support.compute_support",
        chain=(("cost_ai_action_cash", +1), ("ai_adoption", +1), ("productivity", +1)),
        side_effects=(("output_price", -1),),
        ministries=3,
        targetable=True,
        sources=("S14", "Z08", "J09", LI_PING, SHENG),
        cost="ai_action",
    ),
    Lever(
        id="ai_action.supply",
        family="technology",
        label={"en": "AI+ action: supply", "zh": "人工智能+:供给"},
        description={
            "en": "Public compute, open models and data sets beyond the status quo.",
            "zh": "现状之外的公共算力、开放模型和数据集。",
        },
        mechanism={
            "en": "Competes with what the market sells, so AI gets cheaper, and lets adopters able to use it finish early"
            " stages sooner; it costs the same when nobody uses it.",
            "zh": "与市场供给竞争而使价格下降,并使有能力的采用者更快完成早期阶段;无人使用时花费照旧。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=0.0,
        baseline_source="assumption: public supply of today is part of the price",
        levels=levels(0.0, 20.0, 60.0, 150.0),
        payer="government (cash)",
        actor="government",
        rule="model.processes.ai_support.public_supply",
        chain=(("ai_price", -1), ("ai_adoption", +1), ("stages_shortened", +1), ("time_to_market", -1)),
        side_effects=(("cost_ai_action_cash", +1),),
        ministries=3,
        targetable=False,
        sources=("S14", "J08", LI_PING, LI_KAIMENG),
        cost="ai_action",
    ),
    Lever(
        id="data_zones.coverage",
        family="technology",
        label={"en": "Data-sharing zones", "zh": "数据共享区"},
        description={
            "en": "Share of firms' data that is shared in zones.",
            "zh": "在共享区内共享的企业数据份额。",
        },
        mechanism={
            "en": "AI needs less data of one's own, trials show more and adopters finish early stages sooner; handling "
            "the rules costs, and rivals see more of each other.",
            "zh": "人工智能所需自有数据减少,试验信息更充分,采用者更快完成早期阶段;合规处理有成本,竞争者也彼此看得更清。",
        },
        unit="share of data",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: zones are pilots",
        levels=levels(0.0, 0.2, 0.5, 0.8),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.data_zones.shared_data",
        chain=(("cost_data_zones_cash", +1), ("ai_adoption", +1), ("stages_shortened", +1)),
        side_effects=(("technologies_born", -1),),
        ministries=3,
        targetable=True,
        sources=(SHENG,),
        cost="data_zones",
    ),
)
