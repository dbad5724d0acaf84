"""Actors: consortia, partners of large firms, tiers of small firms, state firms, joint laboratories."""

from .lever import (
    ALREADY_NARROW,
    BY_FIRM,
    CHEN,
    HE,
    HUANG,
    LI_KAIMENG,
    LI_PING,
    NATIONAL_TITLE,
    SHENG,
    Lever,
    levels,
)

ACTORS: tuple[Lever, ...] = (
    Lever(
        id="consortia.matching",
        family="actors",
        label={"en": "Innovation consortia: matching fund", "zh": "创新联合体:配套资金"},
        description={
            "en": "Public money for each yuan that members of a leader-led consortium put into its joint agenda.",
            "zh": "领军企业牵头的联合体成员每投入一元共同议程经费,财政配套的金额。",
        },
        mechanism={
            "en": "Matched money is joint work of the university partner and the members, so more leaders propose and more "
            "firms join and share equipment, people and results; the leader keeps what its cut exceeds the cost of running "
            "it, members save what they would have done anyway, and those that came for the match withhold part of what "
            "they owe.",
            "zh": "配套资金用于高校伙伴与成员的联合研发,牵头和加入者增多,设备、人员和成果共享;牵头企业留取超过管理成本的提成,"
            "成员以配套替代部分原有研发,为配套而来的成员少缴出资。",
        },
        unit="yuan per yuan contributed",
        minimum=0.0,
        maximum=3.0,
        baseline=0.0,
        baseline_source="assumption: today's consortia live on members' contributions",
        levels=levels(0.0, 0.5, 1.0, 2.0),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.consortia.matching_offered",
        chain=(
            ("cost_consortia_cash", +1), ("consortium_members", +1), ("rd_intensity", +1), ("conversion_rate_firm", +1),
        ),
        side_effects=(("consortium_free_riders", +1), ("margin_large", +1)),
        ministries=2,
        targets=BY_FIRM,
        sources=(LI_PING, CHEN, SHENG, LI_KAIMENG, HE),
        cost="consortia",
    ),
    Lever(
        id="sme_partnership.coverage",
        family="actors",
        label={"en": "Partnership of large and small firms: coverage", "zh": "大中小企业融通:覆盖面"},
        description={
            "en": "Share of leading firms that publish their needs to small and medium firms and develop with them.",
            "zh": "向中小企业公布需求并与之共同开发的领军企业份额。",
        },
        mechanism={
            "en": "A partner places first orders with suppliers whose product promises to repay the disruption, at a "
            "discount; it bears the disruption and goes without the equipment it replaces. It pays only what passes the "
            "trial, and only when its liquidity allows, so suppliers finance the trial and wait; while it tries what its "
            "partners deliver it tries no other firm's product.",
            "zh": "链主企业向预期收益足以弥补试用扰动的供应商下首单并要求折扣,自身承担扰动并少购设备;仅在试用合格且自身流动性允许时"
            "付款,供应商垫付试用费用并等待回款;试用伙伴产品期间不再试用其他企业的产品。",
        },
        unit="share of leading firms",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: what partnership there is today is part of how first customers arrive",
        levels=levels(0.0, 0.3, 0.6, 1.0),
        payer="leading firms (their equipment budget)",
        actor="firm",
        rule="model.processes.partner_orders.partners",
        chain=(("trial_orders_partners", +1), ("waiting_first_use", -1), ("technologies_industrialised", +1)),
        side_effects=(("margin_large", -1), ("utilisation", +1)),
        ministries=0,
        targets=BY_FIRM,
        sources=(CHEN, SHENG, HE),
        cost="none",
    ),
    Lever(
        id="sme_tiers.support",
        family="actors",
        label={"en": "Tiers of small and medium firms: awards", "zh": "中小企业梯度培育:奖补"},
        description={
            "en": "Yearly awards for innovative, specialised and little-giant firms.",
            "zh": "对创新型、专精特新和“小巨人”企业的年度奖补。",
        },
        mechanism={
            "en": "A tier asks for patents in use and a share of research in revenue; firms above it are paid for what they "
            "do anyway, firms just below report ordinary cost as research if the award they expect exceeds the cost of "
            "hiding, which they pay, and the risk that a review finds it. Where money is short awards shrink for all, and "
            "so does padding.",
            "zh": "各梯度要求有在用专利并达到研发强度门槛;已达标者为既有研发获奖补,略低于门槛者在预期奖补高于隐匿成本和被查处风险时"
            "将普通成本报为研发并承担隐匿成本;资金不足时奖补普遍缩水,虚报也随之减少。",
        },
        unit="bn yuan a year",
        minimum=0.0,
        maximum=200.0,
        baseline=0.0,
        baseline_source="assumption: awards of today are part of the direct subsidy",
        levels=levels(0.0, 10.0, 30.0, 80.0),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.sme_tiers.awards_in_force",
        chain=(("cost_sme_tiers_cash", +1), ("tier_firms", +1), ("margin_small", +1)),
        side_effects=(("tier_padded", +1),),
        ministries=2,
        untargeted=NATIONAL_TITLE,
        sources=("E26", "D07", CHEN, SHENG, HE),
        cost="sme_tiers",
    ),
    Lever(
        id="state_firms.openness",
        family="actors",
        label={"en": "State firms: openness", "zh": "国有企业:开放度"},
        description={
            "en": "Share of state-owned leaders' first orders and pilot lines open to other firms.",
            "zh": "国有领军企业首单采购和中试线向其他企业开放的份额。",
        },
        mechanism={
            "en": "State-owned leaders may place first orders with outsiders and take them on their pilot lines; a "
            "manager orders what repays the disruption within the horizon on which he is judged.",
            "zh": "国有领军企业可向外部企业下首单并开放中试线;管理者只订购在其考核期内能补偿试用代价的产品。",
        },
        unit="share",
        minimum=0.0,
        maximum=1.0,
        baseline=0.0,
        baseline_source="assumption: what is open today is part of how first customers arrive",
        levels=levels(0.0, 0.3, 0.6, 1.0),
        payer="state-owned leaders (their equipment budget)",
        actor="firm",
        rule="model.processes.first_orders.openness_in_force",
        chain=(("trial_orders_state", +1), ("waiting_first_use", -1), ("technologies_industrialised", +1)),
        side_effects=(("margin_large", -1),),
        ministries=0,
        untargeted=ALREADY_NARROW,
        sources=(SHENG,),
        cost="none",
    ),
    Lever(
        id="state_firms.horizon",
        family="actors",
        label={"en": "State firms: managers' horizon", "zh": "国有企业:管理者考核期"},
        description={
            "en": "Years over which the manager of a state-owned leader is judged for what a first order brings.",
            "zh": "国有领军企业管理者对首单成效负责的年数。",
        },
        mechanism={
            "en": "A longer horizon makes more first orders worth their disruption, where procurement is open at all.",
            "zh": "在采购已开放的前提下,考核期越长,值得承担试用代价的首单越多。",
        },
        unit="years",
        minimum=1.0,
        maximum=20.0,
        baseline=3.0,
        baseline_source="assumption: a term of office",
        levels=levels(3.0, 5.0, 8.0, 12.0),
        payer="nobody",
        actor="firm",
        rule="model.processes.first_orders.horizon_in_force",
        chain=(("trial_orders_state", +1),),
        side_effects=(("margin_large", -1),),
        ministries=0,
        untargeted=ALREADY_NARROW,
        sources=(SHENG,),
        cost="none",
    ),
    Lever(
        id="joint_laboratories.support",
        family="actors",
        label={"en": "Joint laboratories and staff exchange: support", "zh": "联合实验室与人员互派:支持"},
        description={
            "en": "Share of the cost of a laboratory of a firm and a university that government pays.",
            "zh": "政府承担的校企联合实验室成本份额。",
        },
        mechanism={
            "en": "A pair shares the cost; the people exchanged teach the firm to use outside knowledge and show it the "
            "unit's results first, and are missing from the unit's own research.",
            "zh": "校企共担成本;互派人员提高企业吸收能力并使其优先看到该单位成果,但离开了本单位的科研。",
        },
        unit="share of laboratory cost",
        minimum=0.0,
        maximum=0.8,
        baseline=0.0,
        baseline_source="assumption: today's joint platforms (H05) are part of contract research",
        levels=levels(0.0, 0.3, 0.5, 0.7),
        payer="government (cash)",
        actor="firm",
        rule="model.processes.joint_laboratories.support_for",
        chain=(("cost_joint_laboratories_cash", +1), ("laboratories", +1), ("conversion_rate_university", +1)),
        side_effects=(("technologies_born", -1),),
        ministries=2,
        targets=BY_FIRM,
        sources=("H05", SHENG, HUANG),
        cost="joint_laboratories",
    ),
)
