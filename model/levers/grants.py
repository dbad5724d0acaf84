"""Grants: public money for projects and for research."""

from .lever import (
    BY_FIRM,
    BY_UNIT,
    CHEN,
    LI_KAIMENG,
    SHENG,
    ZERO_SUM,
    Lever,
    levels,
)

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
            "relaxes liquidity and replaces own money where the project would have run anyway. A budget that leaves money "
            "over draws in projects not worth it without a grant, and what exceeds today's is met with duties abroad.",
            "zh": "名单内企业以项目申请;补助缓解流动性,但对本来就会做的项目只是替代自有资金。预算有余时,"
            "没有补助便不值得做的项目也来申请;超出现状的补贴会引来国外的反补贴税。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=1000.0,
        baseline=80.0,
        baseline_source="assumption: about 3 % of enterprise R&D (E15) comes from government",
        levels=levels(80.0, 120.0, 200.0, 400.0),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.grants.budgets_voted",
        chain=(("cost_direct_subsidy_cash", +1), ("entered_small_trial", +1), ("technologies_industrialised", +1)),
        side_effects=(
            ("zombie_share", +1), ("exit_rate", -1), ("own_per_public", -1), ("grants_replacing_own", +1),
            ("own_effort_subsidised", -1),
        ),
        ministries=2,
        targets=BY_FIRM,
        pot=True,
        sources=("C05", "C08", "C09", SHENG),
        cost="direct_subsidy",
    ),    Lever(
        id="proof_of_concept.budget",
        family="grants",
        label={"en": "Proof-of-concept fund", "zh": "概念验证基金"},
        description={
            "en": "Yearly budget that pays the proof of concept of results of universities and institutes.",
            "zh": "每年用于资助高校院所成果概念验证的预算。",
        },
        mechanism={
            "en": "Pays the stage that has no sponsor yet for offered results that look best to a panel with an error "
            "of its own; a larger budget reaches worse candidates and replaces money of universities and firms. What offered "
            "results leave over pays scouts, who bring in results that nobody offered, at the cost of the search.",
            "zh": "由有判断误差的评审组为尚无承接方的已披露成果支付概念验证;预算越大,入选成果越差,"
            "也越多替代高校和企业自有资金。已披露成果用不完的经费用于主动发掘未披露的成果,并承担搜寻成本。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=30.0,
        baseline=0.0,
        baseline_source="assumption: local funds of some hundred million yuan; the stage is paid from universities' own money",
        levels=levels(0.0, 0.3, 0.8, 2.0),
        payer="government (cash)",
        actor="university",
        rule="model.processes.proof_of_concept.proofs_voted",
        chain=(
            ("cost_proof_of_concept_cash", +1), ("entered_proof_of_concept", +1), ("entered_small_trial", +1),
            ("industrialised_university", +1),
        ),
        side_effects=(("died_small_trial_no_sponsor", +1),),
        ministries=2,
        targets=BY_UNIT,
        pot=True,
        sources=("D31", CHEN, SHENG),
        cost="proof_of_concept",
    ),
    Lever(
        id="basic_research_funding.share",
        family="grants",
        label={"en": "Basic research funding", "zh": "基础研究经费"},
        description={
            "en": "Basic research as a share of planned R&D up to which government adds money.",
            "zh": "政府按计划研发经费的该比例安排基础研究投入。",
        },
        mechanism={
            "en": "Universities and institutes hire with what exceeds today's share; people are scarce for years, so "
            "wages rise first, also for firms. Few basic results can be carried to industry soon.",
            "zh": "高校院所用超出现状的经费招人;人才短期稀缺,工资先涨,也抬高企业研发成本;基础成果短期内少有可转化者。",
        },
        unit="share of planned R&D",
        minimum=0.068,
        maximum=0.25,
        baseline=0.068,
        baseline_source="E14: 6.88 % of R&D in 2024, 6.77 % in 2023",
        levels=levels(0.068, 0.09, 0.12, 0.17),
        payer="government (cash)",
        actor="university",
        rule="model.processes.research_money.basic_money_planned",
        chain=(
            ("cost_basic_research_funding_cash", +1), ("researcher_wage", +1), ("rd_basic_share", +1),
            ("technologies_born", +1),
        ),
        side_effects=(("conversion_rate", -1), ("rd_to_revenue", -1)),
        ministries=2,
        targets=BY_UNIT,
        sources=("E14", "C10", "D21", SHENG, LI_KAIMENG),
        cost="basic_research_funding",
    ),
    Lever(
        id="research_funding.stable_share",
        family="grants",
        label={"en": "Stable research funding", "zh": "稳定支持比例"},
        description={
            "en": "Share of public research money given by size and for long, the rest being competed for.",
            "zh": "公共科研经费中按规模长期稳定拨付的比例,其余竞争性分配。",
        },
        mechanism={
            "en": "Scientists write fewer proposals, stay with a result longer and choose bolder topics farther from "
            "industrial need; less money follows excellence.",
            "zh": "科研人员少写申请书、更长时间坚持一项成果、选题更大胆而离产业需求更远;随优秀程度流动的经费减少。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.45,
        baseline_source="assumption: between a third and 60 % by kind of holder",
        levels=levels(0.45, 0.55, 0.65, 0.8),
        payer="nobody",
        actor="university",
        rule="model.processes.research_money.stable_share_in_force",
        chain=(("technologies_born", +1), ("industrialised_university", +1)),
        side_effects=(("contract_income_ratio", -1),),
        ministries=0,
        untargeted=ZERO_SUM,
        sources=(SHENG, LI_KAIMENG),
    ),
    Lever(
        id="transfer_funds.share",
        family="grants",
        label={"en": "Funds usable for transfer", "zh": "科研经费用于转化的比例"},
        description={
            "en": "Share of competitive research money that universities may set aside for proofs of concept.",
            "zh": "高校院所可从竞争性科研经费中划出用于概念验证的比例。",
        },
        mechanism={
            "en": "Money set aside carries promising own results through proof of concept and hires no researchers, "
            "whether it finds good candidates or not; with more of it a unit asks less of a candidate.",
            "zh": "划出的经费资助本单位有前景的成果做概念验证,无论是否找到好成果都不再用于聘用研究人员;经费越多,入选门槛越低。",
        },
        unit="share",
        minimum=0.0,
        maximum=0.2,
        baseline=0.005,
        baseline_source="assumption: today's rules leave little",
        levels=levels(0.005, 0.01, 0.02, 0.05),
        payer="universities (own research money)",
        actor="university",
        rule="model.processes.research_money.set_aside_for_transfer",
        chain=(("entered_proof_of_concept", +1), ("industrialised_university", +1)),
        side_effects=(("technologies_born", -1), ("licence_deals", -1)),
        ministries=0,
        targets=BY_UNIT,
        sources=(SHENG,),
    ),
)
