"""Sectors, regions, governments, the rest of the economy, the clock and the instruments' accounts."""

from .fields import account, count, number, record_type, stated

SECTOR_FIELDS = (
    number("final_spending", "m yuan", "final demand of the quarter, aggregate"),
    number("intermediate_spending", "m yuan", "demand of other firms, aggregate"),
    number("spending", "m yuan", "all demand of the quarter, aggregate"),
    number("price", "index", "share weighted price"),
    number("quality", "index", "share weighted quality"),
    number("unit_cost", "index", "share weighted unit cost"),
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
    number("places", "places", "permitted places where scenarios may run, real"),
    number("places_used", "places", "of these in use, real"),
    number("proven", "count", "public first orders that passed their trial, weighted, fading"),
    number("needs_listed", "share", "part of the needs of its firms on the published list of tenders"),
    number("ai_bought", "m yuan", "AI in use at list price last quarter, aggregate"),
    count("standard_holder", "row of the firm that set the standard in force; -1"),
    count("standard_id", "identity of that firm"),
    count("standard_since", "quarter in which the standard was set"),
    number("standard_guard", "share", "imitation of quality that the standard keeps off"),
    number("profit_sum", "m yuan", "profit of its firms this quarter, aggregate; summed within the accounts"),
    number("revenue_sum", "m yuan", "revenue of its firms this quarter, aggregate; summed within the accounts"),
    # foreign supply and knowledge
    number("import_base", "share", "share of its inputs bought abroad as long as nothing is cut or learnt"),
    number("import_learnt", "share", "share of its inputs bought abroad for designs learnt there"),
    number("cut", "share", "foreign inputs and knowledge cut off this quarter"),
    number("own_coverage", "share", "choke points that own technologies cover"),
    number("redesigned", "share", "products redesigned so that they do without what is cut"),
    number("supply_lost", "share", "capacity that stands still for lack of an input"),
    number("input_premium", "share", "rise of the input price from substitutes and detours"),
    number("tools_premium", "share", "rise of the cost of research from missing instruments and software"),
    number("trials_bound", "share", "its buyers' readiness to try new products that trials with partners take up"),
    number("learning_lost", "share", "what its firms no longer learn because foreign parts and partners are missing"),
    number("learning_abroad", "share", "what comes with foreign parts and partners, of all learnt when nothing is cut"),
    number("own_wanted", "share", "perceived risk of own technologies that buyers forget for lack of foreign ones"),
    number("foreign_level", "index", "best practice quality abroad"),
    number("foreign_reach", "share", "how far above domestic best practice firms can see"),
    number("leakage", "a quarter", "chance that a technology in hand is overtaken by those who learnt of it abroad"),
    number("exports_lost", "share", "exports shut out abroad in answer to subsidies or decoupling"),
    number("export_share", "share", "share of its sales that goes abroad"),
    stated("own_solutions", "share", "gains of product technologies that reached the market, weighted"),
    # energy and seed demand
    number("energy_charge", "yuan per unit of input", "charge at the usual energy use"),
    number("energy_penalty", "yuan per unit of input", "charge on energy use above the standard"),
    number("energy_standard", "ratio", "energy use allowed relative to the usual"),
    number("energy_saved", "share", "energy that refitted plants save"),
    number("energy_used", "units", "energy in the inputs used, aggregate"),
    number("seed_orders", "m yuan", "public purchases on top of final buyers' demand, aggregate"),
)
SECTOR = record_type(*SECTOR_FIELDS)

REGION_FIELDS = (
    number("scientists", "persons", "researchers living here"),
    number("engineers", "persons", "engineers and technicians living here"),
    number("scientist_wage", "index", "cost of a researcher relative to the start"),
    number("engineer_wage", "index", "cost of an engineer relative to the start"),
    number("scientists_wanted", "persons", "researchers asked for this quarter"),
    number("engineers_wanted", "persons", "engineers asked for this quarter"),
    number("mentors", "persons", "engineers whose time students take"),
    number("instrument_gain", "share", "research time of units gained at large facilities, relative to the status quo"),
    number("instrument_gain_firms", "share", "the same of firms"),
)
REGION = record_type(*REGION_FIELDS)

GOVERNMENT_FIELDS = (
    *account(),
    number("debt", "m yuan", "bonds outstanding"),
    stated("household_tax", "m yuan", "taxes other than the corporate tax, net of transfers"),
    stated("consumption", "m yuan", "public consumption outside the model's instruments"),
    stated("audit_cost", "m yuan", "paid for audits of research money"),
    stated("bonds_issued", "m yuan", "bonds sold to banks"),
    stated("bonds_redeemed", "m yuan", "bonds bought back"),
    stated("training", "m yuan", "training places paid"),
    stated("settlement", "m yuan", "settling people from abroad"),
    stated("seed_purchases", "m yuan", "purchases from future sectors"),
    stated("trial_places", "m yuan", "places for trials of future technologies"),
    stated("inspections", "m yuan", "inspecting prices"),
    stated("facilities", "m yuan", "building and running large facilities beyond today's"),
    stated("enclaves", "m yuan", "enclaves and paired offices"),
    stated("overseas_centres", "m yuan", "centres abroad"),
    stated("permit_places", "m yuan", "paid for places where scenarios may run"),
    stated("transfer_staff", "m yuan", "paid to transfer staff"),
    stated("incubator_places", "m yuan", "paid for running incubators"),
    stated("certification_labs", "m yuan", "paid to laboratories for certificates and tests"),
    stated("public_compute", "m yuan", "paid for public compute, models and data sets"),
    stated("data_zones", "m yuan", "paid for running data zones"),
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
    count("burn_in", "quarters of the burn-in"),
    count("season", "0 to 3: quarter of the year"),
    count("seed", "seed of the run"),
    count("n_technologies", "technologies in the array"),
    count("next_firm_id", "identity of the next entrant"),
    count("n_firm_rows", "rows of the firm array in use"),
    count("first_free", "row of the firm array from which the next entrant of the quarter looks for a free one"),
    count("listed_for", "1 + coordination in force (in thousandths) when firms were last enrolled; 0 never"),
    count("told_apart", "1 while the policy in force tells kinds of actor apart"),
    number("scale", "share", "real firms of this world / 512,000: scales national amounts"),
    number("entry_weight", "real firms", "weight of an entrant"),
    number("lead_premium", "share", "worth of a lead under the protection in force above the status quo"),
    number("ai_discount", "share", "fall of the price of AI below the status quo"),
    number("ai_models", "share", "research tasks for which open models and public compute are at hand"),
)
CLOCK = record_type(*CLOCK_FIELDS)

INSTRUMENT_FIELDS = (
    stated("cash", "m yuan", "paid out"),
    stated("forgone", "m yuan", "tax forgone"),
    stated("recovered", "m yuan", "recoveries of what was paid"),
    stated("raised", "m yuan", "charges, fines and reclaimed misuse"),
    stated("voted", "m yuan", "budget of the quarter before anything was moved or carried"),
    stated("handed_back", "m yuan", "moved budget that found no use, goes back; negative where lots paid more"),
    stated("lapsed", "m yuan", "left over and not carried on; negative where an overdraft is written off"),
    stated("users", "count", "users, in the unit that the instrument declares"),
    stated("transferred", "m yuan", "budget moved here from another instrument"),
    number("contingent", "m yuan", "cover outstanding"),
    number("budget", "m yuan", "left for the quarter"),
    number("carried", "m yuan", "unspent, carried into the next quarter; negative where lots paid more"),
    number("served", "real actors", "in its places"),
    number("free_share", "share", "places not taken"),
    number("beyond_today", "share", "part of its money that exceeds the status quo"),
    number("generosity", "ratio", "grants of a raised budget relative to the usual terms; 0 without one"),
    number("lag", "quarters", "from a decision to the field; of the two deductions, to the mean firm on the list"),
    number("part_paid", "share", "part of the usual awards paid in the last round; 0 before the first"),
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
