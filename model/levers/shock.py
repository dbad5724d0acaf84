"""Shocks: decoupling, demand, prices. Nobody chooses them; scenarios date them."""

from .lever import (
    BY_SECTOR,
    HE,
    LI_KAIMENG,
    LI_PING,
    Lever,
)

SHOCK: tuple[Lever, ...] = (
    Lever(
        id="technology_decoupling.severity",
        family="shock",
        label={"en": "Technology decoupling", "zh": "技术脱钩"},
        description={
            "en": "Share of a sector's foreign inputs and knowledge that is cut off.",
            "zh": "行业国外投入和知识被切断的比例。",
        },
        mechanism={
            "en": "What own technologies do not cover is missing: plants stand still until products are redesigned, inputs "
            "and instruments cost more, domestic suppliers get orders and first customers. Who no longer sells no longer "
            "teaches either: what firms learnt over foreign parts, equipment and partners is missing, so laggards catch up "
            "more slowly. Those who stop selling also stop buying, so exports of the sector fall after a while.",
            "zh": "自主技术未覆盖的投入缺失:产品重新设计之前产能停摆,投入与仪器变贵,国内供应商获得订单和首用户。"
            "不再供货者也不再传授:企业经国外零部件、设备和伙伴学到的知识中断,后进企业追赶变慢。停止供货者也停止采购,该行业出口随后下降。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: cuts so far are part of the given path",
        levels={"status_quo": 0.0, "moderate": 0.3, "strong": 0.6, "very_strong": 1.0},
        payer="nobody",
        actor="rest of the world",
        rule="model.processes.shocks.severity",
        chain=(("supply_lost", +1), ("industrial_output", -1), ("input_price", +1), ("margin", -1)),
        side_effects=(
            ("import_dependence", -1), ("choke_point_coverage", +1), ("learnt_with_abroad", -1),
            ("total_factor_productivity", -1),
        ),
        ministries=0,
        targets=BY_SECTOR,
        sources=(HE, LI_KAIMENG),
    ),
    Lever(
        id="demand_shock.level",
        family="shock",
        label={"en": "Demand shock", "zh": "需求冲击"},
        description={
            "en": "Final demand of a sector relative to its path.",
            "zh": "行业最终需求相对于其路径的水平。",
        },
        mechanism={
            "en": "Orders fall short of plans: idle plants make undercutting pay.",
            "zh": "订单低于预期:产能闲置使压价有利可图。",
        },
        unit="ratio",
        minimum=0.3,
        maximum=2.0,
        baseline=1.0,
        baseline_source="assumption: the given path itself",
        levels={"status_quo": 1.0, "moderate": 0.95, "strong": 0.9, "very_strong": 0.8},
        payer="nobody",
        actor="buyer",
        rule="model.processes.shocks.demand_level",
        chain=(("industrial_output", +1), ("utilisation", +1), ("margin", +1)),
        side_effects=(("exit_rate", -1),),
        ministries=0,
        targets=BY_SECTOR,
        sources=(LI_PING,),
    ),
    Lever(
        id="price_shock.level",
        family="shock",
        label={"en": "Input price shock", "zh": "投入品价格冲击"},
        description={
            "en": "Price of raw materials and services from outside the ten sectors, relative to its path.",
            "zh": "十个部门之外的原材料和服务价格相对于其路径的水平。",
        },
        mechanism={
            "en": "Cost rises at once, prices follow with a delay, and the increase travels down the supply links.",
            "zh": "成本立即上升,产品价格滞后跟进,涨价沿供应链传导。",
        },
        unit="ratio",
        minimum=0.5,
        maximum=3.0,
        baseline=1.0,
        baseline_source="assumption: the given path itself",
        levels={"status_quo": 1.0, "moderate": 1.1, "strong": 1.2, "very_strong": 1.4},
        payer="nobody",
        actor="rest of the world",
        rule="model.processes.shocks.price_level",
        chain=(("input_price", +1), ("output_price", +1), ("margin", -1)),
        side_effects=(("industrial_output", -1),),
        ministries=0,
        targets=BY_SECTOR,
        sources=("E29", LI_PING),
    ),
)
