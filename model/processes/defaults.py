"""Default: what a failed firm owes falls on its owners, its collateral and cash, pool or guarantor, and the bank."""

from __future__ import annotations

from ..accounts import CLAIMS, COLLATERAL_SOLD, LOANS_REPAID, SUBROGATION, pay_from_bank, pay_to_bank
from ..kernel import process, rule
from .administration import GUARANTEE, RISK_POOL
from .loan_service import reduce_debt
from .pledges import sell_patents
from .screening import risk_score


@rule
def collateral_proceeds(capital, debt, recovery, share):
    """What selling ``share`` of the pledged ``capital`` at ``recovery`` of its book value brings against ``debt``."""
    return min(share * recovery * capital, debt)


@rule
def claim_due(loss, debt, covered_debt, cover, balance):
    """What pool or guarantor pays: its cover of the loss on the covered part of the debt, as far as it has money."""
    if debt <= 0.0:
        return 0.0
    return min(loss * min(covered_debt / debt, 1.0) * cover, max(balance, 0.0))


@rule
def pay_claim(flows, banks, bank, guarantor, instrument, claim):
    """Pool or guarantor pays ``claim`` (aggregate m yuan) to the bank."""
    guarantor.claims_paid += claim / guarantor.weight
    instrument.cash += claim
    bank.claims_received += claim
    bank.equity += claim
    pay_to_bank(flows, banks, CLAIMS, guarantor, bank, claim)


@rule
def pass_on(flows, banks, bank, guarantor, instrument, amount):
    """The bank passes a share of what it recovered later (aggregate m yuan) to the one who paid the claim."""
    guarantor.recovered += amount / guarantor.weight
    instrument.recovered += amount
    bank.passed_on += amount
    bank.equity -= amount
    pay_from_bank(flows, banks, SUBROGATION, bank, guarantor, amount)


@rule
def sell_collateral(flows, banks, bank, owners, firm, amount, recovery):
    """Households buy pledged capital for ``amount`` (aggregate m yuan); the caller books loan or equity."""
    firm.capital -= amount / firm.weight / recovery
    bank.collateral_recovered += amount
    pay_to_bank(flows, banks, COLLATERAL_SOLD, owners, bank, amount)


@rule
def settle_default(flows, banks, guarantors, households, instruments, firm, parameter):
    """The waterfall for one firm that leaves with debt; its debt fields end at zero.

    Collateral sold at once and the firm's cash reduce the loan; what is left is lost, first to pool or guarantor by
    their cover, then to the bank. Collateral sold later is shared with those who paid claims.
    """
    bank = banks[firm.bank]
    owners = households[firm.bank]
    pool = guarantors[0]
    weight, recovery = firm.weight, parameter.collateral_recovery
    owed, owed_for_technology = firm.debt * weight, firm.tech_debt * weight
    later = collateral_proceeds(firm.capital, firm.debt, recovery, 1.0)
    quick = collateral_proceeds(firm.capital, firm.debt, recovery, parameter.quick_recovery)
    later -= quick
    if quick > 0.0:
        firm.collateral_taken += quick
        reduce_debt(firm, quick)
        bank.loans -= quick * weight
        sell_collateral(flows, banks, bank, owners, firm, quick * weight, recovery)
    sell_patents(flows, banks, bank, owners, firm, parameter)
    cash = min(max(firm.cash, 0.0), firm.debt)
    if cash > 0.0:
        firm.repaid += cash
        reduce_debt(firm, cash)
        bank.loans -= cash * weight
        bank.repayments += cash * weight
        pay_to_bank(flows, banks, LOANS_REPAID, firm, bank, cash * weight)
    loss = firm.debt * weight
    if loss > 0.0:
        # a firm that winds up and pays in full has not defaulted
        bank.defaulted += owed
        bank.tech_defaulted += owed_for_technology
        bank.defaulted_score += firm.credit_score * owed
        later = min(later * weight, loss)
        firm.written_off += firm.debt
        bank.loans -= loss
        bank.equity -= loss - later
        if later > 0.0:
            sell_collateral(flows, banks, bank, owners, firm, later, recovery)
        pool.principal_lost += firm.pooled_debt * weight / pool.weight
        from_pool = claim_due(loss, firm.debt, firm.pooled_debt, firm.pool_cover, pool.cash * pool.weight)
        from_guarantor = 0.0
        if from_pool > 0.0:
            pay_claim(flows, banks, bank, pool, instruments[RISK_POOL], from_pool)
            pass_on(flows, banks, bank, pool, instruments[RISK_POOL], from_pool * later / loss)
        if firm.guarantor > 0 and firm.guaranteed_debt > 0.0:
            guarantor = guarantors[firm.guarantor]
            guarantor.principal_lost += firm.guaranteed_debt * weight / guarantor.weight
            balance = guarantor.cash * guarantor.weight
            from_guarantor = claim_due(loss, firm.debt, firm.guaranteed_debt, firm.guarantee_cover, balance)
            if from_guarantor > 0.0:
                pay_claim(flows, banks, bank, guarantor, instruments[GUARANTEE], from_guarantor)
                pass_on(flows, banks, bank, guarantor, instruments[GUARANTEE], from_guarantor * later / loss)
        bank.loss += loss - later - (from_pool + from_guarantor) * (1.0 - later / loss)
    clear_debt(firm)


@rule
def clear_debt(firm):
    """Nothing is owed any more."""
    firm.debt = 0.0
    firm.tech_debt = 0.0
    firm.pooled_debt = 0.0
    firm.pool_cover = 0.0
    firm.guaranteed_debt = 0.0
    firm.guarantee_cover = 0.0
    firm.pledged_debt = 0.0
    firm.guarantor = -1


@rule
def rate_book(bank):
    """Mean and variance of the risk score in the bank's book, weighted by principal."""
    if bank.loans > 0.0:
        bank.score_mean = bank.book_score / bank.loans
        bank.score_variance = max(bank.book_score_squared / bank.loans - bank.score_mean * bank.score_mean, 0.0)


@process
def loans_default(clock, parameters, environment, firms, banks, guarantors, households, flows, instruments):
    """Settle the debts of firms that leave; recount what is left: bad loans, technology loans, cover outstanding.

    Once a year banks rate their book anew: ``firm.credit_score`` and its mean and variance in every bank.
    """
    now = clock[0]
    parameter = parameters[0]
    base_rate = environment[now.quarter].base_rate
    rating = now.season == 3
    for row in range(len(guarantors)):
        guarantors[row].outstanding = 0.0
        guarantors[row].cover_outstanding = 0.0
    for row in range(len(banks)):
        banks[row].bad_loans = 0.0
        banks[row].tech_loans = 0.0
        banks[row].pledged_loans = 0.0
    pool = guarantors[0]
    for row in range(now.n_firm_rows):
        firm = firms[row]
        if firm.active == 0 or firm.debt <= 0.0:
            continue
        if firm.exiting == 1:
            settle_default(flows, banks, guarantors, households, instruments, firm, parameter)
            continue
        bank = banks[firm.bank]
        principal = firm.debt * firm.weight
        if firm.distressed > 0:
            bank.bad_loans += principal
        bank.tech_loans += firm.tech_debt * firm.weight
        bank.pledged_loans += firm.pledged_debt * firm.weight
        if firm.pooled_debt > 0.0:
            pooled = firm.pooled_debt * firm.weight / pool.weight
            pool.outstanding += pooled
            pool.cover_outstanding += pooled * firm.pool_cover
        if firm.guaranteed_debt > 0.0 and firm.guarantor > 0:
            guarantor = guarantors[firm.guarantor]
            guaranteed = firm.guaranteed_debt * firm.weight / guarantor.weight
            guarantor.outstanding += guaranteed
            guarantor.cover_outstanding += guaranteed * firm.guarantee_cover
        if rating:
            firm.credit_score = risk_score(firm, 0.0, base_rate, now.quarter, parameter)
            bank.book_score += principal * firm.credit_score
            bank.book_score_squared += principal * firm.credit_score * firm.credit_score
    if rating:
        for row in range(len(banks)):
            rate_book(banks[row])
