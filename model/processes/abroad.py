"""The rest of the world pays for the trade surplus with what households lend it."""

from ..accounts import CAPITAL_OUTFLOW, pay
from ..kernel import process, rule


@rule
def loan_to_abroad(cash):
    """What the rest of the world lacks after a quarter of trade (m yuan): a surplus here is a capital outflow."""
    return max(0.0, -cash)


@process
def trade_is_financed(abroad, households, banks, flows):
    """Households lend abroad what it owes for net exports, each bank's depositors in proportion to their money."""
    foreign = abroad[0]
    wanted = loan_to_abroad(foreign.cash)
    total = 0.0
    for row in range(len(households)):
        total += max(0.0, households[row].cash)
    if wanted <= 0.0 or total <= 0.0:
        return
    for row in range(len(households)):
        home = households[row]
        home.lent_abroad = wanted * max(0.0, home.cash) / total
        pay(flows, banks, CAPITAL_OUTFLOW, home, foreign, home.lent_abroad)
