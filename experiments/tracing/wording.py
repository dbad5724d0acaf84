"""Sentences of a trace in English and Chinese; the braces are numbers of the event."""

from __future__ import annotations

from typing import Any

from model.classifications import CAUSES_OF_DEATH, REGIONS, SECTORS, STAGES

from ..wording import term
from .events import Event

_SENTENCES: dict[str, tuple[str, str]] = {
    # a technology
    "born": (
        "born at {who}: field {sector}, {region}; fit to need {fit:.2f}; its holder believes in a gain of "
        "{believed:.1%} "
        "(the truth, which nobody sees yet: {true_gain:.1%}); laboratory stage {cost:.2f} m yuan; it can wait "
        "{patience} "
        "quarters at a door",
        "产生于{who}:{sector}领域,{region};与需求契合度 {fit:.2f};持有者相信增益 {believed:.1%}(尚无人看到的真值:"
        "{true_gain:.1%});实验室阶段成本 {cost:.2f} 百万元;每道关口可等待 {patience} 个季度",
    ),
    "offered": ("{who} offers it on the technology market", "{who}在技术市场上挂牌"),
    "no_look": ("no firm looks at it", "没有企业考察"),
    "looked_at": ("{looks} firm(s) look at it; none finds enough in it", "{looks} 家企业考察,未达成交易"),
    "licensed": (
        "{who} takes a licence: {upfront:.2f} m yuan at once and {royalty:.1%} of its value later",
        "{who}取得许可:先付 {upfront:.2f} 百万元,今后按价值的 {royalty:.1%} 提成",
    ),
    "own_proof": ("{who} pays for its proof of concept: {cost:.2f} m yuan", "{who}自付概念验证:{cost:.2f} 百万元"),
    "spin_off_proposed": (
        "its inventor proposes a company (value {value:.1f} m yuan)",
        "发明人提议创办企业(价值 {value:.1f} 百万元)",
    ),
    "founded": ("{who} founds a company on it: {startup}", "{who}以其创办企业:{startup_zh}"),
    "in_consortium": ("it is carried in the consortium of {who}", "纳入{who}所在的创新联合体"),
    "worth": (
        "{who} will go on with {stage}: worth {value:.2f} m yuan x chance {chance:.1%} = {expected:.2f} against "
        "{cost:.2f} "
        "still to be paid (hurdle {hurdle:.2f})",
        "{who}决定继续{stage}:价值 {value:.2f} 百万元 × 机会 {chance:.1%} = {expected:.2f},尚需支付 "
        "{cost:.2f}(门槛 {hurdle:.2f})",
    ),
    "not_worth": (
        "{who} gives it up before {stage}: worth {value:.2f} m yuan x chance {chance:.1%} = {expected:.2f}, "
        "less than the "
        "{cost:.2f} still to be paid",
        "{who}在{stage}前放弃:价值 {value:.2f} 百万元 × 机会 {chance:.1%} = {expected:.2f},低于尚需支付的 {cost:.2f}",
    ),
    "others_first": (
        "{who} puts other projects first: {expected:.2f} expected against {cost:.2f} still to be paid, but its "
        "hurdle is "
        "{hurdle:.2f} yuan for a yuan",
        "{who}优先其他项目:预期 {expected:.2f} 对尚需支付 {cost:.2f},而其门槛为每元 {hurdle:.2f} 元",
    ),
    "asks_for_money": ("{who} is short of {amount:.2f} m yuan for the stage", "{who}本环节缺 {amount:.2f} 百万元"),
    "granted": ("{who} grants {amount:.2f} m yuan", "{who}资助 {amount:.2f} 百万元"),
    "lent": (
        "{who} lends {amount:.2f} m yuan (expected default of technology loans {expected_loss:.1%} a year)",
        "{who}放贷 {amount:.2f} 百万元(科技贷款预期违约率每年 {expected_loss:.1%})",
    ),
    "loan_refused": (
        "{who} refuses {amount:.2f} m yuan (expected default of technology loans {expected_loss:.1%} a year; it grants "
        "{approval:.0%} of what is asked)",
        "{who}拒绝 {amount:.2f} 百万元(科技贷款预期违约率每年 {expected_loss:.1%};批准率 {approval:.0%})",
    ),
    "fund_pays": (
        "{who} pays in {amount:.2f} m yuan and holds {stake:.0%}",
        "{who}投入 {amount:.2f} 百万元,持股 {stake:.0%}",
    ),
    "place_found": ("it gets a pilot place at {who}", "在{who}获得中试名额"),
    "no_place": ("no pilot place is free", "没有空闲的中试名额"),
    "order_won": ("it wins the first order of {who}: {amount:.2f} m yuan", "赢得{who}的首单:{amount:.2f} 百万元"),
    "customer_found": (
        "a first customer comes (chance {chance:.1%} this quarter, draw {draw:.3f})",
        "首个客户到来(本季机会 {chance:.1%},抽签 {draw:.3f})",
    ),
    "stage_begins": (
        "{stage} begins: {quarters} quarter(s), {cost:.2f} m yuan",
        "{stage}开始:{quarters} 个季度,{cost:.2f} 百万元",
    ),
    "stage_passed": (
        "{stage} is passed (chance {chance:.0%}, draw {draw:.3f}); believed gain now {believed:.1%}, spent so far "
        "{spent:.2f} m yuan",
        "通过{stage}(机会 {chance:.0%},抽签 {draw:.3f});目前相信增益 {believed:.1%},已花费 {spent:.2f} 百万元",
    ),
    "waits": (
        "waits: {cause} ({waited} of {patience} quarters it can wait)",
        "等待:{cause}(已等 {waited} / 可等 {patience} 个季度)",
    ),
    "short_of_cash": (
        "{who} cannot pay the {due:.2f} m yuan due for the quarter (cash {cash:.2f}); {waited} of {patience} quarters "
        "it can wait",
        "{who}付不起本季应付的 {due:.2f} 百万元(现金 {cash:.2f});已等 {waited} / 可等 {patience} 个季度",
    ),
    "won": (
        "WON after {age:.1f} years and {spent:.2f} m yuan: {who} {change} {gain:.1%}",
        "成功:历时 {age:.1f} 年,花费 {spent:.2f} 百万元;{who}{change_zh} {gain:.1%}",
    ),
    "royalty_paid": ("{who} pays the royalty: {amount:.2f} m yuan", "{who}支付提成:{amount:.2f} 百万元"),
    "died_failing": (
        "DIED at {stage} after {age:.1f} years: it failed technically (chance to pass {chance:.0%}, draw {draw:.3f})",
        "在{stage}终止,历时 {age:.1f} 年:技术失败(通过机会 {chance:.0%},抽签 {draw:.3f})",
    ),
    "died_obsolete": (
        "DIED at {stage} after {age:.1f} years: something better came (chance {chance:.1%} a quarter, draw {draw:.4f})",
        "在{stage}终止,历时 {age:.1f} 年:技术过时(每季机会 {chance:.1%},抽签 {draw:.4f})",
    ),
    "died_with_host": (
        "DIED at {stage} after {age:.1f} years: {who} left the market",
        "在{stage}终止,历时 {age:.1f} 年:{who}退出市场",
    ),
    "died_given_up": (
        "DIED at {stage} after {age:.1f} years and {spent:.2f} m yuan: {who} gave it up (counted as: {cause})",
        "在{stage}终止,历时 {age:.1f} 年,花费 {spent:.2f} 百万元:{who}放弃(计为:{cause})",
    ),
    "died_waiting": (
        "DIED at {stage} after {age:.1f} years and {spent:.2f} m yuan: {cause}; it had waited {waited} quarters "
        "and could "
        "wait {patience}",
        "在{stage}终止,历时 {age:.1f} 年,花费 {spent:.2f} 百万元:{cause};已等 {waited} 个季度,可等 {patience} 个季度",
    ),
    # a firm and its loans
    "entered": ("{who} enters the market", "{who}进入市场"),
    "borrowed": (
        "{who} lends {amount:.2f} m yuan; debt {debt:.2f}, mean rate {rate:.2%}",
        "{who}放贷 {amount:.2f} 百万元;债务 {debt:.2f},平均利率 {rate:.2%}",
    ),
    "repaid": (
        "{amount:.2f} m yuan repaid to {who}; debt {debt:.2f}",
        "向{who}偿还 {amount:.2f} 百万元;债务 {debt:.2f}",
    ),
    "collateral_taken": ("{who} sells collateral for {amount:.2f} m yuan", "{who}处置抵押物得 {amount:.2f} 百万元"),
    "written_off": ("{who} writes off {amount:.2f} m yuan", "{who}核销 {amount:.2f} 百万元"),
    "grant_received": ("{who} pays a subsidy of {amount:.2f} m yuan", "{who}补助 {amount:.2f} 百万元"),
    "order_delivered": (
        "{who} pays {amount:.2f} m yuan for a first order delivered",
        "{who}为已交付首单支付 {amount:.2f} 百万元",
    ),
    "venture_received": ("funds pay in {amount:.2f} m yuan", "基金投入 {amount:.2f} 百万元"),
    "fund_bought_out": ("funds are bought out for {amount:.2f} m yuan", "回购基金股份 {amount:.2f} 百万元"),
    "fined": ("{who} fines it {amount:.2f} m yuan after an audit", "{who}稽查罚款 {amount:.2f} 百万元"),
    "licence_paid": ("it pays {amount:.2f} m yuan for licences", "支付许可费 {amount:.2f} 百万元"),
    "equity_paid_in": ("owners pay in {amount:.2f} m yuan", "所有者投入 {amount:.2f} 百万元"),
    "liquidated": ("its owners receive the {amount:.2f} m yuan left", "剩余 {amount:.2f} 百万元归还所有者"),
    "firm_refused": (
        "{who} refuses {amount:.2f} m yuan (debt {debt:.2f}, profit of a quarter {profit:.2f})",
        "{who}拒绝 {amount:.2f} 百万元(债务 {debt:.2f},季度利润 {profit:.2f})",
    ),
    "pooled": ("the loan goes under the {who}, cover {cover:.0%}", "贷款纳入{who},补偿比例 {cover:.0%}"),
    "guaranteed": ("{who} guarantees it, cover {cover:.0%}", "{who}担保,比例 {cover:.0%}"),
    "cannot_pay_interest": (
        "{who} cannot pay its interest (debt {debt:.2f} m yuan)",
        "{who}无力付息(债务 {debt:.2f} 百万元)",
    ),
    "results": ("{count} result(s) found, the latest its number {n}", "产生 {count} 项成果,最新为第 {n} 项"),
    "adopts_ai": ("it adopts AI; unit cost to fall by {gain:.1%}", "采用人工智能;单位成本将下降 {gain:.1%}"),
    "gains": (
        "a technology comes in: cost -{cost_cut:.1%}, quality +{quality:.1%}",
        "新技术投入使用:成本 -{cost_cut:.1%},质量 +{quality:.1%}",
    ),
    "changes_size": ("it is now a {to} firm (was {from})", "由{from_zh}企业变为{to_zh}企业"),
    "certified": ("it is certified as a high-technology firm", "被认定为高新技术企业"),
    "loses_certificate": ("it loses its high-technology certificate", "失去高新技术企业资格"),
    "firm_fails": ("{who} leaves: {reason}", "{who}退出:{reason}"),
    "year_of_firm": (
        "the year: revenue {revenue:.1f}, profit {profit:.2f}, research {research:.2f}, cash {cash:.1f}, debt "
        "{debt:.1f} m "
        "yuan; price {price:.2f} over unit cost {unit_cost:.2f}, quality {quality:.2f}, capacity used "
        "{utilisation:.0%}",
        "全年:营收 {revenue:.1f},利润 {profit:.2f},研发 {research:.2f},现金 {cash:.1f},债务 {debt:.1f} 百万元;"
        "价格 {price:.2f},单位成本 {unit_cost:.2f},质量 {quality:.2f},产能利用率 {utilisation:.0%}",
    ),
    "year_of_loan": (
        "the year: borrowed {borrowed:.2f}, repaid {repaid:.2f}, interest {interest:.2f}, debt {debt:.2f} m yuan at "
        "{loan_rate:.2%}; profit {profit:.2f}",
        "全年:借入 {borrowed:.2f},偿还 {repaid:.2f},利息 {interest:.2f},债务 {debt:.2f} 百万元,利率 "
        "{loan_rate:.2%};利润 {profit:.2f}",
    ),
    # a university
    "licence_income": ("it receives {amount:.2f} m yuan for licences", "获得许可收入 {amount:.2f} 百万元"),
    "poc_spent": (
        "it spends {amount:.2f} m yuan of its own on proofs of concept",
        "自有资金用于概念验证 {amount:.2f} 百万元",
    ),
    "inventor_shares": ("its inventors receive {amount:.2f} m yuan", "发明人获得 {amount:.2f} 百万元"),
    "consortium_income": ("consortia pay it {amount:.2f} m yuan", "从创新联合体获得 {amount:.2f} 百万元"),
    "year_of_university": (
        "the year: public money {public_funding:.1f}, contracts {contract_income:.1f}, licences "
        "{licence_income:.2f} m yuan; "
        "{researchers:.0f} researchers, {effort_transfer:.0%} of their time for transfer, weight of need in topics "
        "{need_weight:.2f}; patents in use {patents_used:.0f}, idle {patents_idle:.0f}",
        "全年:财政经费 {public_funding:.1f},合同 {contract_income:.1f},许可 {licence_income:.2f} 百万元;科研人员 "
        "{researchers:.0f} 人,{effort_transfer:.0%} 的时间用于转化,选题中需求权重 {need_weight:.2f};在用专利 "
        "{patents_used:.0f},闲置 {patents_idle:.0f}",
    ),
    # a yuan
    "year_of_money": (
        "{received:.2f} bn yuan received; of a yuan: {uses}",
        "收到 {received:.2f} 十亿元;每元去向:{uses}",
    ),
    "no_money": ("nobody receives anything", "无人获得"),
}
_REASONS = {
    "cannot_pay_wages": ("it cannot pay its wages", "付不起工资"),
    "banks_lost_patience": ("banks have lost patience", "银行失去耐心"),
    "too_small": ("it has long been too small to live", "长期规模过小"),
    "closes": ("its owners close it", "所有者关闭"),
}
_LISTS = {
    name: (items.en, items.zh) for group in (STAGES, CAUSES_OF_DEATH, SECTORS, REGIONS) for items in group
    for name in (items.id,)
}  # fmt: skip


def text_of(event: Event, lang: str) -> str:
    """The sentence of an event."""
    side = 0 if lang == "en" else 1
    words: dict[str, Any] = dict(event.numbers)
    for key in ("stage", "sector", "region", "cause"):
        if key in words:
            label = _LISTS[words[key]][side]
            words[key] = label.lower() if lang == "en" and key != "region" else label
    if "reason" in words:
        words["reason"] = _REASONS[words["reason"]][side]
    if "uses" in words:
        uses = words["uses"].items()
        words["uses"] = ", ".join(f"{term(use.replace('_', ' '), lang)} {share:.0%}" for use, share in uses)
    if "product" in words:
        words["change"] = "gains quality" if words["product"] == 1 else "cuts its cost by"
        words["change_zh"] = "质量提高" if words["product"] == 1 else "成本下降"
    return _SENTENCES[event.what][side].format(who=event.who[lang], **words)


def known(what: str) -> bool:
    """Whether there is a sentence for this kind of event."""
    return what in _SENTENCES
