"""Sectors, regions, governments, the rest of the economy, the clock and the instruments' accounts."""

from .fields import account, count, number, record_type, stated

SECTOR_FIELDS = (
    number("final_spending", "m yuan", "final demand of the quarter, aggregate"),
    number("intermediate_spending", "m yuan", "demand of other firms, aggregate"),
    number("spending", "m yuan", "all demand of the quarter, aggregate"),
    number("price", "index", "share weighted price"),
    number("quality", "index", "share weighted quality"),
    number("unit_cost", "index", "share weighted unit cost"),
    number("competitiveness", "index", "share weighted quality^omega / price"),
    number("input_price", "index", "price of its bundle of inputs"),
    number("output", "units", "output, aggregate"),
    number("capacity", "units", "capacity, aggregate"),
    number("utilisation", "share", "output / capacity"),
    number("profit_rate", "share", "profit / revenue, smoothed"),
    number("growth", "a quarter", "growth of orders, smoothed"),
    number("inputs_bought", "m yuan", "inputs bought by its firms last quarter, aggregate"),
    number("capital_bought", "m yuan", "capital goods bought by its firms last quarter, aggregate"),
    number("attraction", "index", "pull on the budget of final buyers, from quality and new products"),
    number("deployments", "count", "verified deployments of new technologies, weighted, fading"),
    number("research_crowding", "index", "results produced per opportunity, fading"),
    number("share_worthwhile", "share", "learned share of new results that pass the first gate decision"),
    number("gain_worthwhile", "share", "learned mean gain of those, times that share"),
    number("credit_days", "days", "share weighted payment term of its firms"),
    number("frontier", "index", "best practice productivity"),
    number("frontier_quality", "index", "best practice quality"),
    number("n_firms", "firms", "active firms, weighted"),
    number("ai_share", "share", "firms that have adopted AI"),
    number("import_share", "share", "share of its inputs bought abroad (choke-point exposure)"),
    number("entrants_due", "real firms", "entrants wanted and not yet founded"),
    number("n_founded", "firms", "firms at the start of the burn-in, weighted"),
    count("n_entered", "entrants so far"),
    number("material_use", "index", "share weighted material use relative to the start"),
    number("profit_sum", "m yuan", "profit of its firms this quarter, aggregate; summed within the accounts"),
    number("revenue_sum", "m yuan", "revenue of its firms this quarter, aggregate; summed within the accounts"),
)
SECTOR = record_type(*SECTOR_FIELDS)

REGION_FIELDS = (
    number("scientists", "persons", "researchers living here"),
    number("engineers", "persons", "engineers and technicians living here"),
    number("scientist_wage", "index", "cost of a researcher relative to the start"),
    number("engineer_wage", "index", "cost of an engineer relative to the start"),
    number("scientists_wanted", "persons", "researchers asked for this quarter"),
    number("engineers_wanted", "persons", "engineers asked for this quarter"),
)
REGION = record_type(*REGION_FIELDS)

GOVERNMENT_FIELDS = (
    *account(),
    number("debt", "m yuan", "bonds outstanding"),
    stated("household_tax", "m yuan", "taxes other than the corporate tax, net of transfers"),
    stated("consumption", "m yuan", "public consumption outside the model's instruments"),
    stated("bonds_issued", "m yuan", "bonds sold to banks"),
    stated("bonds_redeemed", "m yuan", "bonds bought back"),
)
GOVERNMENT = record_type(*GOVERNMENT_FIELDS)

HOUSEHOLD_FIELDS = (
    *account(),
    number("trade_payables", "m yuan", "owed to firms by their domestic customers"),
    number("trade_receivables", "m yuan", "owed by firms to their domestic suppliers"),
    stated("deposit_interest", "m yuan", "interest received"),
    stated("lent_abroad", "m yuan", "lent to the rest of the world, which pays for a trade surplus"),
)
HOUSEHOLD = record_type(*HOUSEHOLD_FIELDS)
"""Depositors of one bank each: workers, owners, traders. One row per bank."""

CLOCK_FIELDS = (
    count("quarter", "quarters since the start of the burn-in"),
    count("season", "0 to 3: quarter of the year"),
    count("seed", "seed of the run"),
    count("n_technologies", "technologies in the array"),
    count("next_firm_id", "identity of the next entrant"),
    count("n_firm_rows", "rows of the firm array in use"),
    count("first_free", "row of the firm array from which the next entrant of the quarter looks for a free one"),
    count("listed_for", "1 + coordination in force (in thousandths) when firms were last enrolled; 0 never"),
    number("scale", "share", "real firms of this world / 512,000: scales national amounts"),
    number("entry_weight", "real firms", "weight of an entrant"),
)
CLOCK = record_type(*CLOCK_FIELDS)

INSTRUMENT_FIELDS = (
    stated("cash", "m yuan", "paid out"),
    stated("forgone", "m yuan", "tax forgone"),
    stated("recovered", "m yuan", "recoveries"),
    stated("users", "real firms", "users"),
    number("contingent", "m yuan", "cover outstanding"),
    number("budget", "m yuan", "left for the quarter"),
    number("carried", "m yuan", "unspent, carried into the next quarter"),
)
INSTRUMENT = record_type(*INSTRUMENT_FIELDS)

ENVIRONMENT_FIELDS = (
    number("final_spending", "m yuan", "final demand for industrial goods of a quarter at 512,000 firms"),
    number("wage", "index", "wage of production labour"),
    number("raw_price", "index", "price of raw materials and services from outside the model's sectors"),
    number("labour_efficiency", "index", "economy-wide labour efficiency, learning outside research"),
    number("gdp", "m yuan", "gross domestic product of a quarter at 512,000 firms"),
    number("base_rate", "a year", "loan prime rate"),
    number("budget_growth", "index", "growth of public research budgets"),
)
ENVIRONMENT = record_type(*ENVIRONMENT_FIELDS)
