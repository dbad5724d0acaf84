"""Chinese definitions of the outcomes; the English ones stand with the outcomes in ``indicators``."""

from __future__ import annotations

from .classifications import CAUSES_OF_DEATH, ORIGINS, SIZES, STAGES
from .levers import USED_BY, USERS
from .measures import MEASURES

DEFINITIONS_ZH: dict[str, str] = {
    "conversion_rate": "近三年实现产业化的成果 / 近三年终结(产业化或终止)的成果",
    "cohort_conversion": "五年前同一季度产生的成果中迄今已产业化的份额",
    "conversion_rate_firm": "源自企业的成果的转化率",
    "conversion_rate_university": "源自高校的成果的转化率",
    "conversion_rate_institute": "源自科研院所的成果的转化率",
    "patent_use_firm": "企业有效专利中已投入产业应用的份额",
    "patent_use_university": "高校有效专利中已投入产业应用的份额",
    "patent_use_institute": "科研院所有效专利中已投入产业应用的份额",
    "patent_use": "全部权利人有效专利中已投入产业应用的份额",
    "technologies_born": "当季产生的研究成果数,加权",
    "technologies_industrialised": "当季通过最后一关的成果数,加权",
    "technologies_dead": "当季终止的成果数,加权",
    "technologies_open": "已产生而尚未终结的成果数,加权",
    "time_to_market": "当季产业化的成果自产生起的平均年数",
    "margin": "企业税前利润总额 / 营业收入,近四个季度",
    "utilisation": "产出 / 产能,按价值加权",
    "revenue": "企业销售额",
    "output_price": "企业产品价格,按营业收入加权",
    "input_price": "企业支付的投入品价格,按投入加权",
    "leverage": "企业债务与应付款 / 资产",
    "receivable_days": "应收账款 / 日均营业收入",
    "entry_rate": "进入的企业 / 企业总数",
    "exit_rate": "退出的企业 / 企业总数",
    "productivity": "按营业收入加权的劳动生产率",
    "ai_adoption": "已采用人工智能的企业份额",
    "zombie_share": "近三年每季扣除补助后均亏损的有债企业份额",
    "rd_intensity": "全部执行主体的真实研发经费 / 国内生产总值,近一年",
    "rd_to_revenue": "企业真实研发经费 / 营业收入,近一年",
    "rd_reported_ratio": "高新技术企业(申报研发经费 - 真实研发经费)/ 申报研发经费,近一年",
    "rd_basic_share": "基础研究占研发经费的份额,近一年",
    "rd_applied_share": "应用研究占研发经费的份额,近一年",
    "rd_firm_share": "企业执行的研发经费份额,近一年",
    "rd_institute_share": "科研院所执行的研发经费份额,近一年",
    "rd_university_share": "高校执行的研发经费份额,近一年",
    "rd_east_share": "东部地区研发经费份额,近一年",
    "rd_firms_doing": "有研发支出的企业份额",
    "basic_by_firms_share": "企业承担的基础研究经费份额,近一年",
    "contract_income_ratio": "高校院所出售的委托研究、许可和服务合同额 / 其研发经费,近一年",
    "researcher_wage": "一名研究人员的成本,相对于起点",
    "basic_relabelled_share": "被申报为基础研究的其他研发 / 企业申报的全部自行开展的基础研究,近一年",
    "research_misused": "高校院所超出现行管理水平的经费挪用额",
    "tech_loans": "对持有在途成果的企业的贷款余额",
    "tech_loan_access": "有银行贷款的科技企业份额",
    "loan_rate": "当季发放贷款的利率",
    "npl_ratio": "银行不良贷款 / 全部贷款",
    "loans_rejected": "被拒的贷款申请 / 全部申请",
    "venture_investment": "基金投入成果的金额",
    "venture_hard_tech_share": "创投投资额中投向战略性新兴产业和未来产业的份额",
    "cover_windfall": "纳入资金池或担保、但银行本来就会发放的贷款",
    "technology_desk_share": "按技术流评价的网点发放的科技贷款 / 全部新发科技贷款",
    "ip_pledge_loans": "仅以专利担保的未偿贷款",
    "public_cost": "全部政策工具的现金支出 + 税式支出 - 回收;所取得的规费罚没收入另计为 public_revenue",
    "public_revenue": "政策工具取得的收费、罚没和追回的挪用经费,不冲减 public_cost",
    "slots_offered": "当季招标的首单数",
    "slots_filled": "当季中标并交付的首单数",
    "customers_found": "未经招标或大企业首单而自行找到首用户的成果(加权)",
    "pilot_load": "在用中试名额 / 全部中试名额",
    "output_traditional": "传统产业销售额",
    "output_emerging": "战略性新兴产业销售额",
    "output_future": "未来产业销售额",
    "industrial_output": "企业售出的产品数量,按 2020 年价格",
    "supply_lost": "因国外投入断供而停摆的产能 / 全部产能,按价值加权",
    "import_dependence": "从国外购买的投入 / 全部购买的投入",
    "learnt_with_abroad": "企业通过国外零部件、设备和伙伴或放眼国外学到的质量 / 经模仿学到的全部质量,按销售额加权",
    "value_added": "企业营业收入减所用投入",
    "grants_replacing_own": "直接补贴中超出承接企业为该环节本需借款部分的金额(企业本有自有资金)/ 直接补贴",
    "own_effort_subsidised": "当季获直接补贴科技企业的研究、小试、中试和工程化支出减去补贴 / 其营业收入",
    "own_effort_others": "当季未获直接补贴科技企业的研究、小试、中试和工程化支出 / 其营业收入",
    "order_dependence": "开放场景首单金额 / 持有在途成果企业的营业收入(含首单)",
    "losses_without_orders": "盈利但若无开放场景首单(及其交付成本)便会亏损的科技企业 / 科技企业",
    "knowledge_inflow": "企业放眼国外(而非只看国内)多学到的质量 / 经模仿学到的全部质量,按销售额加权",
    "choke_point_coverage": "自主技术覆盖的卡脖子环节份额,按各行业进口投入加权",
    "sectors_ahead": "最佳实践质量达到或超过国外的行业数",
    "energy_use": "所用投入中的能源 / 企业产出",
    "engineer_wage": "一名工程师的成本,相对于起点",
    "engineers_trained": "新增培养名额的毕业生中从事工程师工作的人数",
    "talent_arrived": "当季准入并安置的境外人才",
    "results_own_agenda": "自主议程科学家当季产生的成果数,加权",
    "research_time_waiting": "高校院所等待仪器而损失的研究时间份额",
    "east_talent_share": "居住在东部的研究人员 / 全部研究人员",
    "licence_deals": "当季找到承接方的高校院所成果数",
    "deals_across_regions": "双方位于不同地区的许可交易份额",
    "consortium_members": "创新联合体中的企业数,含牵头企业",
    "consortium_free_riders": "为获得配套资金而加入并少缴出资的成员企业数",
    "trial_orders_state": "由开放采购的国有领军企业作为首用户的成果数",
    "trial_orders_partners": "由公布需求的链主企业作为首用户的中小企业成果数",
    "state_line_guests": "在国有领军企业中试线上取得名额的外部成果数",
    "tier_firms": "当年获得梯度培育称号的企业数",
    "tier_padded": "当年获得称号企业中为达标而将普通成本报为研发的企业数",
    "laboratories": "与高校院所共建联合实验室的企业数",
    "topics_by_industry": "现行评审组不会选中的选题所产生的高校院所成果数",
    "potential_spread": "当季高校院所新成果潜力对数的标准差",
    "leaders_project_money": "由领军企业承担的公共项目经费",
    "state_assets_lost": "低于通常价格成交所让出的许可费",
    "transfer_effort": "高校院所科研人员用于转化的时间份额,按人员加权",
    "pilot_guests": "在其他地区中试平台上取得名额的成果数",
    "mission_stages": "由攻关任务支付的环节数",
    "orders_unspent": "首单预算中未找到成熟技术或许可场地而未支出的金额;其中由补贴转入的部分退回补贴评审",
    "permit_load": "在用许可场地 / 全部许可场地",
    "scenarios_copied": "作为成熟场景的复制而免于首次试用的成果数,加权",
    "joint_wins": "由投标联合体中标的首单数,加权",
    "startups_founded": "以成果为基础、由基金出资创办的企业数,加权",
    "startups_housed": "在孵化器中占有名额的初创企业数,加权",
    "certified_at_once": "无须等待惯常一个季度即取得证书的产品数,加权",
    "products_tested": "首次使用前经独立检测的产品数,加权",
    "standards_set": "当季有产品成为标准的领域数",
    "standard_licences": "竞争企业向标准制定者支付的许可费",
    "technologies_incompatible": "因不符合新标准而淘汰的竞争企业在途成果数,加权",
    "infringement_damages": "仿制企业向专利权人支付的赔偿",
    "ai_price": "人工智能价格,相对于公共供给现状",
    "stages_shortened": "因采用人工智能而提前一个季度结束的早期阶段数,加权",
}
_BY_SIZE = {"patent_use": "企业有效专利中已投入产业应用的份额", "margin": "企业税前利润总额 / 营业收入,近四个季度"}
_BY_ORIGIN = {"industrialised": "通过最后一关的成果数,加权", "ended": "终结(产业化或终止)的成果数,加权"}
_MEASURED = {measure.id: measure.definition_zh for measure in MEASURES}
_COST_PARTS = {
    "cash": "政府或其资金池为该工具支付的现金",
    "forgone": "因该工具而未征收的税款",
    "recovered": "对该工具支出的回收:退出收入、追偿、担保费和保费",
    "raised": "收费、罚没和追回的挪用经费,不冲减财政成本",
    "contingent": "季末未了结的担保或补偿责任",
}


def definition_zh(outcome: str) -> str:
    """Chinese definition of an outcome; raises KeyError for an outcome without one."""
    if outcome in DEFINITIONS_ZH:
        return DEFINITIONS_ZH[outcome]
    if outcome in _MEASURED:
        return _MEASURED[outcome]
    for stem, text in _BY_SIZE.items():
        for size in SIZES:
            if outcome == f"{stem}_{size.id}":
                return size.zh + text
    for stem, text in _BY_ORIGIN.items():
        for origin in ORIGINS:
            if outcome == f"{stem}_{origin.id}":
                return f"当季源自{origin.zh}、{text}"
    for stage in STAGES:
        if outcome == f"entered_{stage.id}":
            return f"当季进入{stage.zh}环节的成果数,加权"
        if outcome == f"waiting_{stage.id}":
            return f"等待{stage.zh}所需互补条件的成果数,加权"
        for cause in CAUSES_OF_DEATH:
            if outcome == f"died_{stage.id}_{cause.id}":
                return f"在通过{stage.zh}之前因“{cause.zh}”而终止的成果数,加权"
    if outcome.startswith("cost_"):
        instrument, _, part = outcome.removeprefix("cost_").rpartition("_")
        return USED_BY[USERS[instrument]][1] if part == "users" else _COST_PARTS[part]
    raise KeyError(outcome)
