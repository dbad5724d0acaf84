"""Mission: organised teams for fields that depend on foreign supply."""

from .lever import (
    ALREADY_NARROW,
    CHEN,
    HE,
    LI_KAIMENG,
    Lever,
    levels,
)

MISSION: tuple[Lever, ...] = (
    Lever(
        id="missions.budget",
        family="mission",
        label={"en": "Key-technology missions: budget", "zh": "关键核心技术攻关:经费"},
        description={
            "en": "Yearly money for full-chain teams of national laboratories, leading firms and universities.",
            "zh": "国家实验室、领军企业和高校全链条攻关团队的年度经费。",
        },
        mechanism={
            "en": "In choke-point fields a mission pays the stages of what looks promising, whether or not its sponsor "
            "would go on, hands results to a leading firm, and arranges line and first user; its money also hires "
            "researchers and engineers away from others, and what firms of a field receive is met with duties abroad.",
            "zh": "在“卡脖子”领域,任务为看好的成果支付各环节费用(无论承接方是否愿意继续),将成果交给领军企业并安排产线和首用户;"
            "其经费也从别处抽走科研和工程人员,该领域企业所得资助还会引来国外的反补贴税。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=500.0,
        baseline=0.0,
        baseline_source="assumption: missions of today are part of institutes' funding",
        levels=levels(0.0, 30.0, 80.0, 200.0),
        payer="government (cash)",
        actor="government",
        rule="model.processes.missions.mission_money",
        chain=(("cost_missions_cash", +1), ("mission_stages", +1), ("technologies_industrialised", +1)),
        side_effects=(("researcher_wage", +1), ("conversion_rate_firm", -1)),
        ministries=3,
        untargeted=ALREADY_NARROW,
        sources=(HE, LI_KAIMENG, CHEN),
        cost="missions",
    ),
    Lever(
        id="missions.breadth",
        family="mission",
        label={"en": "Key-technology missions: breadth", "zh": "关键核心技术攻关:领域数"},
        description={
            "en": "Number of fields with missions, the most dependent on imports first.",
            "zh": "设攻关任务的领域数,按进口依赖程度排序。",
        },
        mechanism={
            "en": "The money is split equally over the fields, so that more fields have thinner teams.",
            "zh": "经费在各领域平均分配,领域越多团队越薄。",
        },
        unit="fields",
        minimum=1.0,
        maximum=10.0,
        baseline=3.0,
        baseline_source="assumption: no list of fields is modelled; inert without a budget",
        levels=levels(3.0, 4.0, 6.0, 8.0),
        payer="nobody",
        actor="government",
        rule="model.processes.missions.fields_listed",
        chain=(("mission_stages", +1),),
        side_effects=(("cost_missions_cash", +1),),
        ministries=3,
        untargeted=ALREADY_NARROW,
        sources=(HE, LI_KAIMENG, CHEN),
        cost="missions",
        integer=True,
    ),
)
