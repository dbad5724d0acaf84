"""Chinese definitions of the outcomes; the English ones stand with the outcomes in ``indicators``."""

from __future__ import annotations

from .classifications import CAUSES_OF_DEATH, ORIGINS, SIZES, STAGES
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
    "tech_loans": "对持有在途成果的企业的贷款余额",
    "tech_loan_access": "有银行贷款的科技企业份额",
    "loan_rate": "当季发放贷款的利率",
    "npl_ratio": "银行不良贷款 / 全部贷款",
    "loans_rejected": "被拒的贷款申请 / 全部申请",
    "venture_investment": "基金投入成果的金额",
    "public_cost": "全部政策工具的现金支出 + 税式支出 - 回收",
    "slots_offered": "当季招标的首单数",
    "slots_filled": "当季中标并交付的首单数",
    "pilot_load": "在用中试名额 / 全部中试名额",
}
_BY_SIZE = {"patent_use": "企业有效专利中已投入产业应用的份额", "margin": "企业税前利润总额 / 营业收入,近四个季度"}
_BY_ORIGIN = {"industrialised": "通过最后一关的成果数,加权", "ended": "终结(产业化或终止)的成果数,加权"}
_MEASURED = {measure.id: measure.definition_zh for measure in MEASURES}
_COST_PARTS = {
    "cash": "政府或其资金池为该工具支付的现金",
    "forgone": "因该工具而未征收的税款",
    "recovered": "收到的费用、追偿和退出收入",
    "contingent": "季末未了结的担保或补偿责任",
    "users": "当季使用该工具的企业数,加权",
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
        return _COST_PARTS[outcome.rpartition("_")[2]]
    raise KeyError(outcome)
